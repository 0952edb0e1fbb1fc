"""Having nothing to do with somebody any more; and letting them in again. Nothing tells them of either."""

from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.notices import BlockChanged
from bot.ports import Ports
from bot.store.tables import Person
from bot.use_cases.clips.casting import TRIES
from bot.use_cases.clips.ending import LaterClipError
from bot.use_cases.consents.revoking import end_all, unsaved_of
from bot.use_cases.consents.seeing import friend
from bot.use_cases.consents.subjects import subjects
from bot.use_cases.people.joining import living, name_of

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def block(ports: Ports, person: str, handle: str, *, pointed_out: bool = False) -> BlockChanged:
    """Keep somebody away from me and my characters.

    What I allowed them ends, and so does what they have with me and have not saved. They can use nothing of
    mine; what they ask is kept and lapses without a word to me. See `seeing` on what they see.
    """
    for _ in range(TRIES):
        try:
            return await _block(ports, person, handle, pointed_out=pointed_out)
        except LaterClipError:
            continue
    raise LaterClipError


async def _block(ports: Ports, person: str, handle: str, *, pointed_out: bool) -> BlockChanged:
    async with ports.uow() as tx:
        actor = await living(tx, person)
        other = await friend(tx, person, handle, pointed_out=pointed_out)
        mine = await subjects(tx, person)
        clips = await unsaved_of(tx, mine, other.id)
        if await tx.consents.block(person, other.id, ports.clock.now()):
            await _take_back(ports, tx, actor, mine, other)
        stopped, taken = await end_all(ports, tx, clips, actor)
        return BlockChanged(friend=other.handle, blocked=True, stopped=stopped, taken=taken)


async def _take_back(ports: Ports, tx: "UnitOfWork", actor: Person, mine: list[str], other: Person) -> None:
    now = ports.clock.now()
    # the trail of the one who is kept out does not speak of it: only of a grant that ended, if there was one
    await tx.audit.record(now, actor, Audit.ACCESS_BLOCKED, name_of(actor))
    for owner in mine:
        if await tx.consents.revoke(owner, other.id, now):
            await tx.audit.record(now, actor, Audit.ACCESS_REVOKED, name_of(other))
        await tx.consents.bump(owner)


async def unblock(ports: Ports, person: str, handle: str, *, pointed_out: bool = False) -> BlockChanged:
    """Let somebody in again as far as settings allow; what they were allowed before does not come back."""
    async with ports.uow() as tx:
        actor = await living(tx, person, lock=True)
        other = await friend(tx, person, handle, pointed_out=pointed_out)
        if await tx.consents.unblock(person, other.id):
            await tx.audit.record(ports.clock.now(), actor, Audit.ACCESS_UNBLOCKED, name_of(actor))
            for owner in await subjects(tx, person):
                await tx.consents.bump(owner)
        return BlockChanged(friend=other.handle, blocked=False)
