"""Messages from the bot, forwarded and copied ones as well."""

from dataclasses import replace
from typing import Any

from telegram_server import errors
from telegram_server.composing import CAPTION, TEXT, file_of, formatted, markup, media, target, words
from telegram_server.media import Kind, StoredFile
from telegram_server.queries import new_number
from telegram_server.routing import Call, Handler, method
from telegram_server.world import Message


@method("sendMessage")
async def send_message(call: Call) -> Any:
    there, thread, reply = target(call)
    said, marks = words(call, "text", TEXT)
    if not said:
        raise errors.EMPTY_TEXT
    made = Message(there, call.server.bot, said, marks, markup=markup(call), thread=thread, reply_to=reply)
    return await _sent(call, made)


def _sender(kind: Kind) -> Handler:
    async def send(call: Call) -> Any:
        there, thread, reply = target(call)
        said, marks = words(call, "caption", CAPTION)
        file = media(call, str(kind), kind)
        made = Message(there, call.server.bot, said, marks, media=file, markup=markup(call))
        made.thread, made.reply_to = thread, reply
        return await _sent(call, made)

    return send


for _name, _kind in {
    "sendPhoto": Kind.PHOTO,
    "sendVideo": Kind.VIDEO,
    "sendVideoNote": Kind.VIDEO_NOTE,
    "sendAnimation": Kind.ANIMATION,
    "sendDocument": Kind.DOCUMENT,
    "sendAudio": Kind.AUDIO,
    "sendVoice": Kind.VOICE,
}.items():
    method(_name)(_sender(_kind))


@method("sendMediaGroup")
async def send_album(call: Call) -> Any:
    there, thread, reply = target(call)
    parts = call.json("media", [])
    if not 2 <= len(parts) <= 10:
        raise errors.bad("group send failed: 2-10 items must be sent")
    sent, album = [], new_number()
    for one in parts:
        said, marks = _caption(call, one)
        file = part_of(call, one)
        made = Message(there, call.server.bot, said, marks, media=file, thread=thread, reply_to=reply)
        made.album = album
        sent.append(made)
    return [await _sent(call, one) for one in sent]


@method("sendChatAction")
async def send_action(call: Call) -> Any:
    target(call)
    if call.text("action") not in _ACTIONS:
        raise errors.bad("wrong parameter action in request")
    return True


@method("forwardMessage")
async def forward(call: Call) -> Any:
    there, thread, _ = target(call)
    from_, found = call.server.reachable(call.text("from_chat_id")), None
    found = from_.messages.get(call.number("message_id"))
    if found is None:
        raise errors.FORWARD_NOT_FOUND
    if found.protected:
        raise errors.bad("the message has protected content and can't be forwarded")
    made = _copy(found, there, call)
    made.thread, made.forwarded = thread, origin(found)
    return await _sent(call, made)


@method("copyMessage")
async def copy(call: Call) -> Any:
    there, thread, reply = target(call)
    found = call.server.reachable(call.text("from_chat_id")).messages.get(call.number("message_id"))
    if found is None:
        raise errors.bad("message to copy not found")
    made = _copy(found, there, call)
    made.thread, made.reply_to, made.markup = thread, reply, markup(call)
    if "caption" in call:
        made.text, made.entities = words(call, "caption", CAPTION)
    await _sent(call, made)
    return {"message_id": made.id}


def origin(message: Message) -> dict[str, Any]:
    """Where a forwarded message is from."""
    if message.forwarded:
        return message.forwarded
    return {"type": "user", "date": message.date, "sender_user": message.author.payload()}


def part_of(call: Call, one: dict[str, Any]) -> StoredFile:
    """A file of an InputMedia.

    Raises:
        ApiError: there is none.
    """
    measures = {name: int(one[name]) for name in ("width", "height", "duration") if name in one}
    streaming = bool(one.get("supports_streaming"))
    return file_of(
        call, one["media"], Kind(one["type"]), one.get("thumbnail", ""), measures, streaming=streaming
    )


def _caption(call: Call, one: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    marks = one.get("caption_entities") or []
    return formatted(call.server.users, one.get("caption") or "", one.get("parse_mode") or "", marks, CAPTION)


def _copy(found: Message, there: Any, call: Call) -> Message:
    made = replace(found, chat=there, author=call.server.bot, id=0, date=0, edits=[], reactions={})
    made.reply_to = made.edited = made.inline_id = made.via_bot = made.markup = made.forwarded = None
    return made


async def _sent(call: Call, made: Message) -> dict[str, Any]:
    made.silent, made.protected = call.flag("disable_notification"), call.flag("protect_content")
    await call.server.publish(made)
    return made.payload()


_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
