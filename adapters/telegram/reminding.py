"""What waits for somebody who could not be reached: told when they come by, to them alone."""

from telegram.error import TelegramError

from adapters.answering import log_trouble
from adapters.telegram.drawing import draw
from adapters.telegram.places import Room
from adapters.telegram.sending import send
from adapters.telegram.visits import Visit
from bot.errors import Refused


async def remind(visit: Visit) -> None:
    """Tell them after the answer to what they asked for; without an answer to this, nothing is lost."""
    try:
        waiting = await visit.app.unread(visit.speaker.person)
        if waiting is not None:
            await send(visit.bot, Room(visit.asked.user.id), draw(waiting, visit.language))
    except (Refused, TelegramError):  # just erased, or they still cannot be reached: it waits on
        return
    except Exception as error:  # noqa: BLE001 - the border: what they asked for is answered already
        log_trouble(error)
