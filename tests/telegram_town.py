"""The service as real processes, with a Telegram of our own around it and people who use it there."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from installation import PATIENCE_S, PLAIN, QUICK_ENGINE, Installation, installed
from telegram_server.people import Person, move_in
from telegram_server.server import TelegramServer
from telegram_server.serving import running
from telegram_server.world import Chat as Group
from telegram_server.world import User
from typing_extensions import override

from bot.people import Account, Chat, Platform

TELEGRAM = ("-m", "adapters.telegram")
PLAIN_TELEGRAM = (*PLAIN, "adapters.telegram")
"""The same with a judge that loads no model: it starts in half the time."""
STORAGE = "storage"


@dataclass
class Town(Installation):
    """One installation on Telegram. storage: the channel that clips for inline messages are kept in."""

    server: TelegramServer
    storage: Group
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
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
        user = self[name].user
        return Account(Platform.TELEGRAM, str(user.id), user.first_name)

    async def connected(self, polls: int = 0) -> None:
        """Wait until the bot hears what people say; fails at once where its process ends instead.

        polls: how often it asked before it began.
        """

        async def hears() -> bool:
            assert self.bot.running, self.log()
            return self.server.updates.polls > polls or self.server.updates.webhook is not None

        try:
            await self.until(hears)
        except TimeoutError:
            raise AssertionError(f"the bot does not listen after {PATIENCE_S} s\n{self.log()}") from None

    async def restart(self, *, kill: bool = True) -> None:
        """The bot goes, by kill -9 or as it is asked to, and comes back."""
        await self.leave(kill=kill)
        polls = self.server.updates.polls
        await self.bot.start()
        await self.connected(polls)

    async def leave(self, *, kill: bool = True) -> None:
        """The bot goes."""
        if kill:
            await self.bot.kill()
        else:
            code = await asyncio.wait_for(self.bot.stop(), PATIENCE_S)
            assert code == 0, self.log()


def chat_of(group: Group) -> Chat:
    """A group, or somebody's private chat, as the service knows it."""
    return Chat(Platform.TELEGRAM, str(group.id))


@asynccontextmanager
async def open_town(
    folder: Path,
    url: str,
    names: Sequence[str] = ("ada", "bob", "cleo"),
    *,
    more: str = "",
    program: tuple[str, ...] = PLAIN_TELEGRAM,
    engine: tuple[str, ...] = QUICK_ENGINE,
    engine_more: str = "",
    telegram_more: str = "",
    clips_more: str = "",
) -> AsyncIterator[Town]:
    """Friends in a group, the bot connected, an engine at work; all of it ends with the block.

    At the end nothing that was said between bot and Telegram may break the published description.
    """
    async with AsyncExitStack() as leaving:
        server = await leaving.enter_async_context(running(TelegramServer()))
        people = {one.user.name: one for one in move_in(server, *names)}
        storage = server.channel(STORAGE, [User("operator")])
        settings = _settings(server, storage, engine_more, telegram_more) + more
        parts = await leaving.enter_async_context(
            installed(folder, url, settings, program, engine, clips_more=clips_more)
        )
        town = Town(*parts, server, storage, people)
        await town.begin()
        await town.connected()
        yield town
    assert not server.wrong, "\n".join(server.wrong)


def _settings(server: TelegramServer, storage: Group, engine_more: str, telegram_more: str) -> str:
    return f"""{engine_more}
[telegram]
token = {json.dumps(server.token)}
api_base = {json.dumps(server.api_base)}
file_base = {json.dumps(server.file_base)}
storage_chat = "{storage.id}"
{telegram_more}
"""
