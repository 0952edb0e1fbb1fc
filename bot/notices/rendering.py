"""The one message that tells how a render goes."""

from datetime import datetime
from typing import Literal

from typing_extensions import override

from bot.clips import FINAL, UNDELIVERED, ClipState
from bot.notices.base import Action, Button, Handle, Notice
from engine.contract.messages import Refusal, Stage

_AGAIN = frozenset(
    {ClipState.CANCELLED, ClipState.FAILED, ClipState.DENIED, ClipState.REVOKED, ClipState.REFUSED}
)


class RenderStatus(Notice):
    """To everybody where a clip was asked for: how its render goes, edited as it goes on.

    place: in the queue, 1 is next; None unless it waits. done: 0 to 1. left_s: seconds until it is rendered,
    None where nobody can say. waiting_for: who has to agree. prompt: "" once the clip has ended.
    draft: once it is finished, its maker alone has it: as they wished, or since it did not (yet) come here.
    """

    kind: Literal["render_status"] = "render_status"
    clip: str
    maker: Handle
    prompt: str
    cast: tuple[Handle, ...]
    state: ClipState
    stage: Stage
    done: float
    place: int | None
    left_s: float | None
    waiting_for: tuple[Handle, ...]
    due_at: datetime | None
    price: int
    attempt: int
    draft: bool
    refusals: tuple[Refusal, ...]

    @property
    def over(self) -> bool:
        """Whether the clip has ended: nothing more will be said of it."""
        return self.state in FINAL

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        if self.state in UNDELIVERED:
            return (Button(action=Action.CANCEL_CLIP, id=self.clip),)
        if self.state in _AGAIN:
            return tuple(
                Button(action=action, id=self.clip) for action in (Action.MAKE_AGAIN, Action.EDIT_PROMPT)
            )
        return ()
