"""Between the finished render and its maker: consent again, everybody's yes, then delivery and the charge."""

from datetime import timedelta
from typing import TYPE_CHECKING

from bot import approvals, clips
from bot.approvals import Decision, Standing
from bot.audit import Audit
from bot.clips import ClipState
from bot.credits import settle
from bot.notices import ApprovalAsked, ApprovalWaits, ClipDelivered, LikenessUsed, SpokenWords, WhyNot
from bot.ports import Ports
from bot.store.tables import ClipRow
from bot.use_cases import casting
from bot.use_cases.casting import Judgement, Member
from bot.use_cases.ending import end
from bot.use_cases.outbox import tell, tell_maker

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def publish(ports: Ports, tx: "UnitOfWork", clip: ClipRow, judgement: Judgement) -> None:
    """Take a rendered clip as far as it can go now: ended, waiting for somebody's yes, or delivered.

    Raises:
        StaleJudgementError: see `casting.weigh`.
    """
    members = await casting.weigh(ports, tx, judgement)
    verdicts = [member.verdict.refusal for member in members]
    reasons = [refused.refusal for refused in verdicts if refused is not None]
    if judgement.ruling.refusal is not None:
        reasons.append(judgement.ruling.refusal)
    if reasons:
        await end(ports, tx, clip, ClipState.REVOKED, why=WhyNot.ACCESS_ENDED, refusals=tuple(reasons))
        return
    await _ask(ports, tx, clip, [member for member in members if member.asks])
    asked = await tx.clips.approvals(clip.id)
    match approvals.standing(row.decision for row in asked):
        case Standing.DENIED:
            await end(ports, tx, clip, ClipState.DENIED, why=WhyNot.NOT_AGREED)
        case Standing.AGREED:
            await _deliver(ports, tx, clip, {row.person_id for row in asked})
        case Standing.WAITING:
            await _wait(ports, tx, clip, [r.person_id for r in asked if r.decision is Decision.WAITING])


async def _ask(ports: Ports, tx: "UnitOfWork", clip: ClipRow, members: list[Member]) -> None:
    """Ask each of them once, with the words they are made to say."""
    now = ports.clock.now()
    due = now + timedelta(hours=ports.settings.clips.approval_hours)
    opened = await tx.clips.ask(clip.id, [member.person.id for member in members], now)
    maker = await tx.people.handles([clip.maker_id])
    for row in opened:
        notice = ApprovalAsked(
            clip=clip.id,
            maker=maker[clip.maker_id],
            prompt=clip.prompt,
            words=await _words(tx, clip, row.person_id),
            due_at=clip.due_at if clip.state is ClipState.APPROVAL and clip.due_at else due,
        )
        await tell(ports, tx, row.person_id, notice, clip=clip.id)
        await tx.audit.record(now, None, Audit.CLIP_APPROVAL_ASKED, clip.id)


async def _wait(ports: Ports, tx: "UnitOfWork", clip: ClipRow, waiting: list[str]) -> None:
    if clip.state is ClipState.APPROVAL:
        return
    clip.state = clips.moved(clip.state, ClipState.APPROVAL)
    clip.due_at = ports.clock.now() + timedelta(hours=ports.settings.clips.approval_hours)
    handles = await casting.handles(tx, waiting)
    notice = ApprovalWaits(clip=clip.id, waiting_for=handles, due_at=clip.due_at)
    await tell_maker(ports, tx, clip, notice)


async def _deliver(ports: Ports, tx: "UnitOfWork", clip: ClipRow, asked: set[str]) -> None:
    """The maker has it from now on, and pays now; those who were not asked are told of it."""
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
    )
    await tell_maker(ports, tx, clip, notice)
    maker = await tx.people.handles([clip.maker_id])
    cast = {member.person_id for member in await tx.clips.cast(clip.id)}
    for person in sorted(cast - asked - {clip.maker_id}):
        words = await _words(tx, clip, person)
        used = LikenessUsed(clip=clip.id, maker=maker[clip.maker_id], prompt=clip.prompt, words=words)
        await tell(ports, tx, person, used, clip=clip.id)


async def _words(tx: "UnitOfWork", clip: ClipRow, person: str) -> tuple[SpokenWords, ...]:
    """Every line that the clip puts into this person's mouth, word for word."""
    roles = {member.role for member in await tx.clips.cast(clip.id) if member.person_id == person}
    handle = (await tx.people.handles([person])).get(person, "")
    lines = [line for shot in clip.screenplay.shots for line in shot.lines if line.role in roles]
    return tuple(SpokenWords(handle=handle, text=line.text) for line in lines)
