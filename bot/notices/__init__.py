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

__all__ = [
    "NOTICE",
    "AccessAnswered",
    "AccessAsked",
    "AccessChanged",
    "AccessRequested",
    "Action",
    "AnyNotice",
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
    "ClipShown",
    "ClipsShown",
    "Entry",
    "EraseOffered",
    "Handle",
    "HelpShown",
    "LedgerShown",
    "LikenessReady",
    "LikenessRefused",
    "LikenessUsed",
    "Notice",
    "PersonErased",
    "Preflight",
    "Receipt",
    "ReceiptsShown",
    "RecordingTaken",
    "Refusals",
    "SettingsShown",
    "SetupOffered",
    "SpokenWords",
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
    | PersonErased,
    Field(discriminator="kind"),
]
NOTICE: TypeAdapter[AnyNotice] = TypeAdapter(AnyNotice)
