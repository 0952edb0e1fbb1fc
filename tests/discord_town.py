"""The service as real processes, with a Discord of our own around it and people who use it there."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from discord_server.people import Member, move_in
from discord_server.server import DiscordServer, running
from engine_jobs import settings_file
from engine_process import TESTS, RealProcess
from fakes import PlainJudge

from bot.app import App
from bot.bootstrap import Overrides, opened
from bot.settings import BotSettings
from bot.store.engine import open_engine
from bot.store.unit_of_work import Uow, units_of_work
from engine.contract.keys import EngineKey

QUICK_ENGINE = (str(TESTS / "quick_engine.py"),)
DISCORD = ("-m", "adapters.discord")
PLAIN_DISCORD = (str(TESTS / "plain_discord.py"),)
"""The same with a judge that loads no model: it starts in half the time."""

PATIENCE_S = 90.0


@dataclass
class Town:
    """One installation. `app` is a second bot in this process, which does no chores and has no Discord."""

    server: DiscordServer
    config: Path
    app: App
    uow: Uow
    bot: RealProcess
    engine: RealProcess
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

    async def restart(self, *, kill: bool = True) -> None:
        """The bot goes, by kill -9 or as it is asked to, and comes back."""
        if kill:
            await self.bot.kill()
        else:
            assert await self.bot.stop() == 0
        await self.server.changes.until(lambda: not self.server.gateway.connected, "the end of the session")
        await self.bot.start()
        await self.connected()


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
) -> AsyncIterator[Town]:
    """Friends on a server, the bot connected, an engine at work; all of it ends with the block.

    At the end nothing that was said between bot and Discord may break the published description.
    """
    async with AsyncExitStack() as leaving:
        server = await leaving.enter_async_context(running(DiscordServer()))
        people = {one.user.name: one for one in move_in(server, *names)}
        config = settings_file(folder, url, more=_settings(server, engine_more) + more)
        settings = BotSettings.load(config)
        EngineKey.load_or_create(settings.vault.keys)
        store = open_engine(url)
        leaving.push_async_callback(store.dispose)
        service = await leaving.enter_async_context(opened(settings, Overrides(judge=PlainJudge())))
        processes = (RealProcess(program, config, log="bot.log"), RealProcess(engine, config))
        town = Town(server, config, service.app, units_of_work(store), *processes, people=people)
        for process in processes:
            leaving.push_async_callback(process.kill)
            await process.start()
        await town.connected()
        yield town
    assert not server.wrong, "\n".join(server.wrong)


def _settings(server: DiscordServer, engine_more: str) -> str:
    return f"""{engine_more}
[discord]
token = {json.dumps(server.token)}
api_base = {json.dumps(server.api_base)}
gateway = {json.dumps(server.gateway_url)}
[moderation.after]
identity = 0
strangers = false
[clips]
poll_s = 0.1
sweep_s = 0.2
"""
