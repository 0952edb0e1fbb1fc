"""Whatever has come due: drafts, questions, challenges, jobs of silent engines, messages nobody saw sent."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta

from bot.clips import UNDELIVERED, ClipState
from bot.likeness import LikenessState
from bot.notices import WhyNot
from bot.outcomes import give_up_or_requeue, give_up_or_requeue_enrolment
from bot.ports import Ports
from bot.store.tables import ClipRow, LikenessRow
from bot.use_cases.clips import arriving, drafts, serving
from bot.use_cases.clips.clearing import clear
from bot.use_cases.clips.ending import end
from bot.use_cases.clips.viewing import remove_visible
from bot.use_cases.consents.notifying import send_digests
from bot.use_cases.consents.rechecking import recheck_clip
from bot.use_cases.consents.requesting import expire_due
from bot.use_cases.credits import buying, offering, subscribing
from bot.use_cases.people import closing, linking, merging
from bot.use_cases.places import hearing
from bot.use_cases.safety import evidence

_log = logging.getLogger(__name__)


async def sweep(ports: Ports) -> int:
    """One pass over everything; one kind of trouble does not keep the others from being looked at."""
    done = 0
    for step in STEPS:
        try:
            done += await step(ports)
        except Exception:  # noqa: BLE001 - the loop must outlive any one kind of trouble; it is looked at again
            _log.exception("the sweeper's step %s failed", step.__name__)
    return done


async def _each(ports: Ports, names: Iterable[str], work: Callable[[Ports, str], Awaitable[bool]]) -> int:
    """One after another; trouble with one leaves the others alone and is looked at again in the next pass."""
    done = 0
    for name in names:
        try:
            done += await work(ports, name)
        except Exception:  # noqa: BLE001 - whatever is wrong with this one, the others have come due, too
            _log.exception("clip %s could not be swept", name)
    return done


async def _due_clips(ports: Ports) -> int:
    """Drafts nobody saved are destroyed; questions nobody answered give the maker their credits back."""
    async with ports.uow() as tx:
        due = [row.id for row in await tx.clips.due(ports.clock.now())]
    return await _each(ports, due, _expire)


async def _expire(ports: Ports, name: str) -> bool:
    async with ports.uow() as tx:
        row = await tx.clips.get(name, lock=True)
        if row is None or row.due_at is None or row.due_at > ports.clock.now():
            return False
        if row.state in UNDELIVERED:
            why = WhyNot.NOT_REVIEWED if row.state is ClipState.HELD else WhyNot.APPROVAL_EXPIRED
            await end(ports, tx, row, ClipState.EXPIRED, why=why)
        elif await arriving.put_off(ports, tx, row):
            return False
        else:
            await remove_visible(ports, tx, row, ClipState.EXPIRED, actor=None)
        return True


async def _challenges(ports: Ports) -> int:
    async with ports.uow() as tx:
        return await tx.likenesses.drop_challenges(ports.clock.now())


async def _proposals(ports: Ports) -> int:
    """Requests that nobody came back to are forgotten."""
    async with ports.uow() as tx:
        return await tx.proposals.lapse(ports.clock.now())


async def _links(ports: Ports) -> int:
    """Addresses of films that have lapsed are forgotten."""
    async with ports.uow() as tx:
        return await tx.links.lapse(ports.clock.now())


async def _dialogues(ports: Ports) -> int:
    """What nobody answered in time is waited for no longer."""
    async with ports.uow() as tx:
        return await tx.dialogues.lapse(ports.clock.now())


async def _stale_clips(ports: Ports) -> int:
    """A running job without a sign of life goes to another engine."""
    async with ports.uow() as tx:
        running = await tx.clips.in_states({ClipState.RENDERING})
        stale = [row.id for row in running if _is_silent(ports, row)]
    return await _each(ports, stale, _try_again)


async def _try_again(ports: Ports, name: str) -> bool:
    await recheck_clip(ports, name)
    async with ports.uow() as tx:
        row = await tx.clips.get(name, lock=True)
        if row is None or row.state is not ClipState.RENDERING or not _is_silent(ports, row):
            return False
        await give_up_or_requeue(ports, tx, row)
        return True


def _is_silent(ports: Ports, row: ClipRow | LikenessRow) -> bool:
    before = ports.clock.now() - timedelta(seconds=ports.settings.engine.stale_after_s)
    return row.heartbeat_at is not None and row.heartbeat_at < before


async def _stale_enrolments(ports: Ports) -> int:
    done = 0
    async with ports.uow() as tx:
        for found in await tx.likenesses.in_states({LikenessState.ANALYSING}):
            row = await tx.likenesses.get(found.id, lock=True)
            if row is None or row.state is not LikenessState.ANALYSING or not _is_silent(ports, row):
                continue
            await give_up_or_requeue_enrolment(ports, tx, row)
            done += 1
    return done


async def _stuck_deliveries(ports: Ports) -> int:
    before = ports.clock.now() - timedelta(seconds=ports.settings.clips.sending_s)
    return await arriving.give_up_sending(ports, before)


STEPS: tuple[Callable[[Ports], Awaitable[int]], ...] = (
    _due_clips,
    drafts.warn,
    subscribing.go_on,
    buying.end_plans,
    offering.forget_due,
    expire_due,
    send_digests,
    _challenges,
    _proposals,
    _links,
    _dialogues,
    hearing.forget_due,
    linking.forget_due,
    merging.gather,
    _stale_clips,
    serving.give_up,
    _stale_enrolments,
    _stuck_deliveries,
    evidence.destroy_due,
    closing.reopen_due,
    clear,
)
