"""How a message or a button is answered: done, and said to whom it concerns.

Telegram has no message in a group that one person alone can read. What is between the service and one person
is said in their private chat, or in the alert over a button that they pressed; where neither is possible, the
group reads one line with the way to the private chat. A button that is pressed is always acknowledged.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import CallbackQueryLimit
from telegram.error import BadRequest, Forbidden, TelegramError

from adapters import text
from adapters.answering import settled
from adapters.posting import NOWHERE_ALONE
from adapters.speaker import Speaker
from adapters.telegram import troubles
from adapters.telegram.people import account_of, around
from adapters.telegram.places import MessagePlace, Room, chat_in
from adapters.telegram.sending import edit as edit  # noqa: PLC0414 - named here for those who answer
from adapters.telegram.sending import send as send  # noqa: PLC0414 - as above
from bot.app import App
from bot.dialogues import Dialogue
from bot.notices import AnyNotice, Refusals
from bot.people import Chat

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot
    from adapters.telegram.drawing import Drawn

ALERT_LENGTH = int(CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH)
PATIENCE_S = 5.0
"""A button that is not acknowledged spins; what takes longer is answered by a message."""
HELLO = "hello"
"""What a private chat is opened with where nothing in particular is wanted."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that somebody wrote, or a button that they pressed.

    message: what they wrote, or what the button stands under; None where Telegram does not show it (it is
    inline, or too old). place: where that is. command, arguments: what they typed after a slash, "" where
    that was something else, and what stands behind it.
    """

    bot: "CameoBot"
    user: telegram.User
    chat: Chat
    place: MessagePlace
    message: telegram.Message | None = None
    query: telegram.CallbackQuery | None = None
    arguments: str = ""
    command: str = ""

    @property
    def language(self) -> str:
        """What their client says they read."""
        return self.user.language_code or text.FALLBACK

    @property
    def alone(self) -> bool:
        """Whether it is between the two of them."""
        return self.chat.chat_id == str(self.user.id)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody asks for something: who and where, and the language of the answer.

    left: the question that they did not answer, but typed a command. reads: their own language, also where
    all who are there read the answer.
    """

    asked: Asked
    app: App
    speaker: Speaker
    language: str
    left: Dialogue | None = None
    reads: str = text.FALLBACK

    @property
    def bot(self) -> "CameoBot":
        """Through which they ask."""
        return self.asked.bot


Work: TypeAlias = Callable[[Visit], Awaitable["AnyNotice | Drawn"]]
"""Answers with a notice, or draws its answer itself where a notice is not all of it."""


async def visit(asked: Asked, *, public: bool = False) -> Visit:
    """Who it is; `public`: everybody there reads the answer, so the place's language is spoken.

    Raises:
        Refused: their account is closed, or they ask too fast.
    """
    app = asked.bot.app
    person = await app.person_for(account_of(asked.user), None if asked.place.inline else asked.chat)
    await app.pace(person.id)
    left = await app.end_dialogue(person.id, asked.chat) if asked.command and asked.alone else None
    # what begins under an inline message belongs with who pressed: nobody makes something else of the message
    chat = chat_in(asked.user.id) if asked.place.inline else asked.chat
    speaker = Speaker(person.id, person.handle, chat, around=around(chat, asked.bot.settings.telegram))
    spoken = await app.language_of(asked.chat) if public and not asked.alone else None
    reads = person.language or asked.language
    return Visit(asked, app, speaker, spoken or reads, left, reads)


async def respond(asked: Asked, work: Work, *, private: bool = True, start: str = HELLO) -> None:
    """Do the work and say what answers it; `private`: to who asked alone.

    start: what their private chat is opened with where it has to be opened first.
    """
    if private and not asked.alone:
        await over_button(asked, work, start)
    else:
        await _answer(asked, work, _reply, public=True)


async def over_button(asked: Asked, work: Work, start: str = HELLO) -> None:
    """Do the work of a press, and say what answers it over the button, or in private where it is too long."""
    await _answer(asked, work, lambda to, drawn, tag: aside(to, drawn, start, tag))


async def refresh(asked: Asked, work: Work) -> None:
    """Do the work, and let what answers it take the place of the message whose button was pressed.

    Panels stand in private chats. Whoever presses elsewhere by a tampered client is answered alone: what is
    theirs is not for the others, and the message is not theirs.
    """
    if asked.alone:
        await _answer(asked, work, _in_place, public=True)
    else:
        await over_button(asked, work)


async def outcome(asked: Asked, work: Work, *, public: bool = False) -> tuple["Drawn", bool]:
    """What answers, and whether that is a refusal, or that something does not work."""
    from adapters.telegram.drawing import Drawn, draw, written  # noqa: PLC0415 - buttons answer, with buttons

    tag = asked.language

    async def worked() -> "AnyNotice | Drawn":
        nonlocal tag
        here = await visit(asked, public=public)
        tag = here.language
        return await work(here)

    found = await settled(worked())
    if found is None:
        return written(text.phrase("core.trouble", tag), tag), True
    if isinstance(found, Drawn):
        return found, False
    return draw(found, tag), isinstance(found, Refusals)


