"""About other people: who they are to the reader, and whom the reader keeps out."""

from datetime import datetime
from typing import Literal

from bot.notices.access import Granted
from bot.notices.base import Handle, Notice
from engine.contract.messages import Message


class ProfileShown(Notice):
    """To who looks: somebody whom they may see.

    may_use: a clip with them would be taken now, boundaries and price aside. asked: the reader's question is
    open. you: it is the reader themselves, or a character of theirs.
    """

    private = True
    kind: Literal["profile_shown"] = "profile_shown"
    handle: Handle
    likeness: bool
    may_use: bool
    asked: bool = False
    you: bool = False

    @property
    def may_ask(self) -> bool:
        """Whether there is something to ask them."""
        return not (self.you or self.may_use or self.asked)


class Question(Message):
    """An open question for access: who asks or is asked, about which character (`of`), until when."""

    request: str
    handle: Handle
    message: str
    due_at: datetime
    of: Handle = ""


class FriendsShown(Notice):
    """To a person: whom they allow, who allows them, what is asked of them and by them, whom they blocked."""

    private = True
    kind: Literal["friends_shown"] = "friends_shown"
    grants: tuple[Granted, ...]
    granted_by: tuple[Granted, ...]
    asked_of_me: tuple[Question, ...]
    asked_by_me: tuple[Question, ...]
    blocked: tuple[Handle, ...]


class BlockChanged(Notice):
    """To a person: whom they blocked, or let in again. stopped, taken: as in AccessChanged."""

    private = True
    kind: Literal["block_changed"] = "block_changed"
    friend: Handle
    blocked: bool
    stopped: int = 0
    taken: int = 0
