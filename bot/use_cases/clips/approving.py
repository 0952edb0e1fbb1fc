"""An owner's answer to "may this be made?" and to "may this clip be shown?": whichever question is open."""

from typing import TYPE_CHECKING

from bot import approvals
from bot.approvals import Decision
from bot.audit import Audit
from bot.clips import QUESTIONS, ClipState
from bot.errors import NotAskedToApprove
from bot.notices import ApprovalTaken
from bot.ports import Ports
from bot.store.tables import ClipRow
from bot.use_cases.clips import casting
from bot.use_cases.clips.casting import TRIES, Judgement, StaleJudgementError
from bot.use_cases.clips.publishing import publish
from bot.use_cases.clips.starting import start
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def decide(ports: Ports, person: str, clip: str, *, approve: bool) -> ApprovalTaken:
    """Write it down if it is their first, and let the clip go on or end. "": the clip that waits longest."""
    clip = clip or await _waits_longest(ports, person)
    for _ in range(TRIES):
        async with ports.uow() as tx:
            asked = await tx.clips.asked(clip, person)
        if not asked:
            raise NotAskedToApprove
        judgement = await casting.judge_clip(ports, clip)
        try:
            return await _decide(ports, person, clip, judgement, approve=approve)
        except StaleJudgementError:
            continue
    raise StaleJudgementError


async def _waits_longest(ports: Ports, person: str) -> str:
    async with ports.uow() as tx:
        waiting = await tx.clips.waiting_for(person)
    if not waiting:
        raise NotAskedToApprove
    return waiting[0].clip_id


async def _decide(
    ports: Ports, person: str, clip: str, judgement: Judgement, *, approve: bool
) -> ApprovalTaken:
    wanted = Decision.APPROVED if approve else Decision.DENIED
    async with ports.uow() as tx:
        owner = await living(tx, person)
        row = await tx.clips.get(clip, lock=True)
        if row is None:
            raise NotAskedToApprove
        now, phase = ports.clock.now(), QUESTIONS.get(row.state)
        first = phase is not None and await tx.clips.decide(clip, person, wanted, now, phase)
        mine = [one for one in await tx.clips.asked(clip, person) if one.decision is not Decision.WAITING]
        if not mine:
            raise NotAskedToApprove
        answered = mine[0]
        if first:
            action = Audit.CLIP_APPROVED if approve else Audit.CLIP_DENIED
            await tx.audit.record(now, owner, action, clip, phase=answered.phase.value)
            await _go_on(ports, tx, row, judgement)
        others = [one.decision for one in await tx.clips.approvals(clip, answered.phase)]
        return ApprovalTaken(
            clip=clip,
            approved=answered.decision is Decision.APPROVED,
            first=first,
            waiting_for=approvals.waiting(others),
        )


async def _go_on(ports: Ports, tx: "UnitOfWork", row: ClipRow, judgement: Judgement) -> None:
    if row.state is ClipState.ASKING:
        await start(ports, tx, row, judgement)
    else:
        await publish(ports, tx, row, judgement)
