"""About messages themselves: those that cannot be posted, that nobody saw arrive, that wait to be read."""

from datetime import datetime
from typing import Literal

from typing_extensions import override

from bot.deliveries import Hindrance
from bot.notices.base import Action, Attach, Button, Notice
from bot.notices.clips import delivered_buttons

YES = frozenset({Action.ALLOW_ACCESS, Action.APPROVE_CLIP})
NO = frozenset({Action.DENY_ACCESS, Action.DENY_CLIP})


def question(notice: Notice) -> tuple[Button, Button] | None:
    """The buttons that say yes and no to what a notice asks; None where it asks nothing."""
    yes = [button for button in notice.buttons if button.action in YES]
    no = [button for button in notice.buttons if button.action in NO]
    return (yes[0], no[0]) if yes and no else None


class Called(Notice):
    """In a room, to somebody who takes no direct messages: something is there for them alone.

    It says nothing of what that is, but for `yes` and `no` where it is a question. message: what they read.
    """

    kind: Literal["called"] = "called"
    message: str
    yes: Button | None = None
    no: Button | None = None

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        look = Button(action=Action.VIEW_CLIP, id=self.message)
        return (look, self.yes, self.no) if self.yes and self.no else (look,)


class ClipNotPosted(Notice):
    """To the maker alone: here is the clip that cannot be posted where they wanted it.

    due_at: until when it is a draft; None: it is saved, or was only to be shared.
    """

    private = True
    attach = Attach.VIDEO
    kind: Literal["clip_not_posted"] = "clip_not_posted"
    clip: str
    prompt: str
    why: Hindrance
    due_at: datetime | None = None

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return delivered_buttons(self.clip, share=True)


class PerhapsUnsaid(Notice):
    """To somebody alone: nobody knows whether a message reached them. It is repeated only if they want it.

    prompt: of the clip that it is about, "" where it is about none.
    """

    private = True
    kind: Literal["perhaps_unsaid"] = "perhaps_unsaid"
    message: str
    prompt: str = ""

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.SEND_AGAIN, id=self.message),)


class SentAgain(Notice):
    """To the same: it is sent again; `arrived`: it had been, and is not."""

    kind: Literal["sent_again"] = "sent_again"
    arrived: bool = False


class UnreadShown(Notice):
    """To somebody who came by: so many messages could not be sent to them; `message` is the oldest."""

    private = True
    kind: Literal["unread_shown"] = "unread_shown"
    message: str
    count: int

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.VIEW_CLIP, id=self.message),)
