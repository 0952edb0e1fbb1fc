"""Frames of renders that are under way, for as long as somebody may look: in memory, or shared through Redis.

Only sealed bytes come here: the engine seals each with its clip's key, so that without the clip's row nobody
can look, and with the end of the clip nobody ever can. While Redis is away each process keeps its own.
"""

import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from redis.asyncio import Redis

from bot.reach import REACHED_S, TROUBLE, Reach

LASTS_S = 30
"""The engine sends one about every 3 s; what nothing newer replaced for so long shows nothing of now."""
MOST_KEPT = 500
"""In memory, about 12 MB; the oldest goes first."""
_log = logging.getLogger(__name__)


class MemoryPreviews:
    """bot.ports.Previews within one process."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        """`seconds` is a clock that only goes forward."""
        self._seconds = seconds
        self._kept: dict[str, tuple[float, bytes]] = {}

    async def put(self, job_id: str, sealed: bytes) -> None:
        """Keep the newest frame of a job, and of every job only that."""
        self._kept.pop(job_id, None)
        self._kept[job_id] = (self._seconds() + LASTS_S, sealed)
        while len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]

    async def get(self, job_id: str) -> bytes | None:
        """The newest frame of a job, None where there is none or it is too old."""
        until, sealed = self._kept.get(job_id, (0.0, b""))
        if until > self._seconds():
            return sealed
        self._kept.pop(job_id, None)
        return None

    async def drop(self, job_id: str) -> None:
        """The job is over."""
        self._kept.pop(job_id, None)


class RedisPreviews:
    """bot.ports.Previews for all processes on one Redis."""

    def __init__(self, redis: Redis) -> None:
        """Nothing is connected before the first call."""
        self._redis = redis
        self._here = MemoryPreviews()
        self._reach = Reach(_log, "this process keeps frames of renders for itself")

    async def put(self, job_id: str, sealed: bytes) -> None:
        """Keep the newest frame of a job."""
        if await self._asked(lambda: self._redis.set(_name(job_id), sealed, ex=LASTS_S)) is None:
            await self._here.put(job_id, sealed)
        else:
            await self._here.drop(job_id)

    async def get(self, job_id: str) -> bytes | None:
        """The newest frame of a job."""
        found = await self._asked(lambda: self._redis.get(_name(job_id)))
        return found if isinstance(found, bytes) else await self._here.get(job_id)

    async def drop(self, job_id: str) -> None:
        """The job is over. What cannot be removed now goes by itself soon."""
        await self._here.drop(job_id)
        await self._asked(lambda: self._redis.delete(_name(job_id)))

    async def _asked(self, question: Callable[[], Awaitable[object]]) -> object:
        """What Redis says, None while it is away."""
        if not self._reach.worth_a_try:
            return None
        try:
            answer = await question()
        except TROUBLE:
            self._reach.lost()
            return None
        self._reach.found()
        return answer


@asynccontextmanager
async def open_previews(redis_url: str | None = None) -> AsyncIterator[MemoryPreviews | RedisPreviews]:
    """Keep previews in memory, or in Redis where an address is given.

    Raises:
        ValueError: that is no address of a Redis.
    """
    if redis_url is None:
        yield MemoryPreviews()
        return
    async with Redis.from_url(redis_url, socket_timeout=REACHED_S, socket_connect_timeout=REACHED_S) as redis:
        yield RedisPreviews(redis)


def _name(job_id: str) -> str:
    return f"cameo:preview:{job_id}"
