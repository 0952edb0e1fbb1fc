"""A recording on its way to the service, from a command or a direct message."""

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import discord

from adapters.analyses import Tell
from adapters.discord.attachments import fetched
from adapters.discord.drawing import Drawn, draw
from adapters.speaker import Speaker
from bot.errors import RecordingTooLarge
from bot.notices import EnrolmentShown, RecordingTaken

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

_log = logging.getLogger(__name__)
NEWEST = ""
"""The challenge that somebody was given last; they need not say which."""


async def handed_over(bot: "CameoBot", speaker: Speaker, recording: discord.Attachment) -> RecordingTaken:
    """Fetch it and submit it.

    Raises:
        RecordingTooLarge, ChallengeOver: before anything is fetched. And what App.submit_recording raises.
    """
    limit = bot.settings.likeness.recording_mb
    await bot.app.expect_recording(speaker.person)
    async with bot.analyses.reading:
        footage = await fetched(recording, limit, lambda most: RecordingTooLarge(limit=most))
        return await bot.app.submit_recording(speaker.person, NEWEST, footage, speaker.chat)


def telling(edit: Callable[[Drawn], Awaitable[object]], tag: str) -> Tell:
    """Tells how the analysis goes by editing a message, as long as Discord lets it."""

    async def tell(notice: EnrolmentShown) -> bool:
        try:
            await edit(draw(notice, tag))
        except discord.HTTPException as error:  # deleted, dismissed, or too late
            _log.info("an analysis is told of no longer: %s", error.status)
            return False
        return True

    return tell
