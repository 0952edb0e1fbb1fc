"""What follows in the world from what people do at their clients, and what the bot is told of it."""

import json
from typing import Any

from telegram_server.chatting import member_changed
from telegram_server.composing import TEXT, formatted
from telegram_server.media import Kind, StoredFile
from telegram_server.members import Standing
from telegram_server.queries import InlineQuery, Press, new_number
from telegram_server.server import TelegramServer
from telegram_server.world import CHANNEL, PRIVATE, Chat, Message, User

_CACHED = {"video": "video_file_id", "photo": "photo_file_id", "document": "document_file_id"}


def button(message: Message, named: str) -> dict[str, Any]:
    """A button by its label or the beginning of its data.

    Raises:
        AssertionError: there is none on the message as it is now.
    """
    for one in message.keyboard:
        if one["text"] == named or str(one.get("callback_data", "")).startswith(named):
            return one
    told = [(one["text"], one.get("callback_data") or one.get("url")) for one in message.keyboard]
    raise AssertionError(f"no button {named!r} on {message.text[:200]!r}, but {told}")


def origin(message: Message) -> dict[str, Any]:
    """Where a forwarded message is from, as the API tells of it."""
    if message.forwarded:
        return message.forwarded
    if message.chat.kind == CHANNEL:
        told = {"type": "channel", "date": message.date, "chat": message.chat.payload()}
        return told | {"message_id": message.id}
    return {"type": "user", "date": message.date, "sender_user": message.author.payload()}


def press(server: TelegramServer, user: User, message: Message, data: str) -> Press:
    """Somebody presses a button; the bot hears of it."""
    pressed = Press(user, message, data)
    server.presses[pressed.id] = pressed
    told: dict[str, Any] = {"id": pressed.id, "from": user.payload(), "data": data}
    told["chat_instance"] = str(abs(message.chat.id) * 7919)
    if message.inline_id:
        told["inline_message_id"] = message.inline_id
    elif message.id in message.chat.messages:
        told["message"] = message.payload()
    else:
        told["message"] = {"chat": message.chat.payload(), "message_id": message.id, "date": 0}
    server.updates.add("callback_query", told)
    return pressed


def react(server: TelegramServer, user: User, message: Message, emoji: list[str]) -> None:
    """Somebody reacts; the bot hears of it alone with them, and where it runs the chat."""
    before = message.reacted(user)
    message.reactions[user.id] = emoji
    there = message.chat
    told = {
        "chat": there.payload(),
        "message_id": message.id,
        "user": user.payload(),
        "date": int(server.now()),
        "old_reaction": [{"type": "emoji", "emoji": one} for one in before],
        "new_reaction": [{"type": "emoji", "emoji": one} for one in emoji],
    }
    alone = there.kind == PRIVATE and there.standing(server.bot).inside
    if alone or there.standing(server.bot).manages:
        server.updates.add("message_reaction", told)
    server.changes.notify()


def ask_inline(server: TelegramServer, asked: InlineQuery) -> None:
    """The bot hears what somebody types behind its name."""
    server.inline_queries[asked.id] = asked
    told = {"id": asked.id, "from": asked.user.payload(), "query": asked.query, "offset": asked.offset}
    server.updates.add("inline_query", told | {"chat_type": asked.chat_type})


async def choose(
    server: TelegramServer, offered: InlineQuery, result: dict[str, Any], message: Message
) -> Message:
    """An offer becomes a message; the bot may edit it only where buttons are on it."""
    message.via_bot = server.bot
    content = result.get("input_message_content")
    if content is not None:
        mode, marks = content.get("parse_mode") or "", content.get("entities") or []
        message.text, message.entities = formatted(server.users, content["message_text"], mode, marks, TEXT)
    else:
        message.media = _file(server, result)
        mode, marks = result.get("parse_mode") or "", result.get("caption_entities") or []
        message.text, message.entities = formatted(
            server.users, result.get("caption") or "", mode, marks, TEXT
        )
    message.markup = result.get("reply_markup")
    if message.keyboard:
        message.inline_id = f"AgAAAJ{new_number()}"
    await server.publish(message)
    if server.feedback:
        told = {"result_id": result["id"], "from": offered.user.payload(), "query": offered.query}
        told |= {"inline_message_id": message.inline_id} if message.inline_id else {}
        server.updates.add("chosen_inline_result", told)
    return message


def _file(server: TelegramServer, result: dict[str, Any]) -> StoredFile:
    named = result.get(_CACHED.get(result["type"], ""))
    return server.files[named] if named else StoredFile(Kind(result["type"]))


def block(server: TelegramServer, user: User, *, blocked: bool) -> None:
    """Somebody blocks the bot, or does not any more."""
    there = server.private(user)
    before = there.member_payload(server.bot)
    user.blocked = blocked
    there.set_standing(server.bot, Standing.KICKED if blocked else Standing.MEMBER)
    member_changed(server, there, server.bot, user, before)


async def go(server: TelegramServer, user: User, where: Chat) -> None:
    """Somebody leaves a group."""
    before = where.member_payload(user)
    where.set_standing(user, Standing.LEFT)
    if where.kind != CHANNEL:
        await server.publish(Message(where, user, service={"left_chat_member": user.payload()}))
    member_changed(server, where, user, user, before)


def menu(server: TelegramServer, user: User, where: Chat) -> dict[str, str]:
    """The commands that a client offers, by Telegram's order of scopes and languages."""
    found = _menu(server, user, where)
    return {one["command"]: one["description"] for one in found}


def _menu(server: TelegramServer, user: User, where: Chat) -> list[dict[str, Any]]:
    manages, private = where.standing(user).manages, where.kind == PRIVATE
    scopes: list[dict[str, Any]] = []
    if not private:
        scopes.append({"type": "chat_member", "chat_id": where.id, "user_id": user.id})
        scopes += [{"type": "chat_administrators", "chat_id": where.id}] if manages else []
    scopes.append({"type": "chat", "chat_id": where.id})
    scopes += [{"type": "all_chat_administrators"}] if manages and not private else []
    scopes.append({"type": "all_private_chats" if private else "all_group_chats"})
    scopes.append({"type": "default"})
    known = {(_scope(name), language): one for (name, language), one in server.commands.items()}
    for scope in scopes:
        for language in (user.language or "", ""):
            if found := known.get((_key(scope), language)):
                return found
    return []


def _scope(kept: str) -> str:
    return _key(json.loads(kept))


def _key(scope: dict[str, Any]) -> str:
    return "/".join(f"{name}={scope[name]}" for name in sorted(scope))
