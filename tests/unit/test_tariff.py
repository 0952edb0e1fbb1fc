"""What a clip costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clips import Tier
from bot.credits import Tariff
from bot.errors import ClipTooLong, SceneTooLong, StoryboardTooLong, StoryboardTooShort
from bot.settings import TiersSettings

pytestmark = pytest.mark.unit

TARIFF = Tariff(TiersSettings())


def _tariff(**tiers: dict[str, float]) -> Tariff:
    return Tariff(TiersSettings.model_validate(tiers))


@pytest.mark.parametrize(
    ("tier", "seconds", "price"),
    [
        (Tier.STANDARD, 10.0, 160),
        (Tier.STANDARD, 4.0, 64),
        (Tier.PRO, 10.0, 400),
        (Tier.PRO, 20.0, 800),
    ],
)
def test_a_clip_costs_its_seconds_at_the_tiers_rate(tier: Tier, seconds: float, price: int) -> None:
    assert TARIFF.price(tier, seconds) == price


def test_part_of_a_credit_is_rounded_up() -> None:
    assert TARIFF.price(Tier.STANDARD, 4.01) == 65


def test_binary_fractions_cost_nobody_a_credit() -> None:
    assert 1.1 * 100 > 110
    assert _tariff(pro={"credits_per_second": 100}).price(Tier.PRO, 1.1) == 110


@pytest.mark.parametrize(("tier", "seconds"), [(Tier.STANDARD, 10.01), (Tier.PRO, 20.01)])
def test_a_clip_longer_than_its_tier_allows_has_no_price(tier: Tier, seconds: float) -> None:
    with pytest.raises(ClipTooLong, match=f"A {tier} clip lasts at most"):
        TARIFF.price(tier, seconds)


@given(st.sampled_from(Tier), st.floats(0.01, 10), st.floats(0.01, 10))
def test_a_longer_clip_never_costs_less(tier: Tier, one: float, other: float) -> None:
    short, long = sorted((one, other))
    assert TARIFF.price(tier, short) <= TARIFF.price(tier, long)


def test_the_settings_make_the_tariff() -> None:
    tariff = _tariff(standard={"credits_per_second": 1, "seconds": 30})
    assert tariff.price(Tier.STANDARD, 30) == 30


def test_scenes_cost_what_they_last_together() -> None:
    assert TARIFF.price(Tier.STANDARD, 7.5, 10, 5.55) == 369


def test_a_scene_is_no_longer_than_a_clip_of_its_tier() -> None:
    with pytest.raises(SceneTooLong, match="Scene 2 lasts 11 seconds, a standard scene at most 10"):
        TARIFF.price(Tier.STANDARD, 5, 11)


def test_scenes_together_last_a_quarter_of_a_minute_at_least() -> None:
    with pytest.raises(StoryboardTooShort, match="15 to 60 seconds together, and yours 14"):
        TARIFF.price(Tier.STANDARD, 7, 7)


def test_scenes_together_last_a_minute_at_most() -> None:
    with pytest.raises(StoryboardTooLong, match="15 to 60 seconds together, and yours 61"):
        TARIFF.price(Tier.PRO, 20, 20, 20, 1)


@given(st.sampled_from(Tier), st.lists(st.integers(50, 100), min_size=2, max_size=6))
def test_a_storyboard_costs_the_same_in_whatever_order(tier: Tier, tenths: list[int]) -> None:
    scenes = [tenth / 10 for tenth in tenths]
    if sum(scenes) < 15:
        return
    assert TARIFF.price(tier, *scenes) == TARIFF.price(tier, *reversed(scenes))
