"""Everything the service can say in this story, as typed values; adapters word and draw them.

A notice is either the answer of a use case, or owed to somebody later and kept as JSON in a delivery row. It
says which buttons belong under it; a button carries an id and nothing else. `Attach` names the file that goes
with it: the adapter asks `App.fetch` on behalf of the person addressed, so what may be seen is decided then.
"""

from typing import Annotated, get_args

from pydantic import Field, TypeAdapter

from bot.notices.access import (
    AccessAnswered,
    AccessAsked,
    AccessChanged,
    AccessRequested,
    Boundary,
    Excepted,
    Granted,
    PresetsShown,
    SettingsShown,
    Terms,
)
from bot.notices.account import Entry, EraseOffered, HelpShown, LedgerShown, PersonErased, Refusals
from bot.notices.admission import Admitted, InviteMade, WaitlistShown
from bot.notices.arriving import (
    NO,
    YES,
    Called,
    ClipNotPosted,
    PerhapsUnsaid,
    SentAgain,
    UnreadShown,
    question,
)
from bot.notices.asking import ClipHeld, ClipHeldForYou, RenderAsked
from bot.notices.audit import Receipt, ReceiptsShown
from bot.notices.base import Action, Attach, Button, Handle, Notice
from bot.notices.browsing import ClipCard, ClipPage, ClipShared, ShareTaken, Which
from bot.notices.characters import (
    CharacterGone,
    CharacterReady,
    CharacterRefused,
    CharacterRemovalOffered,
    CharacterRenamed,
    CharactersShown,
    CharacterTaken,
    CharacterView,
    LicenceDecided,
)
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
    DraftExpiring,
    LikenessUsed,
    Part,
    Preflight,
    SceneShown,
    SpokenWords,
    WhyNot,
)
from bot.notices.credits import (
    ClipRefunded,
    CreditsBought,
    CreditsGranted,
    CreditsReversed,
    GiftReceived,
    GiftSent,
    Pack,
    PacksShown,
    PaymentQuestionAnswered,
    PaymentQuestionTaken,
    PlanChanged,
)
from bot.notices.friends import BlockChanged, FriendsShown, ProfileShown, Question
from bot.notices.holds import FaceSeen, HoldDecided, SightingDecided
from bot.notices.likeness import ChallengeIssued, LikenessReady, LikenessRefused, RecordingTaken, SetupOffered
from bot.notices.linking import (
    AccountsLinked,
    AccountUnlinked,
    LinkCodeMade,
    LinkedAccount,
    LinkedShown,
    LinkOffered,
)
from bot.notices.mine import EnrolmentShown, ExportOffered, LanguageShown, MeShown, PrivacyNotice
from bot.notices.penalties import (
    AppealDecided,
    AppealTaken,
    PenaltyGiven,
    PenaltyLifted,
    PenaltyView,
    StandingShown,
    StrikeView,
)
from bot.notices.places import PlaceExported, PlaceRulesShown, UsualThere
from bot.notices.proposals import PromptShown, ProposalDropped, Proposed, RequestTaken
from bot.notices.rendering import RenderStatus
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
from bot.notices.uses import DigestTold, LikenessAsked, Use

