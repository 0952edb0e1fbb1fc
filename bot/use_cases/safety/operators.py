"""The accounts that count as operators on chat platforms, and what they are told."""

from typing import TYPE_CHECKING

from bot.errors import UnknownPerson
from bot.notices import Matter, OperatorAsked
from bot.people import Platform, folded
from bot.ports import Ports
from bot.store.tables import Person
from bot.use_cases.clips.outbox import tell

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def operators(ports: Ports, tx: "UnitOfWork") -> list[Person]:
    """The people behind the accounts that the settings name, as far as they were ever here."""
    found: dict[str, Person] = {}
    for written in ports.settings.operators.people:
        platform, _, name = written.partition(":")
        person = await tx.people.by_account(Platform(platform), name)
        if person is not None:
            found[person.id] = person
    return list(found.values())


async def is_operator(ports: Ports, tx: "UnitOfWork", person: str) -> bool:
    """Whether they decide here."""
    return person in {each.id for each in await operators(ports, tx)}


async def ask_operators(
    ports: Ports, tx: "UnitOfWork", matter: Matter, subject: str, *, but: str | None = None
) -> None:
    """Tell every operator that something waits for a decision, save the one whom it is about (`but`)."""
    for person in await operators(ports, tx):
        if person.id != but:
            await tell(ports, tx, person.id, OperatorAsked(matter=matter, id=subject))


async def answering(tx: "UnitOfWork", handle: str) -> Person:
    """The human being of that handle; for a character, its owner.

    Raises:
        UnknownPerson: nobody has it.
    """
    person = await tx.people.by_handle(handle)
    if person is not None and person.owner_id is not None:
        person = await tx.people.get(person.owner_id)
    if person is None:
        raise UnknownPerson(name=folded(handle))
    return person
