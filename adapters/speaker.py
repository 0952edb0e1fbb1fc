"""Who wrote a message, and what answers it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.app import App
from bot.commands import intents
from bot.notices import AnyNotice
from bot.people import Chat, folded
from bot.requests import Surroundings


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who wrote, and where: the person's id and handle, and the chat that answers belong in.

    resolved: handles behind the mentions in the message that the platform itself resolved. around: what the
    platform says of where that is.
    """

    person: str
    handle: str
    chat: Chat
    resolved: frozenset[str] = frozenset()
    around: Surroundings = field(default_factory=Surroundings)

    def who(self, handle: str) -> str:
        """The handle that an intent names; the writer's own where it says so."""
        return self.handle if handle == intents.SELF else handle

    def pointed_out(self, handle: str) -> bool:
        """Whether the platform says who that is, so that they are known to be there."""
        return folded(handle) in self.resolved


Answer = Callable[[App, Speaker, Any], Awaitable[AnyNotice]]
