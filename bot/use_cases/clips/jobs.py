"""Jobs for the engine: references to sealed files and the keys of just these, sealed to the engine."""

import logging
from typing import TYPE_CHECKING

from bot.chores import ChoreKind
from bot.clips import Tier
from bot.errors import QueueUnavailable
from bot.likeness import face_ref, likeness_ref
from bot.ports import Ports
from bot.store.tables import CastRow, ClipRow, LikenessRow, Person
from bot.use_cases.clips.casting import output_ref, poster_ref, small_ref, strangers_ref
from engine.contract.keys import DataKey, KeyProblemError
from engine.contract.messages import CastRef, Challenge, EnrolJob, JobKeys, RenderJob

if TYPE_CHECKING:
    from bot.settings import TiersSettings
    from bot.store.unit_of_work import UnitOfWork

ENROLMENT_PRIORITY = 1
_FIRST, _LATER = 1, 1001
_MOST_BACKLOG = 999
USUAL_UPLOAD_LIMIT = 10_485_760
"""Bytes that every chat takes, as far as we know: Discord's for a server without boosts is the smallest."""
_log = logging.getLogger(__name__)


class NoLikenessLeftError(Exception):
    """Somebody in the cast has no likeness or key any more, so the clip cannot be rendered."""


def job_id(subject: str, attempt: int) -> str:
    """The name of one attempt at a clip or an enrolment."""
    return f"{subject}.{attempt}"


def goes_first(tiers: "TiersSettings", clip: Tier, plan: Tier) -> bool:
    """Whether a clip of that tier, asked for by somebody on that plan, has priority: either is enough."""
    return tiers.of(clip).priority or tiers.of(plan).priority


def priority(backlog: int, *, first: bool) -> int:
    """Priority, then who has fewer clips in the making; the queue orders equals by age. 1 is first."""
    return (_FIRST if first else _LATER) + min(backlog, _MOST_BACKLOG)


def clip_key(ports: Ports, clip: ClipRow) -> DataKey | None:
    """The key of a clip's files, None where it was destroyed."""
    return None if clip.data_key is None else ports.keys.unwrap(clip.data_key, clip.id)


def person_key(ports: Ports, person: Person) -> DataKey | None:
    """The key of a person's files, None where there is none yet or it was destroyed."""
    return None if person.data_key is None else ports.keys.unwrap(person.data_key, person.id)


async def enqueue_clip(ports: Ports, tx: "UnitOfWork", clip: ClipRow, backlog: int) -> None:
    """Queue the clip's current attempt in this transaction, with the likeness that each person has now.

    Raises:
        NoLikenessLeftError: somebody has none any more. QueueUnavailable: the job cannot be sealed or queued.
    """
    clip.job_id = job_id(clip.id, clip.attempt)
    clip.output_ref, clip.poster_ref = output_ref(clip.id, clip.attempt), poster_ref(clip.id, clip.attempt)
    own = clip_key(ports, clip)
    if own is None:
        raise NoLikenessLeftError(clip.id)
    strangers, small = strangers_ref(clip.id, clip.attempt), small_ref(clip.id, clip.attempt)
    keysets = dict.fromkeys((clip.output_ref, clip.poster_ref, strangers, small), own.serialise())
    cast: list[CastRef] = []
    for member in await tx.clips.cast(clip.id):
        ref, key = await _likeness_of(ports, tx, member)
        character = await tx.people.character(member.person_id)
        credit = character.attribution if character is not None else ""
        cast.append(CastRef(role=member.role, likeness=ref, attribution=credit))
        keysets[ref] = key.serialise()
    if clip.scene_ref is not None:
        keysets[clip.scene_ref] = own.serialise()
    job = RenderJob(
        job_id=clip.job_id,
        clip=clip.id,
        attempt=clip.attempt,
        screenplay=clip.screenplay,
        cast=tuple(cast),
        resolution=clip.resolution,
        enhanced=ports.settings.tiers.of(clip.tier).enhanced,
        renderer=clip.renderer,
        seed=clip.seed,
        output=clip.output_ref,
        poster=clip.poster_ref,
        scene=clip.scene_ref,
        strangers=strangers,
        small=small,
        fit_bytes=await _fit_bytes(tx, clip),
        sealed_keys=_sealed(ports, JobKeys(keysets=keysets), clip.job_id),
    )
    maker = await tx.people.get(clip.maker_id)
    plan = maker.plan if maker is not None else Tier.STANDARD
    first = goes_first(ports.settings.tiers, clip.tier, plan)
    await _enqueue(ports, tx, job, priority(backlog, first=first))


