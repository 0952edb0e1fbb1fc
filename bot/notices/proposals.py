"""About requests that wait for a word before anything is spent."""

from typing import Literal

from typing_extensions import override

from bot.notices.base import Action, Button, Handle, Notice
from bot.notices.clips import Preflight


class Proposed(Notice):
    """To who would make a clip, alone: what it would come to, and the button that makes it.

    prompt: as it is going to be read. draft: whether they alone receive it. remix: it is a changed copy.
    room: the chat that it was asked for in, as its platform numbers it.
    """

    private = True
    kind: Literal["proposed"] = "proposed"
    id: str
    prompt: str
    draft: bool
    remix: bool
    preflight: Preflight
    room: str = ""

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        first = Action.START_CLIP if self.preflight.ok else Action.LOOK_FIRST
        return tuple(
            Button(action=action, id=self.id) for action in (first, Action.EDIT_PROMPT, Action.DROP_PROPOSAL)
        )


class RequestTaken(Notice):
    """To who asked for a clip where others read: nothing was looked at yet; the answer is theirs alone.

    It says nothing of what was asked for: whether it can be made is nobody else's business.
    """

    kind: Literal["request_taken"] = "request_taken"
    id: str
    maker: Handle
    remix: bool

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (
            Button(action=Action.LOOK_FIRST, id=self.id),
            Button(action=Action.DROP_PROPOSAL, id=self.id),
        )


class ProposalDropped(Notice):
    """To who had asked: it is forgotten, nothing was spent.

    message: where others read that they had asked, as the platform names it; None where nobody does.
    """

    private = True
    kind: Literal["proposal_dropped"] = "proposal_dropped"
    message: str | None = None


class PromptShown(Notice):
    """To who may change a prompt: how it reads."""

    private = True
    kind: Literal["prompt_shown"] = "prompt_shown"
    id: str
    prompt: str
