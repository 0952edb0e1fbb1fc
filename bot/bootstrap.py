"""The one place where the service is put together: `async with opened(settings) as service: ...`."""

import asyncio
import gc
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.app import App
from bot.desk import Desk
from bot.ports import (
    Clock,
    JobSealer,
    Judge,
    KeyWrap,
    Limiter,
    Ports,
    Previews,
    RenderQueue,
    SealedFiles,
    Wakeups,
)
from bot.previews import MemoryPreviews, open_previews
from bot.rate_limits import open_limiter
from bot.settings import BotSettings
from bot.store.engine import forget_deleted, open_engine
from bot.store.migrate import migrate
from bot.store.unit_of_work import Uow, telling, units_of_work
from bot.wakeups import MemoryWakeups, open_wakeups
from engine.contract.keys import EnginePublicKey, ServiceKey
from engine.contract.messages import JobKeys
from engine.contract.vault import Vault

_log = logging.getLogger(__name__)


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This moment, aware, UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class EngineDoor:
    """The engine's public key, read when it is first needed: an engine may come later than the bot."""

    folder: Path

    def seal(self, keys: JobKeys, job_id: str) -> str:
        """Encrypt a job's keys to the engine.

        Raises:
            engine.contract.keys.KeyMissingError: no engine has started here yet.
        """
        return EnginePublicKey.load(self.folder).seal(keys, job_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What stands in for the real thing behind a port; None for what is to be real."""

    queue: RenderQueue | None = None
    files: SealedFiles | None = None
    keys: KeyWrap | None = None
    sealer: JobSealer | None = None
    judge: Judge | None = None
    clock: Clock | None = None
    limiter: Limiter | None = None
    wakeups: Wakeups | None = None
    previews: Previews | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: what adapters talk to, and the work that nobody asks for."""

    app: App
    desk: Desk
    settings: BotSettings
    judge: Judge

    async def run_chores(self) -> None:
        """Take outcomes and sweep, again and again, until cancelled. Meanwhile the judge is warmed up."""
        # On no thread of the loop's own: those are waited for when the service stops.
        threading.Thread(target=_warmed, args=(self.judge,), daemon=True, name="warm").start()
        # Not a group of tasks: that passes on the first cancellation alone, which a driver may lose.
        await asyncio.gather(
            _again(self.app.take_outcomes, self.settings.clips.poll_s),
            _again(self.app.sweep, self.settings.clips.sweep_s),
        )


@asynccontextmanager
async def opened(settings: BotSettings, given: Overrides | None = None) -> AsyncIterator[Service]:
    """Bring the store and the queue up to date, put everything together, and close it at the end.

    Raises:
        StoreUrlError, KeyProblemError, VaultError: what the settings name cannot be used; says which.
    """
    given = given or Overrides()
    await migrate(settings.store.url)
    engine = open_engine(settings.store.url, pool=settings.store.pool)
    try:
        async with _queue(settings, given) as queue, _shared(settings, given) as given:
            forget = partial(forget_deleted, engine)
            ports = assembled(settings, units_of_work(engine), given, queue=queue, forget=forget)
            yield Service(App(ports), Desk(ports), settings, ports.judge)
    finally:
        await engine.dispose()


def assembled(
    settings: BotSettings,
    uow: Uow,
    given: Overrides,
    *,
    queue: RenderQueue | None = None,
    forget: Callable[[], Awaitable[None]] | None = None,
) -> Ports:
    """The ports over an open store; `given` wins over what would be made."""
    chosen = given.queue or queue
    if chosen is None:
        raise ValueError("a service needs a render queue")
    keys = settings.vault.keys
    wakeups = given.wakeups or MemoryWakeups()
    return Ports(
        uow=telling(uow, wakeups),
        queue=chosen,
        files=given.files or Vault(settings.vault.url),
        keys=given.keys or ServiceKey.load_or_create(keys),
        sealer=given.sealer or EngineDoor(keys),
        judge=given.judge or _judge(settings),
        clock=given.clock or SystemClock(),
        limiter=given.limiter or open_limiter(settings.limits, settings.redis.url),
        wakeups=wakeups,
        previews=given.previews or MemoryPreviews(),
        settings=settings,
        forget=forget or _nothing,
    )


@asynccontextmanager
async def _queue(settings: BotSettings, given: Overrides) -> AsyncIterator[RenderQueue]:
    if given.queue is not None:
        yield given.queue
        return
    from bot import queue  # noqa: PLC0415 - DBOS takes most of a second to import, and fakes do without it

    await queue.migrate(settings.store.url)
    real = queue.DbosQueue(settings.store.url)
    try:
        yield real
    finally:
        await real.close()


@asynccontextmanager
async def _shared(settings: BotSettings, given: Overrides) -> AsyncIterator[Overrides]:
    """`given` with what several processes share: through Redis where its address is set."""
    url = settings.redis.url
    async with AsyncExitStack() as stack:
        if given.limiter is None:
            limiter = open_limiter(settings.limits, url)
            stack.push_async_callback(limiter.close)
            given = replace(given, limiter=limiter)
        if given.wakeups is None:
            given = replace(given, wakeups=await stack.enter_async_context(open_wakeups(url)))
        if given.previews is None:
            given = replace(given, previews=await stack.enter_async_context(open_previews(url)))
        yield given


def _judge(settings: BotSettings) -> Judge:
    from bot.judging import ScriptJudge  # noqa: PLC0415 - it loads the words and vectors of the boundaries

    return ScriptJudge.of(settings.moderation)


def _warmed(judge: Judge) -> None:
    try:
        judge.warm()
    except Exception:  # noqa: BLE001 - whatever cannot be loaded is tried again by who needs it
        _log.exception("the judge could not be warmed up")
    # What was loaded stays to the end. Looking through all of it for garbage held the loop up for 0.2 s.
    gc.freeze()


async def _again(work: Callable[[], Awaitable[int]], pause_s: float) -> None:
    """Repeat; a database that is away for a while is no reason to stop looking."""
    while True:
        try:
            await work()
        except Exception:  # noqa: BLE001 - the loop outlives any trouble, which is logged
            _log.exception("a pass of the service's chores failed; it is tried again")
        await asyncio.sleep(pause_s)


async def _nothing() -> None:
    """There is nothing to forget."""
