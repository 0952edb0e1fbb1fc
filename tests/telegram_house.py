"""The whole service with the real Telegram client in front of it, on our own Telegram over real sockets.

Background loops are off: a test lets deliveries go out and status messages move when it wants them to.
`tests/telegram_server` says what people can do there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from house import House
from telegram_server.chatting import joins
from telegram_server.people import Person
from telegram_server.server import TelegramServer
from telegram_server.world import Chat as Room
from telegram_server.world import Topic, User

from adapters.telegram.bot import CameoBot
from adapters.telegram.places import chat_in
from bot.people import Account, Chat, Platform


@dataclass(repr=False)
class TelegramHouse:
    """A supergroup in which the bot is a plain member, and the service behind it.

    storage: the channel in which films for inline messages are kept.
    """

    house: House
    bot: CameoBot
    server: TelegramServer
    group: Room
    storage: Room

    @property
    def chat(self) -> Chat:
        """The group as the service knows it."""
        return self.chat_of(self.group)

    def chat_of(self, where: Room | Topic) -> Chat:
        """A chat or a topic as the service knows it."""
        if isinstance(where, Topic):
            return chat_in(where.chat.id, where.id)
        return chat_in(where.id)

    def stranger(self, name: str, *, started: bool = False, **about: Any) -> Person:
        """Somebody who is in no group. about: their `User`, as `username=None` or `language="de"`."""
        user = User(name, started=started, **about)
        self.server.add(user)
        return Person(self.server, user)

    async def member(self, name: str, *, started: bool = True, **about: Any) -> Person:
        """Somebody in the group; started: the bot may write to them."""
        made = self.stranger(name, started=started, **about)
        made.group = self.group
        await joins(self.server, self.group, made.user)
        return made

    async def person(self, somebody: Person, where: Room | Topic | None = None) -> str:
        """The id of the person that the service knows somebody as, who is seen in the group then."""
        user = somebody.user
        account = Account(Platform.TELEGRAM, str(user.id), user.first_name, user.language)
        there = self.chat_of(where) if where else self.chat
        return (await self.house.app.person_for(account, there)).id

    async def enrolled(self, name: str, *, started: bool = True, **about: Any) -> Person:
        """Somebody in the group who has a verified likeness."""
        made = await self.member(name, started=started, **about)
        person = await self.person(made)
        await self.house.record(person)
        await self.house.finish_jobs()
        return made

    async def settle(self) -> None:
        """Wait until the bot has done whatever people wanted of it so far."""
        await self.server.settled()
        await self.bot.application.update_queue.join()


def named_by_the_bot(server: TelegramServer) -> list[str]:
    """Where the bot's words hold an @name, which calls whoever has it on Telegram: mostly a stranger."""
    said = [one for chat in server.chats.values() for one in chat.posted]
    mine = [one for one in said if server.bot in (one.author, one.via_bot)]
    return [f"{name} in {one}" for one in mine for kind, name in one.marked() if kind == "mention"]


def telegram_settings(server: TelegramServer, storage: Room, **more: Any) -> Mapping[str, Any]:
    """The section [telegram] with which the bot talks to `server`."""
    given = {"token": server.token, "api_base": server.api_base, "file_base": server.file_base}
    return given | {"storage_chat": str(storage.id)} | more


def open_telegram(house: House, server: TelegramServer, bot: CameoBot, storage: Room) -> TelegramHouse:
    """A group with the bot in it."""
    owner = User("owner")
    return TelegramHouse(house, bot, server, server.supergroup("clips", [owner]), storage)
