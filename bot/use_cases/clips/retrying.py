"""Another attempt: the job of the one before is cancelled and the next queued, in one transaction.

`attempt` fences: what the earlier one still reports changes nothing.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.chores import ChoreKind
from bot.clips import WITH_THE_ENGINE, ClipState
from bot.likeness import LikenessState, face_ref
from bot.notices import WhyNot
from bot.ports import Ports
from bot.store.tables import ClipRow, LikenessRow
from bot.use_cases.clips import jobs
from bot.use_cases.clips.casting import attempt_refs
from bot.use_cases.clips.ending import LATE_WRITE_S, end
from bot.use_cases.clips.jobs import NoLikenessLeftError, job_id, person_key, stop_job
from engine.contract.messages import Challenge, Stage

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def requeue(ports: Ports, tx: "UnitOfWork", clip: ClipRow) -> None:
    """Queue a clip's next attempt."""
    if clip.job_id is not None:
        await stop_job(ports, tx, clip.job_id)
    # What the earlier attempt wrote, or may still write, is nobody's.
    later = ports.clock.now() + timedelta(seconds=LATE_WRITE_S)
    await tx.chores.add(ChoreKind.FILE, attempt_refs(clip.id, clip.attempt), later)
    clip.attempt += 1
    clip.started_at = None
    clip.state, clip.stage, clip.done, clip.heartbeat_at = ClipState.QUEUED, Stage.WAITING, 0.0, None
    backlog = await tx.clips.count(clip.maker_id, WITH_THE_ENGINE)
    try:
        await jobs.enqueue_clip(ports, tx, clip, backlog)
    except NoLikenessLeftError:
        await end(ports, tx, clip, ClipState.REVOKED, why=WhyNot.ACCESS_ENDED)
        return
    await tx.audit.record(ports.clock.now(), None, Audit.CLIP_RETRIED, clip.id, attempt=clip.attempt)


async def requeue_enrolment(ports: Ports, tx: "UnitOfWork", row: LikenessRow) -> None:
    """Queue a recording's next attempt, with the challenge it answers."""
    await stop_job(ports, tx, job_id(row.id, row.attempt))
    if row.vault_ref is not None:  # what the earlier attempt may still write is swept up later
        later = ports.clock.now() + timedelta(seconds=LATE_WRITE_S)
        face = face_ref(row.person_id, row.id, row.attempt)
        await tx.chores.add(ChoreKind.FILE, [row.vault_ref, face], later)
    row.attempt += 1
    row.state, row.stage, row.done, row.heartbeat_at = LikenessState.QUEUED, Stage.WAITING, 0.0, None
    person = await tx.people.get(row.person_id)
    key = None if person is None else person_key(ports, person)
    if key is None:
        raise NoLikenessLeftError(row.id)
    challenge: Challenge | None = None
    if row.challenge_id is not None:
        asked = await tx.likenesses.challenge(row.challenge_id)
        challenge = Challenge(turns=asked.turns, phrase=asked.phrase) if asked is not None else None
    await jobs.enqueue_enrolment(ports, tx, row, challenge, key)
    await tx.audit.record(ports.clock.now(), None, Audit.LIKENESS_RETRIED, row.id, attempt=row.attempt)
