"""When months of a subscription begin and end, and which plan they come to."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clips import Tier
from bot.plans import Standing, Term, month_after, standing

pytestmark = pytest.mark.unit

START = datetime(2026, 1, 31, 10, 30, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("months", "day"),
    [(0, "2026-01-31"), (1, "2026-02-28"), (2, "2026-03-31"), (11, "2026-12-31"), (13, "2027-02-28")],
)
def test_a_month_begins_on_the_same_day_as_far_as_there_is_one(months: int, day: str) -> None:
    assert month_after(START, months) == datetime.fromisoformat(f"{day}T10:30:00+00:00")


def test_an_open_subscription_begins_month_after_month() -> None:
    begun = {days: Term(START).begun(START + timedelta(days=days)) for days in (-1, 0, 27, 28, 364, 365)}
    assert begun == {-1: 0, 0: 1, 27: 1, 28: 2, 364: 12, 365: 13}


def test_a_month_that_would_not_last_is_none() -> None:
    ends = month_after(START, 1) + timedelta(days=3)
    assert Term(START, ends).begun(ends) == 1
    assert Term(START, ends + timedelta(seconds=1)).begun(ends) == 2


def test_a_subscription_is_over_when_it_ends() -> None:
    assert Term(START, NOW).over(NOW)
    assert not Term(START, NOW).over(NOW - timedelta(seconds=1))
    assert not Term(START).over(NOW)


@pytest.mark.parametrize(
    ("paid", "ends", "found"),
    [
        (None, [], Standing(Tier.STANDARD, None)),
        (-1, [-1], Standing(Tier.STANDARD, None)),
        (3, [], Standing(Tier.PRO, NOW + timedelta(days=3))),
        (3, [5, 4], Standing(Tier.PRO, NOW + timedelta(days=5))),
        (9, [5], Standing(Tier.PRO, NOW + timedelta(days=9))),
        (9, [5, None], Standing(Tier.PRO, None)),
        (None, [None], Standing(Tier.PRO, None)),
    ],
)
def test_what_ends_last_counts(paid: int | None, ends: list[int | None], found: Standing) -> None:
    terms = [Term(START, None if days is None else NOW + timedelta(days=days)) for days in ends]
    assert standing(None if paid is None else NOW + timedelta(days=paid), terms, NOW) == found
