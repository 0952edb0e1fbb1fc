"""Handles made from what people call themselves."""

import re
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people import HANDLE_LENGTH, folded, handles_for, usable_handle

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("display_name", "handle"),
    [
        ("Ada", "ada"),
        ("Ada Lovelace", "adalovelace"),
        ("  ~*Mia*~  ", "mia"),
        ("Ａｄａ", "ada"),  # noqa: RUF001 - full-width on purpose
        ("Straße", "strasse"),
        ("李小龙", "李小龙"),
        ("@everyone<script>", "everyonescript"),
        ("🎬🎬", "friend"),
        ("", "friend"),
        ("\u1100~\u1161", "\uac00"),
    ],
)
def test_the_first_handle_is_the_name_without_what_a_mention_cannot_hold(
    display_name: str, handle: str
) -> None:
    assert next(handles_for(display_name)) == handle


@pytest.mark.parametrize("word", ["Self", "me", "Myself", "EVERYONE"])
def test_a_word_of_the_grammar_is_nobodys_handle(word: str) -> None:
    assert next(handles_for(word)) != word.casefold()


@given(st.text(max_size=60))
def test_every_handle_is_safe_in_a_mention_and_a_roles_name(display_name: str) -> None:
    for handle in handles_for(display_name):
        assert re.fullmatch(r"[\w.-]{1,64}", handle)


@given(st.text(max_size=60))
def test_a_handle_is_its_own_folded_form(display_name: str) -> None:
    for handle in islice(handles_for(display_name), 2):
        assert folded(handle) == handle


@given(st.text(max_size=60))
def test_the_choices_are_all_different(display_name: str) -> None:
    handles = list(handles_for(display_name))
    assert len(set(handles)) == len(handles)


def test_a_handle_stays_short() -> None:
    assert len(next(handles_for("a" * 200))) == HANDLE_LENGTH


@given(st.text(max_size=30))
def test_a_chosen_handle_is_its_own_folded_form_and_safe_in_a_mention(written: str) -> None:
    handle = usable_handle(written)
    if handle is not None:
        assert usable_handle(handle) == folded(handle) == handle
        assert re.fullmatch(r"\w[\w.-]{0,22}\w", handle)


@pytest.mark.parametrize(("written", "handle"), [("@Rex", "rex"), ("rex.jr", "rex.jr"), ("李小龙", "李小龙")])
def test_a_handle_can_be_chosen(written: str, handle: str) -> None:
    assert usable_handle(written) == handle


@pytest.mark.parametrize(
    "written", ["", "a", "me", "@Cameo", "erased-1", "two words", "42", "-rex", "x" * 25]
)
def test_some_handles_cannot_be_chosen(written: str) -> None:
    assert usable_handle(written) is None
