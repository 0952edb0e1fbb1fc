"""What became of the jobs: look at every unfinished one, and decide what follows, one transaction each.

Stateless: what to look at is what the store says is unfinished, so a bot that was killed just looks again. A
report about an attempt that is no longer the current one changes nothing.
"""

import logging
from typing import TYPE_CHECKING

from bot import clips
from bot.chores import ChoreKind
from bot.clips import WITH_THE_ENGINE, ClipState
from bot.errors import EngineFailed
from bot.likeness import UNFINISHED, LikenessState
from bot.notices import WhyNot
from bot.ports import JobReport, JobState, Ports
from bot.store.tables import ClipRow, LikenessRow
from bot.use_cases.clips import casting
from bot.use_cases.clips.casting import TRIES, StaleJudgementError, small_ref
from bot.use_cases.clips.clearing import clear_jobs
from bot.use_cases.clips.ending import end, locked_with
from bot.use_cases.clips.jobs import job_id
from bot.use_cases.clips.publishing import publish
from bot.use_cases.clips.retrying import requeue, requeue_enrolment
from bot.use_cases.consents.rechecking import recheck_clip
from bot.use_cases.people.enrolling import enrolled, refuse
from bot.use_cases.safety import reviewing
from engine.contract import preview
from engine.contract.messages import EnrolDone, JobFailed, RenderDone

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

LOST = EngineFailed().refusal
LOST_STATES = frozenset({JobState.GONE, JobState.CANCELLED})
"""Of a job that we did not end: the row would have moved on."""
_log = logging.getLogger(__name__)


async def take_outcomes(ports: Ports) -> int:
    """One pass. What goes wrong with one job leaves the others alone and is tried again in the next pass."""
    async with ports.uow() as tx:
        renders = {row.job_id: row.id for row in await tx.clips.in_states(WITH_THE_ENGINE) if row.job_id}
        recordings = await tx.likenesses.in_states(UNFINISHED)
    enrolments = {job_id(row.id, row.attempt): row.id for row in recordings}
    if not renders and not enrolments:
        return 0
    changed = 0
    for report in await ports.queue.look([*renders, *enrolments]):
        try:
            if report.job_id in renders:
                changed += await _take_render(ports, renders[report.job_id], report)
                await _keep_preview(ports, report)
            else:
                changed += await _take_enrolment(ports, enrolments[report.job_id], report)
        except Exception:  # noqa: BLE001 - the loop must outlive any one job; the job is looked at again
            _log.exception("the report of job %s could not be taken", report.job_id)
    if changed:
        await clear_jobs(ports)
    return changed


async def _take_render(ports: Ports, clip: str, report: JobReport) -> bool:
    if isinstance(report.outcome, RenderDone):
        return await _take_rendered(ports, clip, report, report.outcome)
    if report.state in LOST_STATES:  # before another attempt is made
        await recheck_clip(ports, clip)
    async with ports.uow() as tx:
        row = await tx.clips.get(clip, lock=True)
        if row is None or not _is_current(row, report):
            return False
        if isinstance(report.outcome, JobFailed):
            refusals = report.outcome.refusals
            await end(ports, tx, row, ClipState.FAILED, why=WhyNot.FAILED, refusals=refusals)
            return True
        if report.state in LOST_STATES:
            await give_up_or_requeue(ports, tx, row)
            return True
        return _progressed(ports, row, report)


async def _keep_preview(ports: Ports, report: JobReport) -> None:
    """The newest frame, as long as there is a newer one to come; who may see it is `previewing.preview`."""
    if report.state is not JobState.RUNNING:
        await ports.previews.drop(report.job_id)
    elif report.progress is not None and report.progress.preview is not None:
        sealed = preview.sealed_bytes(report.progress.preview)
        if sealed is not None:
            await ports.previews.put(report.job_id, sealed)


