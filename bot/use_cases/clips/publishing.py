"""Between the finished render and its maker: consent again, operators at need, everybody's yes, delivery."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import approvals, clips
from bot.approvals import Decision, Phase, Standing
from bot.audit import Audit
from bot.clips import ClipState
from bot.credits import settle
from bot.notices import ApprovalWaits, ClipDelivered, ClipHeld, ClipHeldForYou, LikenessUsed, Matter, WhyNot
from bot.ports import Ports
from bot.receipts import Step
from bot.store.tables import ClipRow
from bot.use_cases.clips import casting
from bot.use_cases.clips.asking import ask, tell_of_use
from bot.use_cases.clips.casting import Judgement
from bot.use_cases.clips.ending import end
from bot.use_cases.clips.outbox import chat_of, tell, tell_maker
from bot.use_cases.consents.consenting import write_receipts
from bot.use_cases.consents.weighing import Member, weigh, with_boundaries
from bot.use_cases.safety.operators import ask_operators

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def publish(ports: Ports, tx: "UnitOfWork", clip: ClipRow, judgement: Judgement) -> None:
    """Take a rendered clip as far as it can go now: ended, held, waiting for somebody's yes, or delivered.

    Raises:
        StaleJudgementError: see `weighing.weigh`.
    """
    members = await weigh(ports, tx, judgement)
    if await ended_by(ports, tx, clip, judgement, members):
        return
    if clip.held_for and clip.released_by is None:
        await _hold(ports, tx, clip)
        return
    await ask(ports, tx, clip, await to_ask(tx, clip, members), Phase.BEFORE_PUBLISH)
    asked = await tx.clips.approvals(clip.id, Phase.BEFORE_PUBLISH)
    match approvals.standing(row.decision for row in asked):
        case Standing.DENIED:
            await write_receipts(ports, tx, clip, members, Step.PUBLISH)
            await end(ports, tx, clip, ClipState.DENIED, why=WhyNot.NOT_AGREED)
        case Standing.AGREED:
            await write_receipts(ports, tx, clip, members, Step.PUBLISH)
            await _deliver(ports, tx, clip, {row.person_id for row in asked})
        case Standing.WAITING:
            await _wait(ports, tx, clip, [r.person_id for r in asked if r.decision is Decision.WAITING])


async def ended_by(
    ports: Ports, tx: "UnitOfWork", clip: ClipRow, judgement: Judgement, members: Sequence[Member]
) -> bool:
    """End a clip in the making that is no longer allowed; whether it was."""
    verdicts = [member.verdict.refusal for member in members]
    reasons = [refused.refusal for refused in verdicts if refused is not None]
    if judgement.ruling.refusal is not None:
        reasons.append(judgement.ruling.refusal)
    if not reasons:
        return False
    step = Step.SUBMIT if clip.state is ClipState.ASKING else Step.PUBLISH
    await write_receipts(ports, tx, clip, members, step)
    await end(ports, tx, clip, ClipState.REVOKED, why=WhyNot.ACCESS_ENDED, refusals=tuple(reasons))
    return True


async def to_ask(tx: "UnitOfWork", clip: ClipRow, members: Sequence[Member]) -> dict[str, str]:
    """Who is asked about the finished clip: who wants it, and who should have been asked before the render.

    The latter were not where their settings or boundaries changed while it was made.
    """
    before = await tx.clips.approvals(clip.id, Phase.BEFORE_RENDER)
    agreed = {row.person_id for row in before if row.decision is Decision.APPROVED}
    return with_boundaries(
        [
            member
            for member in members
            if Phase.BEFORE_PUBLISH in member.verdict.phases
            or (Phase.BEFORE_RENDER in member.verdict.phases and member.controller not in agreed)
        ]
    )


async def _hold(ports: Ports, tx: "UnitOfWork", clip: ClipRow) -> None:
    """Operators look at it first. Those who appear are told, and can delete it unseen."""
    if clip.state is ClipState.HELD:
        return
    now = ports.clock.now()
    clip.state = clips.moved(clip.state, ClipState.HELD)
    clip.due_at = now + timedelta(hours=ports.settings.clips.held_hours)
    await tx.audit.record(now, None, Audit.CLIP_HELD, clip.id, reasons=[why.value for why in clip.held_for])
    await ask_operators(ports, tx, Matter.HELD_CLIP, clip.id, but=clip.maker_id)
    await tell_maker(ports, tx, clip, ClipHeld(clip=clip.id, prompt=clip.prompt, due_at=clip.due_at))
    maker = (await tx.people.handles([clip.maker_id])).get(clip.maker_id, "")
    notice = ClipHeldForYou(clip=clip.id, maker=maker, prompt=clip.prompt, due_at=clip.due_at)
    for person in sorted(await tx.clips.controllers(clip.id) - {clip.maker_id}):
        await tell(ports, tx, person, notice, chat=chat_of(clip), clip=clip.id)


async def _wait(ports: Ports, tx: "UnitOfWork", clip: ClipRow, waiting: list[str]) -> None:
    if clip.state is ClipState.APPROVAL:
        return
    clip.state = clips.moved(clip.state, ClipState.APPROVAL)
    clip.due_at = ports.clock.now() + timedelta(hours=ports.settings.clips.approval_hours)
    cast = [member.person_id for member in await tx.clips.cast(clip.id)]
    handles = await casting.asked_as(tx, waiting, cast)
    notice = ApprovalWaits(clip=clip.id, waiting_for=handles, due_at=clip.due_at)
    await tell_maker(ports, tx, clip, notice)


async def _deliver(ports: Ports, tx: "UnitOfWork", clip: ClipRow, asked: set[str]) -> None:
    """The maker has it from now on, and pays now; those who were not asked about it are told of it."""
    now = ports.clock.now()
    clip.state = clips.moved(clip.state, ClipState.DELIVERED)
    clip.delivered_at, clip.due_at = now, now + timedelta(hours=ports.settings.clips.draft_hours)
    await settle(tx.ledger, clip.id, now)
    await tx.audit.record(now, None, Audit.CLIP_DELIVERED, clip.id, price=clip.price)
    notice = ClipDelivered(
        clip=clip.id,
        prompt=clip.prompt,
        price=clip.price,
        due_at=clip.due_at,
        verified=clip.verified,
        notes=clip.notes,
        draft=clip.draft,
    )
    await tell_maker(ports, tx, clip, notice)
    await tell_of_use(ports, tx, clip, LikenessUsed, besides=asked)
