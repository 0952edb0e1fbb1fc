"""What a request to send or edit is made of, taken apart and held to Telegram's limits."""

from collections.abc import Mapping
from typing import Any

import cv2
import numpy as np

from telegram_server import errors
from telegram_server.limits import check_markup
from telegram_server.media import PHOTO_LIMIT, Kind, StoredFile
from telegram_server.routing import Call
from telegram_server.words import read_html, units, with_found, with_people
from telegram_server.world import GENERAL, SUPERGROUP, Chat, Message, User

TEXT, CAPTION = 4096, 1024
THUMBNAIL, THUMBNAIL_SIDE = 200_000, 320
"""Its largest size in bytes, and its longest side in px."""
JPEG = b"\xff\xd8"


def words(call: Call, name: str, limit: int) -> tuple[str, list[dict[str, Any]]]:
    """The text of a request and its marks, from the fields `name` and `parse_mode` or the entities.

    Raises:
        ApiError: too long, or the markup is wrong.
    """
    marks = "entities" if name == "text" else "caption_entities"
    given = call.json(marks, [])
    return formatted(call.server.users, call.text(name), call.text("parse_mode"), given, limit)


def formatted(
    people: Mapping[int, User], text: str, mode: str, entities: list[dict[str, Any]], limit: int
) -> tuple[str, list[dict[str, Any]]]:
    """The same for a text that lies within something else.

    Raises:
        ApiError: too long, or the markup is wrong.
    """
    if mode and mode.lower() != "html":
        raise errors.bad("unsupported parse_mode")
    said, marks = read_html(text) if mode else (text.strip(), entities)
    if units(said) > limit:
        raise errors.TOO_LONG if limit == TEXT else errors.CAPTION_TOO_LONG
    return said, with_found(said, with_people(marks, people))


def markup(call: Call) -> dict[str, Any] | None:
    """The buttons of a request.

    Raises:
        ApiError: Telegram does not take them.
    """
    found = call.json("reply_markup")
    if found:
        check_markup(found)
    return found or None


def target(call: Call) -> tuple[Chat, int | None, Message | None]:
    """Where something is sent: the chat, the topic, the message that it answers.

    Raises:
        ApiError: it cannot be sent there.
    """
    there = call.server.reachable(call.text("chat_id"))
    thread: int | None = call.number("message_thread_id") or None
    if thread is not None and (there.kind != SUPERGROUP or not _has_thread(there, thread)):
        raise errors.THREAD_NOT_FOUND
    closed = thread in there.topics and there.topics[thread].closed
    if closed and not there.standing(call.server.bot).manages:
        raise errors.bad("TOPIC_CLOSED")
    reply = call.json("reply_parameters")
    if not reply:
        return there, thread, None
    found = there.messages.get(int(reply["message_id"]))
    if found is None and not reply.get("allow_sending_without_reply"):
        raise errors.REPLY_NOT_FOUND
    if found is not None and there.forum and thread is None:
        thread = found.thread
    return there, thread, found


def _has_thread(there: Chat, thread: int) -> bool:
    """In a forum a topic; elsewhere the first message of a chain of answers."""
    return thread in there.topics and thread != GENERAL if there.forum else thread in there.messages


def media(call: Call, name: str, kind: Kind) -> StoredFile:
    """The file of a request: uploaded with it, or known by its file_id.

    Raises:
        ApiError: neither.
    """
    given = name if name in call.files else call.text(name)
    measures = {one: call.number(one) for one in ("width", "height", "duration") if one in call}
    there = call.server.chat(call.text("chat_id"))
    if there.films_forbidden and not there.standing(call.server.bot).manages:
        raise errors.bad(f"not enough rights to send {kind.replace('_', ' ')}s to the chat")
    thumbnail = "thumbnail" if "thumbnail" in call.files else call.text("thumbnail")
    return file_of(call, given, kind, thumbnail, measures, streaming=call.flag("supports_streaming"))


def file_of(
    call: Call,
    given: str,
    kind: Kind,
    thumbnail: str = "",
    measures: dict[str, int] | None = None,
    *,
    streaming: bool = False,
) -> StoredFile:
    """A file that lies within a request under the name `given`, or the one with that file_id.

    Raises:
        ApiError: there is none, or it is of another kind.
    """
    upload = call.files.get(given.removeprefix("attach://"))
    if upload is None:
        known = call.server.files.get(given)
        if known is None:
            raise errors.WRONG_FILE_ID
        if known.kind is not kind and {kind, known.kind} != {Kind.VIDEO, Kind.ANIMATION}:
            raise errors.FILE_MISMATCH
        return known
    if not upload.data:
        raise errors.bad("file must be non-empty")
    if kind is Kind.PHOTO and len(upload.data) > PHOTO_LIMIT:
        raise errors.bad("too big photo size")
    preview = call.files.get(thumbnail.removeprefix("attach://"))
    if preview is not None and (trouble := _wrong_with_thumbnail(preview.data)):
        call.server.wrong.append(f"{call.method}: the thumbnail {trouble}")
    if kind is Kind.VIDEO and call.server.silent_films:
        kind = Kind.ANIMATION
    made = StoredFile(kind, upload.data, upload.filename, streaming=streaming, **(measures or {}))
    if preview is not None:
        made.thumbnail = StoredFile(Kind.PHOTO, preview.data, width=320, height=320)
        call.server.keep(made.thumbnail)
    call.server.keep(made)
    return made


def _wrong_with_thumbnail(data: bytes) -> str:
    """What keeps Telegram from showing it; it would say nothing. A test's bytes may be no picture at all."""
    if len(data) > THUMBNAIL:
        return f"has {len(data)} bytes"
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED) if data else None
    if picture is None:
        return ""
    if not data.startswith(JPEG):
        return "is no JPEG"
    return f"is {picture.shape[1]} x {picture.shape[0]}" if max(picture.shape[:2]) > THUMBNAIL_SIDE else ""
