"""The service as real processes, with a Discord of our own around it and people who use it there."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from discord_server.people import Member, move_in
from discord_server.server import DiscordServer
from discord_server.serving import running
from discord_server.world import Channel
from installation import PATIENCE_S, PLAIN, QUICK_ENGINE, Installation, installed
from typing_extensions import override

from bot.people import Account, Chat, Platform

DISCORD = ("-m", "adapters.discord")
PLAIN_DISCORD = (*PLAIN, "adapters.discord")
"""The same with a judge that loads no model: it starts in half the time."""


@dataclass
class Town(Installation):
    """One installation on Discord."""

    server: DiscordServer
    people: dict[str, Member] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Member:
        """Somebody of the friends by name."""
        return self.people[name]

    @property
    @override
    def chat(self) -> Chat:
        return chat_of(next(iter(self.people.values())).here)

    @property
    @override
    def names(self) -> Iterable[str]:
        return self.people

    @override
    def account(self, name: str) -> Account:
        return Account(Platform.DISCORD, str(self[name].user.id), name)

    async def connected(self) -> None:
        """Wait for the bot's session; fails at once where its process ends instead."""
        session = self.server.changes.until(lambda: self.server.gateway.connected, "the bot", PATIENCE_S)
        waits = {asyncio.create_task(session), asyncio.create_task(self.bot.wait())}
        _, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in pending:
            wait.cancel()
        assert self.bot.running, self.log()
        assert self.server.gateway.connected, self.log()

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
        settings = _settings(server, engine_more, discord_more) + more
        parts = await leaving.enter_async_context(installed(folder, url, settings, program, engine))
        town = Town(*parts, server, people)
        await town.begin()
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
"""
