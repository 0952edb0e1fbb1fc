"""What a clip costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clips import Tier
from bot.credits import Tariff
from bot.errors import ClipTooLong
from bot.settings import ClipSettings, CreditSettings

pytestmark = pytest.mark.unit

TARIFF = Tariff()


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
    assert Tariff(pro_per_second=100).price(Tier.PRO, 1.1) == 110


@pytest.mark.parametrize(("tier", "seconds"), [(Tier.STANDARD, 10.01), (Tier.PRO, 20.01)])
def test_a_clip_longer_than_its_tier_allows_has_no_price(tier: Tier, seconds: float) -> None:
    with pytest.raises(ClipTooLong, match=f"A {tier} clip lasts at most"):
        TARIFF.price(tier, seconds)


@given(st.sampled_from(Tier), st.floats(0.01, 10), st.floats(0.01, 10))
def test_a_longer_clip_never_costs_less(tier: Tier, one: float, other: float) -> None:
    short, long = sorted((one, other))
    assert TARIFF.price(tier, short) <= TARIFF.price(tier, long)


def test_the_settings_make_the_tariff() -> None:
    tariff = Tariff.of(CreditSettings(standard_per_second=1), ClipSettings(standard_seconds=30))
    assert tariff.price(Tier.STANDARD, 30) == 30


def test_the_tariff_without_settings_is_the_settings_default() -> None:
    assert Tariff.of(CreditSettings(), ClipSettings()) == TARIFF
