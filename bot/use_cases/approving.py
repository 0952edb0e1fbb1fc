"""An owner's answer to "may this clip be shown?"."""

from bot import approvals
from bot.approvals import Decision
from bot.audit import Audit
from bot.clips import ClipState
from bot.errors import NotAskedToApprove
from bot.notices import ApprovalTaken
from bot.ports import Ports
from bot.use_cases import casting
from bot.use_cases.casting import TRIES, Judgement, StaleJudgementError
from bot.use_cases.joining import living
from bot.use_cases.publishing import publish


async def decide(ports: Ports, person: str, clip: str, *, approve: bool) -> ApprovalTaken:
    """Write it down if it is their first, and let the clip go on or end. "": the clip that waits longest."""
    clip = clip or await _waits_longest(ports, person)
    for _ in range(TRIES):
        async with ports.uow() as tx:
            asked = await tx.clips.approval(clip, person)
        if asked is None:
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
        now = ports.clock.now()
        first = row.state is ClipState.APPROVAL and await tx.clips.decide(clip, person, wanted, now)
        asked = {one.person_id: one.decision for one in await tx.clips.approvals(clip)}
        if asked.get(person, Decision.WAITING) is Decision.WAITING:
            raise NotAskedToApprove
        if first:
            action = Audit.CLIP_APPROVED if approve else Audit.CLIP_DENIED
            await tx.audit.record(now, owner, action, clip)
            await publish(ports, tx, row, judgement)
        return ApprovalTaken(
            clip=clip,
            approved=asked[person] is Decision.APPROVED,
            first=first,
            waiting_for=approvals.waiting(asked.values()),
        )
