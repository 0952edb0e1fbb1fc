"""Whom somebody may cast, to choose from while they write: nobody whom a profile would not show."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bot.commands.options import unquoted
from bot.consent import Outcome
from bot.notices import Handle
from bot.people import Chat, folded
from bot.ports import Ports
from bot.script.text import clean
from bot.use_cases.consents.seeing import sees
from bot.use_cases.consents.weighing import Use, weighed
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.tables import Person
    from bot.store.unit_of_work import UnitOfWork

SHORTEST_NAME = 2
"""Letters of a name that is looked for in texts."""
MOST = 25
"""Names to choose from: as many as a menu of Discord's shows."""


async def castable(ports: Ports, person: str, chat: Chat, typed: str, most: int = MOST) -> tuple[Handle, ...]:
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
            if len(found) == most:
                break
    return tuple(found)


async def names_in(ports: Ports, person: str, chat: Chat, text: str) -> Mapping[str, Handle]:
    """Names in a text, as written -> handle, of those whom they may cast: "Mia", "@Mia L", a character's.

    A name is what the platform shows, or the handle, with a capital letter, as names are written; what two of
    them are called means neither. What stands in quotation marks is said, and names nobody.
    """
    outside = unquoted(clean(text))
    found: dict[str, Handle] = {}
    if outside == outside.casefold():  # no capital letter, no name
        return found
    async with ports.uow() as tx:
        maker = await living(tx, person)
        subjects = {one.id: one for one in await tx.people.at_hand(person, chat, "", MOST * 2)}
        names = [(one.handle.capitalize(), one.id) for one in subjects.values()]
        names += await tx.people.display_names(subjects, chat.platform)
        for name, known in _meant(names, outside).items():
            if await _may(ports, tx, maker, subjects[known], chat):
                found |= dict.fromkeys((name, f"@{name}"), subjects[known].handle)
    return found


def _meant(names: Sequence[tuple[str, str]], text: str) -> dict[str, str]:
    """Name -> whose, for each that stands in the text and is one person's alone."""
    whose: dict[str, set[str]] = {}
    for name, person in names:
        long = len(name) >= SHORTEST_NAME and name != name.casefold()
        if long and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            whose.setdefault(name, set()).add(person)
    return {name: people.pop() for name, people in whose.items() if len(people) == 1}


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
