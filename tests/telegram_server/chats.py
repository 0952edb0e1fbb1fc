"""Chats and who is in them; files that people sent."""

from typing import Any

from telegram_server import errors
from telegram_server.members import Standing
from telegram_server.routing import Call, method
from telegram_server.world import PRIVATE, Chat

_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


@method("getChat")
async def chat(call: Call) -> Any:
    found = _visible(call)
    gifts = dict.fromkeys(_GIFTS, True)
    return found.payload() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


@method("getChatMember")
async def member(call: Call) -> Any:
    found, user = _visible(call), call.server.users.get(call.number("user_id"))
    if user is None:
        raise errors.bad("PARTICIPANT_ID_INVALID")
    if found.kind == PRIVATE:
        found.standing(user)
    return found.member_payload(user)


@method("getChatAdministrators")
async def administrators(call: Call) -> Any:
    found = _visible(call)
    if found.kind == PRIVATE:
        raise errors.bad("there are no administrators in the private chat")
    people = [one.user for one in found.members.values() if one.standing.manages]
    return [found.member_payload(one) for one in people if not one.bot or one is call.server.bot]


@method("getChatMemberCount")
async def member_count(call: Call) -> Any:
    return len(_visible(call).people)


@method("leaveChat")
async def leave(call: Call) -> Any:
    found = _visible(call)
    if found.kind == PRIVATE:
        raise errors.bad("chat member status can't be changed in private chats")
    found.set_standing(call.server.bot, Standing.LEFT)
    call.server.changes.notify()
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


def _visible(call: Call) -> Chat:
    """A chat that the bot may ask about."""
    found = call.server.chat(call.text("chat_id"))
    if found.kind == PRIVATE:
        return found
    if found.upgraded is not None:
        raise errors.upgraded(found.upgraded.id)
    kind = "group" if found.kind == "group" else found.kind
    match found.standing(call.server.bot):
        case Standing.KICKED:
            raise errors.forbidden(f"bot was kicked from the {kind} chat")
        case Standing.LEFT:
            raise errors.forbidden(f"bot is not a member of the {kind} chat")
    return found
