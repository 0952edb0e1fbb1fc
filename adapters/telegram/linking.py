"""One person here and on another platform.

/link -> a code for the other side, and buttons that part accounts; /link CODE, or a link with it -> what
would become of both, and a button for yes. /unlink [PLATFORM] is the shared grammar's.
"""

from adapters import conversation, text
from adapters.telegram.commands import on_command, on_start
from adapters.telegram.drawing import Drawn, written
from adapters.telegram.visits import Asked, Visit, respond
from bot.commands import intents
from bot.notices import AnyNotice

LONGEST = 64
"""Signs of a code that are read; what is longer is none."""


@on_command("link", "accounts")
async def link(asked: Asked) -> None:
    """A code typed where others read it is void: any of them could have been faster."""
    code = asked.arguments[:LONGEST]

    async def read_by_others(visit: Visit) -> Drawn:
        await visit.app.void_link_code(visit.speaker.person, code)
        return written(text.phrase("telegram.link.seen", visit.language), visit.language)

    if code and not asked.alone:
        await respond(asked, read_by_others)
    else:
        await _offer(asked, code)


@on_start("link")
async def opened(asked: Asked, code: str) -> None:
    """A link with a code in it."""
    await _offer(asked, code)


async def _offer(asked: Asked, code: str) -> None:
    async def said(visit: Visit) -> AnyNotice:
        return await conversation.act(visit.app, visit.speaker, intents.Link(code))

    await respond(asked, said)
