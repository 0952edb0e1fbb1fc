"""The service as real processes with some chat around it, and what tests look up in its store."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

import factories
from engine_jobs import settings_file
from engine_process import TESTS, RealProcess
from fakes import PlainJudge
from sqlalchemy import select

from bot.app import App
from bot.bootstrap import Overrides, opened
from bot.clips import FINAL, ClipState
from bot.credits import EntryKind
from bot.deliveries import DeliveryState
from bot.people import Account, Chat
from bot.requests import MakeRequest
from bot.settings import BotSettings
from bot.store.engine import open_engine
from bot.store.tables import ChallengeRow, DeliveryRow
from bot.store.unit_of_work import Uow, units_of_work
from engine.contract.keys import DataKey, EngineKey, ServiceKey
from engine.contract.messages import Challenge

QUICK_ENGINE = (str(TESTS / "quick_engine.py"),)
PLAIN = (str(TESTS / "plain_service.py"),)

T = TypeVar("T")
PATIENCE_S = 90.0
OVER = FINAL | {ClipState.DELIVERED}
ON_THEIR_WAY = {DeliveryState.PENDING, DeliveryState.SENDING}

QUICKLY = """
[moderation.after]
identity = 0
strangers = false
[clips]
poll_s = 0.1
sweep_s = 0.2
"""
"""Settings under which nothing is waited for that a test does not wait for."""


@dataclass
class Installation(ABC):
    """One installation. `app` is a second bot in this process, which does no chores and talks to nobody."""

    config: Path
    app: App
    uow: Uow
    bot: RealProcess
    engine: RealProcess
    keys: Path

    @property
    @abstractmethod
    def chat(self) -> Chat:
        """Where the friends are, as the service knows it."""

    @property
    @abstractmethod
    def names(self) -> Iterable[str]:
        """The friends."""

    @abstractmethod
    def account(self, name: str) -> Account:
        """Somebody of the friends, as the service knows accounts."""

    async def begin(self) -> None:
        """Start its processes."""
        for process in (self.bot, self.engine):
            await process.start()

    def log(self) -> str:
        """What the bot wrote last."""
        return f"the bot: {self.bot.log.read_text(encoding='utf-8')[-3000:]}"

    async def person(self, name: str) -> str:
        """The id of the person that the service knows somebody as."""
        return (await self.app.person_for(self.account(name), self.chat)).id

    async def handle(self, name: str) -> str:
        """How somebody is called here."""
        return (await self.app.person_for(self.account(name), self.chat)).handle

    async def give_likeness(self, *names: str) -> None:
        """They went through setup, for tests that tell of what comes after it."""
        service = ServiceKey.load_or_create(self.keys)
        for name in names:
            person = await self.person(name)
            async with self.uow() as tx:
                row = await tx.people.lock(person)
                assert row is not None
                row.data_key = service.wrap(DataKey.generate(), person)
                await tx.likenesses.add(factories.likeness(person))

    async def befriend(self, asker: str, owner: str) -> None:
        """The owner lets the asker make clips with them; every clip still waits for their yes."""
        person, other = await self.person(asker), await self.person(owner)
        handle = await self.handle(owner)
        asked = await self.app.request_access(person, handle, "", self.chat, pointed_out=True)
        await self.app.answer_access(other, asked.request, allow=True)

    async def order(self, maker: str, text: str, chat: Chat | None = None, **mentions: str) -> str:
        """Somebody makes a clip, by the use case and not by a command; returns its id."""
        names = {f"@{word}": await self.handle(name) for word, name in mentions.items()}
        request = MakeRequest(text=text, mentions=names, chat=chat or self.chat, seconds=2.0)
        return (await self.app.make(await self.person(maker), request)).id

    async def challenge(self, name: str) -> Challenge:
        """What somebody was asked to do last."""
        person = await self.person(name)
        rows = [row for row in await self.rows(ChallengeRow) if row.person_id == person]
        newest = max(rows, key=lambda row: row.created_at)
        return Challenge(turns=newest.turns, phrase=newest.phrase)

    async def rows(self, kind: type[T]) -> list[T]:
        """All rows of a kind, as they are now."""
        async with self.uow() as tx:
            return list(await tx.session.scalars(select(kind)))

    async def until(self, true: Callable[[], Awaitable[object]]) -> None:
        """Wait for something that only the store tells."""
        async with asyncio.timeout(PATIENCE_S):
            while not await true():  # noqa: ASYNC110 - another process writes
                await asyncio.sleep(0.05)

    async def quiet(self) -> None:
        """Wait until all that was to be said is said, and written down."""

        async def said() -> bool:
            return not any(row.state in ON_THEIR_WAY for row in await self.rows(DeliveryRow))

        await self.until(said)

    async def unsettled(self, clip: str) -> bool:
        """Whether a clip is still being made, or something about it is on its way."""
        async with self.uow() as tx:
            row = await tx.clips.get(clip)
            said = await tx.deliveries.of_clip(clip)
        assert row is not None
        return row.state not in OVER or any(one.state in ON_THEIR_WAY for one in said)

    async def entries(self, clip: str) -> list[EntryKind]:
        """What the ledger says of a clip, in order."""
        people = [await self.person(name) for name in self.names]
        async with self.uow() as tx:
            rows = [row for person in people for row in await tx.ledger.rows(person)]
        return sorted(row.kind for row in rows if row.clip_id == clip)


Parts: TypeAlias = tuple[Path, App, Uow, RealProcess, RealProcess, Path]


@asynccontextmanager
async def installed(
    folder: Path,
    url: str,
    more: str,
    program: tuple[str, ...],
    engine: tuple[str, ...] = QUICK_ENGINE,
    *,
    clips_more: str = "",
) -> AsyncIterator[Parts]:
    """What an installation begins with; its processes are not started yet, and are killed with the block.

    Args:
        folder: where all of it lives.
        url: address of its store.
        more: the engine's further settings, then sections of others.
        program: the bot.
        engine: the engine.
        clips_more: further settings of clips.
    """
    async with AsyncExitStack() as leaving:
        config = settings_file(folder, url, more=f"{more}{QUICKLY}{clips_more}")
        settings = BotSettings.load(config)
        EngineKey.load_or_create(settings.vault.keys)
        store = open_engine(url)
        leaving.push_async_callback(store.dispose)
        service = await leaving.enter_async_context(opened(settings, Overrides(judge=PlainJudge())))
        processes = (RealProcess(program, config, log="bot.log"), RealProcess(engine, config))
        for process in processes:
            leaving.push_async_callback(process.kill)
        yield (config, service.app, units_of_work(store), *processes, settings.vault.keys)
