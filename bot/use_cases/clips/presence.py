"""Whom a request names, so that the platform can be asked whether they are there."""

from bot.people import Account
from bot.ports import Ports
from bot.use_cases.clips.casting import others_named
from bot.use_cases.people.joining import living

MOST_NAMED = 10
"""People whom the platform is asked about for one request; more than fit in any clip."""


async def accounts_named(ports: Ports, person: str, proposal: str) -> tuple[Account, ...]:
    """The accounts, on its platform, of the people that a kept request names besides who asks.

    Whom they cannot find is left out, characters are nowhere, and of what is not theirs nobody is named.
    """
    async with ports.uow() as tx:
        maker = await living(tx, person)
        row = await tx.proposals.get(proposal)
        if row is None or row.person_id != person:
            return ()
        named = await others_named(tx, maker, row.text, row.mentions)
        people = [one.id for one in named if one.owner_id is None][:MOST_NAMED]
        accounts = [account for one in people for account in await tx.people.accounts(one)]
    return tuple(
        Account(one.platform, one.platform_id, one.display_name)
        for one in accounts
        if one.platform is row.platform
    )