async def alert(asked: Asked, words: str = "", *, url: str | None = None) -> None:
    """Acknowledge a press, with a few words that only who pressed reads; `url` opens the private chat."""
    if asked.query is None:
        return
    try:
        await asked.query.answer(words[:ALERT_LENGTH] or None, show_alert=bool(words), url=url)
    except TelegramError as error:  # it was pressed too long ago, or Telegram is away
        _log.info("a press could not be acknowledged: %s", type(error).__name__)


async def take_down(bot: "CameoBot", place: MessagePlace) -> None:
    """Delete a message of the bot's; one that Telegram does not remove stays as it is."""
    try:
        await bot.api.delete_message(place.chat, place.message)
    except TelegramError as error:  # gone already, or older than 48 hours: its buttons find nothing
        _log.info("a message could not be removed: %s", type(error).__name__)


async def _in_place(asked: Asked, drawn: "Drawn", _tag: str) -> bool:
    """A message with a picture cannot become one without, so that a new one takes its place then."""
    pictured = asked.message is not None and bool(asked.message.photo)
    if asked.message is None or (pictured == (drawn.photo is not None) and drawn.document is None):
        await edit(asked.bot, asked.place, drawn)
        return False
    await send(asked.bot, Room.parse(asked.chat.chat_id), drawn)
    await take_down(asked.bot, asked.place)
    return False


Say: TypeAlias = Callable[[Asked, "Drawn", str], Awaitable[bool]]
"""Says it, in that language where there is more to be said; whether a press is acknowledged by that."""


async def _answer(asked: Asked, work: Work, say: Say, *, public: bool = False) -> None:
    came: list[Visit] = []

    async def noted(here: Visit) -> "AnyNotice | Drawn":
        came.append(here)
        return await work(here)

    task = asyncio.create_task(outcome(asked, noted, public=public))
    if asked.query is not None:
        await asyncio.wait({task}, timeout=PATIENCE_S)
    if not task.done():  # nothing can be said over the button any more
        await alert(asked)
        asked = replace(asked, query=None)
    drawn, refused = await task
    if drawn.empty:
        await alert(asked)
    elif refused and asked.query is not None and _fits(drawn.plain):
        await alert(asked, drawn.plain)
    else:
        await _say(asked, drawn, say, came[0].language if came else asked.language)
    if asked.alone and came:
        await _remind(came[0])


async def _remind(here: Visit) -> None:
    from adapters.telegram.reminding import remind  # noqa: PLC0415 - as above

    await remind(here)


async def _say(asked: Asked, drawn: "Drawn", say: Say, tag: str) -> None:
    acknowledged = False
    try:
        acknowledged = await say(asked, drawn, tag)
    except TelegramError as error:  # they blocked the bot, or left; what was done is done
        _log.info("an answer could not be sent: %s", type(error).__name__)
    if not acknowledged:
        await alert(asked)


async def _reply(asked: Asked, drawn: "Drawn", _tag: str) -> bool:
    if asked.place.inline:
        await alert(asked, drawn.plain)
        return True
    reply_to = None if asked.alone and asked.query is not None else asked.place.message
    await send(asked.bot, Room.parse(asked.chat.chat_id), drawn, reply_to)
    return False


async def aside(asked: Asked, drawn: "Drawn", start: str = HELLO, tag: str = "") -> bool:
    """Say it to them alone: over the button, else in the private chat, to which the group has the way.

    tag: the language they read, where that is not their client's. Returns whether a press is acknowledged.
    """
    tag = tag or asked.language
    words = drawn.document is None and drawn.film is None and _fits(drawn.plain)
    fits = asked.query is not None and words
    if fits and drawn.keyboard is None:
        await alert(asked, drawn.plain)
        return True
    way = asked.bot.deep_link(drawn.start or start)
    try:
        await send(asked.bot, Room(asked.user.id), drawn)
    except (Forbidden, BadRequest) as error:
        if not isinstance(error, Forbidden) and troubles.fate(error) not in NOWHERE_ALONE:
            raise
        if asked.query is not None:
            await alert(asked, url=way)
        else:
            await _point(asked, "telegram.start_first", way, tag)
        return True
    if asked.query is not None:
        await alert(asked, "" if asked.alone else text.phrase("telegram.privately", tag))
    else:
        await _point(asked, "telegram.privately", way, tag)
    return True


def _fits(words: str) -> bool:
    """Whether there is room for it over a button, in the units that Telegram counts in."""
    return len(words.encode("utf-16-le")) // 2 <= ALERT_LENGTH


async def _point(asked: Asked, phrase: str, way: str, tag: str) -> None:
    """Say in the group where the answer is."""
    from adapters.telegram.drawing import written  # noqa: PLC0415 - as above

    there = InlineKeyboardMarkup([[InlineKeyboardButton(text.phrase("telegram.open", tag), url=way)]])
    drawn = written(text.phrase(phrase, tag), tag, there)
    await send(asked.bot, Room.parse(asked.chat.chat_id), drawn, asked.place.message)
