"""Whom somebody may cast, to choose from while they write: nobody whom a profile would not show."""

from typing import TYPE_CHECKING

from bot.consent import Outcome
from bot.notices import Handle
from bot.people import Chat, folded
from bot.ports import Ports
from bot.use_cases.consents.seeing import sees
from bot.use_cases.consents.weighing import Use, weighed
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.tables import Person
    from bot.store.unit_of_work import UnitOfWork

MOST = 25
"""Names to choose from: as many as a menu of Discord's shows."""


async def castable(ports: Ports, person: str, chat: Chat, typed: str) -> tuple[Handle, ...]:
    """Handles that begin with what was typed: their own first, their characters, then whoever lets them.

    Somebody whom they may ask, or whose yes each clip waits for, is among them. Whoever refuses them for
    whatever reason is not, and neither is anybody who hides and has not allowed them by name.
    """
    begins = folded(typed)
    async with ports.uow() as tx:
        maker = await living(tx, person)
        found: list[Handle] = []
        for subject in await tx.people.at_hand(person, chat, begins, MOST * 2):
            if await _may(ports, tx, maker, subject, chat):
                found.append(subject.handle)
            if len(found) == MOST:
                break
    return tuple(found)


async def _may(ports: Ports, tx: "UnitOfWork", maker: "Person", subject: "Person", chat: Chat) -> bool:
    if not (await tx.consents.granted(subject.id, maker.id) or await sees(tx, maker.id, subject)):
        return False
    use = Use(
        maker=maker,
        subject=subject,
        platform=chat.platform,
        place=chat.place,
        server=chat.server is not None,
    )
    return (await weighed(ports, tx, use)).verdict.outcome is not Outcome.REFUSED
