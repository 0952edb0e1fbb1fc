"""People at their Discord clients: what they can do there, and only that.

A command must be registered, a button must be on a message that they see, a hidden message is theirs alone.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from discord import Permissions

from discord_server.interactions import Interaction, Kind
from discord_server.limits import every_component
from discord_server.server import DiscordServer
from discord_server.world import Attachment, Channel, Guild, Message, User, new_id, now

SUB_COMMAND, SUB_GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, NUMBER, ATTACHMENT = (
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    10,
    11,
)
BUTTON = 2
PATIENCE_S = 30.0


@dataclass(eq=False)
class Member:
    """Somebody at their client, usually in one channel."""

    server: DiscordServer
    user: User
    here: Channel
    heard: list[Interaction] = field(default_factory=list)

    @property
    def mention(self) -> str:
        """How others name them."""
        return self.user.mention

    @property
    def direct(self) -> Channel:
        """Their conversation with the bot."""
        return self.server.direct(self.user)

    async def command(self, name: str, where: Channel | None = None, /, **options: Any) -> Interaction:
        """Use a slash command ("cameo friends list") and wait until it is answered."""
        return await self.answered(await self.begin_command(name, where, **options))

    async def begin_command(self, name: str, where: Channel | None = None, /, **options: Any) -> Interaction:
        """Use a slash command without waiting for its answer."""
        data = self._command_data(name, options)
        return await self._begin(Kind.COMMAND, data, where or self.here)

    async def suggestions(self, name: str, typed: str, /, **options: Any) -> list[str]:
        """What is offered while the option `typed` is written."""
        asked = await self.answered(await self.suggest(name, typed, **options))
        return [str(one["value"]) for one in asked.choices or []]

    async def suggest(self, name: str, typed: str, /, **options: Any) -> Interaction:
        """Write the option `typed` without waiting for what is offered."""
        data = self._command_data(name, options, focused=typed)
        return await self._begin(Kind.AUTOCOMPLETE, data, self.here)

    async def use_on_message(self, name: str, message: Message) -> Interaction:
        """Use a message's context menu."""
        shown = message.payload(self.server.base)
        return await self._menu(
            name, 3, str(message.id), {"messages": {str(message.id): shown}}, message.channel
        )

    async def use_on_user(self, name: str, other: User) -> Interaction:
        """Use a person's context menu."""
        return await self._menu(name, 2, str(other.id), self._people([other]), self.here)

    async def press(self, message: Message, button: str) -> Interaction:
        """Press a button, named by its label or the beginning of its custom id; wait for the answer."""
        data = {"component_type": BUTTON, "custom_id": _button(message, button)}
        return await self.answered(await self._begin(Kind.COMPONENT, data, message.channel, on=message))

    async def select(self, message: Message, menu: str, *values: str) -> Interaction:
        """Choose in a select, named by its custom id."""
        menus = [one for one in every_component(message.components) if one["type"] in (3, 5, 6, 7, 8)]
        found = next(one for one in menus if one["custom_id"].startswith(menu))
        data = {"component_type": found["type"], "custom_id": found["custom_id"], "values": list(values)}
        return await self.answered(await self._begin(Kind.COMPONENT, data, message.channel, on=message))

    async def submit(self, form: Interaction, **fields: str) -> Interaction:
        """Send a form that an interaction opened, filled in by custom id; the rest keeps what stood there."""
        assert form.modal is not None, "no form was opened"
        inputs = [one for one in every_component(form.modal["components"]) if one["type"] == 4]
        strange = set(fields) - {one["custom_id"] for one in inputs}
        assert not strange, f"the form has no {strange}; it has {[one['custom_id'] for one in inputs]}"
        rows = [_filled(row, fields) for row in form.modal["components"]]
        data = {"custom_id": form.modal["custom_id"], "components": rows}
        return await self.answered(await self._begin(Kind.MODAL, data, form.channel, on=form.on))

    async def say(
        self,
        text: str,
        where: Channel | None = None,
        *,
        reply_to: Message | None = None,
        files: Sequence[Attachment] = (),
    ) -> Message:
        """Write a message."""
        there = where or self.here
        self.server.attachments.update({one.id: one for one in files})
        known = self.server.users.values()
        mentions = [one for one in known if one.mention in text]
        if reply_to is not None and reply_to.author not in mentions:
            mentions.append(reply_to.author)
        message = Message(there, self.user, text, mentions=mentions, attachments=list(files))
        message.reference = reply_to.id if reply_to else None
        await self.server.publish(message)
        return message

    async def react(self, message: Message, emoji: str) -> None:
        """React to a message."""
        await self.server.add_reaction(message, emoji, self.user)

    async def sees(
        self,
        what: Callable[[Message], object],
        where: Channel | None = None,
        about: str = "",
        patience_s: float = PATIENCE_S,
    ) -> Message:
        """Wait for a message that anybody in the channel sees and that `what` is true of; the newest one."""
        there = where or self.here

        def found() -> Message | None:
            return next((one for one in reversed(there.posted) if what(one)), None)

        try:
            result = await self.server.changes.until(found, about or "a message", patience_s)
        except AssertionError as error:
            said = [one.text[:300] for one in there.posted[-5:]]
            raise AssertionError(f"{error} among {said}") from None
        assert result is not None
        return result

    async def hears(self, words: str, where: Channel | None = None) -> Message:
        """Wait for the bot to say these words, alone with them or in `where`."""
        bot = self.server.bot
        there = where or self.direct
        return await self.sees(lambda one: one.author is bot and words in one.text, there, repr(words))

    async def answered(self, asked: Interaction) -> Interaction:
        """Wait until an interaction has more for an answer than a sign of waiting."""
        silent = f"an answer to {asked.kind.name} {dict(asked.data)}"
        await self.server.changes.until(lambda: asked.answered_s is not None, silent, PATIENCE_S)
        return asked

    async def _menu(
        self, name: str, kind: int, target: str, resolved: Mapping[str, Any], where: Channel
    ) -> Interaction:
        known = {one["name"]: one for one in self.server.commands if one["type"] == kind}
        assert name in known, f"no context menu {name!r}, but {sorted(known)}"
        data = {
            "id": known[name]["id"],
            "name": name,
            "type": kind,
            "target_id": target,
            "resolved": resolved,
        }
        return await self.answered(await self._begin(Kind.COMMAND, data, where))

    async def _begin(
        self, kind: Kind, data: Mapping[str, Any], where: Channel, on: Message | None = None
    ) -> Interaction:
        server, bot = self.server, self.server.bot
        await server.changes.until(lambda: server.gateway.connected, "the bot to be connected", PATIENCE_S)
        asked = Interaction(kind, self.user, where, data, on)
        guild = where.guild
        payload: dict[str, Any] = {
            "id": str(asked.id),
            "application_id": str(bot.id),
            "type": kind,
            "token": asked.token,
            "version": 1,
            "data": data,
            "locale": self.user.locale,
            "channel": where.payload(),
            "channel_id": str(where.id),
            "attachment_size_limit": server.upload_limit(where),
            "app_permissions": str((guild.allowed(bot, where) if guild else Permissions.all()).value),
            "entitlements": [
                one for one in server.entitlements.values() if one["user_id"] == str(self.user.id)
            ],
            "authorizing_integration_owners": {"0": str(guild.id if guild else 0)},
            "context": 0 if guild else 1,
        }
        if guild is None:
            payload["user"] = self.user.payload()
        else:
            rights = {"permissions": str(guild.allowed(self.user, where).value)}
            payload |= {"guild_id": str(guild.id), "guild_locale": "en-US"}
            payload["guild"] = {"id": str(guild.id), "features": [], "locale": "en-US"}
            payload["member"] = guild.member(self.user) | rights
        if on is not None:
            payload["message"] = on.payload(server.base)
        self.heard.append(asked)
        asked.begun = time.monotonic()
        await server.begin(asked, payload)
        return asked

    def _command_data(self, name: str, given: Mapping[str, Any], focused: str = "") -> dict[str, Any]:
        """The tree of a command with its options, as far as it is registered.

        Raises:
            AssertionError: Discord offers no such command or option, or it takes something else.
        """
        first, *path = name.split(" ")
        known = {one["name"]: one for one in self.server.commands if one["type"] == 1}
        assert first in known, f"/{first} is not registered, but {sorted(known)}"
        top = step = known[first]
        taken: list[Mapping[str, Any]] = []
        for part in path:
            children = {one["name"]: one for one in step.get("options", []) if one["type"] <= SUB_GROUP}
            assert part in children, f"/{name}: no {part!r}, but {sorted(children)}"
            step = children[part]
            taken.append(step)
        resolved: dict[str, Any] = {}
        options = self._options(name, step, given, resolved, focused)
        for one in reversed(taken):
            options = [{"name": one["name"], "type": one["type"], "options": options}]
        return {"id": top["id"], "name": first, "type": 1, "options": options, "resolved": resolved}

    def _options(
        self,
        name: str,
        step: Mapping[str, Any],
        given: Mapping[str, Any],
        resolved: dict[str, Any],
        focused: str,
    ) -> list[dict[str, Any]]:
        offered = {one["name"]: one for one in step.get("options", [])}
        assert not set(given) - set(offered), f"/{name}: takes {sorted(offered)}, not {sorted(given)}"
        missing = [one["name"] for one in offered.values() if one.get("required")]
        assert focused or not set(missing) - set(given), f"/{name}: needs {missing}"
        options = []
        for key, value in given.items():
            said = self._value(offered[key], value, resolved)
            options.append({"name": key, "type": offered[key]["type"], "value": said})
            if key == focused:
                options[-1]["focused"] = True
        return options

    def _value(self, option: Mapping[str, Any], value: Any, resolved: dict[str, Any]) -> Any:
        allowed = [one["value"] for one in option.get("choices", [])]
        assert not allowed or value in allowed, f"{option['name']}: {value!r} is none of {allowed}"
        match option["type"], value:
            case 6, User():
                for kind, people in self._people([value]).items():
                    resolved.setdefault(kind, {}).update(people)
                return str(value.id)
            case 7, Channel():
                rights = {"permissions": str(Permissions.all().value)}
                resolved.setdefault("channels", {})[str(value.id)] = value.payload() | rights
                return str(value.id)
            case 8, int():
                guild = self.here.guild
                assert guild is not None
                roles = {one["id"]: one for one in guild.role_payloads()}
                resolved.setdefault("roles", {})[str(value)] = roles[str(value)]
                return str(value)
            case 11, Attachment():
                self.server.attachments[value.id] = value
                resolved.setdefault("attachments", {})[str(value.id)] = value.payload(self.server.base)
                return str(value.id)
        wanted = {3: str, 4: int, 5: bool, 10: (int, float)}[option["type"]]
        assert isinstance(value, wanted), f"{option['name']}: {value!r}"  # type: ignore[arg-type]
        return value

    def _people(self, people: Sequence[User]) -> dict[str, Any]:
        guild = self.here.guild
        found: dict[str, Any] = {"users": {str(one.id): one.payload() for one in people}}
        if guild is not None:
            rights = {"permissions": str(Permissions.all().value)}
            members = {str(one.id): guild.member(one) | rights for one in people if one in guild.members}
            found["members"] = {
                number: {key: value for key, value in one.items() if key not in ("user", "deaf", "mute")}
                for number, one in members.items()
            }
        return found


