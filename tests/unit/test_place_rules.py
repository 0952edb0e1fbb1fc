"""What a place's rules say against one more clip, and what can be decided."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from factories import NOON
from hypothesis import given
from hypothesis import strategies as st

from bot.consent import BoundaryPreset
from bot.errors import CapOutOfRange, Refused, TooManyChosen, UnusableLanguage
from bot.place_rules import (
    ADMINISTRATORS,
    MOST_CHOSEN,
    MOST_CLIPS,
    NO_RULES,
    WINDOW,
    ChooseChannels,
    ChooseMakers,
    Counted,
    GateSubjects,
    Pause,
    PlaceRules,
    RuleChange,
    Seat,
    SetCaps,
    Speak,
    changed,
    refusals,
    refusals_of_posting,
)

pytestmark = pytest.mark.unit

SEAT = Seat(chat_id="clips")
NOBODY = Counted()


def _said(rules: PlaceRules, seat: Seat = SEAT, counted: Counted = NOBODY) -> list[str]:
    return [refused.code for refused in refusals(rules, seat, counted, NOON)]


def test_where_nothing_was_decided_everything_goes() -> None:
    assert _said(NO_RULES, Seat(chat_id="any", subject="violence", age_gated=True)) == []


def test_nobody_asks_while_it_is_paused() -> None:
    assert _said(PlaceRules(paused=True), Seat(chat_id="clips", manages=True)) == ["clips_paused"]


@pytest.mark.parametrize(
    ("seat", "said"),
    [
        (Seat(chat_id="clips"), []),
        (Seat(chat_id="thread", within="clips"), []),
        (Seat(chat_id="talk"), ["not_in_this_chat"]),
        (Seat(chat_id="thread", within="talk"), ["not_in_this_chat"]),
        (Seat(chat_id="talk", manages=True), ["not_in_this_chat"]),
    ],
    ids=["chosen", "thread of a chosen one", "another", "thread of another", "administrator in another"],
)
def test_clips_are_asked_for_in_the_chosen_channels_and_their_threads(seat: Seat, said: list[str]) -> None:
    assert _said(PlaceRules(channels=("clips", "fun")), seat) == said


@pytest.mark.parametrize(
    ("seat", "said"),
    [
        (Seat(chat_id="clips", roles=("fan", "maker")), []),
        (Seat(chat_id="clips", roles=("fan",)), ["role_needed"]),
        (Seat(chat_id="clips"), ["role_needed"]),
        (Seat(chat_id="clips", manages=True), []),
    ],
    ids=["has it", "has another", "has none", "administers"],
)
def test_makers_have_one_of_the_chosen_roles(seat: Seat, said: list[str]) -> None:
    assert _said(PlaceRules(makers=("maker", "editor")), seat) == said


@pytest.mark.parametrize(
    ("age_gated", "said"), [(False, ["age_gated_only"]), (True, [])], ids=["open", "age-gated"]
)
def test_gated_subjects_belong_in_age_gated_chats(age_gated: bool, said: list[str]) -> None:  # noqa: FBT001 - a case
    seat = Seat(chat_id="clips", subject="violence", age_gated=age_gated)
    assert _said(PlaceRules(gated=(BoundaryPreset.VIOLENCE,)), seat) == said


def test_gated_subjects_belong_nowhere_where_no_chat_is_age_gated() -> None:
    seat = Seat(chat_id="clips", subject="violence", has_gates=False)
    assert _said(PlaceRules(gated=(BoundaryPreset.VIOLENCE,)), seat) == ["subject_not_here"]


@pytest.mark.parametrize(
    ("manages", "said"), [(True, []), (False, ["administrators_make"])], ids=["administers", "does not"]
)
def test_makers_are_administrators_where_a_place_has_no_roles(manages: bool, said: list[str]) -> None:  # noqa: FBT001 - a case
    assert _said(PlaceRules(makers=(ADMINISTRATORS,)), Seat(chat_id="clips", manages=manages)) == said


def test_everything_that_stands_against_it_is_said_at_once() -> None:
    rules = PlaceRules(paused=True, channels=("fun",), makers=("maker",), per_member=1, per_place=1)
    counted = Counted(mine=(NOON,), everybody=(NOON,))
    assert _said(rules, Seat(chat_id="clips", subject="alcohol"), counted) == [
        "clips_paused",
        "not_in_this_chat",
        "role_needed",
        "age_gated_only",
        "member_cap_reached",
        "place_cap_reached",
    ]


def test_showing_a_clip_that_is_there_counts_towards_no_cap() -> None:
    rules = PlaceRules(paused=True, per_member=1, per_place=1)
    assert [refused.code for refused in refusals_of_posting(rules, SEAT)] == ["clips_paused"]


@pytest.mark.parametrize(
    ("ago", "wait"),
    [
        (timedelta(), "24 h"),
        (timedelta(hours=20, minutes=30), "4 h"),
        (timedelta(hours=22), "2 h"),
        (timedelta(hours=22, minutes=1), "119 min"),
        (timedelta(hours=23, minutes=59, seconds=59), "1 min"),
    ],
    ids=str,
)
def test_a_cap_says_how_long_it_lasts_rounded_up(ago: timedelta, wait: str) -> None:
    (refused,) = refusals(PlaceRules(per_member=1), SEAT, Counted(mine=(NOON - ago,)), NOON)
    assert refused.message.endswith(f"again in {wait}.")


asks = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40)), max_size=60)
"""Who asks, and how many hours after the one before."""


def _let_through(rules: PlaceRules, asked: Sequence[tuple[int, int]]) -> list[tuple[int, datetime, bool]]:
    """Everybody asks in turn; who, when, and whether the caps let them."""
    now, log = NOON, list[tuple[int, datetime, bool]]()
    for maker, hours in asked:
        now += timedelta(hours=hours)
        passed = [(who, at) for who, at, through in log if through]
        counted = Counted(mine=[at for who, at in passed if who == maker], everybody=[at for _, at in passed])
        log.append((maker, now, not refusals(rules, SEAT, counted, now)))
    return log


@given(asks, st.integers(1, 3), st.integers(1, 6))
def test_no_24_hours_hold_more_than_either_cap(
    asked: list[tuple[int, int]], per_member: int, per_place: int
) -> None:
    log = _let_through(PlaceRules(per_member=per_member, per_place=per_place), asked)
    passed = [(who, at) for who, at, through in log if through]
    for _, start in passed:
        within = [who for who, at in passed if start <= at < start + WINDOW]
        assert len(within) <= per_place
        assert max(within.count(who) for who in within) <= per_member


@given(asks, st.integers(1, 3), st.integers(1, 6))
def test_nobody_is_turned_away_while_there_is_room(
    asked: list[tuple[int, int]], per_member: int, per_place: int
) -> None:
    log = _let_through(PlaceRules(per_member=per_member, per_place=per_place), asked)
    for index, (who, at, through) in enumerate(log):
        before = [name for name, when, passed in log[:index] if passed and when > at - WINDOW]
        full = len(before) >= per_place or before.count(who) >= per_member
        assert through is not full


@given(st.lists(st.integers(0, 23 * 60), min_size=1, max_size=8), st.integers(1, 8))
def test_after_the_wait_one_more_is_let_through_and_not_a_minute_before(ago: list[int], cap: int) -> None:
    counted = Counted(mine=[NOON - timedelta(minutes=minutes) for minutes in ago])
    rules = PlaceRules(per_member=cap)
    when = [NOON + timedelta(minutes=minute) for minute in range(24 * 60 + 1)]
    free = [at for at in when if not refusals(rules, SEAT, counted, at)]
    if len(ago) < cap:
        assert free[0] == NOON
    else:
        assert free[0] == sorted(counted.mine, reverse=True)[cap - 1] + WINDOW


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (ChooseChannels(("b", "a", "b")), PlaceRules(channels=("b", "a"))),
        (ChooseMakers(("r",)), PlaceRules(makers=("r",))),
        (SetCaps(per_member=3), PlaceRules(per_member=3)),
        (SetCaps(per_place=9), PlaceRules(per_place=9)),
        (Speak("de"), PlaceRules(language="de")),
        (
            GateSubjects((BoundaryPreset.NUDITY, BoundaryPreset.VIOLENCE)),
            PlaceRules(gated=(BoundaryPreset.VIOLENCE, BoundaryPreset.NUDITY)),
        ),
        (Pause(paused=True), PlaceRules(paused=True)),
    ],
    ids=lambda it: type(it).__name__,
)
def test_one_decision_changes_one_thing(change: RuleChange, after: PlaceRules) -> None:
    assert changed(NO_RULES, change) == after


@pytest.mark.parametrize(
    "change",
    [ChooseChannels(()), ChooseMakers(()), SetCaps(0, 0), Speak(None), GateSubjects(()), Pause(paused=False)],
    ids=lambda it: type(it).__name__,
)
def test_what_was_decided_can_be_taken_back(change: RuleChange) -> None:
    everything = PlaceRules(
        paused=True,
        language="de",
        channels=("a",),
        makers=("r",),
        per_member=1,
        per_place=2,
        gated=(BoundaryPreset.ROMANCE,),
    )
    after = changed(everything, change)
    assert changed(after, change) == after != everything


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (ChooseChannels(tuple(map(str, range(MOST_CHOSEN + 1)))), TooManyChosen),
        (ChooseMakers(tuple(map(str, range(MOST_CHOSEN + 1)))), TooManyChosen),
        (SetCaps(per_member=-1), CapOutOfRange),
        (SetCaps(per_place=MOST_CLIPS + 1), CapOutOfRange),
        (Speak("deutsch, bitte"), UnusableLanguage),
    ],
    ids=lambda it: type(it).__name__,
)
def test_what_makes_no_sense_is_refused(change: RuleChange, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        changed(NO_RULES, change)
