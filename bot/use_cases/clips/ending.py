"""How a clip ends: the job stopped, credits back where it was never delivered, key and files destroyed."""

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import clips
from bot.audit import Audit
from bot.chores import ChoreKind
from bot.clips import UNDELIVERED, WITH_THE_ENGINE, ClipState
from bot.notices import CARRIERS, ClipNotMade, WhyNot
from bot.ports import Ports
from bot.store.tables import ClipRow, Person
from bot.use_cases.clips.casting import refs
from bot.use_cases.clips.jobs import stop_job
from bot.use_cases.clips.outbox import tell_maker
from engine.contract.messages import Refusal

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

# An engine that was told to stop may still write what it had in hand.
LATE_WRITE_S = 300.0
_AUDIT = {
    ClipState.CANCELLED: Audit.CLIP_CANCELLED,
    ClipState.FAILED: Audit.CLIP_FAILED,
    ClipState.DENIED: Audit.CLIP_DENIED,
    ClipState.EXPIRED: Audit.CLIP_EXPIRED,
    ClipState.DELETED: Audit.CLIP_DELETED,
    ClipState.REVOKED: Audit.CLIP_REVOKED,
    ClipState.REFUSED: Audit.CLIP_REFUSED,
}


class LaterClipError(Exception):
    """A clip was asked for while the others were being locked, clips before people: begin again, with it."""


async def end(
    ports: Ports,
    tx: "UnitOfWork",
    clip: ClipRow,
    to: ClipState,
    *,
    actor: Person | None = None,
    why: WhyNot | None = None,
    refusals: tuple[Refusal, ...] = (),
) -> int:
    """Bring a clip to a final state in this transaction; returns the credits released.

    The key goes with the commit; the files, useless without it, follow as chores; messages that carried one
    are to be taken down. `why` tells the maker that there will be no clip. `actor` is who did it, None for
    the service itself.

    Raises:
        bot.clips.IllegalMoveError: the clip cannot end so.
    """
    before, now = clip.state, ports.clock.now()
    clip.state = clips.moved(before, to)
    clip.ended_at, clip.due_at, clip.data_key, clip.refusals = now, None, None, refusals
    files_at = now
    if before in WITH_THE_ENGINE and clip.job_id is not None:
        await stop_job(ports, tx, clip.job_id)
        files_at += timedelta(seconds=LATE_WRITE_S)
    await tx.chores.add(ChoreKind.FILE, refs(clip), files_at)
    await tx.digests.drop([clip.id])
    await tx.links.drop(clip.id)
    await tx.uploads.end(clip.id)
    await tx.deliveries.take_down(clip.id, CARRIERS)
    await tx.statuses.reopen(clip.id)
    released = 0
    if before in UNDELIVERED:
        await tx.ledger.release(clip.id, now)
        released = clip.price
    await tx.audit.record(now, actor, _AUDIT[to], clip.id)
    if why is not None:
        notice = ClipNotMade(clip=clip.id, prompt=clip.prompt, why=why, released=released, refusals=refusals)
        # whom they have blocked, or that they are suspended, is not for everybody in the room to read
        theirs = why is WhyNot.PENALTY or (bool(refusals) and to is not ClipState.FAILED)
        await tell_maker(ports, tx, clip, notice, alone=theirs)
    return released


async def locked_with(
    tx: "UnitOfWork", states: Collection[ClipState], *people: str, maker: str | None = None
) -> list[ClipRow]:
    """Clips that any of these people appear in, or that `maker` made, all locked before any is touched.

    Every transaction locks clips before people, and clips by id, so that no two wait for one another.
    """
    rows = [await tx.clips.get(name, lock=True) for name in sorted(await _with(tx, states, people, maker))]
    return [row for row in rows if row is not None and row.state in states]


async def none_later(
    tx: "UnitOfWork",
    locked: Collection[ClipRow],
    states: Collection[ClipState],
    *people: str,
    maker: str | None = None,
) -> None:
    """See that there are no such clips but those that are locked.

    Whoever asks for a clip holds everybody in it as they are, so once these people are locked, too, there
    can come no other.

    Raises:
        LaterClipError: there was one just before.
    """
    if await _with(tx, states, people, maker) - {row.id for row in locked}:
        raise LaterClipError


async def _with(
    tx: "UnitOfWork", states: Collection[ClipState], people: Collection[str], maker: str | None
) -> set[str]:
    found = {row.id for person in people for row in await tx.clips.with_person(person, states)}
    return found if maker is None else found | {row.id for row in await tx.clips.made_by(maker)}
