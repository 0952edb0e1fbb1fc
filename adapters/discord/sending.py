"""One message to Discord: drawn, pinging only whom it is for, and taken once however often it is sent."""

import hashlib
from typing import Any

import aiohttp
import discord
from discord.utils import MISSING

from adapters.discord.clip_messages import between
from adapters.discord.drawing import Drawn
from adapters.discord.places import MessagePlace
from adapters.films import clip_in, film_name
from bot.notices import Attach, Notice
from bot.requests import Delivery

YES, NO = "✅", "❌"
NONCE_LENGTH = 25
"""Discord takes a message with a known nonce for the one it has, within a few minutes."""
LOOKED_BACK = 50
"""Messages that are searched for one that perhaps arrived."""
FAILED = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""What goes wrong between here and Discord."""


async def sent(channel: discord.abc.Messageable, drawn: Drawn, delivery: Delivery) -> discord.Message:
    """Send it, as an answer to the status message where there is one.

    Raises:
        discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError: see `troubles`.
    """
    target = await channel._get_channel()  # noqa: SLF001 - what `send` itself asks; the nonce is per channel
    reference: Any = None if delivery.reply_to is None else _reference(delivery.reply_to)
    return await channel.send(
        drawn.content,
        embeds=drawn.embeds or MISSING,
        files=drawn.files or MISSING,
        view=drawn.view or MISSING,
        reference=reference,
        allowed_mentions=discord.AllowedMentions(users=[discord.Object(int(delivery.platform_id))]),
        nonce=nonce(delivery, target.id),
    )


def nonce(delivery: Delivery, channel: int) -> str:
    """The same for the same message in the same channel, whichever process sends it."""
    return hashlib.sha256(f"{delivery.id}/{channel}".encode()).hexdigest()[:NONCE_LENGTH]


def pinging(drawn: Drawn, delivery: Delivery) -> Drawn:
    """The same for a room: whom it is for is named first, and so pinged."""
    return between(drawn, ahead=f"<@{delivery.platform_id}> ")


def _reference(name: str) -> discord.MessageReference:
    place = MessagePlace.parse(name)
    return discord.MessageReference(
        message_id=place.message, channel_id=place.channel, fail_if_not_exists=False
    )


async def alike(channel: discord.abc.Messageable, me: int, notice: Notice, drawn: Drawn | None) -> list[str]:
    """The newest messages there that may be this one, by their names, where nobody knows whether it arrived.

    One with a film is known by the film's name, whatever it said; every other by its words (`drawn`).
    """
    film = film_name(clip_in(notice)) if notice.attach is Attach.VIDEO else None
    found: list[str] = []
    try:
        async for message in channel.history(limit=LOOKED_BACK):
            named = film in [file.filename for file in message.attachments]
            said = drawn is not None and message.content == drawn.content
            if message.author.id == me and (said if film is None else named):
                found.append(MessagePlace(message.channel.id, message.id).name)
    except FAILED:
        return []
    return found


async def offer_reactions(message: discord.PartialMessage) -> None:
    """Put both answers under a question; where that is not allowed there are still its buttons."""
    try:
        for sign in (YES, NO):
            await message.add_reaction(sign)
    except FAILED:
        return
