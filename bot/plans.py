"""Plans: what somebody is on, from the months that they paid for and the subscriptions that run."""

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clips import Tier

SLACK = timedelta(days=3)
"""A month that would begin so shortly before the end of a subscription is none: platforms end one a little
after the month that was paid for, and leave some days to those whose payment failed."""


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when a subscription runs. `ends_at` None: until somebody ends it.

    Platforms tell of it in two ways: one moves `ends_at` on with each month that was paid for, the other
    leaves it open and sets it when the subscription is over. Either is understood.
    """

    started_at: datetime
    ends_at: datetime | None = None

    def over(self, at: datetime) -> bool:
        """Whether it has ended."""
        return self.ends_at is not None and self.ends_at <= at

    def begins(self, number: int) -> datetime | None:
        """When its month of that number (from 0) begins; None where the subscription ends before."""
        at = month_after(self.started_at, number)
        return at if self.ends_at is None or self.ends_at - at > SLACK else None

    def begun(self, at: datetime) -> int:
        """How many of its months have begun."""
        number = 0
        while (begins := self.begins(number)) is not None and begins <= at:
            number += 1
        return number


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan that somebody is on, and until when; None where nobody knows yet, and for the standard one."""

    plan: Tier
    until: datetime | None


def standing(paid_until: datetime | None, terms: Collection[Term], at: datetime) -> Standing:
    """What months paid for and subscriptions come to. They run side by side; the last to end counts."""
    running = [term for term in terms if not term.over(at)]
    paid = paid_until if paid_until is not None and paid_until > at else None
    if not running and paid is None:
        return Standing(Tier.STANDARD, None)
    ends = [term.ends_at for term in running]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return Standing(Tier.PRO, None)
    return Standing(Tier.PRO, max([*known, *([] if paid is None else [paid])]))


def month_after(start: datetime, months: int) -> datetime:
    """The same day and time so many calendar months later; the last day where a month has no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return start.replace(year=year, month=month, day=min(start.day, calendar.monthrange(year, month)[1]))