__all__ = [
    "CARRIERS",
    "KINDS",
    "NO",
    "NOTICE",
    "REPORTING",
    "YES",
    "AccessAnswered",
    "AccessAsked",
    "AccessChanged",
    "AccessRequested",
    "AccountUnlinked",
    "AccountsLinked",
    "Action",
    "Admitted",
    "AnyNotice",
    "AppealDecided",
    "AppealTaken",
    "ApprovalAsked",
    "ApprovalTaken",
    "ApprovalWaits",
    "Attach",
    "BlockChanged",
    "Boundary",
    "Button",
    "Called",
    "ChallengeIssued",
    "CharacterGone",
    "CharacterReady",
    "CharacterRefused",
    "CharacterRemovalOffered",
    "CharacterRenamed",
    "CharacterTaken",
    "CharacterView",
    "CharactersShown",
    "ClipCard",
    "ClipDelivered",
    "ClipGone",
    "ClipHeld",
    "ClipHeldForYou",
    "ClipKept",
    "ClipNotMade",
    "ClipNotPosted",
    "ClipPage",
    "ClipRefunded",
    "ClipRestored",
    "ClipShared",
    "ClipShown",
    "ClipSuspended",
    "ClipsShown",
    "CreditsBought",
    "CreditsGranted",
    "CreditsReversed",
    "DigestTold",
    "DraftExpiring",
    "EnrolmentShown",
    "Entry",
    "EraseOffered",
    "Excepted",
    "ExportOffered",
    "FaceSeen",
    "FriendsShown",
    "GiftReceived",
    "GiftSent",
    "Granted",
    "Handle",
    "HelpShown",
    "HoldDecided",
    "InviteMade",
    "LanguageShown",
    "LedgerShown",
    "LicenceDecided",
    "LikenessAsked",
    "LikenessReady",
    "LikenessRefused",
    "LikenessUsed",
    "LinkCodeMade",
    "LinkOffered",
    "LinkedAccount",
    "LinkedShown",
    "Matter",
    "MeShown",
    "Notice",
    "OperatorAsked",
    "Pack",
    "PacksShown",
    "Part",
    "PaymentQuestionAnswered",
    "PaymentQuestionTaken",
    "PenaltyGiven",
    "PenaltyLifted",
    "PenaltyView",
    "PerhapsUnsaid",
    "PersonErased",
    "PlaceExported",
    "PlaceRulesShown",
    "PlanChanged",
    "Preflight",
    "PresetsShown",
    "PrivacyNotice",
    "ProfileShown",
    "PromptShown",
    "ProposalDropped",
    "Proposed",
    "Question",
    "Receipt",
    "ReceiptsShown",
    "RecordingTaken",
    "Refusals",
    "RenderAsked",
    "RenderStatus",
    "ReportDecided",
    "ReportOffered",
    "ReportTaken",
    "RequestTaken",
    "SceneShown",
    "SentAgain",
    "SettingsShown",
    "SetupOffered",
    "ShareTaken",
    "SightingDecided",
    "SpokenWords",
    "StandingShown",
    "StrikeView",
    "Terms",
    "UnreadShown",
    "Use",
    "UsualThere",
    "WaitlistShown",
    "Which",
    "WhyNot",
    "question",
]

AnyNotice = Annotated[
    SetupOffered
    | ChallengeIssued
    | RecordingTaken
    | LikenessReady
    | LikenessRefused
    | EnrolmentShown
    | LanguageShown
    | MeShown
    | ExportOffered
    | PrivacyNotice
    | CharacterGone
    | CharacterReady
    | CharacterRefused
    | CharacterRemovalOffered
    | CharacterRenamed
    | CharacterTaken
    | CharactersShown
    | LicenceDecided
    | SettingsShown
    | AccessAsked
    | AccessRequested
    | AccessAnswered
    | AccessChanged
    | PresetsShown
    | ProfileShown
    | FriendsShown
    | BlockChanged
    | LikenessAsked
    | DigestTold
    | Preflight
    | Proposed
    | RequestTaken
    | ProposalDropped
    | PromptShown
    | RenderStatus
    | ClipShown
    | LikenessUsed
    | RenderAsked
    | FaceSeen
    | HoldDecided
    | SightingDecided
    | ClipHeld
    | ClipHeldForYou
    | ApprovalAsked
    | ApprovalTaken
    | ApprovalWaits
    | ClipDelivered
    | ClipNotMade
    | ClipNotPosted
    | PerhapsUnsaid
    | SentAgain
    | UnreadShown
    | Called
    | ClipGone
    | ClipKept
    | LedgerShown
    | ReceiptsShown
    | ClipsShown
    | ClipPage
    | ClipShared
    | ShareTaken
    | HelpShown
    | Refusals
    | EraseOffered
    | PersonErased
    | LinkCodeMade
    | LinkOffered
    | AccountsLinked
    | AccountUnlinked
    | LinkedShown
    | Admitted
    | ClipRefunded
    | CreditsBought
    | CreditsGranted
    | CreditsReversed
    | DraftExpiring
    | GiftReceived
    | GiftSent
    | InviteMade
    | PacksShown
    | PaymentQuestionAnswered
    | PaymentQuestionTaken
    | PlanChanged
    | WaitlistShown
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
    | AppealDecided
    | PlaceRulesShown
    | PlaceExported,
    Field(discriminator="kind"),
]
NOTICE: TypeAdapter[AnyNotice] = TypeAdapter(AnyNotice)
KINDS: tuple[type[Notice], ...] = get_args(get_args(AnyNotice)[0])
"""Every kind of notice."""
CARRIERS: tuple[str, ...] = tuple(
    kind.model_fields["kind"].default for kind in KINDS if kind.attach is not Attach.NOTHING
)
"""Kinds that are posted with a clip's file."""
