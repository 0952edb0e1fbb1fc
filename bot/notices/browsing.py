"""About clips that are there: pages of them, and their being shared in other conversations."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from typing_extensions import override

from bot.clips import UNDELIVERED, VISIBLE, ClipState
from bot.notices.base import Action, Attach, Button, Handle, Notice
from bot.notices.clips import ClipShown
from engine.contract.messages import Message


class Which(StrEnum):
    """Whose clips a page is of."""

    MINE = "mine"
    WITH_ME = "with_me"
    """Made by others, with the reader or a character of theirs."""


class ClipCard(Message):
    """One clip of a page, with what its reader may do with it.

    mine: the reader made it. asked: it waits for their yes or no. watchable: they may look at it now.
    hidden: nobody may, while operators look at a report about it. at: when it was asked for.
    """

    clip: ClipShown
    maker: Handle
    mine: bool
    asked: bool
    watchable: bool
    hidden: bool
    at: datetime

    @property
    def buttons(self) -> tuple[Button, ...]:
        """At most five."""
        return tuple(Button(action=action, id=self.clip.id) for action in self._actions())

    def _actions(self) -> list[Action]:
        out, draft = self.clip.state in VISIBLE, self.clip.state is ClipState.DELIVERED
        offered = {
            Action.APPROVE_CLIP: self.asked,
            Action.DENY_CLIP: self.asked,
            Action.WATCH_CLIP: self.watchable,
            Action.KEEP_CLIP: self.mine and draft,
            Action.SHARE_CLIP: self.mine and out and not self.hidden,
            Action.MAKE_AGAIN: self.mine and out,
            Action.CANCEL_CLIP: self.mine and self.clip.state in UNDELIVERED,
            Action.DELETE_CLIP: out or not self.mine,
            Action.REPORT_CLIP: not self.mine,
        }
        return [action for action, here in offered.items() if here]


class ClipPage(Notice):
    """To a person: one page of the clips they made, or that they are in; the newest come first.

    page: from 0, of `pages`.
    """

    private = True
    kind: Literal["clip_page"] = "clip_page"
    which: Which
    page: int
    pages: int
    cards: tuple[ClipCard, ...]


class ClipShared(Notice):
    """In a conversation: its maker shares a clip there."""

    attach = Attach.VIDEO
    kind: Literal["clip_shared"] = "clip_shared"
    clip: str
    maker: Handle
    prompt: str
    verified: bool
    notes: tuple[str, ...]

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (
            Button(action=Action.MAKE_AGAIN, id=self.clip),
            Button(action=Action.DELETE_CLIP, id=self.clip),
            Button(action=Action.REPORT_CLIP, id=self.clip),
        )


class ShareTaken(Notice):
    """To the maker: the clip is on its way to the conversation."""

    private = True
    kind: Literal["share_taken"] = "share_taken"
    clip: str
    prompt: str
