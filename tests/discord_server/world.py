"""What there is in our Discord: people, a server of theirs, its channels, and what was posted in them."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from discord import Permissions

TEXT, DIRECT, VOICE = 0, 1, 2
EPHEMERAL = 1 << 6
LOADING = 1 << 7
MIB = 1024 * 1024
UPLOAD_LIMITS = (10 * MIB, 10 * MIB, 50 * MIB, 100 * MIB)
"""Largest file by a server's boost level, in bytes."""

_EPOCH_MS = 1_420_070_400_000
_count = itertools.count(1)

EVERYDAY = Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    add_reactions=True,
    use_application_commands=True,
)
"""What the bot and the members may do in a channel where nothing else was said."""


def new_id() -> int:
    """A number that holds its time, as Discord's do; later ones are larger."""
    number = next(_count)
    return ((int(time.time() * 1000) - _EPOCH_MS) << 22) + number


def now() -> str:
    """The time as Discord writes it."""
    return datetime.now(UTC).isoformat()


@dataclass(eq=False)
class User:
    """Somebody with an account. dms_open False: the bot cannot write to them alone."""

    name: str
    bot: bool = False
    id: int = field(default_factory=new_id)
    dms_open: bool = True
    locale: str = "en-US"

    @property
    def mention(self) -> str:
        """How they are named in a message."""
        return f"<@{self.id}>"

    def payload(self) -> dict[str, Any]:
        """As the API shows them."""
        return {
            "id": str(self.id),
            "username": self.name,
            "global_name": self.name.title(),
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "flags": 0,
            "public_flags": 0,
            "primary_guild": None,
        }


@dataclass(eq=False)
class Attachment:
    """A file of a message."""

    filename: str
    data: bytes = field(repr=False)
    content_type: str | None = None
    id: int = field(default_factory=new_id)
    claimed_size: int | None = None

    def payload(self, base: str) -> dict[str, Any]:
        """As the API shows it; `base` is where files are served."""
        url = f"{base}/cdn/attachments/{self.id}/{self.filename}"
        size = len(self.data) if self.claimed_size is None else self.claimed_size
        shown = {"id": str(self.id), "filename": self.filename, "size": size, "url": url, "proxy_url": url}
        return shown | ({"content_type": self.content_type} if self.content_type else {})


@dataclass(eq=False)
class Message:
    """A message and everything that happened to it. edits: (monotonic time in s, content) of each edit."""

    channel: "Channel"
    author: User
    content: str = ""
    embeds: list[Any] = field(default_factory=list)
    components: list[Any] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    mentions: list[User] = field(default_factory=list)
    reference: int | None = None
    nonce: str | None = None
    only_for: User | None = None
    id: int = field(default_factory=new_id)
    edited: str | None = None
    edits: list[tuple[float, str]] = field(default_factory=list)
    reactions: dict[str, list[User]] = field(default_factory=dict)

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """Every button that can be pressed, by its custom id."""
        found = {
            str(one.get("custom_id", "")): one for one in _components(self.components) if one["type"] == 2
        }
        return {name: one for name, one in found.items() if name and not one.get("disabled")}

    @property
    def text(self) -> str:
        """All words that somebody reads in it."""
        embedded = [str(text) for embed in self.embeds for text in _texts(embed)]
        shown = [str(one["content"]) for one in _components(self.components) if one["type"] == 10]
        return "\n".join([self.content, *shown, *embedded])

    def payload(self, base: str, *, content: bool = True, reader: User | None = None) -> dict[str, Any]:
        """As the API shows it to `reader`. content False: without the privileged part."""
        reference = {"type": 0, "message_id": str(self.reference), "channel_id": str(self.channel.id)}
        return {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "type": 19 if self.reference and not self.flags & EPHEMERAL else 0,
            "content": self.content if content else "",
            "embeds": self.embeds if content else [],
            "components": self.components if content else [],
            "attachments": [one.payload(base) for one in self.attachments] if content else [],
            "timestamp": now(),
            "edited_timestamp": self.edited,
            "flags": self.flags,
            "mentions": [one.payload() for one in self.mentions],
            "mention_roles": [],
            "mention_everyone": False,
            "pinned": False,
            "tts": False,
            **({"reactions": self._reactions(reader)} if self.reactions else {}),
            **({"message_reference": reference} if self.reference else {}),
            **({"nonce": self.nonce} if self.nonce else {}),
        }

    def _reactions(self, reader: User | None) -> list[dict[str, Any]]:
        return [
            {
                "emoji": {"id": None, "name": emoji},
                "count": len(people),
                "count_details": {"burst": 0, "normal": len(people)},
                "burst_colors": [],
                "me_burst": False,
                "me": reader in people,
            }
            for emoji, people in self.reactions.items()
            if people
        ]


