"""Inline messages that become films.

Telegram takes no upload for them, only what it has already (https://core.telegram.org/bots/api#editmessagemedia):
a film is sent once to the storage chat, and edited in from there. It is sent no earlier than it may be shown.
"""

from typing import TYPE_CHECKING

from telegram import InputMediaVideo
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from adapters.films import Film
from adapters.telegram.pauses import NOT_NOW
from adapters.telegram.places import MessagePlace
from adapters.telegram.sending import ANSWER_S, UPLOAD_S, edit, remember, video_of
from adapters.telegram.troubles import lost_file, says_so_already
from bot.people import Platform
from bot.requests import Uploaded

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot
    from adapters.telegram.drawing import Drawn


class NoStorageError(Forbidden):
    """There is no chat in which films for inline messages are kept."""


class EditAgainError(TelegramError):
    """Nobody knows whether a message shows its film by now; to edit it once more does no harm."""


async def become(bot: "CameoBot", place: MessagePlace, drawn: "Drawn") -> str:
    """Let an inline message show a film, or the words where there is none; where that stands.

    Raises:
        NoStorageError: nothing can be edited in. EditAgainError. TelegramError.
    """
    film = drawn.film
    if film is None or film.file is None:
        await edit(bot, place, drawn, now=True)
        return place.name
    kept = await _kept(bot, film)
    media = InputMediaVideo(kept.file_id, caption=drawn.text or None, supports_streaming=True)
    try:
        await bot.api.edit_message_media(
            media, inline_message_id=place.inline, reply_markup=drawn.keyboard, rate_limit_args=NOT_NOW
        )
    except TelegramError as error:
        if lost_file(error):
            await bot.app.upload_lost(film.clip, Platform.TELEGRAM, kept.file_id)
        if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            raise EditAgainError("an edit may not have arrived") from error
        if not says_so_already(error):
            raise
    return place.name


async def _kept(bot: "CameoBot", film: Film) -> Uploaded:
    """What Telegram calls the film; it is sent to the storage chat where it has no name yet."""
    if isinstance(film.file, Uploaded):
        return film.file
    storage = bot.settings.telegram.storage_chat
    if storage is None or film.file is None:
        raise NoStorageError("no chat keeps films for inline messages")
    message = await bot.api.send_video(
        int(storage),
        **await video_of(bot, film, film.file),
        disable_notification=True,
        read_timeout=ANSWER_S,
        write_timeout=UPLOAD_S,
        rate_limit_args=NOT_NOW,
    )
    name = MessagePlace(message.chat.id, message.message_id).name
    kept = await remember(bot, film, film.file, message, name)
    if kept is None:
        raise NoStorageError("Telegram took the film for something else")
    return kept
