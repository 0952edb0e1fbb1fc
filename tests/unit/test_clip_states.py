"""The table of a clip's states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.approvals import Decision, Phase, Standing, standing, waiting
from bot.clips import FINAL, MOVES, QUESTIONS, UNDELIVERED, VISIBLE, ClipState, IllegalMoveError, moved
from bot.errors import CannotKeep

pytestmark = pytest.mark.unit

states = st.sampled_from(ClipState)


@given(st.lists(states, max_size=12))
def test_a_walk_by_legal_moves_never_leaves_a_final_state(wanted: list[ClipState]) -> None:
    now, ended = ClipState.QUEUED, False
    for to in wanted:
        if to in MOVES[now]:
            assert not ended
            now = moved(now, to)
        ended = ended or now in FINAL


@given(states, states)
def test_a_move_that_the_table_lacks_is_a_fault_of_the_program(now: ClipState, to: ClipState) -> None:
    if to in MOVES[now]:
        assert moved(now, to) is to
    else:
        with pytest.raises(IllegalMoveError):
            moved(now, to)


def test_a_person_who_asks_for_an_illegal_move_is_refused() -> None:
    with pytest.raises(CannotKeep):
        moved(ClipState.QUEUED, ClipState.KEPT, CannotKeep(state="queued"))


def test_every_state_is_undelivered_visible_or_final() -> None:
    assert set(ClipState) == UNDELIVERED | VISIBLE | FINAL
    assert len(ClipState) == len(UNDELIVERED) + len(VISIBLE) + len(FINAL)


def test_a_delivered_clip_never_becomes_undelivered() -> None:
    assert not any(MOVES[state] & UNDELIVERED for state in VISIBLE)


def test_every_state_can_be_reached() -> None:
    reached, edge = {ClipState.QUEUED, ClipState.ASKING}, {ClipState.QUEUED, ClipState.ASKING}
    while edge:
        edge = {to for state in edge for to in MOVES[state]} - reached
        reached |= edge
    assert reached == set(ClipState)


def test_each_open_question_is_a_state_of_its_own() -> None:
    assert set(QUESTIONS.values()) == set(Phase)
    assert set(QUESTIONS) < UNDELIVERED


@given(st.lists(st.sampled_from(Decision)))
def test_one_no_is_a_no_and_one_silence_a_wait(decisions: list[Decision]) -> None:
    found = standing(decisions)
    assert (found is Standing.DENIED) == (Decision.DENIED in decisions)
    assert (found is Standing.AGREED) == (set(decisions) <= {Decision.APPROVED})


def test_the_silent_are_counted() -> None:
    assert waiting([Decision.WAITING, Decision.APPROVED, Decision.WAITING]) == 2
