"""How a message about a render is posted on Telegram, and edited; when is `adapters.statuses`'s."""

from typing import TYPE_CHECKING

from telegram.error import ChatMigrated

from adapters.fates import Meaning
from adapters.telegram import troubles
from adapters.telegram.drawing import before_others, draw
from adapters.telegram.places import MessagePlace, Room
from adapters.telegram.sending import edit, send
from adapters.text import FALLBACK
from bot.clips import VISIBLE
from bot.people import Chat, Platform
from bot.requests import StatusDue

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot


class TelegramBoard:
    """adapters.statuses.Board on Telegram. In words: a text message cannot be given a picture later."""

    platform = Platform.TELEGRAM

    def __init__(self, bot: "CameoBot") -> None:
        """Talks through `bot`, from when that is connected."""
        self._bot = bot

    async def wait_until_ready(self) -> None:
        """It is, as soon as the client runs."""

    async def said(self, status: StatusDue) -> str:
        """Where nobody can write (an inline message that is gone) it stands nowhere."""
        try:
            return await self._say(status)
        except ChatMigrated as error:
            if status.chat_id is not None:
                await self._bot.app.moved(Platform.TELEGRAM, status.chat_id, str(error.new_chat_id))
            raise

    async def _say(self, status: StatusDue) -> str:
        alone = status.chat_id in {None, status.platform_id}
        drawn = draw(status.notice if alone else before_others(status.notice), status.language or FALLBACK)
        if status.message_id is not None:
            if became(status):
                return status.message_id
            place = MessagePlace.parse(status.message_id)
            # an older word on its render may arrive after the film did
            ended = status.notice.over or not place.inline
            await edit(self._bot, place, drawn, now=True, beside=ended)
            return status.message_id
        room = Room.parse(status.chat_id or status.platform_id or "")
        message = await send(self._bot, room, drawn, now=True)
        return MessagePlace(message.chat.id, message.message_id).name

    def meaning(self, error: Exception) -> Meaning:
        """By the words of its error."""
        return troubles.fate(error)


def became(status: StatusDue) -> bool:
    """Whether the message is the clip itself by now, which says so without words."""
    chat = Chat(status.platform, status.chat_id or "")
    return chat.holds_one_message and status.notice.state in VISIBLE and not status.notice.draft
