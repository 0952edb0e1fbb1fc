"""Telegram's pauses: 429 with `retry_after` is obeyed by whatever is sent, each in the way that suits it.

Who answers somebody waits the pause out. What the service says by itself goes back where it came from
instead: its turn comes again, and by then it may have something newer to say.
"""

import math
import time
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter
from typing_extensions import override

TRIES = 3
"""So often a pause is waited out before a request fails."""
NOT_NOW = -1
"""`rate_limit_args` of a request that had rather fail than wait."""
KEPT_FREE = 5
"""Of the 20 messages a minute that a group takes, so many are not spent on edits of what stands there."""
SOON_S = 3
BETWEEN_EDITS_S = 3.0
"""Of one message in a group, or an inline one; whoever is alone with the bot may see it more often.

What a process edited just before this one began is not known here, so it counts as edited at that moment.
"""
_REMEMBERED = 1000


class Pauses(AIORateLimiter):
    """Remembers which chats want to be left alone, so that nobody asks there in the meantime."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """`now` is a clock in seconds that only goes forward."""
        super().__init__(max_retries=0)
        self._now = now
        self._began = now()
        self._until: dict[str, float] = {}
        self._edits: dict[str, float] = {}

    @override
    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        if rate_limit_args != NOT_NOW:
            tries = TRIES if rate_limit_args is None else rate_limit_args
            return await super().process_request(callback, args, kwargs, endpoint, data, tries)
        chat = str(data.get("chat_id") or data.get("inline_message_id"))
        left = self._until.get(chat, 0.0) - self._now()
        if left > 0:
            raise RetryAfter(math.ceil(left))
        edited = _edited(endpoint, data)
        if edited and self._now() - self._edits.get(edited, self._began) < BETWEEN_EDITS_S:
            raise RetryAfter(SOON_S)
        if not self._has_room(data.get("chat_id"), 1 + KEPT_FREE * endpoint.startswith("editMessage")):
            raise RetryAfter(SOON_S)
        try:
            return await super().process_request(callback, args, kwargs, endpoint, data, 0)
        except RetryAfter as error:
            self._keep(chat, error)
            raise
        finally:
            if edited:
                self._note(edited)

    def _has_room(self, chat: object, messages: int) -> bool:
        """Whether a group takes so many more just now; nobody who may not wait is to stand in line for it."""
        if not isinstance(chat, int) or chat >= 0:
            return True
        return self._get_group_limiter(chat).has_capacity(messages)

    def _note(self, edited: str) -> None:
        """A message was edited just now, or nobody knows."""
        now = self._now()
        if len(self._edits) >= _REMEMBERED:
            recent = now - BETWEEN_EDITS_S
            self._edits = {name: at for name, at in self._edits.items() if at > recent}
        self._edits[edited] = now

    def _keep(self, chat: str, error: RetryAfter) -> None:
        now = self._now()
        if len(self._until) >= _REMEMBERED:
            self._until = {name: until for name, until in self._until.items() if until > now}
        self._until[chat] = now + error._retry_after.total_seconds()  # noqa: SLF001 - `retry_after` is deprecated


def _edited(endpoint: str, data: dict[str, Any]) -> str:
    """The message that a request edits; "" where none is, or nobody counts how often."""
    chat, message = data.get("chat_id"), data.get("message_id")
    if not endpoint.startswith("editMessage"):
        return ""
    if message is None or not isinstance(chat, int) or chat >= 0:
        return str(data.get("inline_message_id") or "")
    return f"{chat}/{message}"