def _components(tree: list[Any]) -> Iterator[dict[str, Any]]:
    for one in tree:
        yield one
        yield from _components(one.get("components", []))
        if accessory := one.get("accessory"):
            yield accessory


def _texts(embed: dict[str, Any]) -> Iterator[str]:
    for name in ("title", "description"):
        yield str(embed.get(name, ""))
    for one in embed.get("fields", []):
        yield f"{one['name']}: {one['value']}"
    yield str(embed.get("footer", {}).get("text", ""))


@dataclass(eq=False)
class Channel:
    """Where messages are. guild None: a conversation with one person, `people`."""

    name: str
    guild: "Guild | None" = None
    people: list[User] = field(default_factory=list)
    age_gated: bool = False
    allowed: Permissions = EVERYDAY
    id: int = field(default_factory=new_id)
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def posted(self) -> list[Message]:
        """What anybody there sees, oldest first."""
        return [one for one in self.messages.values() if one.only_for is None]

    def payload(self) -> dict[str, Any]:
        """As the API shows it."""
        if self.guild is None:
            people = [one.payload() for one in self.people]
            return {"id": str(self.id), "type": DIRECT, "flags": 0, "recipients": people}
        return {
            "id": str(self.id),
            "type": TEXT,
            "guild_id": str(self.guild.id),
            "name": self.name,
            "position": 0,
            "flags": 0,
            "nsfw": self.age_gated,
            "topic": None,
            "parent_id": None,
            "last_message_id": None,
            "rate_limit_per_user": 0,
            "permission_overwrites": [],
        }


@dataclass(eq=False)
class Guild:
    """A server. roles of a member: their numbers; managers may manage it."""

    name: str
    owner: User
    members: list[User] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    managers: list[User] = field(default_factory=list)
    roles: dict[int, list[int]] = field(default_factory=dict)
    named_roles: dict[int, str] = field(default_factory=dict)
    boost: int = 0
    id: int = field(default_factory=new_id)

    def allowed(self, user: User, channel: Channel | None = None) -> Permissions:
        """What somebody may do there."""
        if user is self.owner:
            return Permissions.all()
        given = Permissions((channel.allowed if channel else EVERYDAY).value)
        given.manage_guild = user in self.managers
        return given

    def member(self, user: User) -> dict[str, Any]:
        """A member as the API shows one."""
        return {
            "user": user.payload(),
            "nick": None,
            "avatar": None,
            "banner": None,
            "roles": [str(role) for role in self.roles.get(user.id, [])],
            "joined_at": "2024-01-01T00:00:00+00:00",
            "premium_since": None,
            "communication_disabled_until": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
        }

    def role_payloads(self) -> list[dict[str, Any]]:
        """Everybody's role, which has the server's own number, and the named ones."""
        return [
            {
                "id": str(number),
                "name": name,
                "description": None,
                "color": 0,
                "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
                "hoist": False,
                "icon": None,
                "unicode_emoji": None,
                "position": position,
                "permissions": str(EVERYDAY.value),
                "managed": False,
                "mentionable": False,
                "flags": 0,
            }
            for position, (number, name) in enumerate({self.id: "@everyone", **self.named_roles}.items())
        ]
