"""How messages are posted on Discord, and taken down again; when and whose is `adapters.posting`'s.

Nothing is posted twice: it has one nonce for each channel, which Discord takes once within minutes however
often it is sent.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from adapters.discord import troubles
from adapters.discord.clip_messages import PLAIN_LIMIT, beside, with_film
from adapters.discord.drawing import Drawn, draw
from adapters.discord.places import MessagePlace
from adapters.discord.sending import FAILED, alike, offer_reactions, pinging, sent
from adapters.fates import Meaning
from adapters.films import clip_in, no_film
from adapters.text import FALLBACK
from bot.errors import TooLargeToPost
from bot.notices import Attach, Called
from bot.people import Platform
from bot.requests import Delivery, Takedown

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot


class DiscordPost:
    """adapters.posting.Post on Discord."""

    platform = Platform.DISCORD

    def __init__(self, client: "CameoBot") -> None:
        """Talks through `client`, from when that is connected."""
        self._client = client
        self._app = client.app

    async def wait_until_ready(self) -> None:
        """Return once the client is connected."""
        await self._client.wait_until_ready()

    async def drawn(self, delivery: Delivery) -> Drawn:
        """With the film that its room takes."""
        limit = self._limit(delivery)
        drawn = await with_film(self._app, delivery.person, delivery.notice, _tag(delivery), limit)
        return drawn if delivery.chat_id is None else pinging(drawn, delivery)

    async def without_film(self, delivery: Delivery) -> Drawn:
        """With a word on why there is no film."""
        film = await no_film(self._app, delivery.person, clip_in(delivery.notice), TooLargeToPost())
        drawn = beside(draw(delivery.notice, _tag(delivery)), film, _tag(delivery))
        return drawn if delivery.chat_id is None else pinging(drawn, delivery)

    def has_film(self, drawn: Drawn) -> bool:
        """Whether a film is attached."""
        return drawn.film is not None

    async def sent(self, delivery: Delivery, drawn: Drawn) -> str:
        """Send it where it belongs."""
        return _name(await sent(await self._channel(delivery), drawn, delivery))

    async def called(self, delivery: Delivery, call: Called) -> str:
        """Call them in the room."""
        room = self._client.get_partial_messageable(int(delivery.room or 0))
        return _name(await sent(room, pinging(draw(call, _tag(delivery)), delivery), delivery))

    async def offer_answers(self, name: str) -> None:
        """As reactions."""
        await offer_reactions(self._message(name))

    async def alike(self, delivery: Delivery) -> Sequence[str]:
        """Looked for among the newest messages there."""
        me = self._client.user
        if me is None:
            return ()
        try:
            drawn = None if delivery.notice.attach is Attach.VIDEO else await self.drawn(delivery)
            return await alike(await self._channel(delivery), me.id, delivery.notice, drawn)
        except FAILED:
            return ()

    async def otherwise(self, delivery: Delivery, error: Exception) -> Delivery | None:
        """Without answering a message, where nobody can."""
        if delivery.reply_to is None or not troubles.may_not_reply(error):
            return None
        return replace(delivery, reply_to=None)

    async def removed(self, takedown: Takedown) -> None:
        """Delete it."""
        await self._message(takedown.message_id).delete()

    def meaning(self, error: Exception) -> Meaning:
        """By Discord's codes."""
        return troubles.fate(error)

    def is_gone(self, error: Exception) -> bool:
        """By Discord's codes."""
        return troubles.is_gone(error)

    def _message(self, name: str) -> discord.PartialMessage:
        place = MessagePlace.parse(name)
        return self._client.get_partial_messageable(place.channel).get_partial_message(place.message)

    def _limit(self, delivery: Delivery) -> int:
        """Largest file, in bytes, that its room takes."""
        room = None if delivery.chat_id is None else self._client.get_channel(int(delivery.chat_id))
        guild = getattr(room, "guild", None)
        return PLAIN_LIMIT if guild is None else int(guild.filesize_limit)

    async def _channel(self, delivery: Delivery) -> discord.abc.Messageable:
        if delivery.chat_id is None:
            return await self._client.create_dm(discord.Object(int(delivery.platform_id)))
        return self._client.get_partial_messageable(int(delivery.chat_id))


def _name(message: discord.Message) -> str:
    return MessagePlace(message.channel.id, message.id).name


def _tag(delivery: Delivery) -> str:
    return delivery.language or FALLBACK
