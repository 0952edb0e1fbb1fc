"""What can go wrong between the bot and Telegram, ordered by a test in advance."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from telegram_server.errors import ApiError, upgraded


@dataclass(eq=False)
class Fault:
    """What happens to requests of one kind. chat: only those about it, where given.

    error None: the connection breaks without an answer. after: the request is carried out first. times: it
    happens to so many, then things go well again. gate: the request waits until this is set. plain: the
    answer is no JSON at all, as from a proxy in between.
    """

    method: str
    error: ApiError | None = None
    chat: int | None = None
    after: bool = False
    times: int = 1
    gate: asyncio.Event | None = None
    plain: bool = False
    hit: int = 0

    def takes(self, method: str, fields: Mapping[str, Any]) -> bool:
        """Whether a request is one of these."""
        about = self.chat is None or str(fields.get("chat_id")) == str(self.chat)
        return self.hit < self.times and method == self.method and about


def too_many(method: str, retry_after_s: int, *, chat: int | None = None, times: int = 1) -> Fault:
    """Telegram wants to be left alone for a time."""
    said = f"Too Many Requests: retry after {retry_after_s}"
    return Fault(method, ApiError(429, said, {"retry_after": retry_after_s}), chat, times=times)


def broken(method: str, *, after: bool = False, times: int = 1) -> Fault:
    """No answer comes; after: but it was carried out."""
    return Fault(method, after=after, times=times)


def failing(method: str, code: int = 502, said: str = "Bad Gateway", *, times: int = 1) -> Fault:
    """Telegram's own trouble."""
    return Fault(method, ApiError(code, said), times=times)


def proxy_error(method: str, *, times: int = 1) -> Fault:
    """A page of somebody in between."""
    return Fault(method, ApiError(502, "<html>Bad Gateway</html>"), times=times, plain=True)


def became_supergroup(method: str, to: int, *, times: int = 1) -> Fault:
    """The chat has another number."""
    return Fault(method, upgraded(to), times=times)


@dataclass
class Pace:
    """Refuses what comes faster than allowed: `limit` in `per_s` seconds in one chat or inline message."""

    methods: frozenset[str]
    limit: int
    per_s: float
    refused: int = 0
    times: dict[str, list[float]] = field(default_factory=dict)

    def wait(self, method: str, chat: str, now: float) -> int | None:
        """Count a request; the whole seconds to wait, where it is one too many."""
        if method not in self.methods:
            return None
        recent = [one for one in self.times.get(chat, []) if now - one < self.per_s]
        self.times[chat] = recent
        if len(recent) >= self.limit:
            self.refused += 1
            return max(1, round(recent[0] + self.per_s - now + 0.5))
        recent.append(now)
        return None
