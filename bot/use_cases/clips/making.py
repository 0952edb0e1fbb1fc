"""Making a clip: moderation, consent, price, hold, rows and job in one transaction; and taking it back."""

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.approvals import Phase
from bot.audit import Audit
from bot.chores import ChoreKind
from bot.clips import UNDELIVERED, ClipState, Tier
from bot.credits import hold
from bot.errors import CannotCancel, Refused, UnknownClip
from bot.notices import ClipShown, LikenessAsked, Preflight, SceneShown
from bot.ports import Ports
from bot.receipts import Step
from bot.requests import MakeRequest, SettledRequest
from bot.script import five_parts
from bot.store.tables import CastRow, ClipRow, Person
from bot.use_cases.clips import casting, expecting, jobs, scenes, statuses
from bot.use_cases.clips.asking import ask, tell_of_use
from bot.use_cases.clips.casting import TRIES, Judgement, StaleJudgementError
from bot.use_cases.clips.ending import end
from bot.use_cases.clips.planning import Plan, plan
from bot.use_cases.clips.scenes import Canvas
from bot.use_cases.clips.viewing import shown
from bot.use_cases.consents import pacing
from bot.use_cases.consents.consenting import write_receipts, write_refusals
from bot.use_cases.consents.weighing import Member
from bot.use_cases.people.joining import living
from bot.use_cases.places.usual import settled
from bot.use_cases.safety import penalising
from engine.contract.messages import Screenplay

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def preflight(ports: Ports, person: str, request: MakeRequest) -> Preflight:
    """Look at everything that `make` looks at; nothing comes of it but that it is counted as a look."""
    request = await settled(ports, request)
    for attempt in range(TRIES):
        try:
            reading = await casting.read_request(ports, person, request)
            scenes.check(ports, request)
            if attempt == 0:
                await pacing.look(ports, reading)
        except Refused as refused:
            return await _unreadable(ports, person, request, refused)
        judgement = await casting.judged(ports, reading)
        try:
            async with ports.uow() as tx:
                found = await plan(ports, tx, judgement, request.tier)
                shown_plan = await _preflight(ports, tx, judgement, found, request.tier)
        except StaleJudgementError:
            continue
        await pacing.count_refusals(ports, found)
        return shown_plan
    raise StaleJudgementError


async def make(ports: Ports, person: str, request: MakeRequest) -> ClipShown:
    """Make it, or the same one again where this message was handled before."""
    request = await settled(ports, request)
    for attempt in range(TRIES):
        if request.key is not None:
            async with ports.uow() as tx:
                known = await _known(tx, person, request)
            if known is not None:
                return known
        reading = await casting.read_request(ports, person, request)
        scenes.check(ports, request)
        if attempt == 0:
            await pacing.look(ports, reading)
        judgement = await casting.judged(ports, reading)
        try:
            made = await _made(ports, judgement, request)
        except StaleJudgementError:
            continue
        if isinstance(made, ClipShown):
            return made
        await _refused(ports, judgement, request, made)
        raise made.refusals[0]
    raise StaleJudgementError


async def _made(ports: Ports, judgement: Judgement, request: SettledRequest) -> ClipShown | Plan:
    """The clip, or the plan that was refused; a picture that came with it stays only where it is a clip's."""
    canvas = await scenes.prepared(ports, request)
    try:
        made = await _taken(ports, judgement, request, canvas)
    except BaseException:
        await scenes.discard(ports, canvas)
        raise
    if not isinstance(made, ClipShown) or made.id != canvas.clip:
        await scenes.discard(ports, canvas)
    return made


async def _taken(
    ports: Ports, judgement: Judgement, request: SettledRequest, canvas: Canvas
) -> ClipShown | Plan:
    """In one transaction. Nobody in the cast changes what they allow meanwhile."""
    async with ports.uow() as tx:
        await tx.people.lock_with(judgement.maker, {*judgement.roles.values(), *judgement.owners})
        await tx.place_rules.hold(judgement.platform, judgement.place)
        known = await _known(tx, judgement.maker, request)
        if known is not None:
            return known
        found = await plan(ports, tx, judgement, request.tier)
        if found.refusals:
            return found
        clip = _clip(ports, judgement, found, request, canvas)
        made = await _admit(ports, tx, clip, found)
        await statuses.begin(tx, clip, request.proposal, request.told_in)
        return made


async def _refused(ports: Ports, judgement: Judgement, request: MakeRequest, found: Plan) -> None:
    """What a refusal leaves behind: its count, its entries, and the strike where the prompt is that bad.

    Whoever is kept out already gets no further strike: each penalty has taken effect before the next one.
    """
    await pacing.count_refusals(ports, found)
    ruling = judgement.ruling
    grave = ruling.strike and found.refusals[0].refusal == ruling.refusal
    async with ports.uow() as tx:
        maker = await living(tx, judgement.maker, lock=True)
        await write_refusals(ports, tx, maker, found.members)
        struck = grave and await _is_first(ports, tx, maker, request)
    if struck and ruling.refusal is not None:  # in a transaction of its own: it holds clips before people
        async with ports.uow() as tx:
            await penalising.strike(ports, tx, judgement.maker, ruling.refusal.code)


async def _is_first(ports: Ports, tx: "UnitOfWork", maker: Person, request: MakeRequest) -> bool:
    """Whether this message has not led to a strike before: handled twice, it counts once."""
    if request.key is None:
        return True
    name = hashlib.sha256(f"{maker.id} {request.key}".encode()).hexdigest()
    if await tx.audit.of(name):
        return False
    await tx.audit.record(ports.clock.now(), maker, Audit.REQUEST_STRUCK, name)
    return True


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


