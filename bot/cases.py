"""What operators see of reports, appeals, held clips and accounts. Unlike notices these name the reporter."""

from datetime import datetime
from typing import Any

from bot.clips import ClipState, HoldReason
from bot.notices import PenaltyView, SpokenWords, StrikeView
from bot.penalties import AppealState
from bot.people import Platform
from bot.reports import ReportKind, ReportState
from engine.contract.messages import Message, Review


class ReportCase(Message):
    """One report. `clip` or else a person (`about`) was reported; `about` of a clip is its maker.

    evidence: what stood there when it was reported. video: whether a sealed copy is kept. others: further
    open reports on the same clip, which are decided with it. hidden: nobody can watch the clip meanwhile.
    """

    id: str
    report: ReportKind
    state: ReportState
    at: datetime
    reporter: str
    clip: str | None
    about: str | None
    text: str
    evidence: dict[str, Any]
    video: bool
    others: tuple[str, ...]
    hidden: bool
    decided_at: datetime | None
    decided_by: str | None
    note: str


class AppealCase(Message):
    """One appeal, with the penalty that it is against."""

    id: str
    handle: str
    penalty: PenaltyView
    text: str
    at: datetime
    state: AppealState
    decided_at: datetime | None
    decided_by: str | None
    note: str


class PaidFor(Message):
    """A payment as it was credited. charge: its platform's number; price in the currency's smallest unit."""

    at: datetime
    platform: Platform
    charge: str
    pack: str
    credits: int
    price: int
    currency: str
    reversed_at: datetime | None


class PaymentCase(Message):
    """What somebody asks about a payment, and all that they paid for."""

    id: str
    handle: str
    text: str
    at: datetime
    payments: tuple[PaidFor, ...]
    answered_at: datetime | None
    answered_by: str | None
    answer: str


class AccountCase(Message):
    """How a person stands. reports_made, reports_about: how many, of any state."""

    handle: str
    joined_at: datetime
    strikes: tuple[StrikeView, ...]
    penalties: tuple[PenaltyView, ...]
    reports_made: int
    reports_about: int


class HeldCase(Message):
    """A clip that waits for an operator, and why.

    recognised: handles of people who are not in the cast and whose face it seems to show. The maker does not
    know of them.
    """

    clip: str
    state: ClipState
    reasons: tuple[HoldReason, ...]
    maker: str
    cast: tuple[str, ...]
    recognised: tuple[str, ...]
    prompt: str
    words: tuple[SpokenWords, ...]
    review: Review | None
    rendered_at: datetime | None
    due_at: datetime | None
    note: str
