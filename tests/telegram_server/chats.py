"""Chats and who is in them; files that people sent."""

from typing import Any

from telegram_server import errors
from telegram_server.access import Access
from telegram_server.chatting import bot_left
from telegram_server.members import Standing
from telegram_server.routing import Call, method
from telegram_server.world import PRIVATE

_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


@method("getChat")
async def chat(call: Call) -> Any:
    found = call.server.reachable(call.text("chat_id"), Access.READ)
    gifts = dict.fromkeys(_GIFTS, True)
    return found.payload() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


@method("getChatMember")
async def member(call: Call) -> Any:
    found = call.server.reachable(call.text("chat_id"), Access.MEMBERS)
    user = call.server.users.get(call.number("user_id"))
    if user is None:
        raise errors.bad("PARTICIPANT_ID_INVALID")
    return found.member_payload(user)


@method("getChatAdministrators")
async def administrators(call: Call) -> Any:
    found = call.server.reachable(call.text("chat_id"), Access.MEMBERS)
    if found.kind == PRIVATE:
        raise errors.bad("there are no administrators in the private chat")
    people = [one.user for one in found.members.values() if one.standing.manages]
    return [found.member_payload(one) for one in people if not one.bot or one is call.server.bot]


@method("getChatMemberCount")
async def member_count(call: Call) -> Any:
    return len(call.server.reachable(call.text("chat_id"), Access.MEMBERS).people)


@method("leaveChat")
async def leave(call: Call) -> Any:
    found = call.server.reachable(call.text("chat_id"), Access.MEMBERS)
    if found.kind == PRIVATE:
        raise errors.bad("chat member status can't be changed in private chats")
    await bot_left(call.server, found, call.server.bot, Standing.LEFT)
    return True


@method("getFile")
async def file(call: Call) -> Any:
    found = call.server.files.get(call.text("file_id"))
    if found is None:
        raise errors.bad("wrong file_id or the file is temporarily unavailable")
    if found.size > call.server.download_limit:
        raise errors.FILE_TOO_BIG
    path = found.path
    if call.server.local is not None:
        kept = call.server.local / found.path.replace("/", "-")
        kept.write_bytes(found.data)
        path = str(kept)
    shown = {"file_id": found.file_id, "file_unique_id": found.unique_id, "file_size": found.size}
    return shown | {"file_path": path}


@method("getUserProfilePhotos")
async def profile_photos(call: Call) -> Any:
    if call.number("user_id") not in call.server.users:
        raise errors.USER_NOT_FOUND
    return {"total_count": 0, "photos": []}
