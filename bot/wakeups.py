"""Telling those who wait for news that there is some: in memory or, for several processes, through Redis.

What is said here is only "look": the news itself stands in the store, so nothing is lost with a call that
nobody hears, and whoever waits looks now and then anyway. While Redis is away each process calls for itself.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from redis.asyncio import Redis

from bot.ids import new_id
from bot.reach import REACHED_S, TROUBLE, Reach

CHANNEL = "cameo:news"
AGAIN_S = 1.0
"""Pause before Redis is tried again."""
ENDED_S = 0.2
_log = logging.getLogger(__name__)


@dataclass
class _Bell:
    """One topic: how often it rang, and what its next ring ends."""

    rung: int
    next: asyncio.Event = field(default_factory=asyncio.Event)


class MemoryWakeups:
    """bot.ports.Wakeups within one process."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._bells: dict[str, _Bell] = {}
        self._heard: dict[tuple[str, str], int] = {}
        self._for_all = 0

    def call(self, *topics: str) -> None:
        """Tell all who wait for one of these topics, and who wait for it next, that there is news."""
        for topic in topics:
            self._ring(self._bell(topic))

    def call_all(self) -> None:
        """The same for every topic: something may have been missed."""
        self._for_all += 1
        for bell in self._bells.values():
            self._ring(bell)

    async def wait(self, topic: str, who: str, timeout_s: float) -> bool:
        """Wait for news since `who` waited last. False: there was none for `timeout_s` seconds."""
        bell, name = self._bell(topic), (topic, who)
        if bell.rung == self._heard.get(name, 0):
            with suppress(TimeoutError):  # not wait_for, which before Python 3.12 may lose a cancellation
                async with asyncio.timeout(timeout_s):
                    await bell.next.wait()
        news = bell.rung != self._heard.get(name, 0)
        self._heard[name] = bell.rung
        return news

    def _bell(self, topic: str) -> _Bell:
        return self._bells.setdefault(topic, _Bell(self._for_all))

    @staticmethod
    def _ring(bell: _Bell) -> None:
        bell.rung += 1
        bell.next.set()
        bell.next = asyncio.Event()


class RedisWakeups:
    """bot.ports.Wakeups among all processes on one Redis. Made by `open_wakeups`, which lets it run."""

    def __init__(self, connect: Callable[[], Redis]) -> None:
        """Nothing is connected before `listen` and `send` run."""
        self._connect = connect
        self._here = MemoryWakeups()
        self._me = new_id()
        self._unsent: set[str] = set()
        self._something = asyncio.Event()
        self._reach = Reach(_log, "what other processes do is looked for now and then")

    def call(self, *topics: str) -> None:
        """Tell this process at once and the others soon. It waits for nothing and cannot fail."""
        self._here.call(*topics)
        self._unsent.update(topics)
        self._something.set()

    async def wait(self, topic: str, who: str, timeout_s: float) -> bool:
        """Wait for news since `who` waited last, from whichever process."""
        return await self._here.wait(topic, who, timeout_s)

    async def listen(self) -> None:
        """Hear what other processes call, for ever. After each new connection everybody looks once."""
        while True:
            try:
                async with self._connect() as redis, redis.pubsub() as said:
                    async with asyncio.timeout(REACHED_S):
                        await said.subscribe(CHANNEL)
                    async for message in said.listen():
                        self._hear(message["type"], message["data"])
            except TROUBLE:
                self._reach.lost()
            await asyncio.sleep(AGAIN_S)

    async def send(self) -> None:
        """Pass on what this process calls, for ever. Several calls at once go as one."""
        while True:
            await self._something.wait()
            try:
                async with self._connect() as redis:
                    while await self._something.wait():
                        await self._publish(redis)
            except TROUBLE:  # those elsewhere look now and then
                self._reach.lost()
            await asyncio.sleep(AGAIN_S)

    async def send_rest(self) -> None:
        """Pass on what is left, once, before the process ends."""
        with suppress(*TROUBLE):
            if self._unsent:
                async with self._connect() as redis:
                    await self._publish(redis)

    async def _publish(self, redis: Redis) -> None:
        topics, self._unsent = self._unsent, set()
        self._something.clear()
        async with asyncio.timeout(REACHED_S):
            await redis.publish(CHANNEL, " ".join([self._me, *sorted(topics)]))

    def _hear(self, kind: str, data: object) -> None:
        if kind == "subscribe":
            self._reach.found()
            self._here.call_all()
        elif kind == "message" and isinstance(data, bytes):
            sender, *topics = data.decode("utf-8", "replace").split()
            if sender != self._me:
                self._here.call(*topics)


@asynccontextmanager
async def open_wakeups(redis_url: str | None = None) -> AsyncIterator[MemoryWakeups | RedisWakeups]:
    """Wake-ups within this process, or through Redis where an address is given.

    Raises:
        ValueError: that is no address of a Redis.
    """
    if redis_url is None:
        yield MemoryWakeups()
        return

    def connect() -> Redis:
        return Redis.from_url(redis_url, socket_connect_timeout=REACHED_S, health_check_interval=30)

    await connect().aclose()  # an address that cannot be read is a mistake to be named at the start
    wakeups = RedisWakeups(connect)
    running = [asyncio.create_task(work) for work in (wakeups.listen(), wakeups.send())]
    try:
        yield wakeups
    finally:
        await _ended(running)
        await wakeups.send_rest()


async def _ended(tasks: Collection[asyncio.Task[None]]) -> None:
    """End them. The client may take a cancellation for its own time limit, so once may not be enough."""
    running = set(tasks)
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=ENDED_S)
