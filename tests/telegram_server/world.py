"""What there is in our Telegram: people, chats, topics in them, and what was posted there."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from telegram_server.media import StoredFile
from telegram_server.members import Member, Standing, member_payload
from telegram_server.words import mentioned

PRIVATE, GROUP, SUPERGROUP, CHANNEL = "private", "group", "supergroup", "channel"
GENERAL = 1
"""The number of the topic that every forum has; messages in it carry none."""

ANONYMOUS = {
    "id": 1_087_968_824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
"""Who speaks where an administrator does in the group's name."""

_users = itertools.count(6_000_000_001)
_groups = itertools.count(4_100_001)
_supergroups = itertools.count(1_001_500_000_001)
_shared_ids = itertools.count(1)


@dataclass(eq=False)
class User:
    """Somebody with an account. username None: named by a chosen mention alone.

    started: the bot may write to them first. blocked: they blocked it. deactivated: the account is gone.
    """

    name: str
    bot: bool = False
    id: int = field(default_factory=lambda: next(_users))
    username: str | None = ""
    language: str | None = "en"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def __post_init__(self) -> None:
        if self.username == "":
            self.username = self.name

    @property
    def first_name(self) -> str:
        """What stands above their messages."""
        return self.name.title()

    @property
    def mention(self) -> str:
        """How others name them when they type."""
        return f"@{self.username}" if self.username else f"[{self.first_name}](tg://user?id={self.id})"

    def payload(self) -> dict[str, Any]:
        """As the API shows them."""
        shown: dict[str, Any] = {"id": self.id, "is_bot": self.bot, "first_name": self.first_name}
        shown |= {"username": self.username} if self.username else {}
        return shown | ({"language_code": self.language} if self.language and not self.bot else {})


@dataclass(eq=False, repr=False)
class Message:
    """A message and everything that happened to it.

    text: its words, a caption's too. edits: (monotonic time in s, text) of each edit. date: s since 1970.
    service: what happened, by the API's own name, where it is no message of anybody's. inline_id: where it
    came into the chat through the bot, and the bot may edit it. anonymous: said in the group's name.
    """

    chat: "Chat"
    author: User
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    media: StoredFile | None = None
    markup: dict[str, Any] | None = None
    thread: int | None = None
    reply_to: "Message | None" = None
    service: dict[str, Any] = field(default_factory=dict)
    invoice: dict[str, Any] | None = None
    via_bot: User | None = None
    forwarded: dict[str, Any] | None = None
    inline_id: str | None = None
    album: str | None = None
    anonymous: bool = False
    silent: bool = False
    protected: bool = False
    date: int = 0
    edited: int | None = None
    id: int = 0
    edits: list[tuple[float, str]] = field(default_factory=list)
    reactions: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.id = self.id or self.chat.next_id()

    def __repr__(self) -> str:
        what = self.text or next(iter(self.service), "") or (str(self.media.kind) if self.media else "")
        return f"<{self.author.name} in {self.chat}: {what[:200]!r} {self.labels}>"

    @property
    def keyboard(self) -> list[dict[str, Any]]:
        """Every button under it, row by row."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [one for row in rows for one in row]

    @property
    def labels(self) -> list[str]:
        """What is written on its buttons."""
        return [str(one["text"]) for one in self.keyboard]

    @property
    def asks_for_reply(self) -> bool:
        """Whether the client opens an answer to it."""
        return bool((self.markup or {}).get("force_reply"))

    @property
    def film(self) -> bytes | None:
        """The file in it."""
        return self.media.data if self.media else None

    def marked(self) -> list[tuple[str, str]]:
        """Each part of its words that is marked: as what, and the part."""
        return list(mentioned(self.text, self.entities))

    def reacted(self, user: User) -> list[str]:
        """What somebody's reactions to it are."""
        return self.reactions.get(user.id, [])

    def payload(self, *, deep: bool = True) -> dict[str, Any]:
        """As the API shows it; deep: with what it answers, which is shown without its own."""
        shown: dict[str, Any] = {"message_id": self.id, "date": self.date, "chat": self.chat.payload()}
        if self.chat.kind == CHANNEL:
            shown["sender_chat"] = self.chat.payload()
        elif self.anonymous:
            shown |= {"from": ANONYMOUS, "sender_chat": self.chat.payload()}
        else:
            shown["from"] = self.author.payload()
        shown |= self._thread() | self.service
        if deep and self._answers() is not None:
            shown["reply_to_message"] = self._answers().payload(deep=False)  # type: ignore[union-attr]
        if self.media is not None:
            shown |= self.media.in_message()
        if self.text:
            name = "caption" if self.media else "text"
            marks = "caption_entities" if self.media else "entities"
            shown |= {name: self.text} | ({marks: self.entities} if self.entities else {})
        optional = {
            "invoice": self.invoice,
            "via_bot": self.via_bot and self.via_bot.payload(),
            "forward_origin": self.forwarded,
            "edit_date": self.edited,
            "media_group_id": self.album,
            "has_protected_content": self.protected or None,
            "reply_markup": self.markup if self.keyboard else None,
        }
        return shown | {name: value for name, value in optional.items() if value is not None}

    def _answers(self) -> "Message | None":
        """In a topic, what answers nothing answers the message that opened it."""
        if self.reply_to is not None:
            return self.reply_to if self.reply_to.id in self.chat.messages else None
        topic = self.chat.topics.get(self.thread or 0)
        return topic.opened if topic and topic.opened is not self else None

    def _thread(self) -> dict[str, Any]:
        """A topic's number; outside forums, that of the first message of a chain of answers."""
        if self.chat.kind != SUPERGROUP:
            return {}
        if self.chat.forum:
            named = self.thread not in (None, GENERAL)
            return {"message_thread_id": self.thread, "is_topic_message": True} if named else {}
        first = self
        while first.reply_to is not None:
            first = first.reply_to
        return {} if first is self else {"message_thread_id": first.id}


