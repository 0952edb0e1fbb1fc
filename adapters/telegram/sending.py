"""One message to Telegram, or another text for one: with its film, its picture, its file or only words.

A film is sent once; what Telegram calls it is kept, and from then on it is sent by that.
"""

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import telegram
from sqlalchemy.exc import SQLAlchemyError
from telegram import InputFile, ReplyParameters
from telegram.error import TelegramError

from adapters.films import Film
from adapters.telegram.pauses import NOT_NOW
from adapters.telegram.pictures import thumbnail
from adapters.telegram.places import MessagePlace, Room
from adapters.telegram.troubles import has_no_text, lost_file, says_so_already
from bot.errors import Refused
from bot.people import Platform
from bot.requests import ClipFile, FileKind, Uploaded

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot
    from adapters.telegram.drawing import Drawn

UPLOAD_S, ANSWER_S = 20.0, 40.0
"""So long a film may stand still on its way, and Telegram may take to say that it has it."""
_log = logging.getLogger(__name__)


async def send(
    bot: "CameoBot", room: Room, drawn: "Drawn", reply_to: int | None = None, *, now: bool = False
) -> telegram.Message:
    """Send a message, as an answer to `reply_to` while that is there.

    now: while Telegram wants a pause there, fail rather than wait.

    Raises:
        TelegramError.
    """
    message = await _sent(bot, room, drawn, _more(room, drawn, reply_to, now=now))
    if drawn.sent is not None:
        await drawn.sent(MessagePlace(message.chat.id, message.message_id))
    return message


def _more(room: Room, drawn: "Drawn", reply_to: int | None, *, now: bool) -> dict[str, Any]:
    """What every request says."""
    answers = None
    if reply_to is not None:
        answers = ReplyParameters(reply_to, allow_sending_without_reply=True)
    return {
        "reply_markup": drawn.keyboard,
        "message_thread_id": room.topic,
        "reply_parameters": answers,
        "rate_limit_args": NOT_NOW if now else None,
    }


async def _sent(bot: "CameoBot", room: Room, drawn: "Drawn", more: dict[str, Any]) -> telegram.Message:
    caption = drawn.text or None
    if drawn.film is not None and drawn.film.file is not None:
        return await _with_film(bot, room, drawn.film, more | {"caption": caption})
    if drawn.photo is not None:
        return await bot.api.send_photo(room.chat, drawn.photo, caption=caption, **more)
    if drawn.document is not None:
        return await bot.api.send_document(room.chat, drawn.document, caption=caption, **more)
    return await bot.api.send_message(room.chat, drawn.text, **more)


async def _with_film(bot: "CameoBot", room: Room, film: Film, more: dict[str, Any]) -> telegram.Message:
    if isinstance(film.file, Uploaded):
        try:
            return await bot.api.send_video(room.chat, film.file.file_id, **more)
        except TelegramError as error:
            if lost_file(error):
                await bot.app.upload_lost(film.clip, Platform.TELEGRAM, film.file.file_id)
            raise
    if film.file is None:
        raise ValueError("there is no film to be sent")
    video = await video_of(bot, film, film.file)
    video |= {"read_timeout": ANSWER_S, "write_timeout": UPLOAD_S}
    message = await bot.api.send_video(room.chat, **video, **more)
    await remember(bot, film, film.file, message)
    return message


async def video_of(bot: "CameoBot", film: Film, file: ClipFile) -> dict[str, Any]:
    """What Telegram is to know of a film that it does not have yet."""
    small = await _poster(bot, film)
    width, height = file.size
    return {
        "video": InputFile(file.data, filename=film.name),
        "duration": max(1, round(file.seconds)),
        "width": width or None,
        "height": height or None,
        "thumbnail": None if small is None else InputFile(small, filename="poster.jpg"),
        "supports_streaming": True,
    }


async def remember(
    bot: "CameoBot", film: Film, file: ClipFile, message: telegram.Message, name: str | None = None
) -> Uploaded | None:
    """Keep what Telegram calls a film that it was sent; None where it took it for something else.

    name: of the message, where it was sent only to be kept.
    """
    if message.video is None:
        return None
    upload = Uploaded(message.video.file_id, file.whole)
    try:
        await bot.app.remember_upload(film.clip, Platform.TELEGRAM, upload, name)
    except Exception as error:  # without it the film is sent once more
        if name is not None:
            raise
        _log.error("what a film is called could not be kept: %s", type(error).__name__)
    return upload


async def _poster(bot: "CameoBot", film: Film) -> bytes | None:
    """What stands for it until it plays; where there is none Telegram takes a frame."""
    try:
        picture = await bot.app.fetch(film.person, film.clip, FileKind.POSTER)
    except (Refused, SQLAlchemyError, OSError, TimeoutError):
        return None
    return await asyncio.to_thread(thumbnail, picture)


async def edit(
    bot: "CameoBot", place: MessagePlace, drawn: "Drawn", *, now: bool = False, beside: bool = True
) -> None:
    """Let a message say something else; what says so already stays.

    now: as in `send`. beside: also where it shows a film or a picture by now, instead of what stands there.

    Raises:
        TelegramError: it is gone, or not the bot's.
    """
    try:
        await _edited(bot, place, drawn, NOT_NOW if now else None, beside=beside)
    except TelegramError as error:
        if not says_so_already(error) and not (has_no_text(error) and not beside):
            raise
    if drawn.sent is not None:
        await drawn.sent(place)


async def _edited(
    bot: "CameoBot", place: MessagePlace, drawn: "Drawn", limit: int | None, *, beside: bool
) -> None:
    chat, message, inline = place.chat or None, place.message or None, place.inline or None
    if drawn.photo is not None:
        media = telegram.InputMediaPhoto(drawn.photo, drawn.text)
        await bot.api.edit_message_media(media, chat, message, inline, drawn.keyboard, rate_limit_args=limit)
        return
    where: dict[str, Any] = {"chat_id": chat, "message_id": message, "inline_message_id": inline}
    more = where | {"reply_markup": drawn.keyboard, "rate_limit_args": limit}
    try:
        await bot.api.edit_message_text(drawn.text, **more)
    except TelegramError as error:
        if not beside or not has_no_text(error):
            raise
        await bot.api.edit_message_caption(caption=drawn.text, **more)
