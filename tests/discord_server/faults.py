"""What can go wrong between the bot and Discord, ordered by a test in advance."""

import asyncio
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MESSAGES = "/channels/{id}/messages"
"""Where messages are posted."""


@dataclass(eq=False)
class Fault:
    """What happens to requests of one kind. path: `{...}` stands for any one part of it.

    status None: the connection breaks without an answer. after: the request is carried out first. times: it
    happens to so many, then things go well again. gate: the request waits until this is set.
    """

    method: str
    path: str
    status: int | None = None
    after: bool = False
    times: int = 1
    body: Mapping[str, Any] = field(
        default_factory=lambda: {"code": 0, "message": "500: Internal Server Error"}
    )
    headers: Mapping[str, str] = field(default_factory=dict)
    gate: asyncio.Event | None = None
    hit: int = 0

    def takes(self, method: str, path: str) -> bool:
        """Whether a request is one of these."""
        pattern = re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(self.path))
        return self.hit < self.times and method == self.method and bool(re.fullmatch(pattern, path))


def rate_limited(path: str, retry_after_s: float, *, method: str = "POST", everywhere: bool = False) -> Fault:
    """A 429 as Discord's own edge sends it."""
    scope = "global" if everywhere else "user"
    body = {"message": "You are being rate limited.", "retry_after": retry_after_s, "global": everywhere}
    headers = {"Retry-After": str(retry_after_s), "X-RateLimit-Scope": scope, "Via": "1.1 google"}
    return Fault(method, path, 429, body=body, headers=headers)


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many requests within a time, for each channel or webhook. path: as a fault's."""

    method: str
    path: str
    limit: int
    per_s: float


class Buckets:
    """Counts requests as Discord does and says so in each answer's headers.

    refused: how many requests came although the headers had said that there is no room.
    """

    def __init__(self) -> None:
        self.rules: list[Bucket] = []
        self.refused = 0
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def take(self, method: str, path: str) -> tuple[dict[str, str], float | None]:
        """Count a request; returns the headers, and the seconds to wait where it is one too many."""
        rule = next((one for one in self.rules if Fault(one.method, one.path).takes(method, path)), None)
        if rule is None:
            return {}, None
        key, now = (f"{rule.method} {rule.path}", _major(path)), time.monotonic()
        until, used = self._windows.get(key, (0.0, 0))
        if now >= until:
            until, used = now + rule.per_s, 0
        left = rule.limit - used - 1
        self._windows[key] = (until, used + (left >= 0))
        self.refused += left < 0
        headers = {
            "X-RateLimit-Limit": str(rule.limit),
            "X-RateLimit-Remaining": str(max(0, left)),
            "X-RateLimit-Reset": f"{time.time() + until - now:.3f}",
            "X-RateLimit-Reset-After": f"{until - now:.3f}",
            "X-RateLimit-Bucket": f"{abs(hash(key[0])):x}",
        }
        return headers, until - now if left < 0 else None


def _major(path: str) -> str:
    """The part of an address by which limits are kept apart."""
    return "/".join(path.split("/")[:3])
