"""A clip's states and the moves between them: the one table."""

from enum import StrEnum

from bot.approvals import Phase
from bot.errors import Refused


class Tier(StrEnum):
    """What a clip is made as: price per second, length, size. As a plan it orders the queue."""

    STANDARD = "standard"
    PRO = "pro"


class ClipState(StrEnum):
    """Where a clip is.

    ASKING: somebody in it has to agree before it is rendered. HELD: rendered, and operators look at it first.
    APPROVAL: rendered, and somebody in it has to agree before it is shown. Every state from CANCELLED on, and
    EXPIRED, is final and has no file any more.
    """

    ASKING = "asking"
    QUEUED = "queued"
    RENDERING = "rendering"
    HELD = "held"
    APPROVAL = "approval"
    DELIVERED = "delivered"
    KEPT = "kept"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    FAILED = "failed"
    DENIED = "denied"
    DELETED = "deleted"
    REVOKED = "revoked"
    REFUSED = "refused"


class HoldReason(StrEnum):
    """Why a finished clip waits for an operator."""

    SEVERAL_PEOPLE = "several_people"
    NUDITY = "nudity"
    STRANGER = "stranger"
    ENROLLED_STRANGER = "enrolled_stranger"
    OTHER_WORDS = "other_words"
    IDENTITY = "identity"
    UNREVIEWED = "unreviewed"
    REPORTED = "reported"


class IllegalMoveError(Exception):
    """A clip was asked to make a move that the table does not have: a fault of the program."""


_IN_THE_MAKING_ENDS = frozenset(
    {
        ClipState.CANCELLED,
        ClipState.FAILED,
        ClipState.DENIED,
        ClipState.DELETED,
        ClipState.REVOKED,
        ClipState.REFUSED,
    }
)
_RENDERED = frozenset({ClipState.HELD, ClipState.APPROVAL, ClipState.DELIVERED})
MOVES: dict[ClipState, frozenset[ClipState]] = {
    ClipState.ASKING: _IN_THE_MAKING_ENDS | {ClipState.QUEUED, ClipState.EXPIRED},
    # a job that ends before it was seen running goes straight to its outcome; a retry goes back to the queue
    ClipState.QUEUED: _IN_THE_MAKING_ENDS | _RENDERED | {ClipState.RENDERING},
    ClipState.RENDERING: _IN_THE_MAKING_ENDS | _RENDERED | {ClipState.QUEUED},
    ClipState.HELD: _IN_THE_MAKING_ENDS | {ClipState.APPROVAL, ClipState.DELIVERED, ClipState.EXPIRED},
    ClipState.APPROVAL: _IN_THE_MAKING_ENDS | {ClipState.DELIVERED, ClipState.EXPIRED},
    ClipState.DELIVERED: frozenset(
        {ClipState.KEPT, ClipState.EXPIRED, ClipState.DELETED, ClipState.REVOKED, ClipState.REFUSED}
    ),
    ClipState.KEPT: frozenset({ClipState.DELETED, ClipState.REFUSED}),
    ClipState.EXPIRED: frozenset(),
    ClipState.CANCELLED: frozenset(),
    ClipState.FAILED: frozenset(),
    ClipState.DENIED: frozenset(),
    ClipState.DELETED: frozenset(),
    ClipState.REVOKED: frozenset(),
    ClipState.REFUSED: frozenset(),
}
WITH_THE_ENGINE = frozenset({ClipState.QUEUED, ClipState.RENDERING})
UNDELIVERED = WITH_THE_ENGINE | {ClipState.ASKING, ClipState.HELD, ClipState.APPROVAL}
QUESTIONS = {ClipState.ASKING: Phase.BEFORE_RENDER, ClipState.APPROVAL: Phase.BEFORE_PUBLISH}
"""Which question is open in which state."""
VISIBLE = frozenset({ClipState.DELIVERED, ClipState.KEPT})
FINAL = frozenset(state for state, onward in MOVES.items() if not onward)


def moved(now: ClipState, to: ClipState, refusal: Refused | None = None) -> ClipState:
    """The state after a legal move.

    Raises:
        Refused: the given one, where a person asked for a move that is not open.
        IllegalMoveError: the same without a refusal to give.
    """
    if to in MOVES[now]:
        return to
    if refusal is not None:
        raise refusal
    raise IllegalMoveError(f"a clip that is {now} cannot become {to}")
