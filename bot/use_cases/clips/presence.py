"""Whom a request names, so that the platform can be asked whether they are there."""

from bot.people import Account
from bot.ports import Ports
from bot.prompts import by_handle
from bot.requests import MakeRequest
from bot.script.text import clean
from bot.use_cases.clips import remixing
from bot.use_cases.clips.casting import others_named
from bot.use_cases.people.joining import living

MOST_NAMED = 10
"""People whom the platform is asked about for one request; more than fit in any clip."""


async def accounts_named(ports: Ports, person: str, request: MakeRequest) -> tuple[Account, ...]:
    """The accounts, on its platform, of the people that a request names besides who asks.

    Whom they cannot find is left out, and characters are nowhere.

    Raises:
        UnknownClip, BeingLookedAt, PromptGone: it changes a clip that they cannot change.
    """
    text, mentions = by_handle(request.text, request.mentions)
    text = clean(text)
    if request.remix_of is not None:
        text, mentions = await remixing.cast_along(ports, person, request.remix_of, text, mentions)
    async with ports.uow() as tx:
        maker = await living(tx, person)
        named = await others_named(tx, maker, text, mentions)
        people = [one.id for one in named if one.owner_id is None][:MOST_NAMED]
        rows = [row for one in people for row in await tx.people.accounts(one)]
    return tuple(
        Account(row.platform, row.platform_id, row.display_name)
        for row in rows
        if row.platform is request.chat.platform
    )
