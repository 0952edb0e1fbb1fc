"""👍 and 👎 under a question: the answer of whom it is asked, and of nobody else.

Telegram tells a bot of reactions where the two are alone, and in groups that it administers; there are always
buttons besides. What came while the bot was away is told when it is back, for a day.
"""

import contextlib
from typing import TYPE_CHECKING

import telegram
from telegram import ReactionTypeEmoji
from telegram.error import TelegramError

from adapters.answering import log_trouble
from adapters.questions import answered_by_sign
from adapters.telegram.calls import end_calls
from adapters.telegram.drawing import draw
from adapters.telegram.people import account_of
from adapters.telegram.places import MessagePlace, Room, chat_in
from adapters.telegram.sending import send
from bot.errors import Refused

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot

YES, NO = "👍", "👎"


async def on_reaction(bot: "CameoBot", changed: telegram.MessageReactionUpdated) -> None:
    """Take somebody's own yes or no; everything else is not for the bot."""
    user, yes = changed.user, _answer(changed)
    if user is None or user.is_bot or yes is None:
        return
    try:
        await _take(bot, user, MessagePlace(changed.chat.id, changed.message_id), yes=yes)
    except Refused:  # they are shut out: their reaction counts for nothing
        return
    except Exception as error:  # noqa: BLE001 - the border; the question is still open
        log_trouble(error)


def _answer(changed: telegram.MessageReactionUpdated) -> bool | None:
    """What a new reaction says; None: nothing, or both. One that was taken back takes back nothing."""
    new, old = _signs(changed.new_reaction), _signs(changed.old_reaction)
    given = (new - old) & {YES, NO}
    return None if len(given) != 1 else given == {YES}


def _signs(reactions: tuple[telegram.ReactionType, ...]) -> set[str]:
    return {one.emoji for one in reactions if isinstance(one, ReactionTypeEmoji)}


async def _take(bot: "CameoBot", user: telegram.User, place: MessagePlace, *, yes: bool) -> None:
    alone = place.chat == user.id
    answered = await answered_by_sign(bot.app, account_of(user), place.name, chat_in(place.chat), yes=yes)
    if answered is None:
        return
    if alone:
        with contextlib.suppress(TelegramError):  # it was taken, whether they read that or not
            await send(bot, Room(place.chat), draw(answered.said, answered.language), place.message)
    if answered.taken:
        await end_calls(bot, answered.person, answered.button, answered.language)
