"""Making a clip: moderation, consent, price, hold, rows and job in one transaction; and taking it back."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.clips import UNDELIVERED, WITH_THE_ENGINE, ClipState, Tier
from bot.credits import Tariff, hold
from bot.errors import (
    CannotCancel,
    ClipTooLong,
    ContentRefused,
    NotEnoughCredits,
    Refused,
    TooManyClips,
    UnknownClip,
)
from bot.ids import new_id
from bot.notices import ClipShown, Preflight
from bot.ports import Ports
from bot.requests import MakeRequest
from bot.script import five_parts
from bot.store.tables import CastRow, ClipRow, Person
from bot.use_cases import casting, jobs
from bot.use_cases.casting import TRIES, Judgement, Member, StaleJudgementError
from bot.use_cases.ending import end
from bot.use_cases.joining import living, name_of
from bot.use_cases.viewing import shown
from engine.contract.keys import DataKey
from engine.contract.messages import Resolution

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

RESOLUTIONS = {Tier.STANDARD: Resolution.P720, Tier.PRO: Resolution.P1080}


@dataclass(frozen=True, slots=True)
class Plan:
    """What making it would come to. `refusals` stand in the order in which they are checked."""

    maker: Person
    members: tuple[Member, ...]
    price: int
    available: int
    backlog: int
    refusals: tuple[Refused, ...]

    @property
    def approvers(self) -> list[str]:
        """Ids of those who would be asked."""
        return [member.person.id for member in self.members if member.asks]


async def preflight(ports: Ports, person: str, request: MakeRequest) -> Preflight:
    """Look at everything that `make` looks at, and write nothing."""
    for _ in range(TRIES):
        try:
            judgement = await casting.judge_request(ports, person, request)
        except Refused as refused:
            return await _unreadable(ports, person, request, refused)
        try:
            async with ports.uow() as tx:
                plan = await _plan(ports, tx, judgement, request.tier)
                return await _preflight(tx, judgement, plan, request.tier)
        except StaleJudgementError:
            continue
    raise StaleJudgementError


async def make(ports: Ports, person: str, request: MakeRequest) -> ClipShown:
    """Make it, or the same one again where this message was handled before."""
    for _ in range(TRIES):
        if request.key is not None:
            async with ports.uow() as tx:
                known = await _known(tx, person, request)
            if known is not None:
                return known
        judgement = await casting.judge_request(ports, person, request)
        try:
            async with ports.uow() as tx:
                await living(tx, person, lock=True)
                known = await _known(tx, person, request)
                return known or await _admit(ports, tx, judgement, request)
        except StaleJudgementError:
            continue
    raise StaleJudgementError


async def cancel(ports: Ports, person: str, clip: str) -> ClipShown:
    """Stop it and give the credits back; a second click changes nothing."""
    async with ports.uow() as tx:
        maker = await living(tx, person)
        row = await tx.clips.get(clip, lock=True)
        if row is None or row.maker_id != person:
            raise UnknownClip
        if row.state in UNDELIVERED:
            await end(ports, tx, row, ClipState.CANCELLED, actor=maker)
        elif row.state is not ClipState.CANCELLED:
            raise CannotCancel(state=row.state.value)
        return await shown(tx, row)


async def _known(tx: "UnitOfWork", person: str, request: MakeRequest) -> ClipShown | None:
    if request.key is None:
        return None
    row = await tx.clips.by_key(person, request.key)
    return None if row is None else await shown(tx, row)


async def _plan(ports: Ports, tx: "UnitOfWork", judgement: Judgement, tier: Tier) -> Plan:
    maker = await living(tx, judgement.maker)
    available = await tx.ledger.available(maker.id)
    backlog = await tx.clips.count(maker.id, WITH_THE_ENGINE)
    members = await casting.weigh(ports, tx, judgement)
    refusals: list[Refused] = []
    if judgement.ruling.refusal is not None:
        refusals.append(ContentRefused.of(judgement.ruling.refusal))
    refusals += [member.verdict.refusal for member in members if member.verdict.refusal is not None]
    price = 0
    try:
        price = Tariff.of(ports.settings.credits, ports.settings.clips).price(
            tier, judgement.screenplay.seconds
        )
    except ClipTooLong as refused:
        refusals.append(refused)
    if backlog >= ports.settings.clips.running_per_person:
        refusals.append(TooManyClips(limit=ports.settings.clips.running_per_person))
    if price > available:
        refusals.append(NotEnoughCredits(price=price, available=available))
    return Plan(maker, members, price, available, backlog, tuple(refusals))


async def _preflight(tx: "UnitOfWork", judgement: Judgement, plan: Plan, tier: Tier) -> Preflight:
    screenplay = judgement.screenplay
    return Preflight(
        price=plan.price,
        available=plan.available,
        seconds=screenplay.seconds,
        tier=tier,
        place=await _place(tx, plan.maker),
        cast=tuple(dict.fromkeys(member.person.handle for member in plan.members)),
        approvers=() if plan.refusals else await casting.handles(tx, plan.approvers),
        reading=five_parts(screenplay),
        lines=tuple(line.text for shot in screenplay.shots for line in shot.lines),
        refusals=tuple(refused.refusal for refused in plan.refusals),
    )


async def _unreadable(ports: Ports, person: str, request: MakeRequest, refused: Refused) -> Preflight:
    async with ports.uow() as tx:
        maker = await living(tx, person)
        return Preflight(
            price=0,
            available=await tx.ledger.available(person),
            seconds=0,
            tier=request.tier,
            place=await _place(tx, maker),
            cast=(),
            approvers=(),
            reading=None,
            lines=(),
            refusals=(refused.refusal,),
        )


async def _place(tx: "UnitOfWork", maker: Person) -> int:
    """Where a new clip of theirs would stand: behind all that wait, save those of a lower plan."""
    waiting = await tx.clips.in_states({ClipState.QUEUED})
    if maker.plan is Tier.STANDARD:
        return len(waiting) + 1
    ahead = 0
    for clip in waiting:
        other = await tx.people.get(clip.maker_id)
        ahead += other is not None and other.plan is Tier.PRO
    return ahead + 1


async def _admit(ports: Ports, tx: "UnitOfWork", judgement: Judgement, request: MakeRequest) -> ClipShown:
    plan = await _plan(ports, tx, judgement, request.tier)
    if plan.refusals:
        raise plan.refusals[0]
    now = ports.clock.now()
    clip = _clip(ports, judgement, plan, request)
    await tx.clips.add(clip, [_cast_row(clip, member) for member in plan.members])
    await hold(tx.ledger, plan.maker.id, clip.id, plan.price, now)
    await jobs.enqueue_clip(ports, tx, clip, plan.backlog)
    await tx.audit.record(now, plan.maker, Audit.CLIP_MADE, clip.id, price=plan.price)
    for member in plan.members:
        if member.person.id != plan.maker.id:
            await tx.audit.record(now, plan.maker, Audit.LIKENESS_USED, name_of(member.person), clip=clip.id)
    return await shown(tx, clip)


def _clip(ports: Ports, judgement: Judgement, plan: Plan, request: MakeRequest) -> ClipRow:
    name = new_id()
    return ClipRow(
        id=name,
        maker_id=plan.maker.id,
        state=ClipState.QUEUED,
        prompt=judgement.screenplay.prompt,
        screenplay=judgement.screenplay,
        tier=request.tier,
        resolution=RESOLUTIONS[request.tier],
        style=judgement.screenplay.style,
        seconds=judgement.screenplay.seconds,
        price=plan.price,
        seed=secrets.randbelow(2**32),
        renderer=ports.settings.engine.renderer,
        created_at=ports.clock.now(),
        platform=request.chat.platform,
        chat_id=request.chat.chat_id,
        place=request.chat.place,
        request_key=request.key,
        data_key=ports.keys.wrap(DataKey.generate(), name),
    )


def _cast_row(clip: ClipRow, member: Member) -> CastRow:
    if member.likeness is None:
        raise LookupError(member.role)
    return CastRow(
        clip_id=clip.id, role=member.role, person_id=member.person.id, likeness_id=member.likeness.id
    )
