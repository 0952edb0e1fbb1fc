"""Messages in groups that are meant for the bot: wishes for clips, and replies to clips.

Whoever writes there writes before others, so the answer tells nothing: one message with buttons, behind which
who asked sees alone what it would come to. That message goes on to tell of the render. All else that can be
said to the bot is between the two of them, and is answered by saying so.

The bot reads where it is mentioned, and what answers one of its own messages; in privacy mode Telegram shows
it nothing else. A reply to a clip changes that clip. Other replies are people talking to one another.
"""

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import telegram
from telegram.error import BadRequest, Forbidden, TelegramError

from adapters import reading, text
from adapters.answering import log_trouble
from adapters.telegram import membership, mentions
from adapters.telegram.buttons import keyboard_of
from adapters.telegram.direct import line_of
from adapters.telegram.drawing import Drawn, draw, written
from adapters.telegram.people import passed_on
from adapters.telegram.places import MessagePlace, Room
from adapters.telegram.proposals import shown
from adapters.telegram.visits import Asked, Visit, aside, send, visit
from bot.errors import Refused
from bot.notices import Action, AnyNotice, Button, Refusals, RequestTaken

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot

FEWEST_WORDS = 3
"""Of a reply to a clip that does not mention the bot: shorter ones are what people say to one another."""
_log = logging.getLogger(__name__)


def is_meant(message: telegram.Message, bot: "CameoBot") -> bool:
    """Whether a message in a group may be meant for the bot. What was passed on was said to somebody else."""
    return not passed_on(message) and (mentions.names_bot(message, bot) or _answers_film(message, bot))


async def heard(asked: Asked) -> None:
    """Answer a message in a group that may be meant for the bot."""
    message = asked.message
    if message is not None:
        said = mentions.without_bot(mentions.words(message), asked.bot)
        await wished(asked, said, quietly=not mentions.names_bot(message, asked.bot))


async def wished(asked: Asked, said: str, *, quietly: bool = False) -> None:
    """Take a wish that others read. quietly: it may not have been meant for the bot."""
    try:
        here = await visit(asked, public=True)
        around = await membership.surroundings(asked.bot, asked.chat, asked.user.id)
        here = replace(here, speaker=replace(here.speaker, around=around))
    except Refused:  # shut out, or too fast: nobody else's business, and every command tells them alone
        return
    except Exception as error:  # noqa: BLE001 - the border: it is logged
        log_trouble(error)
        return
    try:
        await _answer(here, said, quietly=quietly)
    except (Refused, TelegramError) as error:  # it may not write to anybody, or Telegram is away
        _log.info("an answer could not be sent: %s", type(error).__name__)


async def _answer(here: Visit, said: str, *, quietly: bool) -> None:
    asked = here.asked
    try:
        notice = await _taken(here, said)
    except Refused as refused:
        if not quietly:
            told = draw(Refusals(refusals=(refused.refusal,)), here.reads)
            await aside(asked, told, tag=here.reads)
        return
    except Exception as error:  # noqa: BLE001 - the border: it is logged, and who asked is told
        log_trouble(error)
        notice = written(text.phrase("core.trouble", here.language), here.language)
    if quietly and not isinstance(notice, RequestTaken):
        return
    drawn = notice if isinstance(notice, Drawn) else public(here, notice)
    try:
        await send(asked.bot, Room.parse(asked.chat.chat_id), drawn, asked.place.message)
    except (Forbidden, BadRequest):  # it may not write there; they are told alone
        if not isinstance(notice, RequestTaken):
            raise
        here = replace(here, language=here.reads)
        looked = shown(here, await here.app.look(here.speaker.person, notice.id))
        await send(asked.bot, Room(asked.user.id), looked if isinstance(looked, Drawn) else drawn)


async def _taken(here: Visit, said: str) -> AnyNotice | Drawn:
    if not said:
        return written(text.phrase("listen.nothing", here.language), here.language)
    notice = await reading.publicly(here.app, await line_of(here, said))
    if notice is None:
        return written(text.phrase("listen.private", here.language), here.language)
    return notice


def public(here: Visit, notice: AnyNotice) -> Drawn:
    """A notice before others; a request's message goes on to tell of its render."""
    drawn = draw(notice, here.language)
    if not isinstance(notice, RequestTaken):
        return drawn
    name, app = notice.id, here.app
    actions = (Action.LOOK_FIRST, Action.START_CLIP, Action.DROP_PROPOSAL)
    labels = text.labels([Button(action=action, id=name) for action in actions], here.language)

    async def stands(place: MessagePlace) -> None:
        await app.proposal_posted(name, place.name)

    return replace(drawn, keyboard=keyboard_of(labels), sent=stands)


def _answers_film(message: telegram.Message, bot: "CameoBot") -> bool:
    """Whether it answers, in some words, a film that the bot posted."""
    there = message.reply_to_message
    if there is None or there.from_user is None or there.from_user.id != bot.api.id:
        return False
    return there.video is not None and len(mentions.words(message).split()) >= FEWEST_WORDS
