"""Taking back what a friend was allowed, with effect at once on what they have not saved."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.clips import UNDELIVERED, ClipState
from bot.errors import OutsideWhatTheyAllow
from bot.notices import AccessChanged, WhyNot
from bot.ports import Ports
from bot.store.tables import ClipRow, Person
from bot.use_cases.clips.casting import TRIES
from bot.use_cases.clips.ending import LaterClipError, end, locked_with, none_later
from bot.use_cases.clips.viewing import remove_visible
from bot.use_cases.consents.granting import changed
from bot.use_cases.consents.seeing import friend
from bot.use_cases.consents.subjects import subject
from bot.use_cases.people.joining import name_of

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

UNSAVED = UNDELIVERED | {ClipState.DELIVERED}
"""What a revocation ends. A clip that was saved stays until somebody in it deletes it."""


async def revoke(
    ports: Ports, person: str, handle: str, of: str = "", *, pointed_out: bool = False
) -> AccessChanged:
    """Take it back, and end what that friend has with me and has not saved: in the making, or a draft.

    A revocation without a grant is kept too: it keeps that friend out where everyone is let in.
    """
    for _ in range(TRIES):
        try:
            return await _revoke(ports, person, handle, of, pointed_out=pointed_out)
        except LaterClipError:
            continue
    raise LaterClipError


async def _revoke(ports: Ports, person: str, handle: str, of: str, *, pointed_out: bool) -> AccessChanged:
    async with ports.uow() as tx:
        actor, owner = await subject(tx, person, of)
        other = await friend(tx, person, handle, pointed_out=pointed_out)
        clips = await unsaved_of(tx, [owner.id], other.id)
        now = ports.clock.now()
        had = await tx.consents.revoke(owner.id, other.id, now)
        if not had:
            await tx.consents.grant(owner.id, other.id, now)
            await tx.consents.revoke(owner.id, other.id, now)
        await tx.consents.bump(owner.id)
        # what took nothing back stands in nobody else's trail
        await tx.audit.record(now, actor, Audit.ACCESS_REVOKED, name_of(other if had else actor))
        stopped, taken = await end_all(ports, tx, clips, actor)
        result = await changed(tx, owner, other)
        return result.model_copy(update={"stopped": stopped, "taken": taken})


async def unsaved_of(tx: "UnitOfWork", owners: Collection[str], maker: str) -> list[tuple[ClipRow, str]]:
    """A maker's clips that they have not saved, each with the one of `owners` in it; all of them are held.

    Raises:
        LaterClipError: there was one just before; see `ending.none_later`.
    """
    rows = await locked_with(tx, UNSAVED, *owners)
    for owner in sorted(owners):
        await tx.people.lock(owner)
    await none_later(tx, rows, UNSAVED, *owners)
    whose = {row.id: owner for owner in owners for row in await tx.clips.with_person(owner, UNSAVED)}
    return [(row, whose[row.id]) for row in rows if row.maker_id == maker]


async def end_all(
    ports: Ports, tx: "UnitOfWork", clips: list[tuple[ClipRow, str]], actor: Person
) -> tuple[int, int]:
    """End what somebody made with my likeness; how many were in the making, and how many were drafts.

    The maker reads of each what they would read after any revocation. What they paid for a draft that they
    had is not given back.
    """
    names = await tx.people.handles({owner for _, owner in clips})
    stopped = taken = 0
    for clip, owner in clips:
        if clip.state in UNDELIVERED:
            reason, why = OutsideWhatTheyAllow(name=names[owner]).refusal, WhyNot.ACCESS_ENDED
            await end(ports, tx, clip, ClipState.REVOKED, actor=actor, why=why, refusals=(reason,))
            stopped += 1
        elif clip.state is ClipState.DELIVERED:
            await remove_visible(ports, tx, clip, ClipState.DELETED, actor=actor)
            taken += 1
    return stopped, taken
