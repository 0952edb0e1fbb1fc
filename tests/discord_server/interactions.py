"""Somebody uses a command, a button, a menu or a form: what the bot hears of it, and what it answers."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any
from uuid import uuid4

from discord_server.errors import ACKNOWLEDGED_ALREADY, INVALID_TOKEN, UNKNOWN_INTERACTION, UNKNOWN_MESSAGE
from discord_server.world import Channel, Message, User, new_id

DEADLINE_S = 3.0
TOKEN_LIFE_S = 15 * 60.0


class Kind(IntEnum):
    """What somebody did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Answer(IntEnum):
    """How the bot first answers."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(eq=False)
class Interaction:
    """One of them. original: the message that its token may edit; choices, modal: what was answered instead.

    acknowledged_s: after how many seconds the first answer came; None while there is none.
    """

    kind: Kind
    user: User
    channel: Channel
    data: Mapping[str, Any]
    on: Message | None = None
    id: int = field(default_factory=new_id)
    token: str = field(default_factory=lambda: uuid4().hex)
    begun: float = field(default_factory=time.monotonic)
    acknowledged_s: float | None = None
    answered_s: float | None = None
    answer: Answer | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    choices: list[dict[str, Any]] | None = None
    modal: dict[str, Any] | None = None
    expired: bool = False

    @property
    def replies(self) -> list[Message]:
        """All that was said in return and is still there; a message that merely waits is not among them."""
        first = (
            [self.original] if self.original is not None and self.answer is not Answer.DEFERRED_UPDATE else []
        )
        return [one for one in [*first, *self.followups] if not one.flags & (1 << 7)]

    @property
    def text(self) -> str:
        """All words of the replies."""
        return "\n".join(one.text for one in self.replies)

    def acknowledge(self, answer: Answer) -> None:
        """Take the first answer.

        Raises:
            ApiError: it comes too late, or there was one.
        """
        took = time.monotonic() - self.begun
        if took > DEADLINE_S and self.answer is None:
            raise UNKNOWN_INTERACTION
        if self.answer is not None:
            raise ACKNOWLEDGED_ALREADY
        self.answer, self.acknowledged_s = answer, took

    def check_token(self) -> None:
        """Whether the token still edits and posts.

        Raises:
            ApiError: its 15 minutes are over, or the interaction was never acknowledged.
        """
        if self.expired or time.monotonic() - self.begun > TOKEN_LIFE_S:
            raise INVALID_TOKEN
        if self.answer is None:
            raise UNKNOWN_INTERACTION

    def answered(self) -> None:
        """There is more than a sign of waiting now."""
        if self.answered_s is None:
            self.answered_s = time.monotonic() - self.begun

    def message(self, name: str) -> Message:
        """One of its own messages, by number or as `@original`.

        Raises:
            ApiError: there is none.
        """
        if name == "@original":
            if self.original is None:
                raise UNKNOWN_MESSAGE
            return self.original
        known = [*self.followups, *([self.original] if self.original else [])]
        found = next((one for one in known if str(one.id) == name), None)
        if found is None:
            raise UNKNOWN_MESSAGE
        return found
