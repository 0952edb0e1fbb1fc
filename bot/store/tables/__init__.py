"""The rows, which are the service's entities. Relations are ids: nothing is loaded by touching it."""

from bot.store.tables.admission import InviteRow, InviteUseRow, WaitlistRow
from bot.store.tables.audit import AuditRow
from bot.store.tables.base import Row
from bot.store.tables.clips import ApprovalRow, CastRow, ClipRow, ShareRow
from bot.store.tables.consents import (
    AccessRequestRow,
    BlockRow,
    BoundaryRow,
    DigestRow,
    ExceptionRow,
    GrantRow,
    SettingsRow,
)
from bot.store.tables.deliveries import ChoreRow, DeliveryRow
from bot.store.tables.dialogues import DialogueRow
from bot.store.tables.heard import HeardRow
from bot.store.tables.ledger import LedgerRow, PurchaseRow, SubscriptionRow
from bot.store.tables.likenesses import ChallengeRow, FaceRow, LikenessRow, SightingRow
from bot.store.tables.links import LinkRow
from bot.store.tables.offers import BookmarkRow, OfferRow, PaymentQuestionRow
from bot.store.tables.people import AccountRow, CharacterRow, LinkCodeRow, Person, PlaceRow
from bot.store.tables.reports import AppealRow, ClosedAccountRow, PenaltyRow, ReportRow, StrikeRow
from bot.store.tables.rooms import ChannelDefaultsRow, MovedChatRow, PlaceRulesRow, ProposalRow, StatusRow
from bot.store.tables.uploads import UploadRow

__all__ = [
    "AccessRequestRow",
    "AccountRow",
    "AppealRow",
    "ApprovalRow",
    "AuditRow",
    "BlockRow",
    "BookmarkRow",
    "BoundaryRow",
    "CastRow",
    "ChallengeRow",
    "ChannelDefaultsRow",
    "CharacterRow",
    "ChoreRow",
    "ClipRow",
    "ClosedAccountRow",
    "DeliveryRow",
    "DialogueRow",
    "DigestRow",
    "ExceptionRow",
    "FaceRow",
    "GrantRow",
    "HeardRow",
    "InviteRow",
    "InviteUseRow",
    "LedgerRow",
    "LikenessRow",
    "LinkCodeRow",
    "LinkRow",
    "MovedChatRow",
    "OfferRow",
    "PaymentQuestionRow",
    "PenaltyRow",
    "Person",
    "PlaceRow",
    "PlaceRulesRow",
    "ProposalRow",
    "PurchaseRow",
    "ReportRow",
    "Row",
    "SettingsRow",
    "ShareRow",
    "SightingRow",
    "StatusRow",
    "StrikeRow",
    "SubscriptionRow",
    "UploadRow",
    "WaitlistRow",
]