def move_in(server: DiscordServer, *names: str, channel: str = "general") -> list[Member]:
    """A server with one channel and these people in it; the first one owns it."""
    users = [User(name) for name in names]
    server.users |= {one.id: one for one in users}
    guild = Guild("friends", users[0], members=users)
    there = Channel(channel, guild)
    guild.channels.append(there)
    server.guilds.append(guild)
    return [Member(server, one, there) for one in users]


async def buy(server: DiscordServer, user: User, sku: int, *, tell: bool = True) -> dict[str, Any]:
    """Somebody buys something once; tell False: the bot is not there to hear of it."""
    bought = {
        "id": str(new_id()),
        "sku_id": str(sku),
        "application_id": str(server.bot.id),
        "user_id": str(user.id),
        "deleted": False,
        "starts_at": now(),
        "ends_at": None,
        "type": 8,  # the only one of a sale's that the published description knows
        "consumed": False,
    }
    server.entitlements[str(bought["id"])] = bought
    if tell:
        await server.gateway.dispatch("ENTITLEMENT_CREATE", bought, None, None)
    return bought


async def refund(server: DiscordServer, bought: dict[str, Any], *, tell: bool = True) -> None:
    """Discord gives a payment back."""
    bought["deleted"] = True
    if tell:
        await server.gateway.dispatch("ENTITLEMENT_DELETE", bought, None, None)


def _button(message: Message, named: str) -> str:
    for custom_id, one in message.buttons.items():
        if custom_id.startswith(named) or one.get("label") == named:
            return custom_id
    labels = {name: one.get("label") for name, one in message.buttons.items()}
    raise AssertionError(f"no button {named!r} on {message.text[:200]!r}, but {labels}")


def _filled(row: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """One row of a form as it is sent: an action row's inputs, or a label's."""
    if "component" in row:
        return {"type": row["type"], "id": row.get("id", 1), "component": _filled(row["component"], fields)}
    if "components" in row:
        return {"type": row["type"], "components": [_filled(one, fields) for one in row["components"]]}
    text = fields.get(row.get("custom_id", ""), row.get("value", ""))
    return {"type": row["type"], "custom_id": row.get("custom_id", ""), "value": text}
