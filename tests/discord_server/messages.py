"""Messages over the API: posted, edited, deleted, reacted to."""

import re
import time
from typing import Any

from discord import Permissions

from discord_server import errors
from discord_server.limits import check_message, every_component
from discord_server.routing import Call, Upload, route
from discord_server.world import EPHEMERAL, UPLOAD_LIMITS, Attachment, Channel, Message, User, now

MENTION = re.compile(r"<@!?(\d+)>")


@route("GET", "/channels/{channel}")
async def channel_shown(call: Call, channel: str) -> Any:
    return visible(call, channel).payload()


@route("POST", "/channels/{channel}/typing")
async def typing(call: Call, channel: str) -> None:
    _need(call, visible(call, channel), send_messages=True)


@route("GET", "/channels/{channel}/messages")
async def listed(call: Call, channel: str) -> Any:
    """The newest first; of those after one the earliest are chosen, of all others the latest."""
    there, limit = visible(call, channel), int(call.query.get("limit", 50))
    _need(call, there, read_message_history=True)
    found = sorted(there.posted, key=lambda one: one.id)
    if "after" in call.query:
        found = [one for one in found if one.id > int(call.query["after"])][:limit]
    else:
        found = [one for one in found if one.id < int(call.query.get("before", 1 << 63))][-limit:]
    return [one.payload(call.server.base, reader=call.server.bot) for one in reversed(found)]


@route("POST", "/channels/{channel}/messages")
async def post(call: Call, channel: str) -> Any:
    there = visible(call, channel)
    _need(call, there, send_messages=True)
    if there.guild is None and not there.people[0].dms_open:
        raise errors.CANNOT_WRITE_TO_USER
    if call.files:
        _need(call, there, attach_files=True)
    body = call.body or {}
    if body.get("enforce_nonce") and (same := _same_nonce(there, str(body["nonce"]))):
        return same.payload(call.server.base, reader=call.server.bot)
    message = compose(call, there, body)
    reference = body.get("message_reference") or {}
    if reference:
        if there.guild is not None and not there.guild.allowed(call.server.bot, there).read_message_history:
            raise errors.CANNOT_REPLY
        message.reference = _referenced(there, reference)
    await call.server.publish(message)
    return message.payload(call.server.base, reader=call.server.bot)


@route("GET", "/channels/{channel}/messages/{message}")
async def shown(call: Call, channel: str, message: str) -> Any:
    there = visible(call, channel)
    _need(call, there, read_message_history=True)
    return _posted(there, message).payload(call.server.base, reader=call.server.bot)


@route("PATCH", "/channels/{channel}/messages/{message}")
async def edit(call: Call, channel: str, message: str) -> Any:
    found = _posted(visible(call, channel), message)
    if found.author is not call.server.bot:
        raise errors.CANNOT_EDIT_OTHERS
    change(call, found, call.body or {})
    await call.server.tell_of_edit(found)
    return found.payload(call.server.base, reader=call.server.bot)


@route("DELETE", "/channels/{channel}/messages/{message}")
async def delete(call: Call, channel: str, message: str) -> None:
    there = visible(call, channel)
    found = _posted(there, message)
    if found.author is not call.server.bot:
        _need(call, there, manage_messages=True)
    await call.server.remove(found)


