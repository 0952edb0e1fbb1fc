"""Taking down a message with a film on Telegram: deleted, else emptied.

A bot deletes its own messages for 48 hours (https://core.telegram.org/bots/api#deletemessage), and none that
was sent inline; but what it sent itself it edits for ever. Then a grey picture takes the film's place.
"""

import asyncio
from typing import TYPE_CHECKING, Any

from telegram import InputMediaPhoto
from telegram.error import TelegramError

from adapters import text
from adapters.telegram.naming import shown
from adapters.telegram.pauses import NOT_NOW
from adapters.telegram.pictures import nothing_here
from adapters.telegram.places import MessagePlace
from adapters.telegram.troubles import lost_file, says_so_already, stays
from adapters.text import FALLBACK
from bot.requests import Takedown

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot


class Remover:
    """Takes messages down. Keeps what Telegram calls the grey picture, which inline messages need."""

    def __init__(self, bot: "CameoBot") -> None:
        """Talks through `bot`."""
        self._bot = bot
        self._picture: str | None = None

    async def remove(self, takedown: Takedown) -> None:
        """Delete it, or let it show nothing any more.

        Raises:
            ValueError: it is not a name of a message.
            TelegramError.
        """
        place = MessagePlace.parse(takedown.message_id)
        if place.inline:
            await self._empty_inline(place.inline, takedown)
            return
        try:
            await self._bot.api.delete_message(place.chat, place.message, rate_limit_args=NOT_NOW)
        except TelegramError as error:
            if not stays(error):
                raise
            await self._empty(takedown, nothing_here(), chat_id=place.chat, message_id=place.message)

    async def _empty_inline(self, inline: str, takedown: Takedown) -> None:
        """An inline message takes only pictures that Telegram has (#editmessagemedia)."""
        try:
            await self._empty(takedown, await self._kept(), inline_message_id=inline)
        except TelegramError as error:
            if not lost_file(error):
                raise
            self._picture = None
            await self._empty(takedown, await self._kept(), inline_message_id=inline)

    async def _empty(self, takedown: Takedown, picture: bytes | str, **where: Any) -> None:
        words = shown(text.phrase("telegram.gone", takedown.language or FALLBACK))
        try:
            await self._bot.api.edit_message_media(
                InputMediaPhoto(picture, caption=words), **where, rate_limit_args=NOT_NOW
            )
        except TelegramError as error:
            if not says_so_already(error):
                raise

    async def _kept(self) -> str:
        """The grey picture, by what Telegram calls it; it is kept in the storage chat.

        Raises:
            ValueError: there is no such chat.
        """
        storage = self._bot.settings.telegram.storage_chat
        if storage is None:
            raise ValueError("no chat keeps pictures for inline messages")
        if self._picture is None:
            made = await asyncio.to_thread(nothing_here)
            message = await self._bot.api.send_photo(int(storage), made, rate_limit_args=NOT_NOW)
            self._picture = message.photo[-1].file_id
        return self._picture
