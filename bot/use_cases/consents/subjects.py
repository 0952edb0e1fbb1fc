"""Whose settings somebody changes: their own, or those of a character that they decide for."""

from typing import TYPE_CHECKING

from bot.errors import UnknownPerson
from bot.people import folded
from bot.store.tables import Person
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def subject(
    tx: "UnitOfWork", person: str, of: str = "", *, lock: bool = False
) -> tuple[Person, Person]:
    """Who acts, and for whom: themselves where `of` is empty, else their character of that handle.

    lock: hold the one who acts until the transaction ends, and so everything that only they change.

    Raises:
        AccountErased: they are no more. UnknownPerson: they have no such character, whoever else may.
    """
    actor = await living(tx, person, lock=lock)
    bare = folded(of)
    if bare in {"", actor.handle}:
        return actor, actor
    found = await tx.people.by_handle(bare)
    if found is None or found.owner_id != actor.id:
        raise UnknownPerson(name=bare)
    if lock:
        await tx.people.lock(found.id)
    return actor, found


async def subjects(tx: "UnitOfWork", person: str) -> list[str]:
    """Ids of all that somebody decides for: themselves first, then their characters."""
    return [person, *await tx.people.owned_by(person)]
