"""About clips: before, while and after they are made."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from typing_extensions import override

from bot.clips import UNDELIVERED, ClipState, Tier
from bot.notices.base import Action, Attach, Button, Handle, Notice
from bot.script import FiveParts
from engine.contract.messages import Message, Refusal, Review, Stage


class SceneShown(Message):
    """One scene of a storyboard; `cast` by handle."""

    seconds: float
    cast: tuple[Handle, ...]
    action: str
    environment: str
    lines: tuple[str, ...]


class Preflight(Notice):
    """To who would make a clip: how it was read, its price and place, who must agree, and what refuses it.

    asked_first: those of the approvers who are asked before anything is rendered.
    price: `seconds` at `rate` credits each, rounded up. scenes: those of a storyboard, else none.
    reading: None where the prompt could not be read. lines: what is said in it, word for word.
    expected_s: seconds until it is rendered, as renders went here before; None where there were none.
    """

    kind: Literal["preflight"] = "preflight"
    price: int
    available: int
    seconds: float
    rate: int = 0
    scenes: tuple[SceneShown, ...] = ()
    tier: Tier
    place: int
    cast: tuple[Handle, ...]
    approvers: tuple[Handle, ...]
    asked_first: tuple[Handle, ...] = ()
    reading: FiveParts | None
    lines: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    expected_s: float | None = None

    @property
    def ok(self) -> bool:
        """Whether `make` would take it as things stand."""
        return not self.refusals


class SpokenWords(Message):
    """A line that a person is made to say, word for word."""

    handle: Handle
    text: str


class Part(Message):
    """Somebody who appears, and as what ("astronaut"); "" where the prompt does not say."""

    handle: Handle
    part: str = ""


class ClipShown(Notice):
    """To who may know of a clip: how it stands. The maker's answer to make, status and cancel.

    left_s: seconds until it is rendered; None where nobody can say.
    """

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
    left_s: float | None = None

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        if self.state in UNDELIVERED:
            return (Button(action=Action.CANCEL_CLIP, id=self.id),)
        return ()


class ClipsShown(Notice):
    """To a person: the clips they asked for, newest first."""

    kind: Literal["clips_shown"] = "clips_shown"
    clips: tuple[ClipShown, ...]


class LikenessUsed(Notice):
    """To an owner whose yes is not asked: their likeness is in a clip that its maker has now.

    shared: the maker had it before, and shares it in another conversation.
    """

    private = True
    attach = Attach.VIDEO
    kind: Literal["likeness_used"] = "likeness_used"
    clip: str
    maker: Handle
    prompt: str
    words: tuple[SpokenWords, ...]
    shared: bool = False

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (
            Button(action=Action.DELETE_CLIP, id=self.clip),
            Button(action=Action.REPORT_CLIP, id=self.clip),
        )


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
    parts: tuple[Part, ...] = ()
    boundary: str = ""

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (
            Button(action=Action.APPROVE_CLIP, id=self.clip),
            Button(action=Action.DENY_CLIP, id=self.clip),
            Button(action=Action.REPORT_CLIP, id=self.clip),
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


def delivered_buttons(clip: str, *, share: bool) -> tuple[Button, ...]:
    """What can be done with a clip that its maker has. share: it is in no conversation yet."""
    actions = (
        Action.KEEP_CLIP,
        *((Action.SHARE_CLIP,) if share else ()),
        Action.MAKE_AGAIN,
        Action.EDIT_PROMPT,
        Action.DELETE_CLIP,
        Action.REPORT_CLIP,
    )
    return tuple(Button(action=action, id=clip) for action in actions)


class ClipDelivered(Notice):
    """To the maker: here it is, a draft until `due_at`. Charged now. draft: they alone have it so far."""

    attach = Attach.VIDEO
    kind: Literal["clip_delivered"] = "clip_delivered"
    clip: str
    prompt: str
    price: int
    due_at: datetime
    verified: bool
    notes: tuple[str, ...]
    draft: bool = False

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return delivered_buttons(self.clip, share=self.draft)


class DraftExpiring(Notice):
    """To the maker: the draft is gone at `due_at` unless they save it."""

    kind: Literal["draft_expiring"] = "draft_expiring"
    clip: str
    prompt: str
    due_at: datetime

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
    PENALTY = "penalty"
    REFUSED = "refused"
    NOT_REVIEWED = "not_reviewed"
    DELETED = "deleted"


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
