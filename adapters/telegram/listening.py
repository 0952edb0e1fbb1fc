"""Messages in groups that are meant for the bot: wishes for clips, and replies to clips.

Whoever writes there writes before others, so the answer tells nothing: one message with buttons, behind which
who asked sees alone what it would come to. That message goes on to tell of the render. All else that can be
said to the bot is between the two of them, and is answered by saying so.

The bot reads where it is mentioned, and what answers one of its own messages; in privacy mode Telegram shows
it nothing else. A reply to a clip changes that clip. Other replies are people talking to one another.
"""

import logging
from dataclasses import replace

from telegram.error import TelegramError

from adapters import reading, text
from adapters.answering import log_trouble
from adapters.telegram import membership, mentions
from adapters.telegram.buttons import keyboard_of
from adapters.telegram.direct import answers, line_of
from adapters.telegram.drawing import Drawn, draw, written
from adapters.telegram.places import MessagePlace, Room
from adapters.telegram.visits import Asked, Visit, aside, send, visit
from bot.errors import Refused
from bot.notices import Action, AnyNotice, Button, Refusals, RequestTaken

FEWEST_WORDS = 3
"""Of a reply to a clip that does not mention the bot: shorter ones are what people say to one another."""
_log = logging.getLogger(__name__)


async def heard(asked: Asked) -> None:
    """Answer a message in a group, where it is meant for the bot."""
    message = asked.message
    if message is None:
        return
    named = mentions.names_bot(message, asked.bot)
    if named or await _changes_clip(asked):
        await wished(asked, mentions.without_bot(mentions.words(message), asked.bot), quietly=not named)


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
    except TelegramError as error:  # it may not write there, or Telegram is away
        _log.info("an answer could not be sent: %s", type(error).__name__)


async def _answer(here: Visit, said: str, *, quietly: bool) -> None:
    asked = here.asked
    room = Room.parse(asked.chat.chat_id)
    try:
        notice = await _taken(here, said)
    except Refused as refused:
        if not quietly:
            await aside(asked, draw(Refusals(refusals=(refused.refusal,)), here.language))
        return
    except Exception as error:  # noqa: BLE001 - the border: it is logged, and who asked is told
        log_trouble(error)
        notice = written(text.phrase("core.trouble", here.language), here.language)
    if quietly and not isinstance(notice, RequestTaken):
        return
    drawn = notice if isinstance(notice, Drawn) else public(here, notice)
    await send(asked.bot, room, drawn, asked.place.message)


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


async def _changes_clip(asked: Asked) -> bool:
    """Whether it answers, in some words, a message of the bot's."""
    message = asked.message
    there = None if message is None else message.reply_to_message
    if message is None or there is None or answers(message) is None:
        return False
    ours = there.from_user is not None and there.from_user.id == asked.bot.api.id
    filmed = there.video is not None or there.animation is not None
    return ours and filmed and len(mentions.words(message).split()) >= FEWEST_WORDS