async def _preflight(
    ports: Ports, tx: "UnitOfWork", judgement: Judgement, found: Plan, tier: Tier
) -> Preflight:
    screenplay, cast = judgement.screenplay, [member.person.id for member in found.members]
    place = await _place(ports, tx, found.maker, tier)
    return Preflight(
        price=found.price,
        available=found.available,
        seconds=screenplay.seconds,
        rate=ports.settings.tiers.of(tier).credits_per_second,
        scenes=_scenes(screenplay),
        tier=tier,
        place=place,
        expected_s=await expecting.expected_s(ports, tx, tier, screenplay.seconds, place=place),
        cast=tuple(dict.fromkeys(member.person.handle for member in found.members)),
        approvers=() if found.refusals else await casting.asked_as(tx, found.approvers, cast),
        asked_first=() if found.refusals else await casting.asked_as(tx, list(found.asked_first), cast),
        reading=five_parts(screenplay),
        lines=tuple(line.text for shot in screenplay.shots for line in shot.lines),
        refusals=tuple(refused.refusal for refused in found.refusals),
    )


def _scenes(screenplay: Screenplay) -> tuple[SceneShown, ...]:
    """Each scene of a storyboard; nothing for a single one."""
    if len(screenplay.shots) < 2:  # noqa: PLR2004 - one scene is no storyboard
        return ()
    return tuple(
        SceneShown(
            seconds=shot.seconds,
            cast=shot.roles,
            action=shot.action,
            environment=shot.environment,
            lines=tuple(line.text for line in shot.lines),
        )
        for shot in screenplay.shots
    )


async def _unreadable(ports: Ports, person: str, request: SettledRequest, refused: Refused) -> Preflight:
    async with ports.uow() as tx:
        maker = await living(tx, person)
        return Preflight(
            price=0,
            available=await tx.ledger.available(person),
            seconds=0,
            tier=request.tier,
            place=await _place(ports, tx, maker, request.tier),
            cast=(),
            approvers=(),
            reading=None,
            lines=(),
            refusals=(refused.refusal,),
        )


async def _place(ports: Ports, tx: "UnitOfWork", maker: Person, tier: Tier) -> int:
    """Where a new clip of theirs would stand: behind all that wait, or all with priority where it has it.

    Each renderer has a queue of its own.
    """
    renderer, tiers = ports.settings.renderer_of(tier), ports.settings.tiers
    queued = await tx.clips.in_states({ClipState.QUEUED})
    waiting = [clip for clip in queued if clip.renderer == renderer]
    if not jobs.goes_first(tiers, tier, maker.plan):
        return len(waiting) + 1
    ahead = 0
    for clip in waiting:
        other = await tx.people.get(clip.maker_id)
        ahead += other is not None and jobs.goes_first(tiers, clip.tier, other.plan)
    return ahead + 1


async def _admit(ports: Ports, tx: "UnitOfWork", clip: ClipRow, found: Plan) -> ClipShown:
    """Hold the credits, then ask first whoever is to be asked first, else queue the job."""
    now = ports.clock.now()
    if clip.scene_ref is not None:
        await tx.chores.spare(ChoreKind.FILE, clip.scene_ref)
    if found.asked_first:
        clip.state = ClipState.ASKING
        clip.due_at = now + timedelta(hours=ports.settings.clips.approval_hours)
    await tx.clips.add(clip, [_cast_row(clip, member) for member in found.members])
    await hold(tx.ledger, found.maker.id, clip.id, found.price, now)
    await tx.audit.record(now, found.maker, Audit.CLIP_MADE, clip.id, price=found.price)
    if found.asked_first:
        await ask(ports, tx, clip, found.asked_first, Phase.BEFORE_RENDER)
        await tell_of_use(ports, tx, clip, LikenessAsked, besides=set(found.asked_first))
    else:
        await jobs.enqueue_clip(ports, tx, clip, found.backlog)
        await tell_of_use(ports, tx, clip, LikenessAsked)
    await write_receipts(ports, tx, clip, found.members, Step.SUBMIT)
    return await shown(tx, clip)


def _clip(
    ports: Ports, judgement: Judgement, found: Plan, request: SettledRequest, canvas: Canvas
) -> ClipRow:
    return ClipRow(
        id=canvas.clip,
        maker_id=found.maker.id,
        state=ClipState.QUEUED,
        prompt=judgement.screenplay.prompt,
        screenplay=judgement.screenplay,
        tier=request.tier,
        resolution=ports.settings.tiers.of(request.tier).resolution,
        style=judgement.screenplay.style,
        seconds=judgement.screenplay.seconds,
        price=found.price,
        seed=secrets.randbelow(2**32),
        renderer=ports.settings.renderer_of(request.tier),
        created_at=ports.clock.now(),
        platform=request.chat.platform,
        chat_id=request.chat.chat_id,
        place=request.chat.place,
        request_key=request.key,
        data_key=ports.keys.wrap(canvas.key, canvas.clip),
        scene_ref=canvas.scene,
        draft=request.draft,
        upload_limit=request.surroundings.upload_limit,
        remix_of=request.remix_of,
    )


def _cast_row(clip: ClipRow, member: Member) -> CastRow:
    if member.likeness is None:
        raise LookupError(member.role)
    return CastRow(
        clip_id=clip.id,
        role=member.role,
        person_id=member.person.id,
        likeness_id=member.likeness.id,
        grant_id=member.weighed.grant,
    )