@route("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
async def react(call: Call, channel: str, message: str, emoji: str) -> None:
    there = visible(call, channel)
    _need(call, there, read_message_history=True)
    found = _posted(there, message)
    if emoji not in found.reactions:
        _need(call, there, add_reactions=True)
    await call.server.add_reaction(found, emoji, call.server.bot)


@route("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}/{user}")
async def take_reaction(call: Call, channel: str, message: str, emoji: str, user: str) -> None:
    there = visible(call, channel)
    found = _posted(there, message)
    who = call.server.bot if user == "@me" else call.server.user(user)
    if who is not call.server.bot:
        _need(call, there, manage_messages=True)
    await call.server.remove_reaction(found, emoji, who)


@route("DELETE", "/channels/{channel}/messages/{message}/reactions")
async def take_all_reactions(call: Call, channel: str, message: str) -> None:
    there = visible(call, channel)
    _need(call, there, manage_messages=True)
    _posted(there, message).reactions.clear()


def visible(call: Call, number: str) -> Channel:
    """The channel of that number, as far as the bot sees it.

    Raises:
        ApiError: it is gone, or the bot may not see it.
    """
    there = call.server.channel(number)
    if there is None:
        raise errors.UNKNOWN_CHANNEL
    if there.guild is not None and not there.guild.allowed(call.server.bot, there).view_channel:
        raise errors.MISSING_ACCESS
    return there


def compose(call: Call, there: Channel, body: dict[str, Any], only_for: User | None = None) -> Message:
    """Make a message of a request.

    Raises:
        ApiError: it is empty, too long or too large.
    """
    check_message(body)
    message = Message(there, call.server.bot, only_for=only_for, nonce=body.get("nonce"))
    _fill(call, message, body)
    message.attachments = _uploaded(call, there, call.files)
    if not (message.content or message.embeds or message.attachments or message.components):
        raise errors.EMPTY_MESSAGE
    message.flags = int(body.get("flags") or 0) | (EPHEMERAL if only_for else 0)
    allowed = body.get("allowed_mentions")
    message.mentions = [one for one in mentioned(call, message.content) if _pings(allowed, one)]
    return message


def change(call: Call, message: Message, body: dict[str, Any]) -> None:
    """Edit a message: what is not named stays.

    Raises:
        ApiError: it is too long or too large.
    """
    check_message(body)
    _fill(call, message, body)
    if body.get("attachments") is not None:
        kept = {str(one.get("id")) for one in body["attachments"]}
        message.attachments = [one for one in message.attachments if str(one.id) in kept]
    message.attachments += _uploaded(call, message.channel, call.files)
    message.edited = now()
    message.edits.append((time.monotonic(), message.text))


def mentioned(call: Call, text: str) -> list[User]:
    """Who is named in a text."""
    numbers = dict.fromkeys(MENTION.findall(text))
    return [one for one in (call.server.known_user(number) for number in numbers) if one is not None]


def _fill(call: Call, message: Message, body: dict[str, Any]) -> None:
    if "content" in body:
        message.content = body["content"] or ""
    if "embeds" in body:
        message.embeds = body["embeds"] or []
    if "components" in body:
        message.components = body["components"] or []
        for number, one in enumerate(every_component(message.components), 1):
            one.setdefault("id", number)


def _pings(allowed: dict[str, Any] | None, user: User) -> bool:
    if allowed is None:
        return True
    return "users" in allowed.get("parse", []) or str(user.id) in map(str, allowed.get("users", []))


def _uploaded(call: Call, there: Channel, files: tuple[Upload, ...]) -> list[Attachment]:
    limit = UPLOAD_LIMITS[there.guild.boost if there.guild else 0]
    if sum(len(one.data) for one in files) > limit:
        raise errors.TOO_LARGE
    attached = [Attachment(one.filename, one.data) for one in files]
    call.server.attachments.update({one.id: one for one in attached})
    return attached


def _same_nonce(there: Channel, nonce: str) -> Message | None:
    return next((one for one in reversed(there.messages.values()) if one.nonce == nonce), None)


def _referenced(there: Channel, reference: dict[str, Any]) -> int | None:
    number = int(reference["message_id"])
    if number in there.messages:
        return number
    if reference.get("fail_if_not_exists", True):
        raise errors.invalid_form("message_reference: Unknown message")
    return None


def _posted(there: Channel, number: str) -> Message:
    found = there.messages.get(int(number))
    if found is None or found.only_for is not None:
        raise errors.UNKNOWN_MESSAGE
    return found


def _need(call: Call, there: Channel, **wanted: bool) -> None:
    if there.guild is not None and not there.guild.allowed(call.server.bot, there) >= Permissions(**wanted):
        raise errors.MISSING_PERMISSIONS
