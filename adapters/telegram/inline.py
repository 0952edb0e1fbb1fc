"""Behind the bot's name in any chat: what is offered while somebody types, and what comes of the one chosen.

The bot does not see the chat. It learns of the message by its own name, and edits it by that.
"""

import logging
from typing import TYPE_CHECKING

import telegram
from telegram.error import TelegramError

from adapters import text
from adapters.answering import settled
from adapters.telegram import inline_cards, inline_ids
from adapters.telegram.buttons import on_data
from adapters.telegram.drawing import Drawn, written
from adapters.telegram.people import account_of, around
from adapters.telegram.places import MessagePlace, inline_chat
from adapters.telegram.sending import edit
from adapters.telegram.takedowns import Remover
from adapters.telegram.visits import HELLO, Asked, alert
from bot.cards import Choice, Chosen, Hint, Offered, Spot
from bot.notices import Refusals
from bot.people import Platform
from bot.requests import PersonView, Takedown

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot

_CLOSED = Offered(hint=Hint.ASK_ME)
_log = logging.getLogger(__name__)


class Inline:
    """Answers inline queries, and takes what was chosen. Nothing is kept but who types what just now."""

    def __init__(self, bot: "CameoBot") -> None:
        """Talks through `bot`."""
        self._bot = bot
        self._app = bot.app
        self._newest: dict[int, str] = {}
        self._remover = Remover(bot)

    async def typed(self, query: telegram.InlineQuery) -> None:
        """Offer what can be made of what somebody types; what they typed over already is left unanswered."""
        user = query.from_user
        self._newest[user.id] = query.id
        try:
            found = await settled(self._offered(query))
            offered, tag = found if isinstance(found, tuple) else (_CLOSED, _tag(user))
            if self._newest.get(user.id) == query.id:
                await self._answer(query, offered, tag)
        finally:
            if self._newest.get(user.id) == query.id:
                del self._newest[user.id]

    async def chosen(self, result: telegram.ChosenInlineResult, update_id: int) -> None:
        """Make the card that somebody sent, or take note of the clip that they sent."""
        what = inline_ids.read(result.result_id, result.query)
        if what is None or result.inline_message_id is None:
            return
        place, user = MessagePlace(inline=result.inline_message_id), result.from_user
        came = await settled(self._done(user, what, place))
        if isinstance(what, inline_ids.FilmChosen):
            if came != what:
                await self._take_back(place, what.clip, user)
            return
        if isinstance(came, Chosen) and not came.elsewhere:
            return  # its message tells of the clip from now on
        person = await settled(self._app.person_for(account_of(user)))
        tag = (person.language if isinstance(person, PersonView) else None) or _tag(user)
        if isinstance(came, Refusals) and isinstance(person, PersonView):
            if not await self._app.heard(Platform.TELEGRAM, f"update:{update_id}"):
                return
            await settled(self._app.tell_why(person.id, came, inline_chat(place.inline)))
        await self._say(place, self._drawn(came, tag))

    async def _offered(self, query: telegram.InlineQuery) -> tuple[Offered, str]:
        """In the language that they read. Nobody is seen in a chat that Telegram does not tell."""
        person = await self._app.person_for(account_of(query.from_user))
        tag = person.language or _tag(query.from_user)
        if self._bot.settings.telegram.storage_chat is None:
            return Offered(hint=Hint.NO_STORAGE), tag
        chat = inline_chat("")
        near = around(chat, self._bot.settings.telegram)
        return await self._app.offered(person.id, query.query, chat, near), tag

    async def _answer(self, query: telegram.InlineQuery, offered: Offered, tag: str) -> None:
        shown = inline_cards.results(offered, query.id, tag, self._bot.deep_link(HELLO))
        above = inline_cards.button(offered, tag)
        try:
            await query.answer(shown, cache_time=0, is_personal=True, button=above)
        except TelegramError as error:  # it took too long, and nobody waits any more
            _log.info("an inline query could not be answered: %s", type(error).__name__)

    async def _done(
        self, user: telegram.User, what: Choice | inline_ids.FilmChosen, place: MessagePlace
    ) -> Chosen | inline_ids.FilmChosen:
        person = await self._app.person_for(account_of(user))
        chat = inline_chat(place.inline)
        spot = Spot(chat, place.name, around(chat, self._bot.settings.telegram))
        if isinstance(what, Choice):
            await self._app.pace(person.id)
            return await self._app.choose(person.id, what, spot)
        await self._app.sent_by_maker(person.id, what.clip, spot)  # it stands there already, however fast
        return what

    async def _take_back(self, place: MessagePlace, clip: str, user: telegram.User) -> None:
        """What is not allowed there, or cannot be noted so that it could go with its clip, is emptied."""
        chat = inline_chat(place.inline)
        gone = Takedown(clip, chat.platform, chat.chat_id, None, place.name, _tag(user))
        try:
            await self._remover.remove(gone)
        except (TelegramError, ValueError) as error:
            _log.warning("a film that was sent inline could not be taken back: %s", type(error).__name__)

    def _drawn(self, came: object, tag: str) -> Drawn:
        match came:
            case Chosen():
                return inline_cards.elsewhere(tag, self._bot.deep_link(f"clip-{came.clip}"))
            case Refusals():
                return inline_cards.refused(tag, self._bot.deep_link(HELLO))
            case _:
                return written(text.phrase("core.trouble", tag), tag)

    async def _say(self, place: MessagePlace, drawn: Drawn) -> None:
        try:
            await edit(self._bot, place, drawn)
        except TelegramError as error:
            _log.warning("an inline message could not be edited: %s", type(error).__name__)


def _tag(user: telegram.User) -> str:
    """What their client says they read."""
    return user.language_code or text.FALLBACK


@on_data(inline_cards.SOON)
async def soon(asked: Asked, _rest: str) -> None:
    """Whoever presses the button of a card that was just chosen is told what it waits for."""
    await alert(asked, text.phrase("telegram.inline.waits", asked.language))
