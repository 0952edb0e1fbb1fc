"""Handles and settings inside callback data, which Telegram keeps 64 bytes of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.panel import VALUES
from adapters.telegram.boundaries import BOUNDARY
from adapters.telegram.boundaries import ROOM as BESIDE_A_BOUNDARY
from adapters.telegram.buttons import callback_data, keyboard_of, read
from adapters.telegram.names import ROOM, short
from adapters.telegram.privacy import panel, values
from adapters.text import labels
from bot.consent import ApprovalMode, BoundaryPreset, Notify, Usage, Visibility
from bot.ids import new_id
from bot.notices import Action, Button, SettingsShown
from bot.people import HANDLE_LENGTH

pytestmark = pytest.mark.unit

HANDLES = st.text(min_size=1, max_size=HANDLE_LENGTH)
SHOWN = SettingsShown(
    handle="rex",
    usage=Usage.APPROVED,
    approval=ApprovalMode.BEFORE_PUBLISH,
    visibility=Visibility.APPROVED,
    notify=Notify.NONE,
    boundaries=(),
    granted=(),
    granted_by=(),
    likeness=True,
    verified=True,
    enrolment=None,
)


@given(HANDLES, st.sampled_from([ROOM, BESIDE_A_BOUNDARY]))
def test_what_stands_for_a_handle_fits(handle: str, room: int) -> None:
    assert len(short(handle, room).encode()) <= room


@given(HANDLES, HANDLES)
def test_two_handles_are_not_taken_for_one_another(one: str, other: str) -> None:
    assert (short(one) == short(other)) == (one == other)


@given(HANDLES)
def test_every_button_of_a_panel_fits_whatever_a_character_is_called(of: str) -> None:
    drawn = [panel(SHOWN, "en", of), *(values(SHOWN, setting, "en", of) for setting in VALUES)]
    assert all(one.keyboard is not None for one in drawn)


@given(HANDLES)
def test_every_button_of_boundaries_fits_whatever_a_character_is_called(of: str) -> None:
    name = short(of, BESIDE_A_BOUNDARY)
    for which in (new_id(), *BoundaryPreset):
        assert callback_data(BOUNDARY, f"{which}:{name}")


@given(st.sampled_from(Action), st.from_regex(r"\w{1,24}", fullmatch=True))
def test_a_button_about_a_handle_is_read_again(action: Action, handle: str) -> None:
    made = keyboard_of(labels([Button(action=action, id=handle)]))
    assert made is not None
    found = read(str(made.inline_keyboard[0][0].callback_data))
    assert found == Button(action=action, id=short(handle))
