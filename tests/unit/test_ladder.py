"""The ladder of penalties: rungs as they are written, what holds, what weighs most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from factories import NOON
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.moderation.codes import Code
from bot.penalties import (
    FALSE_REPORT,
    GRAVITY,
    WHY,
    PenaltyKind,
    Rung,
    gravest,
    holds,
    next_rung,
    rung,
    stands,
    why,
)
from bot.reports import ReportKind
from bot.settings import OperatorSettings, PenaltySettings

pytestmark = pytest.mark.unit

LADDER = [rung(written) for written in PenaltySettings().ladder]
DAYS = st.floats(0.01, 400)


@dataclass
class Given:
    """A penalty as far as the ladder looks at it."""

    kind: PenaltyKind
    until: datetime | None
    lifted_at: datetime | None = None


@dataclass
class Counted:
    """A strike as far as the ladder looks at it."""

    expires_at: datetime
    lifted_at: datetime | None = None


@pytest.mark.parametrize(
    ("written", "kind", "days"),
    [
        ("warning", PenaltyKind.WARNING, None),
        ("cool_down 1", PenaltyKind.COOL_DOWN, 1),
        ("no_casting 0.5", PenaltyKind.NO_CASTING, 0.5),
        ("suspension 30", PenaltyKind.SUSPENSION, 30),
        (" ban ", PenaltyKind.BAN, None),
    ],
)
def test_a_rung_is_read(written: str, kind: PenaltyKind, days: float | None) -> None:
    assert rung(written) == Rung(kind, days)


@pytest.mark.parametrize(
    "written",
    ["", "prison", "cool_down", "cool_down 0", "cool_down -1", "cool_down nan", "cool_down inf", "ban 3",
     "warning 1", "suspension soon", "suspension 99999"],
)  # fmt: skip
def test_a_rung_that_makes_no_sense_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"penalty|length|days"):
        rung(written)


def test_settings_say_which_rung_is_wrong() -> None:
    with pytest.raises(ValidationError, match="prison"):
        PenaltySettings(ladder=("warning", "prison 3"))
    with pytest.raises(ValidationError):
        PenaltySettings(ladder=())


@pytest.mark.parametrize("written", ["1234", "discord:", "smoke:1234"])
def test_an_operator_is_an_account_on_a_platform(written: str) -> None:
    with pytest.raises(ValidationError):
        OperatorSettings(people=(written,))


@pytest.mark.parametrize(
    ("standing", "kind"), list(enumerate([*PenaltyKind, PenaltyKind.BAN, PenaltyKind.BAN], start=1))
)
def test_each_standing_strike_leads_one_rung_up_and_the_last_one_stays(
    standing: int, kind: PenaltyKind
) -> None:
    assert next_rung(LADDER, standing).kind is kind


@given(st.integers(1, 9), st.sampled_from(["warning", "cool_down 2", "suspension 90", "ban"]))
def test_a_grave_code_is_a_floor_and_never_a_ceiling(standing: int, grave: str) -> None:
    given_rung = next_rung(LADDER, standing, rung(grave))
    assert GRAVITY[given_rung.kind] >= GRAVITY[rung(grave).kind]
    assert GRAVITY[given_rung.kind] >= GRAVITY[next_rung(LADDER, standing).kind]


def test_of_two_suspensions_the_longer_one_is_given() -> None:
    assert next_rung(LADDER, 4, rung("suspension 90")).days == 90
    assert next_rung(LADDER, 4, rung("suspension 3")).days == 30


@given(DAYS, DAYS)
def test_a_penalty_holds_until_its_end_and_not_at_it(days: float, after: float) -> None:
    penalty = Given(PenaltyKind.SUSPENSION, Rung(PenaltyKind.SUSPENSION, days).until(NOON))
    assert holds(penalty, NOON + timedelta(days=after)) == (timedelta(days=after) < timedelta(days=days))


def test_a_ban_has_no_end_and_a_warning_no_duration() -> None:
    ban = Given(PenaltyKind.BAN, Rung(PenaltyKind.BAN).until(NOON))
    warning = Given(PenaltyKind.WARNING, Rung(PenaltyKind.WARNING).until(NOON))
    assert holds(ban, NOON + timedelta(days=36_500))
    assert not holds(warning, NOON)


def test_what_was_lifted_neither_holds_nor_counts() -> None:
    assert not holds(Given(PenaltyKind.BAN, None, lifted_at=NOON), NOON)
    assert not stands(Counted(NOON + timedelta(days=1), lifted_at=NOON), NOON)


@given(st.lists(st.tuples(st.sampled_from(PenaltyKind), st.none() | DAYS), max_size=6), DAYS)
def test_the_gravest_in_force_is_found_whatever_their_order(
    given_ones: list[tuple[PenaltyKind, float | None]], at_days: float
) -> None:
    at = NOON + timedelta(days=at_days)
    all_of_them = [
        Given(kind, None if days is None else NOON + timedelta(days=days)) for kind, days in given_ones
    ]
    found = gravest(all_of_them, at)
    in_force = [each for each in all_of_them if holds(each, at)]
    assert (found is None) == (not in_force)
    if found is not None:
        assert GRAVITY[found.kind] == max(GRAVITY[each.kind] for each in in_force)
        equals = [each for each in in_force if each.kind is found.kind]
        assert found.until is None or all(
            each.until is not None and each.until <= found.until for each in equals
        )


def test_every_grave_code_of_the_defaults_is_one_that_can_be_given() -> None:
    codes = {code.value for code in Code} | {kind.value for kind in ReportKind} | {FALSE_REPORT}
    assert set(PenaltySettings().grave) <= codes
    assert set(WHY) <= codes


def test_a_code_without_words_of_its_own_still_has_a_reason() -> None:
    assert why("no such code") == "a breach of the rules"
