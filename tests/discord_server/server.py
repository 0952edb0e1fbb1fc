"""Our own Discord: a world in memory, what its gateway tells of it, faults on order. `serving` serves it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from changes import Changes

from discord_server.errors import UNKNOWN_USER
from discord_server.faults import Buckets, Fault
from discord_server.gateway import Gateway, Session
from discord_server.interactions import Interaction
from discord_server.openapi import Asked, OpenApi, published
from discord_server.world import UPLOAD_LIMITS, Attachment, Channel, Guild, Message, User

API = "/api/v10"


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came and what it was answered; at: monotonic, in s."""

    asked: Asked
    at: float
    status: int = 0


@dataclass(eq=False)
class DiscordServer:
    """All of it. judge: who looks at each request and answer; None where nobody does.

    requests: every one, oldest first. wrong: what the judge found. faults: what is to go wrong, see Fault.
    """

    token: str = "loopback-token"
    judge: OpenApi | None = field(default_factory=published)
    bot: User = field(default_factory=lambda: User("cameo", bot=True))
    owner: User = field(default_factory=lambda: User("operator"))
    guilds: list[Guild] = field(default_factory=list)
    users: dict[int, User] = field(default_factory=dict)
    directs: dict[int, Channel] = field(default_factory=dict)
    commands: list[dict[str, Any]] = field(default_factory=list)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    entitlements: dict[str, dict[str, Any]] = field(default_factory=dict)
    skus: list[dict[str, Any]] = field(default_factory=list)
    attachments: dict[int, Attachment] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    buckets: Buckets = field(default_factory=Buckets)
    requests: list[Request] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    base: str = ""

    def __post_init__(self) -> None:
        self.users |= {self.bot.id: self.bot, self.owner.id: self.owner}
        self.gateway = Gateway(self.token, self._first_events)
        self.gateway.on_change = self.changes.notify

    @property
    def api_base(self) -> str:
        """The setting discord.api_base."""
        return f"{self.base}{API}"

    @property
    def gateway_url(self) -> str:
        """The setting discord.gateway."""
        return f"{self.base.replace('http', 'ws', 1)}/gateway"

    def user(self, number: str) -> User:
        """Somebody by number.

        Raises:
            ApiError: nobody has it.
        """
        if (found := self.known_user(number)) is None:
            raise UNKNOWN_USER
        return found

    def known_user(self, number: str) -> User | None:
        """The same, or None."""
        return self.users.get(int(number)) if str(number).isdigit() else None

    def channel(self, number: str) -> Channel | None:
        """A channel or a direct conversation by number."""
        everywhere = [*(one for guild in self.guilds for one in guild.channels), *self.directs.values()]
        return next((one for one in everywhere if str(one.id) == str(number)), None)

    def direct(self, user: User) -> Channel:
        """The bot's conversation with one person."""
        if user.id not in self.directs:
            self.directs[user.id] = Channel(user.name, people=[user])
        return self.directs[user.id]

    def guild_payload(self, guild: Guild) -> dict[str, Any]:
        """A server as the API shows it."""
        nothing = (
            "icon",
            "description",
            "home_header",
            "splash",
            "discovery_splash",
            "banner",
            "application_id",
        )
        nothing += (
            "afk_channel_id",
            "system_channel_id",
            "widget_channel_id",
            "vanity_url_code",
            "incidents_data",
        )
        nothing += (
            "rules_channel_id",
            "safety_alerts_channel_id",
            "public_updates_channel_id",
            "max_presences",
        )
        zero = ("system_channel_flags", "verification_level", "default_message_notifications", "mfa_level")
        zero += ("explicit_content_filter", "premium_subscription_count", "nsfw_level")
        return {
            **dict.fromkeys(nothing),
            **dict.fromkeys(zero, 0),
            "id": str(guild.id),
            "name": guild.name,
            "features": [],
            "owner_id": str(guild.owner.id),
            "region": "deprecated",
            "afk_timeout": 300,
            "widget_enabled": False,
            "roles": guild.role_payloads(),
            "max_members": 500_000,
            "max_stage_video_channel_users": 50,
            "max_video_channel_users": 25,
            "premium_tier": guild.boost,
            "preferred_locale": "en-US",
            "premium_progress_bar_enabled": False,
            "nsfw": False,
            "emojis": [],
            "stickers": [],
        }

    def guild_created(self, guild: Guild) -> dict[str, Any]:
        """A server as the gateway tells of it."""
        more = {"joined_at": "2024-01-01T00:00:00+00:00", "large": False, "unavailable": False}
        empty = ("voice_states", "threads", "presences", "stage_instances", "guild_scheduled_events")
        return {
            **self.guild_payload(guild),
            **more,
            **{name: [] for name in empty},
            "soundboard_sounds": [],
            "member_count": len(guild.members) + 1,
            "members": [guild.member(self.bot)],
            "channels": [one.payload() for one in guild.channels],
        }

    async def publish(self, message: Message) -> None:
        """A message is there; whoever may hear of it does. A hidden one is kept by its interaction alone."""
        if message.only_for is None:
            message.channel.messages[message.id] = message
            await self._tell("MESSAGE_CREATE", self._heard(message), message.channel, "messages")
        self.changes.notify()

    async def tell_of_edit(self, message: Message) -> None:
        """A message reads differently now."""
        if message.only_for is None:
            await self._tell("MESSAGE_UPDATE", self._heard(message), message.channel, "messages")
        self.changes.notify()

    async def remove(self, message: Message) -> None:
        """A message is gone."""
        if message.channel.messages.pop(message.id, None) is not None:
            gone = {"id": str(message.id), "channel_id": str(message.channel.id)} | _where(message.channel)
            await self._tell("MESSAGE_DELETE", gone, message.channel, "messages")
        self.changes.notify()

    async def add_reaction(self, message: Message, emoji: str, user: User) -> None:
        """Somebody reacts; twice is once."""
        people = message.reactions.setdefault(emoji, [])
        if user not in people:
            people.append(user)
            await self._tell(
                "MESSAGE_REACTION_ADD", _reaction(message, emoji, user), message.channel, "reactions"
            )
        self.changes.notify()

    async def remove_reaction(self, message: Message, emoji: str, user: User) -> None:
        """Somebody takes a reaction back, or has it taken."""
        people = message.reactions.get(emoji, [])
        if user in people:
            people.remove(user)
            told = _reaction(message, emoji, user)
            await self._tell("MESSAGE_REACTION_REMOVE", told, message.channel, "reactions")
        self.changes.notify()

    async def begin(self, interaction: Interaction, payload: Mapping[str, Any]) -> None:
        """The bot is to hear of what somebody did."""
        self.interactions[interaction.token] = interaction
        guild = interaction.channel.guild
        await self.gateway.dispatch("INTERACTION_CREATE", payload, guild.id if guild else None, None)

    def asked(self, method: str, path: str) -> list[Request]:
        """The requests of one kind; `{...}` in the path stands for any part."""
        kind = Fault(method, path)
        return [one for one in self.requests if kind.takes(one.asked.method, one.asked.path)]

    def upload_limit(self, channel: Channel) -> int:
        """Largest file there, in bytes."""
        return UPLOAD_LIMITS[channel.guild.boost if channel.guild else 0]

    def _heard(self, message: Message) -> dict[str, Any]:
        """A message as the bot hears of it: what people say to one another is not for it to read."""
        author, there = message.author, message.channel
        readable = author is self.bot or there.guild is None or self.bot in message.mentions
        told = message.payload(self.base, content=readable) | _where(there)
        if there.guild is not None:
            told["mentions"] = [_mentioned(one, there.guild) for one in message.mentions]
            told |= {} if author.bot else {"member": _partial(author, there.guild)}
        replied = there.messages.get(message.reference or 0)
        if replied is not None:
            told["referenced_message"] = replied.payload(self.base)
        return told

    async def _tell(self, event: str, data: Mapping[str, Any], channel: Channel, about: str) -> None:
        prefix = "dm" if channel.guild is None else "guild"
        await self.gateway.dispatch(
            event, data, channel.guild.id if channel.guild else None, f"{prefix}_{about}"
        )

    def _first_events(self, session: Session) -> list[tuple[str, Any]]:
        mine = [one for one in self.guilds if session.serves(one.id)]
        ready = {
            "v": 10,
            "user": self.bot.payload(),
            "guilds": [{"id": str(one.id), "unavailable": True} for one in mine],
            "session_id": session.id,
            "resume_gateway_url": self.gateway_url,
            "shard": list(session.shard),
            "application": {"id": str(self.bot.id), "flags": 0},
        }
        return [("READY", ready), *(("GUILD_CREATE", self.guild_created(one)) for one in mine)]


def _partial(user: User, guild: Guild) -> dict[str, Any]:
    return {key: value for key, value in guild.member(user).items() if key != "user"}


def _mentioned(user: User, guild: Guild) -> dict[str, Any]:
    """Who is on the server is told of as a member, too."""
    return user.payload() | ({"member": _partial(user, guild)} if user in guild.members else {})


def _where(channel: Channel) -> dict[str, Any]:
    return {"guild_id": str(channel.guild.id)} if channel.guild else {}


def _reaction(message: Message, emoji: str, user: User) -> dict[str, Any]:
    there = message.channel
    told = {
        "user_id": str(user.id),
        "channel_id": str(there.id),
        "message_id": str(message.id),
        "message_author_id": str(message.author.id),
        "emoji": {"id": None, "name": emoji},
        "burst": False,
        "type": 0,
    }
    return told | _where(there) | ({"member": there.guild.member(user)} if there.guild else {})
