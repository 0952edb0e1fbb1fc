"""About strikes and penalties: to the person alone, with the reason and the end."""

from datetime import datetime
from typing import Literal

from bot.notices.base import Notice
from bot.penalties import AppealState, PenaltyKind
from engine.contract.messages import Message


class StrikeView(Message):
    """A strike that counts. `reason` completes "You got it for ..."."""

    id: str
    reason: str
    at: datetime
    expires_at: datetime


class PenaltyView(Message):
    """A penalty. `until` is None where it has no end; a warning ends when it is given.

    appeal: how their appeal against it stands; None where they made none.
    """

    id: str
    penalty: PenaltyKind
    reason: str
    at: datetime
    until: datetime | None
    appeal: AppealState | None = None


class PenaltyGiven(Notice):
    """To the person: what they may not do, why and until when; and their strikes, the newest of them new.

    strike_until: when that one stops counting.
    """

    private = True
    kind: Literal["penalty_given"] = "penalty_given"
    id: str
    penalty: PenaltyKind
    reason: str
    until: datetime | None
    strikes: int
    strike_until: datetime


class PenaltyLifted(Notice):
    """To the person: operators took a penalty back, and the strike with it."""

    private = True
    kind: Literal["penalty_lifted"] = "penalty_lifted"
    id: str
    penalty: PenaltyKind


class StandingShown(Notice):
    """To the person: strikes that count, the oldest first; penalties that hold or were a warning."""

    private = True
    kind: Literal["standing_shown"] = "standing_shown"
    strikes: tuple[StrikeView, ...]
    penalties: tuple[PenaltyView, ...]


class AppealTaken(Notice):
    """To the person: operators look at the penalty again."""

    private = True
    kind: Literal["appeal_taken"] = "appeal_taken"
    appeal: str
    penalty: PenaltyKind


class AppealDecided(Notice):
    """To the person: the penalty and its strike are gone, or the penalty stays."""

    private = True
    kind: Literal["appeal_decided"] = "appeal_decided"
    appeal: str
    penalty: PenaltyKind
    granted: bool
