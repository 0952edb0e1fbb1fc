"""How messages are posted on Telegram, and taken down again; when and whose is `adapters.posting`'s.

A request has no nonce there, and a bot cannot search a chat: a message of which nobody knows whether it
arrived is asked about.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import ChatMigrated

from adapters import text
from adapters.fates import Fate, Meaning
from adapters.films import clip_in, film_of, no_film
from adapters.telegram import troubles
from adapters.telegram.buttons import keyboard_of
from adapters.telegram.clip_messages import READ, Marked, beside
from adapters.telegram.drawing import Drawn, before_others, draw
from adapters.telegram.inline_messages import EditAgainError, become
from adapters.telegram.naming import literal
from adapters.telegram.people import upload_limit
from adapters.telegram.places import MessagePlace, Room
from adapters.telegram.sending import send
from adapters.telegram.takedowns import Remover
from adapters.text import FALLBACK
from bot.errors import TooLargeToPost
from bot.notices import Action, Called
from bot.people import Chat, Platform
from bot.requests import Delivery, Takedown

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot


class TelegramPost:
    """adapters.posting.Post on Telegram."""

    platform = Platform.TELEGRAM

    def __init__(self, bot: "CameoBot") -> None:
        """Talks through `bot`, from when that is connected."""
        self._bot = bot
        self._app = bot.app
        self._remover = Remover(bot)

    async def wait_until_ready(self) -> None:
        """It is, as soon as the client runs."""

    async def drawn(self, delivery: Delivery) -> Drawn:
        """With the film, which Telegram may keep already."""
        limit = upload_limit(self._bot.settings.telegram)
        film = await film_of(self._app, delivery.person, delivery.notice, limit, Platform.TELEGRAM)
        named = _drawn(delivery)
        return beside(named, film, _tag(delivery), ahead=_ahead(delivery), delivery=delivery.id)

    async def without_film(self, delivery: Delivery) -> Drawn:
        """With a word on why there is no film."""
        film = await no_film(self._app, delivery.person, clip_in(delivery.notice), TooLargeToPost())
        named = _drawn(delivery)
        return beside(named, film, _tag(delivery), ahead=_ahead(delivery), delivery=delivery.id)

    def has_film(self, drawn: Drawn) -> bool:
        """Whether a film goes with it."""
        return drawn.film is not None

    async def sent(self, delivery: Delivery, drawn: Drawn) -> str:
        """Send it where it belongs, as an answer to what tells of its clip; what is inline becomes it."""
        chat = delivery.chat_id
        if chat is not None and Chat(Platform.TELEGRAM, chat).holds_one_message:
            return await become(self._bot, MessagePlace.parse(chat), drawn)
        room = Room.parse(delivery.chat_id or delivery.platform_id)
        return await self._send(room, drawn, _answered(delivery, room))

    async def called(self, delivery: Delivery, call: Called) -> str:
        """Call them in the room, with the way to the private chat in which they can read it."""
        drawn = beside(draw(call, _tag(delivery)), None, _tag(delivery), ahead=_mention(delivery))
        return await self._send(
            Room.parse(delivery.room or ""), replace(drawn, keyboard=self._ways(call, delivery))
        )

    async def offer_answers(self, name: str) -> None:
        """It has buttons: a bot can put no more than one reaction under a message."""

    async def alike(self, delivery: Delivery) -> Sequence[str]:
        """A bot sees nothing of what it said."""
        del delivery
        return ()

    async def otherwise(self, delivery: Delivery, error: Exception) -> Delivery | None:
        """To the group's new number; or with the film sent anew, where Telegram forgot it."""
        if isinstance(error, ChatMigrated) and delivery.chat_id is not None:
            await self._app.moved(Platform.TELEGRAM, delivery.chat_id, str(error.new_chat_id))
            return replace(delivery, chat_id=str(error.new_chat_id), reply_to=None)
        return delivery if troubles.lost_file(error) else None

    async def removed(self, takedown: Takedown) -> None:
        """Delete it, or let it show nothing any more."""
        await self._remover.remove(takedown)

    def meaning(self, error: Exception) -> Meaning:
        """By the words of its error."""
        return Fate.UNSAID if isinstance(error, EditAgainError) else troubles.fate(error)

    def is_gone(self, error: Exception) -> bool:
        """By the words of its error."""
        return troubles.is_gone(error)

    async def _send(self, room: Room, drawn: Drawn, reply_to: int | None = None) -> str:
        message = await send(self._bot, room, drawn, reply_to, now=True)
        return MessagePlace(message.chat.id, message.message_id).name

    def _ways(self, call: Called, delivery: Delivery) -> InlineKeyboardMarkup:
        """The way to look at it, and the answers where it is a question."""
        said = text.labels(call.buttons, _tag(delivery))
        there = self._bot.deep_link(f"{READ}-{delivery.id}")
        look = [
            InlineKeyboardButton(one.text, url=there) for one in said if one.button.action is Action.VIEW_CLIP
        ]
        answers = keyboard_of([one for one in said if one.button.action is not Action.VIEW_CLIP])
        rows = () if answers is None else answers.inline_keyboard
        return InlineKeyboardMarkup([look, *rows])


def _drawn(delivery: Delivery) -> Drawn:
    """In a group, or inline, others read it as well."""
    alone = delivery.chat_id in {None, delivery.platform_id}
    return draw(delivery.notice if alone else before_others(delivery.notice), _tag(delivery))


def _ahead(delivery: Delivery) -> Marked:
    """In a group whom it is for is named first; what is inline they sent themselves."""
    chat = delivery.chat_id
    if chat in {None, delivery.platform_id} or Chat(Platform.TELEGRAM, chat or "").holds_one_message:
        return ("", "")
    return _mention(delivery)


def _mention(delivery: Delivery) -> Marked:
    """Of whom it is for, who hears of it by that (https://core.telegram.org/bots/api#html-style)."""
    name = delivery.name or "👤"
    link = f'<a href="tg://user?id={int(delivery.platform_id)}">{literal(name)}</a>'
    return f"{link}: ", f"{name}: "


def _answered(delivery: Delivery, room: Room) -> int | None:
    """The message there that it answers."""
    if delivery.reply_to is None:
        return None
    place = MessagePlace.parse(delivery.reply_to)
    return place.message if place.chat == room.chat and place.message else None


def _tag(delivery: Delivery) -> str:
    return delivery.language or FALLBACK