async def _take_rendered(ports: Ports, clip: str, report: JobReport, done: RenderDone) -> bool:
    looked = await reviewing.look(ports, clip, done)
    for _ in range(TRIES):
        judgement = await casting.judge_clip(ports, clip)
        try:
            async with ports.uow() as tx:
                row = await tx.clips.get(clip, lock=True)
                if row is None or not _is_current(row, report) or done.attempt != row.attempt:
                    return False
                _keep_result(ports, row, done)
                await reviewing.hold(ports, tx, row, looked)
                await tx.chores.add(ChoreKind.JOB, [report.job_id], ports.clock.now())
                await publish(ports, tx, row, judgement)
                return True
        except StaleJudgementError:
            continue
    raise StaleJudgementError


def _is_current(row: ClipRow, report: JobReport) -> bool:
    return row.state in WITH_THE_ENGINE and row.job_id == report.job_id


def _keep_result(ports: Ports, row: ClipRow, done: RenderDone) -> None:
    row.rendered_at, row.done = ports.clock.now(), 1.0
    row.sha256, row.verified = done.sha256, done.verified
    row.review, row.notes = done.review, done.notes
    row.bytes, row.small_bytes = done.bytes, done.small_bytes
    row.small_ref = None if done.small_bytes is None else small_ref(row.id, row.attempt)


def _progressed(ports: Ports, row: ClipRow | LikenessRow, report: JobReport) -> bool:
    """Take over what the engine says of a running job: its heartbeat too."""
    if report.state is not JobState.RUNNING:
        return False
    before = (row.state, row.stage, row.done, row.heartbeat_at)
    if isinstance(row, ClipRow):
        if row.state is ClipState.QUEUED:
            row.state, row.started_at = clips.moved(row.state, ClipState.RENDERING), ports.clock.now()
    else:
        row.state = LikenessState.ANALYSING
    if report.progress is not None:
        row.stage, row.done = report.progress.stage, report.progress.done
        row.heartbeat_at = max(report.progress.at, row.heartbeat_at or report.progress.at)
    elif row.heartbeat_at is None:
        row.heartbeat_at = ports.clock.now()
    return before != (row.state, row.stage, row.done, row.heartbeat_at)


async def _take_enrolment(ports: Ports, likeness: str, report: JobReport) -> bool:
    face = await reviewing.taken_face(ports, likeness) if isinstance(report.outcome, EnrolDone) else None
    async with ports.uow() as tx:
        found = await tx.likenesses.get(likeness)
        if found is not None:  # what a new likeness queues anew is locked before it, as erasing does
            await locked_with(tx, {ClipState.QUEUED}, found.person_id)
        row = await tx.likenesses.get(likeness, lock=True)
        if row is None or row.state not in UNFINISHED or job_id(row.id, row.attempt) != report.job_id:
            return False
        if isinstance(report.outcome, EnrolDone | JobFailed):
            await tx.chores.add(ChoreKind.JOB, [report.job_id], ports.clock.now())
            if isinstance(report.outcome, EnrolDone):
                await enrolled(ports, tx, row, report.outcome, face)
            else:
                await refuse(ports, tx, row, report.outcome.refusals)
            return True
        if report.state in LOST_STATES:
            await give_up_or_requeue_enrolment(ports, tx, row)
            return True
        return _progressed(ports, row, report)


async def give_up_or_requeue(ports: Ports, tx: "UnitOfWork", clip: ClipRow) -> None:
    """An attempt was lost: the next one, or after the last one the credits back."""
    if clip.attempt < ports.settings.engine.attempts:
        await requeue(ports, tx, clip)
    else:
        await end(ports, tx, clip, ClipState.FAILED, why=WhyNot.FAILED, refusals=(LOST,))


async def give_up_or_requeue_enrolment(ports: Ports, tx: "UnitOfWork", row: LikenessRow) -> None:
    """The same for a recording."""
    if row.attempt < ports.settings.engine.attempts:
        await requeue_enrolment(ports, tx, row)
    else:
        await tx.chores.add(ChoreKind.JOB, [job_id(row.id, row.attempt)], ports.clock.now())
        await refuse(ports, tx, row, (LOST,))
