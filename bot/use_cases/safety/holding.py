"""Held clips at the operators' desk: look at one, let it go on, refuse it. All but the list is recorded."""

from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.cases import HeldCase
from bot.clips import UNDELIVERED, ClipState, HoldReason
from bot.errors import FilesUnavailable, NotHeld, NothingToSee
from bot.notices import HoldDecided, SightingDecided, SpokenWords, WhyNot
from bot.ports import Ports
from bot.store.tables import ClipRow
from bot.use_cases.clips import casting
from bot.use_cases.clips.casting import TRIES, Judgement, StaleJudgementError
from bot.use_cases.clips.ending import end
from bot.use_cases.clips.jobs import clip_key
from bot.use_cases.clips.outbox import tell
from bot.use_cases.clips.publishing import publish
from bot.use_cases.safety import penalising
from engine.contract.keys import KeyProblemError
from engine.contract.vault import VaultError

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

BREACHES = {
    HoldReason.ENROLLED_STRANGER: "me_without_consent",
    HoldReason.NUDITY: "sexual",
    HoldReason.STRANGER: "impersonation",
    HoldReason.OTHER_WORDS: "deception",
}
"""What a strike for a held clip is counted as, the gravest reason first; anything else is `other`."""


async def holds(ports: Ports) -> list[HeldCase]:
    """Clips that wait for an operator, the longest first."""
    async with ports.uow() as tx:
        return [await _case(tx, row) for row in await tx.clips.in_states({ClipState.HELD})]


async def unknown_faces(ports: Ports) -> int:
    """How many people's faces are not here to compare strangers with."""
    async with ports.uow() as tx:
        return await tx.faces.missing()


async def show(ports: Ports, operator: str, clip: str) -> HeldCase:
    """One of them, with its prompt, words and scores."""
    async with ports.uow() as tx:
        row = await _held(tx, clip)
        await tx.audit.record(ports.clock.now(), None, Audit.HOLD_SEEN, clip, operator=operator, film=False)
        return await _case(tx, row)


async def film(ports: Ports, operator: str, clip: str) -> bytes:
    """Its video, for as long as it is held."""
    async with ports.uow() as tx:
        row = await _held(tx, clip)
        try:
            key = clip_key(ports, row)
        except KeyProblemError as error:
            raise FilesUnavailable from error
        if key is None or row.output_ref is None:
            raise NothingToSee(state=row.state.value)
        await tx.audit.record(ports.clock.now(), None, Audit.HOLD_SEEN, clip, operator=operator, film=True)
    try:
        return await ports.files.get(row.output_ref, key)
    except VaultError as error:
        raise FilesUnavailable from error


async def release(ports: Ports, operator: str, clip: str, note: str) -> HeldCase:
    """Let it go on: consent is judged again, those who want to be asked are asked, else it is delivered."""
    for _ in range(TRIES):
        async with ports.uow() as tx:
            await _held(tx, clip)
        judgement = await casting.judge_clip(ports, clip)
        try:
            return await _release(ports, operator, clip, note, judgement)
        except StaleJudgementError:
            continue
    raise StaleJudgementError


async def _release(ports: Ports, operator: str, clip: str, note: str, judgement: Judgement) -> HeldCase:
    async with ports.uow() as tx:
        row = await _held(tx, clip, lock=True)
        row.released_by, row.operator_note = operator, note
        await _reviewed(ports, tx, row, operator, passed=True)
        await publish(ports, tx, row, judgement)
        await _tell(ports, tx, row, passed=row.state in {ClipState.APPROVAL, ClipState.DELIVERED})
        return await _case(tx, row)


async def refuse(
    ports: Ports, operator: str, clip: str, note: str, *, strike: bool, code: str | None
) -> HeldCase:
    """End it, with the credits back; `strike` counts it against its maker as well."""
    async with ports.uow() as tx:
        row = await _held(tx, clip)
        making = await tx.clips.made_by(row.maker_id, UNDELIVERED) if strike else []
        # A strike may stop what its maker has in the making: all locked now, by id, before any person.
        for name in sorted({each.id for each in making} | {clip}):
            await tx.clips.get(name, lock=True)
        row = await _held(tx, clip)
        row.operator_note = note
        await _reviewed(ports, tx, row, operator, passed=False)
        await end(ports, tx, row, ClipState.REFUSED, why=WhyNot.REFUSED)
        await _tell(ports, tx, row, passed=False)
        if strike:
            counted = code or _breach(row)
            await penalising.strike(ports, tx, row.maker_id, counted, operator=operator)
        return await _case(tx, row)


def _breach(row: ClipRow) -> str:
    return next((code for reason, code in BREACHES.items() if reason in row.held_for), "other")


async def _held(tx: "UnitOfWork", clip: str, *, lock: bool = False) -> ClipRow:
    row = await tx.clips.get(clip, lock=lock)
    if row is None or row.state is not ClipState.HELD:
        raise NotHeld(id=clip)
    return row


async def _reviewed(ports: Ports, tx: "UnitOfWork", row: ClipRow, operator: str, *, passed: bool) -> None:
    reasons = [reason.value for reason in row.held_for]
    await tx.audit.record(
        ports.clock.now(),
        None,
        Audit.CLIP_REVIEWED,
        row.id,
        operator=operator,
        passed=passed,
        reasons=reasons,
    )


async def _tell(ports: Ports, tx: "UnitOfWork", row: ClipRow, *, passed: bool) -> None:
    """Those who were told that it is held hear how that ended; the maker hears it with the clip's own end."""
    decided = HoldDecided(clip=row.id, prompt=row.prompt, passed=passed)
    appear = await tx.clips.controllers(row.id)
    for person in sorted(appear - {row.maker_id}):
        await tell(ports, tx, person, decided, clip=row.id)
    for person in sorted(set(await tx.faces.seen_in(row.id)) - appear - {row.maker_id}):
        await tell(ports, tx, person, SightingDecided(clip=row.id, passed=passed), clip=row.id)


async def _case(tx: "UnitOfWork", row: ClipRow) -> HeldCase:
    maker = await tx.people.handles([row.maker_id])
    cast = [member.person_id for member in await tx.clips.cast(row.id)]
    lines = [line for shot in row.screenplay.shots for line in shot.lines]
    return HeldCase(
        clip=row.id,
        state=row.state,
        reasons=row.held_for,
        maker=maker.get(row.maker_id, ""),
        cast=await casting.handles(tx, cast),
        recognised=await casting.handles(tx, await tx.faces.seen_in(row.id)),
        prompt=row.prompt,
        words=tuple(SpokenWords(handle=line.role, text=line.text) for line in lines),
        review=row.review,
        rendered_at=row.rendered_at,
        due_at=row.due_at,
        note=row.operator_note,
    )
