"""Everything the service can say in this story, as typed values; adapters word and draw them.

A notice is either the answer of a use case, or owed to somebody later and kept as JSON in a delivery row. It
says which buttons belong under it; a button carries an id and nothing else. `Attach` names the file that goes
with it: the adapter asks `App.fetch` on behalf of the person addressed, so what may be seen is decided then.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, TypeAdapter
from typing_extensions import override

from bot.clips import ClipState, Tier
from bot.consent import ApprovalMode, Usage
from bot.credits import EntryKind
from engine.contract.messages import Message, Refusal, Review, Stage, Turn

Handle = str


class Action(StrEnum):
    """What a button does with its id."""

    ALLOW_ACCESS = "allow_access"
    DENY_ACCESS = "deny_access"
    APPROVE_CLIP = "approve_clip"
    DENY_CLIP = "deny_clip"
    KEEP_CLIP = "keep_clip"
    DELETE_CLIP = "delete_clip"
    CANCEL_CLIP = "cancel_clip"
    AGREE_SETUP = "agree_setup"
    ERASE_ME = "erase_me"


class Button(Message):
    """`id` is the id of the access request, clip or person that `action` is about."""

    action: Action
    id: str


class Attach(StrEnum):
    """The file shown with a notice."""

    NOTHING = "nothing"
    VIDEO = "video"


class Notice(Message):
    """Base. `private` ones are for the addressed person's eyes only and never go to a room with others."""

    private: ClassVar[bool] = False
    attach: ClassVar[Attach] = Attach.NOTHING

    @property
    def buttons(self) -> tuple[Button, ...]:
        """What the reader can press."""
        return ()


class SetupOffered(Notice):
    """To who would make a likeness: what is kept, how it is erased. Nothing begins before they agree."""

    private = True
    kind: Literal["setup_offered"] = "setup_offered"
    person: str

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.AGREE_SETUP, id=self.person),)


class ChallengeIssued(Notice):
    """To who wants a likeness: do these turns in this order, then read the phrase aloud, before `due_at`."""

    private = True
    kind: Literal["challenge_issued"] = "challenge_issued"
    id: str
    turns: tuple[Turn, ...]
    phrase: str
    due_at: datetime


class RecordingTaken(Notice):
    """To the same: the recording lies sealed and waits for analysis."""

    private = True
    kind: Literal["recording_taken"] = "recording_taken"
    enrolment: str


class LikenessReady(Notice):
    """To the same: done. `advice` says what a re-recording could do better; `usage` who may use it now."""

    private = True
    kind: Literal["likeness_ready"] = "likeness_ready"
    enrolment: str
    verified: bool
    replaced: bool
    advice: tuple[str, ...]
    usage: Usage
    approval: ApprovalMode


class LikenessRefused(Notice):
    """To the same: each reason why the recording cannot be used."""

    private = True
    kind: Literal["likeness_refused"] = "likeness_refused"
    enrolment: str
    refusals: tuple[Refusal, ...]


class Boundary(Message):
    """One of the reader's own boundaries."""

    id: str
    text: str


class SettingsShown(Notice):
    """To a person: what they allow, whether they have a likeness, and how far one on its way is."""

    private = True
    kind: Literal["settings_shown"] = "settings_shown"
    handle: Handle
    usage: Usage
    approval: ApprovalMode
    boundaries: tuple[Boundary, ...]
    granted: tuple[Handle, ...]
    granted_by: tuple[Handle, ...]
    likeness: bool
    verified: bool
    enrolment: Stage | None


class AccessAsked(Notice):
    """To the owner of a likeness: `asker` would like to use it."""

    private = True
    kind: Literal["access_asked"] = "access_asked"
    request: str
    asker: Handle
    message: str
    due_at: datetime

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (
            Button(action=Action.ALLOW_ACCESS, id=self.request),
            Button(action=Action.DENY_ACCESS, id=self.request),
        )


class AccessRequested(Notice):
    """To the asker: the owner is asked (`already_open`: was asked before; `granted`: no need to)."""

    kind: Literal["access_requested"] = "access_requested"
    request: str | None
    owner: Handle
    already_open: bool = False
    granted: bool = False


class AccessAnswered(Notice):
    """To the asker. A no and a silence read alike."""

    kind: Literal["access_answered"] = "access_answered"
    request: str | None
    owner: Handle
    allowed: bool


class AccessChanged(Notice):
    """To the owner: their own change took hold. After a revocation, `stopped` clips with them were ended."""

    private = True
    kind: Literal["access_changed"] = "access_changed"
    friend: Handle
    granted: bool
    stopped: int = 0


class Preflight(Notice):
    """To who would make a clip: its price, its place in the queue, who must agree, and what refuses it."""

    kind: Literal["preflight"] = "preflight"
    price: int
    available: int
    seconds: float
    tier: Tier
    place: int
    cast: tuple[Handle, ...]
    approvers: tuple[Handle, ...]
    lines: tuple[str, ...]
    refusals: tuple[Refusal, ...]

    @property
    def ok(self) -> bool:
        """Whether `make` would take it as things stand."""
        return not self.refusals


class SpokenWords(Message):
    """A line that a person is made to say, word for word."""

    handle: Handle
    text: str


