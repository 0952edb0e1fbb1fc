"""Our own Telegram: a world in memory, what the bot hears of it, faults on order. `serving` serves it."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from changes import Changes

from telegram_server import access, errors
from telegram_server.access import Access
from telegram_server.faults import Fault, Pace
from telegram_server.media import DOWNLOAD_LIMIT, LOCAL_LIMIT, UPLOAD_LIMIT, StoredFile
from telegram_server.members import Standing
from telegram_server.spec import Judge, published
from telegram_server.updates import Updates
from telegram_server.words import mentioned
from telegram_server.world import CHANNEL, GENERAL, GROUP, PRIVATE, SUPERGROUP, Chat, Message, Topic, User

if TYPE_CHECKING:
    from telegram_server.queries import InlineQuery, Press
    from telegram_server.sales import Charge, Checkout, Invoice


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came and what it was answered; at: monotonic, in s."""

    method: str
    fields: Mapping[str, str]
    files: tuple[str, ...]
    at: float
    status: int = 0


@dataclass(eq=False, repr=False)
class TelegramServer:
    """All of it.

    requests: every one but polls, oldest first. wrong: what the judge found. faults: what is to go wrong.
    reads_all: privacy mode is off. silent_films: what the bot sends as a video has no sound, so that Telegram
    makes an animation of it. feedback: the bot hears of chosen inline results. local: the folder of a
    Bot API server of one's own, which lifts the limits of files. now: s since 1970.
    """

    token: str = "5000000001:loopback-token"
    judge: Judge | None = field(default_factory=published)
    bot: User = field(default_factory=lambda: User("cameobot", bot=True, id=5_000_000_001))
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    presses: dict[str, "Press"] = field(default_factory=dict)
    inline_queries: dict[str, "InlineQuery"] = field(default_factory=dict)
    inline_messages: dict[str, Message] = field(default_factory=dict)
    invoices: dict[str, "Invoice"] = field(default_factory=dict)
    checkouts: dict[str, "Checkout"] = field(default_factory=dict)
    charges: dict[str, "Charge"] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    told_of_itself: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    paces: list[Pace] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    reads_all: bool = False
    silent_films: bool = False
    feedback: bool = True
    local: Path | None = None
    now: Callable[[], float] = time.time
    base: str = ""

    def __post_init__(self) -> None:
        self.users[self.bot.id] = self.bot
        self.updates = Updates(self._judge_update, self.changes.notify)

    @property
    def api_base(self) -> str:
        """The setting telegram.api_base: the token follows at once."""
        return f"{self.base}/bot"

    @property
    def file_base(self) -> str:
        """The setting telegram.file_base."""
        return f"{self.base}/file/bot"

    @property
    def upload_limit(self) -> int:
        """Largest file from the bot, in bytes."""
        return UPLOAD_LIMIT if self.local is None else LOCAL_LIMIT

    @property
    def download_limit(self) -> int:
        """Largest file to the bot, in bytes."""
        return DOWNLOAD_LIMIT if self.local is None else LOCAL_LIMIT

    def add(self, *users: User) -> None:
        """They have accounts."""
        self.users |= {one.id: one for one in users}

    def private(self, user: User) -> Chat:
        """Somebody's chat with the bot."""
        if user.id not in self.chats:
            self.chats[user.id] = self._chat(PRIVATE, user.id, (user, self.bot))
        return self.chats[user.id]

    def between(self, one: User, other: User) -> Chat:
        """A chat of two people, in which the bot is not."""
        return self._chat(PRIVATE, other.id, (one, other))

    def group(self, title: str, people: Iterable[User], *, bot: bool = True) -> Chat:
        """A small group; the first of the people made it."""
        return self._populated(GROUP, title, people, bot=bot)

    def supergroup(
        self, title: str, people: Iterable[User], *, bot: bool = True, forum: bool = False
    ) -> Chat:
        """A larger group; forum: with topics."""
        made = self._populated(SUPERGROUP, title, people, bot=bot)
        made.forum = forum
        if forum:
            made.topics[GENERAL] = Topic(made, "General")
        return made

    def channel(self, title: str, people: Iterable[User], *, bot: bool = True) -> Chat:
        """A channel; the bot is an administrator there."""
        made = self._populated(CHANNEL, title, people, bot=False)
        if bot:
            made.set_standing(self.bot, Standing.ADMINISTRATOR)
        return made

    def chat(self, number: str | int) -> Chat:
        """A chat by number or @name.

        Raises:
            ApiError: there is none that the bot knows.
        """
        named = str(number)
        found = next(
            (one for one in self.chats.values() if one.username and f"@{one.username}" == named), None
        )
        if named.lstrip("-").isdigit():
            found = self.chats.get(int(named))
            if found is None and int(named) in self.users and int(named) != self.bot.id:
                found = self.private(self.users[int(named)])
        if found is None:
            raise errors.CHAT_NOT_FOUND
        return found

    def reachable(self, number: str | int, wanted: Access = Access.WRITE) -> Chat:
        """A chat with which the bot may do what it wants.

        Raises:
            ApiError: it may not.
        """
        found = self.chat(number)
        access.check(self, found, wanted)
        return found

    async def publish(self, message: Message) -> Message:
        """A message is there; the bot hears of it where it may."""
        message.date = message.date or int(self.now())
        message.chat.messages[message.id] = message
        if message.media is not None:
            self.keep(message.media)
        if message.inline_id:
            self.inline_messages[message.inline_id] = message
        if self.hears(message):
            kind = "channel_post" if message.chat.kind == CHANNEL else "message"
            self.updates.add(kind, message.payload())
        self.changes.notify()
        return message

    def keep(self, file: StoredFile) -> None:
        """A file can be asked for by its name."""
        self.files[file.file_id] = file

    def hears(self, message: Message) -> bool:
        """Whether the bot is told of a message: privacy mode keeps from it what is not meant for it."""
        there, author = message.chat, message.author
        if author is self.bot or not there.standing(self.bot).inside or (author.bot and not message.service):
            return False
        if there.kind == PRIVATE or self.reads_all or there.standing(self.bot).manages or message.service:
            return True
        return self._meant(message) or (message.reply_to is not None and self._meant(message.reply_to))

    def _meant(self, message: Message) -> bool:
        """Whether a message is the bot's, came through it, calls it by name or gives a command to it."""
        return self.bot in (message.author, message.via_bot) or self._named(message)

    def asked(self, method: str) -> list[Request]:
        """The requests of one kind."""
        return [one for one in self.requests if one.method == method]

    async def until_listening(self, timeout_s: float = 30) -> None:
        """Wait until the bot polls for updates, or has them pushed."""
        heard = self.updates
        await self.changes.until(lambda: heard.polls or heard.webhook, "the bot to listen", timeout_s)

    async def settled(self, timeout_s: float = 30) -> None:
        """Wait until the bot has taken every update; what it does about them may still be under way."""
        await self.changes.until(self.updates.confirmed, "the bot to take its updates", timeout_s)

    def _named(self, message: Message) -> bool:
        """Whether a message calls the bot by name or gives a command to it."""
        mine = f"@{self.bot.username}".lower()
        for kind, words in mentioned(message.text, message.entities):
            _, at, to = words.lower().partition("@")
            if kind == "bot_command" and (not at or f"@{to}" == mine):
                return True
            if kind == "mention" and words.lower() == mine:
                return True
        return False

    def _populated(self, kind: str, title: str, people: Iterable[User], *, bot: bool) -> Chat:
        users = list(people)
        made = self._chat(kind, 0, users)
        made.title = title
        made.set_standing(users[0], Standing.CREATOR)
        if bot:
            made.set_standing(self.bot, Standing.MEMBER)
        self.chats[made.id] = made
        return made

    def _chat(self, kind: str, number: int, people: Iterable[User]) -> Chat:
        made = Chat(kind, id=number)
        for one in people:
            made.set_standing(one, Standing.MEMBER)
            self.add(one)
        return made

    def _judge_update(self, update: Mapping[str, Any]) -> None:
        if self.judge is not None:
            self.wrong += self.judge.wrong_with_update(update)
