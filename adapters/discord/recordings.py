"""A recording on its way to the service, from a command or a direct message."""

from typing import TYPE_CHECKING

import discord

from adapters.discord.attachments import fetched
from adapters.speaker import Speaker
from bot.errors import RecordingTooLarge
from bot.notices import RecordingTaken

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

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
