"""What people may look at: how their clips stand, and the files; keeping and deleting."""

from typing import TYPE_CHECKING

from bot.approvals import Decision
from bot.audit import Audit
from bot.clips import QUESTIONS, UNDELIVERED, VISIBLE, WITH_THE_ENGINE, ClipState
from bot.credits import refund
from bot.errors import CannotKeep, UnknownClip
from bot.notices import ClipGone, ClipKept, ClipShown, ClipsShown, WhyNot
from bot.ports import Ports
from bot.store.tables import ClipRow, Person
from bot.use_cases.clips import casting, expecting
from bot.use_cases.clips.ending import end
from bot.use_cases.clips.outbox import tell, tell_maker
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

CLIPS_SHOWN = 10


async def clip(ports: Ports, person: str, name: str) -> ClipShown:
    """Its state, and its place in the queue while it waits."""
    async with ports.uow() as tx:
        await living(tx, person)
        row, _ = await clip_of(tx, person, name)
        view = await shown(tx, row)
    if row.maker_id != person:  # why not is for the maker: it may be whom they have blocked
        view = view.model_copy(update={"refusals": ()})
    if row.state not in WITH_THE_ENGINE or row.job_id is None:
        return view
    report = (await ports.queue.look([row.job_id]))[0]
    return await expecting.with_left(ports, row, view.model_copy(update={"place": report.place}))


async def clips(ports: Ports, person: str) -> ClipsShown:
    """The newest ten."""
    async with ports.uow() as tx:
        await living(tx, person)
        rows = await tx.clips.of_maker(person, CLIPS_SHOWN)
        return ClipsShown(clips=tuple([await shown(tx, row) for row in rows]))


async def shown(tx: "UnitOfWork", row: ClipRow) -> ClipShown:
    """A clip as its maker and those in it may know it; place is looked up apart."""
    cast = [member.person_id for member in await tx.clips.cast(row.id)]
    waiting: list[str] = []
    if row.state in QUESTIONS:
        asked = await tx.clips.approvals(row.id, QUESTIONS[row.state])
        waiting = [one.person_id for one in asked if one.decision is Decision.WAITING]
    return ClipShown(
        id=row.id,
        state=row.state,
        stage=row.stage,
        done=row.done,
        place=None,
        prompt=row.prompt,
        cast=await casting.handles(tx, cast),
        waiting_for=await casting.asked_as(tx, waiting, cast),
        price=row.price,
        attempt=row.attempt,
        verified=row.verified or row.rendered_at is None,
        due_at=row.due_at,
        review=row.review,
        notes=row.notes,
        refusals=row.refusals,
    )


async def keep(ports: Ports, person: str, name: str) -> ClipKept:
    """The maker saves a draft; saving twice is saving."""
    async with ports.uow() as tx:
        maker = await living(tx, person)
        row = await tx.clips.get(name, lock=True)
        if row is None or row.maker_id != person:
            raise UnknownClip
        if row.state is ClipState.DELIVERED:
            row.state, row.kept_at, row.due_at = ClipState.KEPT, ports.clock.now(), None
            await tx.audit.record(ports.clock.now(), maker, Audit.CLIP_KEPT, row.id)
        elif row.state is not ClipState.KEPT:
            raise CannotKeep(state=row.state.value)
        return ClipKept(clip=row.id)


async def delete(ports: Ports, person: str, name: str) -> ClipGone:
    """Whoever made it, appears in it or owns a character that does ends it; the others are told."""
    async with ports.uow() as tx:
        actor = await living(tx, person)
        row, cast = await clip_of(tx, person, name, lock=True)
        if row.state in UNDELIVERED:
            why = None if row.maker_id == person else WhyNot.DELETED
            await end(ports, tx, row, ClipState.DELETED, actor=actor, why=why)
            await _tell_the_others(ports, tx, row, cast - {row.maker_id, person})
        elif row.state in VISIBLE:
            await remove_visible(ports, tx, row, ClipState.DELETED, actor=actor)
        return ClipGone(clip=row.id, prompt=row.prompt, state=row.state)


async def remove_visible(
    ports: Ports, tx: "UnitOfWork", row: ClipRow, to: ClipState, *, actor: Person | None
) -> None:
    """End a delivered clip and tell everybody concerned but the one who did it.

    For what somebody else takes away the maker gets
    the credits back only where the operator wants it so.
    """
    await end(ports, tx, row, to, actor=actor)
    cast = await tx.clips.controllers(row.id)
    doer = None if actor is None else actor.id
    if doer not in {None, row.maker_id} and ports.settings.clips.refund_deleted:
        await refund(tx.ledger, row.id, ports.clock.now())
    if row.maker_id != doer:
        await tell_maker(ports, tx, row, ClipGone(clip=row.id, prompt=row.prompt, state=to))
    await _tell_the_others(ports, tx, row, cast - {row.maker_id, doer or ""})


async def _tell_the_others(ports: Ports, tx: "UnitOfWork", row: ClipRow, people: set[str]) -> None:
    for other in sorted(people):
        await tell(ports, tx, other, ClipGone(clip=row.id, prompt=row.prompt, state=row.state), clip=row.id)


async def clip_of(
    tx: "UnitOfWork", person: str, name: str, *, lock: bool = False
) -> tuple[ClipRow, set[str]]:
    """The clip and who decides for those in it, for these and its maker. To others there is no such clip."""
    row = await tx.clips.get(name, lock=lock)
    if row is None:
        raise UnknownClip
    cast = await tx.clips.controllers(name)
    if person != row.maker_id and person not in cast:
        raise UnknownClip
    return row, cast
