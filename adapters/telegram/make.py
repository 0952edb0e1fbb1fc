"""`/make`: in private what a clip would come to, in a group the one message that tells nothing of it."""

from adapters import reading
from adapters.telegram import listening
from adapters.telegram.commands import on_command
from adapters.telegram.direct import answers, line_of
from adapters.telegram.drawing import Drawn
from adapters.telegram.proposals import shown
from adapters.telegram.visits import Asked, Visit, respond
from bot.notices import AnyNotice


@on_command("make")
async def make(asked: Asked) -> None:
    """Take a wish; one that answers a clip changes that clip."""
    if not asked.alone:
        await listening.wished(asked, _line(asked))
        return

    async def proposed(visit: Visit) -> Drawn | AnyNotice:
        line = await line_of(visit, _line(asked))
        return shown(visit, await reading.privately(visit.app, line))

    await respond(asked, proposed)


def _line(asked: Asked) -> str:
    """What they wrote, as a line of the grammar; in answer to something it may be other words for a clip."""
    if asked.message is not None and answers(asked.message) is not None and asked.arguments:
        return asked.arguments
    return f"/cameo make {asked.arguments}".strip()
