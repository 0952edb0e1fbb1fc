"""What the buttons of a group's settings say, read again; what nobody's button says is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.buttons import LONGEST, callback_data
from adapters.telegram.group_rules import CAPS, LENGTHS, OWN, PAGES, RULES, usual_of
from adapters.telegram.group_settings import DATA, LINK
from bot.clips import Tier
from bot.consent import BoundaryPreset
from bot.errors import UnknownRequest
from bot.place_rules import NO_DEFAULTS
from engine.contract.messages import Style

pytestmark = pytest.mark.unit

FARTHEST = "-1004503599627370/2147483647"
"""The longest chat that Telegram can number, with the last topic."""
USUAL = (
    *(f"s.{seconds}" for seconds in LENGTHS),
    *(f"t.{tier.value}" for tier in Tier),
    *(f"y.{style.value}" for style in Style),
    "d.0",
    "d.1",
)
VALUES = ("", OWN, "reset", "admins", *map(str, CAPS), *(preset.value for preset in BoundaryPreset), *USUAL)


@pytest.mark.parametrize("page", ["", "pause", "export", *PAGES])
@pytest.mark.parametrize("value", VALUES)
def test_every_button_fits_and_is_read_again(page: str, value: str) -> None:
    data = callback_data(RULES, f"{page}:{value}:{FARTHEST}")
    found = DATA.fullmatch(data.removeprefix(f"{RULES}:"))
    assert len(data.encode()) <= LONGEST
    assert found is not None
    assert (found["page"], found["value"], f"{found['group']}/{found['topic']}") == (page, value, FARTHEST)


@pytest.mark.parametrize("value", USUAL)
def test_each_usual_says_one_thing(value: str) -> None:
    assert usual_of(value) != NO_DEFAULTS


@given(value=st.one_of(st.text(max_size=30), st.tuples(st.sampled_from("styd"), st.text()).map(".".join)))
def test_what_no_button_says_is_no_usual(value: str) -> None:
    if value not in USUAL:
        with pytest.raises(UnknownRequest):
            usual_of(value)


@given(data=st.text(max_size=64))
def test_data_and_links_of_anybody_are_read_or_not(data: str) -> None:
    for found in (DATA.fullmatch(data), LINK.fullmatch(data)):
        assert found is None or int(found["group"]) <= 0
