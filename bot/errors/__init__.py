"""What the service refuses, one class each: the docstring is the sentence people read, the name is the code.

A sentence about another person never says which of their settings, boundaries or answers stands in the way:
all of these read `OutsideWhatTheyAllow`.
"""

from bot.errors.admission import (
    AlreadyIn,
    InviteNeeded,
    InviteOnly,
    InviteUnknown,
    NothingToWaitFor,
    ServerNeeded,
    TooManyAttempts,
    TooManyInvites,
)
from bot.errors.base import Refused
from bot.errors.clips import (
    CannotCancel,
    CannotKeep,
    ClipTooLong,
    NobodyCast,
    NothingToSee,
    TooManyClips,
    UnknownClip,
)
from bot.errors.consent import (
    BoundaryEmpty,
    BoundaryTooLong,
    MessageTooLong,
    NotAgreedYet,
    NotAskedToApprove,
    OutsideWhatTheyAllow,
    TooManyBoundaries,
    UnknownBoundary,
    UnknownRequest,
)
from bot.errors.credits import NotEnoughCredits
from bot.errors.likeness import (
    AgreementNeeded,
    ChallengeNeeded,
    ChallengeOver,
    EnrolmentRunning,
    NoLikenessYet,
    NotSetUp,
    RecordingEmpty,
    RecordingTooLarge,
    UnverifiedLikeness,
)
from bot.errors.moderation import ContentRefused, HouseRule
from bot.errors.penalties import Banned, CastingSuspended, CoolingDown, Suspended
from bot.errors.people import AccountErased, ThatIsYou, UnknownPerson
from bot.errors.service import EngineFailed, FilesUnavailable, QueueUnavailable

__all__ = [
    "AccountErased",
    "AgreementNeeded",
    "AlreadyIn",
    "Banned",
    "BoundaryEmpty",
    "BoundaryTooLong",
    "CannotCancel",
    "CannotKeep",
    "CastingSuspended",
    "ChallengeNeeded",
    "ChallengeOver",
    "ClipTooLong",
    "ContentRefused",
    "CoolingDown",
    "EngineFailed",
    "EnrolmentRunning",
    "FilesUnavailable",
    "HouseRule",
    "InviteNeeded",
    "InviteOnly",
    "InviteUnknown",
    "MessageTooLong",
    "NoLikenessYet",
    "NobodyCast",
    "NotAgreedYet",
    "NotAskedToApprove",
    "NotEnoughCredits",
    "NotSetUp",
    "NothingToSee",
    "NothingToWaitFor",
    "OutsideWhatTheyAllow",
    "QueueUnavailable",
    "RecordingEmpty",
    "RecordingTooLarge",
    "Refused",
    "ServerNeeded",
    "Suspended",
    "ThatIsYou",
    "TooManyAttempts",
    "TooManyBoundaries",
    "TooManyClips",
    "TooManyInvites",
    "UnknownBoundary",
    "UnknownClip",
    "UnknownPerson",
    "UnknownRequest",
    "UnverifiedLikeness",
]
