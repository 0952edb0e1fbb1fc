"""The service as real processes, with a Discord of our own around it and people who use it there."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import factories
from discord_server.people import Member, move_in
from discord_server.server import DiscordServer
from discord_server.serving import running
from discord_server.world import Channel
from engine_jobs import settings_file
from engine_process import TESTS, RealProcess
from fakes import PlainJudge
from sqlalchemy import select

from bot.app import App
from bot.bootstrap import Overrides, opened
from bot.clips import FINAL, ClipState
from bot.credits import EntryKind
from bot.deliveries import DeliveryState
from bot.people import Account, Chat, Platform
from bot.requests import MakeRequest
from bot.settings import BotSettings
from bot.store.engine import open_engine
from bot.store.tables import DeliveryRow
from bot.store.unit_of_work import Uow, units_of_work
from engine.contract.keys import DataKey, EngineKey, ServiceKey

QUICK_ENGINE = (str(TESTS / "quick_engine.py"),)
DISCORD = ("-m", "adapters.discord")
PLAIN_DISCORD = (str(TESTS / "plain_discord.py"),)
"""The same with a judge that loads no model: it starts in half the time."""

T = TypeVar("T")
PATIENCE_S = 90.0
OVER = FINAL | {ClipState.DELIVERED}
ON_THEIR_WAY = {DeliveryState.PENDING, DeliveryState.SENDING}


@dataclass
class Town:
    """One installation. `app` is a second bot in this process, which does no chores and has no Discord."""

    server: DiscordServer
    config: Path
    app: App
    uow: Uow
    bot: RealProcess
    engine: RealProcess
    keys: Path
    people: dict[str, Member] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Member:
        """Somebody of the friends by name."""
        return self.people[name]

    async def connected(self) -> None:
        """Wait for the bot's session; fails at once where its process ends instead."""
        session = self.server.changes.until(lambda: self.server.gateway.connected, "the bot", PATIENCE_S)
        waits = {asyncio.create_task(session), asyncio.create_task(self.bot.wait())}
        _, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in pending:
            wait.cancel()
        assert self.bot.running, self.log()
        assert self.server.gateway.connected, self.log()

    def log(self) -> str:
        """What the bot wrote last."""
        return f"the bot: {self.bot.log.read_text(encoding='utf-8')[-3000:]}"

    @property
    def chat(self) -> Chat:
        """The channel where the friends are, as the service knows it."""
        return chat_of(next(iter(self.people.values())).here)

    async def person(self, name: str) -> str:
        """The id of the person that the service knows somebody as."""
        account = Account(Platform.DISCORD, str(self[name].user.id), name)
        return (await self.app.person_for(account, self.chat)).id

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

    async def order(self, maker: str, text: str, where: Channel | None = None, **mentions: str) -> str:
        """Somebody makes a clip, by the use case and not by a command; returns its id."""
        names = {f"@{word}": await self.handle(name) for word, name in mentions.items()}
        chat = self.chat if where is None else chat_of(where)
        request = MakeRequest(text=text, mentions=names, chat=chat, seconds=2.0)
        return (await self.app.make(await self.person(maker), request)).id

    async def handle(self, name: str) -> str:
        """How somebody is called here."""
        account = Account(Platform.DISCORD, str(self[name].user.id), name)
        return (await self.app.person_for(account, self.chat)).handle

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
        people = [await self.person(name) for name in self.people]
        async with self.uow() as tx:
            rows = [row for person in people for row in await tx.ledger.rows(person)]
        return sorted(row.kind for row in rows if row.clip_id == clip)

    async def restart(self, *, kill: bool = True) -> None:
        """The bot goes, by kill -9 or as it is asked to, and comes back."""
        if kill:
            await self.bot.kill()
        else:
            assert await self.bot.stop() == 0
        await self.server.changes.until(lambda: not self.server.gateway.connected, "the end of the session")
        await self.bot.start()
        await self.connected()


def chat_of(channel: Channel) -> Chat:
    """A channel as the service knows it."""
    server = None if channel.guild is None else str(channel.guild.id)
    return Chat(Platform.DISCORD, str(channel.id), server)


@asynccontextmanager
async def open_town(
    folder: Path,
    url: str,
    names: Sequence[str] = ("ada", "bob", "cleo"),
    *,
    more: str = "",
    program: tuple[str, ...] = PLAIN_DISCORD,
    engine: tuple[str, ...] = QUICK_ENGINE,
    engine_more: str = "",
    discord_more: str = "",
) -> AsyncIterator[Town]:
    """Friends on a server, the bot connected, an engine at work; all of it ends with the block.

    At the end nothing that was said between bot and Discord may break the published description.
    """
    async with AsyncExitStack() as leaving:
        server = await leaving.enter_async_context(running(DiscordServer()))
        people = {one.user.name: one for one in move_in(server, *names)}
        config = settings_file(folder, url, more=_settings(server, engine_more, discord_more) + more)
        settings = BotSettings.load(config)
        EngineKey.load_or_create(settings.vault.keys)
        store = open_engine(url)
        leaving.push_async_callback(store.dispose)
        service = await leaving.enter_async_context(opened(settings, Overrides(judge=PlainJudge())))
        processes = (RealProcess(program, config, log="bot.log"), RealProcess(engine, config))
        town = Town(
            server, config, service.app, units_of_work(store), *processes, settings.vault.keys, people
        )
        for process in processes:
            leaving.push_async_callback(process.kill)
            await process.start()
        await town.connected()
        yield town
    assert not server.wrong, "\n".join(server.wrong)


def _settings(server: DiscordServer, engine_more: str, discord_more: str) -> str:
    return f"""{engine_more}
[discord]
token = {json.dumps(server.token)}
api_base = {json.dumps(server.api_base)}
gateway = {json.dumps(server.gateway_url)}
{discord_more}
[moderation.after]
identity = 0
strangers = false
[clips]
poll_s = 0.1
sweep_s = 0.2
"""
