"""How often somebody may do a thing, and look at what another allows: no settings are found out by trying.

Every preflight and every request counts for each pair of maker and owner, and refusals count once more. Once
a pair has had its share, the answer is the same whatever it would have been, and nothing is judged.
"""

from collections.abc import Mapping

from bot.errors import TooManyCommands, TooManyTries
from bot.ports import Ports
from bot.rate_limits import Limited
from bot.use_cases.clips.casting import Reading
from bot.use_cases.clips.planning import Plan


async def look(ports: Ports, reading: Reading) -> None:
    """Count one look at each of the others in a cast; clips of oneself alone are never counted.

    Raises:
        TooManyTries: it was one too many for one of them.
    """
    for owner, handle in _others(reading).items():
        refused_enough = await ports.limiter.spent(Limited.REFUSAL, reading.maker, owner)
        if not await ports.limiter.take(Limited.PREFLIGHT, reading.maker, owner) or refused_enough:
            raise TooManyTries(name=handle)


async def command(ports: Ports, person: str) -> None:
    """Count one thing that somebody sends to the bot, whatever it is.

    Raises:
        TooManyCommands: it was one too many.
    """
    if not await ports.limiter.take(Limited.COMMAND, person):
        raise TooManyCommands


async def count_refusals(ports: Ports, plan: Plan) -> None:
    """Count a refusal for each of those who are why."""
    for owner in dict.fromkeys(member.controller for member in plan.private_refusals):
        await ports.limiter.take(Limited.REFUSAL, plan.maker.id, owner)


def _others(reading: Reading) -> Mapping[str, str]:
    """Owner -> the handle that was named."""
    return {owner: handle for owner, handle in reading.owners.items() if owner != reading.maker}