class ClipShown(Notice):
    """To who may know of a clip: how it stands. The maker's answer to make, status and cancel."""

    kind: Literal["clip_shown"] = "clip_shown"
    id: str
    state: ClipState
    stage: Stage
    done: float
    place: int | None
    prompt: str
    cast: tuple[Handle, ...]
    waiting_for: tuple[Handle, ...]
    price: int
    attempt: int
    verified: bool
    due_at: datetime | None
    review: Review | None
    notes: tuple[str, ...]
    refusals: tuple[Refusal, ...]

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        if self.state in {ClipState.QUEUED, ClipState.RENDERING, ClipState.APPROVAL}:
            return (Button(action=Action.CANCEL_CLIP, id=self.id),)
        return ()


class LikenessUsed(Notice):
    """To an owner whose yes is not asked: their likeness is in a clip that its maker has now."""

    private = True
    attach = Attach.VIDEO
    kind: Literal["likeness_used"] = "likeness_used"
    clip: str
    maker: Handle
    prompt: str
    words: tuple[SpokenWords, ...]

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.DELETE_CLIP, id=self.clip),)


class ApprovalAsked(Notice):
    """To an owner: see the clip and what you are made to say; say yes or no before anybody else sees it."""

    private = True
    attach = Attach.VIDEO
    kind: Literal["approval_asked"] = "approval_asked"
    clip: str
    maker: Handle
    prompt: str
    words: tuple[SpokenWords, ...]
    due_at: datetime

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (
            Button(action=Action.APPROVE_CLIP, id=self.clip),
            Button(action=Action.DENY_CLIP, id=self.clip),
        )


class ApprovalTaken(Notice):
    """To that owner: the decision that stands, which is their first. `waiting_for` others."""

    private = True
    kind: Literal["approval_taken"] = "approval_taken"
    clip: str
    approved: bool
    first: bool
    waiting_for: int


class ApprovalWaits(Notice):
    """To the maker: the clip is made, and these people are asked to agree first."""

    kind: Literal["approval_waits"] = "approval_waits"
    clip: str
    waiting_for: tuple[Handle, ...]
    due_at: datetime

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.CANCEL_CLIP, id=self.clip),)


class ClipDelivered(Notice):
    """To the maker: here it is, a draft until `due_at`. Charged now."""

    attach = Attach.VIDEO
    kind: Literal["clip_delivered"] = "clip_delivered"
    clip: str
    prompt: str
    price: int
    due_at: datetime
    verified: bool
    notes: tuple[str, ...]

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (
            Button(action=Action.KEEP_CLIP, id=self.clip),
            Button(action=Action.DELETE_CLIP, id=self.clip),
        )


class WhyNot(StrEnum):
    """Why a clip did not come, as far as its maker may know."""

    FAILED = "failed"
    NOT_AGREED = "not_agreed"
    APPROVAL_EXPIRED = "approval_expired"
    ACCESS_ENDED = "access_ended"
    CANCELLED = "cancelled"


class ClipNotMade(Notice):
    """To the maker: there will be no clip, and `released` credits are back."""

    kind: Literal["clip_not_made"] = "clip_not_made"
    clip: str
    prompt: str
    why: WhyNot
    released: int
    refusals: tuple[Refusal, ...] = ()


class ClipGone(Notice):
    """To those who had or appear in a clip: its files are gone (the draft lapsed, or somebody deleted it)."""

    kind: Literal["clip_gone"] = "clip_gone"
    clip: str
    prompt: str
    state: ClipState


class ClipKept(Notice):
    """To the maker: the draft is saved."""

    kind: Literal["clip_kept"] = "clip_kept"
    clip: str


class Entry(Message):
    """One row of a ledger; `clip` where it belongs to one."""

    at: datetime
    kind: EntryKind
    amount: int
    clip: str | None


class LedgerShown(Notice):
    """To a person: what moved, and what can be spent: the sum of the entries less the open holds."""

    private = True
    kind: Literal["ledger_shown"] = "ledger_shown"
    entries: tuple[Entry, ...]
    balance: int
    held: int
    available: int


class ClipsShown(Notice):
    """To a person: the clips they asked for, newest first."""

    kind: Literal["clips_shown"] = "clips_shown"
    clips: tuple[ClipShown, ...]


class HelpShown(Notice):
    """To anybody: what can be said here."""

    kind: Literal["help_shown"] = "help_shown"


class Refusals(Notice):
    """To who asked: why not, each with its way out."""

    kind: Literal["refusals"] = "refusals"
    refusals: Annotated[tuple[Refusal, ...], Field(min_length=1)]


class EraseOffered(Notice):
    """To who would leave: what would be destroyed for good. Nothing happens before they confirm."""

    private = True
    kind: Literal["erase_offered"] = "erase_offered"
    person: str

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.ERASE_ME, id=self.person),)


class PersonErased(Notice):
    """To the person: all of theirs is destroyed."""

    private = True
    kind: Literal["person_erased"] = "person_erased"


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
    | ClipsShown
    | HelpShown
    | Refusals
    | EraseOffered
    | PersonErased,
    Field(discriminator="kind"),
]
NOTICE: TypeAdapter[AnyNotice] = TypeAdapter(AnyNotice)
