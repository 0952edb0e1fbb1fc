"""A recording on its way to the service: what Telegram says of where it comes from, and its bytes.

Telegram tells apart what was recorded here and now (a round video message, a video) from what was passed on
or attached as a file. What is in it is for the engine to find out, in isolation.
"""

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import telegram
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, TelegramError

from adapters.analyses import Tell
from adapters.telegram.drawing import Drawn, draw
from adapters.telegram.people import passed_on
from adapters.telegram.places import MessagePlace
from adapters.telegram.visits import Asked, Visit, edit, respond
from bot.errors import RecordingTooLarge, Refused
from bot.notices import EnrolmentShown, RecordingTaken
from bot.requests import Provenance
from bot.settings import BotSettings

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot

Film: TypeAlias = telegram.VideoNote | telegram.Video | telegram.Animation | telegram.Document
MB = 1_000_000
NEWEST = ""
"""The challenge that somebody was given last; they need not say which."""
_log = logging.getLogger(__name__)


def film_in(message: telegram.Message) -> Film | None:
    """The moving picture in a message, whichever way it was sent; None where there is none."""
    found: Film | None = message.video_note or message.video or message.animation
    if found is None and message.document is not None:
        kind = message.document.mime_type or ""
        found = message.document if kind.startswith("video/") else None
    return found


def provenance(message: telegram.Message) -> Provenance:
    """What Telegram says of where a recording comes from."""
    recorded = message.video_note is not None or message.video is not None
    return Provenance(message.date, passed_on=passed_on(message), as_file=not recorded)


def limit_mb(settings: BotSettings) -> int:
    """Largest recording in MB (10^6 bytes): Telegram's own servers hand out no file over 20 MB to a bot."""
    if settings.telegram.local:
        return settings.likeness.recording_mb
    return min(settings.likeness.recording_mb, int(FileSizeLimit.FILESIZE_DOWNLOAD) // MB)


async def recorded(asked: Asked, film: Film) -> None:
    """Take the recording in a private message, and let the answer tell how its analysis goes."""

    async def taken(visit: Visit) -> Drawn:
        notice = await _handed_over(visit, film)

        async def follow(place: MessagePlace) -> None:
            tell = _telling(visit, place)
            visit.bot.analyses.watch(visit.speaker.person, notice.enrolment, visit.language, tell)

        return replace(draw(notice, visit.language), sent=follow)

    await respond(asked, taken)


async def _handed_over(visit: Visit, film: Film) -> RecordingTaken:
    """Fetch it and submit it.

    Raises:
        ChallengeOver, RecordingPassedOn, RecordingIsFile, RecordingTooOld, RecordingTooLarge: before anything
        is fetched. And what App.submit_recording raises.
    """
    bot, person, message = visit.bot, visit.speaker.person, visit.asked.message
    limit = limit_mb(bot.settings)
    too_large = RecordingTooLarge(limit=limit)
    await visit.app.expect_recording(person, None if message is None else provenance(message))
    if (film.file_size or 0) > limit * MB:
        raise too_large
    async with bot.analyses.reading:
        footage = await fetched(bot, film.file_id, limit, too_large)
        return await visit.app.submit_recording(person, NEWEST, footage, visit.speaker.chat)


async def fetched(bot: "CameoBot", name: str, limit: int, too_large: Refused) -> bytes:
    """The bytes of a file, by Telegram's name for it, of at most `limit` MB (10^6 bytes each).

    Raises:
        Refused: `too_large`, before anything is fetched. telegram.error.TelegramError.
    """
    try:
        known = await bot.api.get_file(name)
    except BadRequest as error:
        if "too big" in error.message:
            raise too_large from error
        raise
    if (known.file_size or 0) > limit * MB:
        raise too_large
    data = bytes(await known.download_as_bytearray())
    if len(data) > limit * MB:  # Telegram need not say how large a file is
        raise too_large
    return data


def _telling(visit: Visit, place: MessagePlace) -> Tell:
    async def tell(notice: EnrolmentShown) -> bool:
        try:
            await edit(visit.bot, place, draw(notice, visit.language))
        except TelegramError as error:  # deleted, blocked, or Telegram is away: the outcome is told anyway
            _log.info("an analysis is told of no longer: %s", type(error).__name__)
            return False
        return True

    return tell