@dataclass(eq=False, repr=False)
class Topic:
    """A thread of a forum. opened: the message that tells of its beginning."""

    chat: "Chat"
    name: str
    id: int = GENERAL
    opened: Message | None = None
    closed: bool = False

    def __repr__(self) -> str:
        return f"<topic {self.name!r}>"

    @property
    def posted(self) -> list[Message]:
        """What is in it, oldest first."""
        return [one for one in self.chat.posted if (one.thread or GENERAL) == self.id]


@dataclass(eq=False, repr=False)
class Chat:
    """Where messages are. upgraded: the supergroup that it became.

    text_forbidden, films_forbidden: members may not write, or send no files.
    """

    kind: str
    title: str = ""
    id: int = 0
    username: str | None = None
    members: dict[int, Member] = field(default_factory=dict)
    forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    upgraded: "Chat | None" = None
    text_forbidden: bool = False
    films_forbidden: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        if self.kind in (GROUP, PRIVATE):
            self.ids = _shared_ids
        else:
            self.ids = itertools.count(2)  # 1 tells of the beginning
        if not self.id:
            self.id = -next(_groups) if self.kind == GROUP else -next(_supergroups)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id} {self.title!r}>"

    def next_id(self) -> int:
        """The number of the next message; unique in the chat and, but for larger chats, for the bot."""
        return next(self.ids)

    @property
    def posted(self) -> list[Message]:
        """What anybody there sees, oldest first."""
        return list(self.messages.values())

    @property
    def people(self) -> list[User]:
        """Who is in it, bots as well."""
        return [one.user for one in self.members.values() if one.standing.inside]

    @property
    def other(self) -> User:
        """Whom the bot is alone with here."""
        return next(one for one in self.people if not one.bot)

    def standing(self, user: User) -> Standing:
        """What somebody is there."""
        found = self.members.get(user.id)
        return found.standing if found else Standing.LEFT

    def set_standing(self, user: User, standing: Standing) -> None:
        """Somebody is something else now."""
        self.members[user.id] = Member(user, standing)

    def topic(self, name: str) -> Topic:
        """A topic by name."""
        return next(one for one in self.topics.values() if one.name == name)

    def payload(self) -> dict[str, Any]:
        """As the API shows it."""
        shown: dict[str, Any] = {"id": self.id, "type": self.kind}
        if self.kind == PRIVATE:
            return shown | {name: value for name, value in self.other.payload().items() if name in _OF_PERSON}
        shown["title"] = self.title
        shown |= {"username": self.username} if self.username else {}
        return shown | ({"is_forum": True} if self.forum else {})

    def member_payload(self, user: User) -> dict[str, Any]:
        """A member as the API shows one."""
        return member_payload(user.payload(), self.standing(user), in_channel=self.kind == CHANNEL)


_OF_PERSON = ("first_name", "username")
