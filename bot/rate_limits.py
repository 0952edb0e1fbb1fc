"""How often somebody may do a thing: moving windows, kept in memory or, for several processes, in Redis.

Counting is the `limits` library's. What is lost with the memory of a restarted process is a few tries more;
while Redis cannot be reached each process counts for itself.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from limits import parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from redis.asyncio import ConnectionPool

from bot.reach import REACHED_S, Reach

if TYPE_CHECKING:
    from bot.settings import LimitSettings


_Question = Callable[..., Awaitable[bool]]
_log = logging.getLogger(__name__)


class Limited(StrEnum):
    """What is counted, and for whom."""

    PREFLIGHT = "preflight"
    """Looks at what a person allows, by who looks and at whom; asking for a clip is a look, too."""
    REFUSAL = "refusal"
    """Refusals, by the same pair: who is refused too often hears nothing new for a while."""
    REQUEST = "request"
    """Questions for access, by who asks."""
    REPORT = "report"
    APPEAL = "appeal"
    QUESTION = "question"
    """Questions about payments, by who asks."""
    INVITE = "invite"
    """Tries at an invite code, by who tries."""
    LINK = "link"
    """Tries at a code that joins accounts, by who tries."""
    COMMAND = "command"
    """Commands, buttons and messages to the bot, by who sends them."""
    OFFER = "offer"
    """Offers while somebody writes, by who writes: one for each pause between two keys."""
    EXPORT = "export"
    """Exports of everything about a person, by that person."""


@dataclass(frozen=True, slots=True)
class WindowLimiter:
    """bot.ports.Limiter over the library's storages. `alone` counts while `shared` cannot be reached."""

    rates: Callable[[Limited], str]
    alone: MovingWindowRateLimiter
    shared: MovingWindowRateLimiter | None = None
    pool: ConnectionPool | None = None
    reach: Reach = field(default_factory=lambda: Reach(_log, "this process counts for itself"))

    async def take(self, what: Limited, *keys: str) -> bool:
        """Count one try; False where that is one too many, which is then not counted."""
        return await self._ask(MovingWindowRateLimiter.hit, what, keys)

    async def spent(self, what: Limited, *keys: str) -> bool:
        """Whether the next try would be one too many; counts nothing."""
        return not await self._ask(MovingWindowRateLimiter.test, what, keys)

    async def _ask(self, question: _Question, what: Limited, keys: tuple[str, ...]) -> bool:
        rate = parse(self.rates(what))
        if self.shared is not None and self.reach.worth_a_try:
            try:
                answer = await question(self.shared, rate, what.value, *keys)
            except StorageError:
                self.reach.lost()
            else:
                self.reach.found()
                return answer
        return await question(self.alone, rate, what.value, *keys)

    async def close(self) -> None:
        """Let go of Redis."""
        if self.pool is not None:
            await self.pool.disconnect()


def open_limiter(settings: "LimitSettings", redis_url: str | None = None) -> WindowLimiter:
    """Count in memory, or in Redis where an address is given; nothing is connected before the first try."""
    alone = MovingWindowRateLimiter(MemoryStorage())
    limiter = WindowLimiter(lambda what: str(getattr(settings, what.value)), alone)
    if redis_url is None:
        return limiter
    pool = ConnectionPool.from_url(redis_url, socket_timeout=REACHED_S, socket_connect_timeout=REACHED_S)
    storage = RedisStorage(
        redis_url,
        wrap_exceptions=True,
        implementation="redispy",
        connection_pool=pool,  # type: ignore[arg-type]  # handed on to redis-py as it is; the stub is narrower
    )
    return replace(limiter, shared=MovingWindowRateLimiter(storage), pool=pool)
