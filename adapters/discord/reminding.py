"""What waits for somebody who could not be reached: told when they come by, to them alone."""

from discord.utils import MISSING

from adapters.answering import log_trouble
from adapters.discord.drawing import draw
from adapters.discord.sending import FAILED
from adapters.discord.visits import Visit
from bot.errors import Refused


async def remind(visit: Visit) -> None:
    """Tell them after the answer to what they asked for; without an answer to this, nothing is lost."""
    try:
        waiting = await visit.app.unread(visit.speaker.person)
        if waiting is not None:
            drawn = draw(waiting, visit.language)
            await visit.interaction.followup.send(drawn.content, view=drawn.view or MISSING, ephemeral=True)
    except (Refused, *FAILED):  # just erased, or gone again: it waits on
        return
    except Exception as error:  # noqa: BLE001 - the border: what they asked for is answered already
        log_trouble(error)
