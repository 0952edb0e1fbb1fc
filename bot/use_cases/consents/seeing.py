"""Who can be found by whom. Somebody who hides from me reads exactly like somebody who does not exist.

That holds for whatever is reached by a handle that somebody typed: profiles, questions for access, clips and
preflights. It could not hold for people whom the platform itself shows to both (a mention that it resolved):
they are known to be there, so they can be named, and what they keep to themselves reads like any other no.

A block changes nothing of this. Whoever is blocked is put among the strangers: they see what a stranger in
the same chat would see and hear what a stranger would hear, so no answer tells them that they are blocked.
Who wants to be out of their sight, too, chooses who sees the profile.
"""

from typing import TYPE_CHECKING

from bot import consent
from bot.consent import GrantStanding
from bot.errors import ThatIsYou, UnknownPerson
from bot.people import folded
from bot.store.tables import Person
from bot.use_cases.consents.subjects import subjects

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def sees(tx: "UnitOfWork", viewer: str, other: Person) -> bool:
    """Whether `viewer` (an id) may see the profile of `other`, who may be a character."""
    controller = other.owner_id or other.id
    if controller == viewer:
        return True
    granted = await tx.consents.granted(other.id, viewer)
    return consent.visible(
        (await tx.consents.settings(other.id)).visibility,
        grant=GrantStanding.OPEN if granted else GrantStanding.NONE,
        granted_back=await tx.consents.granted(viewer, controller),
        shared_place=await tx.people.share_place(controller, viewer),
    )


async def found(tx: "UnitOfWork", viewer: str, handle: str, *, pointed_out: bool = False) -> Person:
    """The person or character of a handle as typed, for everything that somebody wants of them.

    Those whom `viewer` may see, and those who allowed `viewer` by name: a grant can be used by whom it was
    given to even where profiles are hidden. pointed_out: the platform resolved a mention to this handle.

    Raises:
        UnknownPerson: nobody has that handle, or they hide from `viewer`; both read the same.
    """
    bare = folded(handle)
    other = await tx.people.by_handle(bare)
    if other is None:
        raise UnknownPerson(name=bare)
    if pointed_out or await tx.consents.granted(other.id, viewer) or await sees(tx, viewer, other):
        return other
    raise UnknownPerson(name=bare)


async def seen(tx: "UnitOfWork", viewer: str, handle: str) -> Person:
    """The person or character whose profile `viewer` may see; no mention opens one that is hidden.

    Raises:
        UnknownPerson: as in `found`.
    """
    bare = folded(handle)
    other = await tx.people.by_handle(bare)
    if other is None or not await sees(tx, viewer, other):
        raise UnknownPerson(name=bare)
    return other


async def friend(tx: "UnitOfWork", person: str, handle: str, *, pointed_out: bool = False) -> Person:
    """Somebody else, for what `person` decides about them: allow, deny, revoke, block and the like.

    Besides those whom they can find: those whom they have had to do with here, who may hide by now.

    Raises:
        UnknownPerson: as in `found`; characters, too: it is people who are allowed or kept out.
        ThatIsYou: it is the person themselves.
    """
    bare = folded(handle)
    other = await tx.people.by_handle(bare)
    if other is None or other.owner_id is not None:
        raise UnknownPerson(name=bare)
    if other.id == person:
        raise ThatIsYou
    if pointed_out or await sees(tx, person, other):
        return other
    if await tx.consents.acquainted(await subjects(tx, person), other.id):
        return other
    raise UnknownPerson(name=bare)
