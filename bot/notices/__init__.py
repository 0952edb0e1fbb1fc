"""Everything the service can say in this story, as typed values; adapters word and draw them.

A notice is either the answer of a use case, or owed to somebody later and kept as JSON in a delivery row. It
says which buttons belong under it; a button carries an id and nothing else. `Attach` names the file that goes
with it: the adapter asks `App.fetch` on behalf of the person addressed, so what may be seen is decided then.
"""

from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.notices.access import (
    AccessAnswered,
    AccessAsked,
    AccessChanged,
    AccessRequested,
    Boundary,
    SettingsShown,
)
from bot.notices.account import Entry, EraseOffered, HelpShown, LedgerShown, PersonErased, Refusals
from bot.notices.audit import Receipt, ReceiptsShown
from bot.notices.admission import Admitted, InviteMade, WaitlistShown
from bot.notices.base import Action, Attach, Button, Handle, Notice
from bot.notices.clips import (
    ApprovalAsked,
    ApprovalTaken,
    ApprovalWaits,
    ClipDelivered,
    ClipGone,
    ClipKept,
    ClipNotMade,
    ClipShown,
    ClipsShown,
    LikenessUsed,
    Preflight,
    SpokenWords,
    WhyNot,
)
from bot.notices.likeness import ChallengeIssued, LikenessReady, LikenessRefused, RecordingTaken, SetupOffered
from bot.notices.penalties import (
    AppealDecided,
    AppealTaken,
    PenaltyGiven,
    PenaltyLifted,
    PenaltyView,
    StandingShown,
    StrikeView,
)
from bot.notices.reports import (
    REPORTING,
    ClipRestored,
    ClipSuspended,
    Matter,
    OperatorAsked,
    ReportDecided,
    ReportOffered,
    ReportTaken,
)

__all__ = [
    "NOTICE",
    "REPORTING",
    "AccessAnswered",
    "AccessAsked",
    "AccessChanged",
    "AccessRequested",
    "Action",
    "Admitted",
    "AnyNotice",
    "AppealDecided",
    "AppealTaken",
    "ApprovalAsked",
    "ApprovalTaken",
    "ApprovalWaits",
    "Attach",
    "Boundary",
    "Button",
    "ChallengeIssued",
    "ClipDelivered",
    "ClipGone",
    "ClipKept",
    "ClipNotMade",
    "ClipRestored",
    "ClipShown",
    "ClipSuspended",
    "ClipsShown",
    "Entry",
    "EraseOffered",
    "Handle",
    "HelpShown",
    "InviteMade",
    "LedgerShown",
    "LikenessReady",
    "LikenessRefused",
    "LikenessUsed",
    "Matter",
    "Notice",
    "OperatorAsked",
    "PenaltyGiven",
    "PenaltyLifted",
    "PenaltyView",
    "PersonErased",
    "Preflight",
    "Receipt",
    "ReceiptsShown",
    "RecordingTaken",
    "Refusals",
    "ReportDecided",
    "ReportOffered",
    "ReportTaken",
    "SettingsShown",
    "SetupOffered",
    "SpokenWords",
    "WaitlistShown",
    "StandingShown",
    "StrikeView",
    "WhyNot",
]

AnyNotice = Annotated[
    SetupOffered
    | ChallengeIssued
    | RecordingTaken
    | LikenessReady
    | LikenessRefused
    | SettingsShown
    | AccessAsked
    | AccessRequested
    | AccessAnswered
    | AccessChanged
    | Preflight
    | ClipShown
    | LikenessUsed
    | ApprovalAsked
    | ApprovalTaken
    | ApprovalWaits
    | ClipDelivered
    | ClipNotMade
    | ClipGone
    | ClipKept
    | LedgerShown
    | ReceiptsShown
    | ClipsShown
    | HelpShown
    | Refusals
    | EraseOffered
    | PersonErased
    | ReportOffered
    | ReportTaken
    | ReportDecided
    | ClipSuspended
    | ClipRestored
    | OperatorAsked
    | PenaltyGiven
    | PenaltyLifted
    | StandingShown
    | AppealTaken
    | AppealDecided,
    Field(discriminator="kind"),
]
NOTICE: TypeAdapter[AnyNotice] = TypeAdapter(AnyNotice)