async def enqueue_enrolment(
    ports: Ports, tx: "UnitOfWork", row: LikenessRow, challenge: Challenge | None, key: DataKey
) -> None:
    """Queue the recording's current attempt in this transaction.

    Raises:
        QueueUnavailable: the job cannot be sealed or queued.
    """
    if row.footage_ref is None:
        raise NoLikenessLeftError(row.id)
    row.vault_ref = likeness_ref(row.person_id, row.id, row.attempt)
    name, face = job_id(row.id, row.attempt), face_ref(row.person_id, row.id, row.attempt)
    is_character = await tx.people.character(row.person_id) is not None
    refs = (row.footage_ref, row.vault_ref) if is_character else (row.footage_ref, row.vault_ref, face)
    keysets = dict.fromkeys(refs, key.serialise())
    job = EnrolJob(
        job_id=name,
        enrolment=row.id,
        attempt=row.attempt,
        footage=row.footage_ref,
        output=row.vault_ref,
        face=None if is_character else face,
        challenge=challenge,
        character=is_character,
        throw_away=ports.settings.demo,
        sealed_keys=_sealed(ports, JobKeys(keysets=keysets), name),
    )
    await _enqueue(ports, tx, job, ENROLMENT_PRIORITY)


async def stop_job(ports: Ports, tx: "UnitOfWork", name: str) -> None:
    """Cancel a job in this transaction and have its row purged afterwards."""
    await ports.queue.cancel(tx.session, name)
    await tx.chores.add(ChoreKind.JOB, [name], ports.clock.now())


async def _fit_bytes(tx: "UnitOfWork", clip: ClipRow) -> int:
    """What has to fit: the room's limit, or that of direct messages where it goes to somebody alone, too.

    Those who are asked, and the maker of a draft, are shown it alone.
    """
    limit = clip.upload_limit or USUAL_UPLOAD_LIMIT
    alone = clip.draft or await tx.clips.controllers(clip.id) != {clip.maker_id}
    return min(limit, USUAL_UPLOAD_LIMIT) if alone else limit


async def _likeness_of(ports: Ports, tx: "UnitOfWork", member: CastRow) -> tuple[str, DataKey]:
    person = await tx.people.get(member.person_id)
    likeness = await tx.likenesses.current(member.person_id)
    key = person_key(ports, person) if person is not None else None
    if likeness is None or likeness.vault_ref is None or key is None:
        raise NoLikenessLeftError(member.clip_id)
    member.likeness_id = likeness.id
    return likeness.vault_ref, key


def _sealed(ports: Ports, keys: JobKeys, name: str) -> str:
    try:
        return ports.sealer.seal(keys, name)
    except KeyProblemError as error:
        _log.exception("a job's keys cannot be sealed to the engine")
        raise QueueUnavailable from error


async def _enqueue(ports: Ports, tx: "UnitOfWork", job: RenderJob | EnrolJob, rank: int) -> None:
    try:
        await ports.queue.enqueue(tx.session, job, priority=rank)
    except Exception as error:  # whatever is wrong with the queue, nothing of this transaction remains
        _log.exception("a job cannot be queued")
        raise QueueUnavailable from error
