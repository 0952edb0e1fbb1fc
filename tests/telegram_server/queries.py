"""What people do that the bot has to answer: presses of buttons, and what is typed behind its name."""

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from telegram_server.world import Message, User

_numbers = itertools.count(770_000_000_000_001)


def new_number() -> str:
    """A name for a query."""
    return str(next(_numbers))


@dataclass(eq=False)
class Press:
    """A press of a button. text, alert, url: the bot's answer. begun, answered_at: monotonic, in s."""

    user: User
    message: Message
    data: str
    id: str = field(default_factory=new_number)
    text: str = ""
    alert: bool = False
    url: str = ""
    begun: float = field(default_factory=time.monotonic)
    answered_at: float | None = None
    expired: bool = False


@dataclass(eq=False)
class InlineQuery:
    """What somebody typed behind the bot's name, and what is offered. answers: the bot's, as it gave them."""

    user: User
    query: str
    chat_type: str
    offset: str = ""
    id: str = field(default_factory=new_number)
    answers: list[dict[str, Any]] | None = None
    button: dict[str, Any] | None = None
    next_offset: str = ""
    cache_s: int = 300
    personal: bool = False
    begun: float = field(default_factory=time.monotonic)
    answered_at: float | None = None
    expired: bool = False

    @property
    def results(self) -> list[dict[str, Any]]:
        """What is offered."""
        return self.answers or []

    @property
    def titles(self) -> list[str]:
        """What stands on the cards."""
        return [str(one.get("title", "")) for one in self.results]

    def result(self, named: str) -> dict[str, Any]:
        """The offer whose id or title begins so.

        Raises:
            AssertionError: nothing is called so.
        """
        for one in self.results:
            if one["id"].startswith(named) or str(one.get("title", "")).startswith(named):
                return one
        raise AssertionError(
            f"no result {named!r}, but {[(one['id'], one.get('title')) for one in self.results]}"
        )
