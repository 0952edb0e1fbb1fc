"""How a message about a render is posted on Discord, and edited; when is `adapters.statuses`'s."""

import hashlib
import io
from typing import TYPE_CHECKING

import discord
from discord.utils import MISSING

from adapters.discord import troubles
from adapters.discord.drawing import draw
from adapters.discord.places import MessagePlace
from adapters.discord.sending import NONCE_LENGTH
from adapters.fates import Meaning
from adapters.text import FALLBACK
from bot.people import Platform
from bot.requests import StatusDue

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot


class DiscordBoard:
    """adapters.statuses.Board on Discord."""

    platform = Platform.DISCORD

    def __init__(self, client: "CameoBot") -> None:
        """Talks through `client`, from when that is connected."""
        self._client = client

    async def wait_until_ready(self) -> None:
        """Return once the client is connected."""
        await self._client.wait_until_ready()

    async def said(self, status: StatusDue) -> str:
        """With a picture of what is being drawn, where there is one."""
        drawn = draw(status.notice, status.language or FALLBACK)
        files = [*drawn.files, *_pictures(status)]
        if status.message_id is None:
            channel = await self._channel(status)
            message = await channel.send(
                drawn.content,
                embeds=drawn.embeds or MISSING,
                files=files or MISSING,
                view=drawn.view or MISSING,
                nonce=hashlib.sha256(f"status {status.clip}".encode()).hexdigest()[:NONCE_LENGTH],
            )
            return MessagePlace(message.channel.id, message.id).name
        place = MessagePlace.parse(status.message_id)
        there = self._client.get_partial_messageable(place.channel).get_partial_message(place.message)
        await there.edit(content=drawn.content, embeds=drawn.embeds, attachments=files, view=drawn.view)
        return status.message_id

    def meaning(self, error: Exception) -> Meaning:
        """By Discord's codes."""
        return troubles.fate(error)

    async def _channel(self, status: StatusDue) -> discord.abc.Messageable:
        """Where it is to stand; whoever it is for alone has an account, or it would not be posted."""
        if status.chat_id is not None:
            return self._client.get_partial_messageable(int(status.chat_id))
        return await self._client.create_dm(discord.Object(int(status.platform_id or 0)))


def _pictures(status: StatusDue) -> list[discord.File]:
    if status.preview is None:
        return []
    return [discord.File(io.BytesIO(status.preview), "preview.jpg")]
