"""The render queue behind its port: DBOS in the store's database, so that a job commits with its credit hold.

Runner-up was BullMQ on Redis with an outbox relay: one more server, and a relay that can be late.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Annotated, Any

import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions, WorkflowStatus
from pydantic import Field, TypeAdapter, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from bot.ports import JobReport, JobState
from engine.contract import jobs, presence
from engine.contract.messages import (
    ENROLMENTS,
    PROGRESS,
    WHICH,
    EnrolDone,
    EnrolJob,
    JobFailed,
    Progress,
    Refusal,
    RenderDone,
    RenderJob,
    renders_of,
)
from engine.contract.presence import EngineSeen

DIED = Refusal(
    code="engine_failed", message="The engine failed while working on this.", facts={WHICH: "gave_up"}
)

_WAITING = {"ENQUEUED", "DELAYED"}
_OVER = ("SUCCESS", "ERROR")
_STATES = {
    "ENQUEUED": JobState.WAITING,
    "DELAYED": JobState.WAITING,
    "PENDING": JobState.RUNNING,
    "SUCCESS": JobState.DONE,
    "CANCELLED": JobState.CANCELLED,
}
_OUTCOMES: dict[str, TypeAdapter[Any]] = {
    jobs.RENDER_WORKFLOW: TypeAdapter(Annotated[RenderDone | JobFailed, Field(discriminator="kind")]),
    jobs.ENROL_WORKFLOW: TypeAdapter(Annotated[EnrolDone | JobFailed, Field(discriminator="kind")]),
}
# The columns that DBOS itself changes when it cancels; its client would do it on a connection of its own,
# which on SQLite waits for ours. A contract test holds this to what the engine notices.
_STATUS_COLUMNS = (
    "workflow_uuid",
    "status",
    "queue_name",
    "deduplication_id",
    "owner_xid",
    "started_at_epoch_ms",
    "updated_at",
    "completed_at",
)


async def migrate(url: str) -> None:
    """Create or upgrade the queue's tables in the store's database. Comes before the first enqueue."""
    await asyncio.to_thread(jobs.migrate, url)


class DbosQueue:
    """bot.ports.RenderQueue. `url` is the store's; connections are opened when first used."""

    def __init__(self, url: str) -> None:
        """Name the database; nothing is opened yet."""
        jobs.quiet()
        self._engine = jobs.queue_engine(url)
        self._client = DBOSClient(
            system_database_engine=self._engine,
            dbos_system_schema=jobs.SCHEMA,
            serializer=jobs.SERIALIZER,
            application_name=jobs.APPLICATION,
            lazy=True,
        )
        schema = None if self._engine.dialect.name == "sqlite" else jobs.SCHEMA
        self._status = sa.table("workflow_status", *map(sa.column, _STATUS_COLUMNS), schema=schema)

    async def close(self) -> None:
        """Close the connections."""
        await asyncio.to_thread(self._client.destroy)
        await asyncio.to_thread(self._engine.dispose)

    async def enqueue(self, session: AsyncSession, job: RenderJob | EnrolJob, *, priority: int) -> None:
        """Queue a job once, in the session's transaction; 1 runs first."""
        is_render = isinstance(job, RenderJob)
        options: EnqueueOptions = {
            "workflow_name": jobs.RENDER_WORKFLOW if is_render else jobs.ENROL_WORKFLOW,
            "queue_name": renders_of(job.renderer) if isinstance(job, RenderJob) else ENROLMENTS,
            "workflow_id": job.job_id,
            "app_version": jobs.VERSION,
            "priority": priority,
        }

        def write(sync: Session) -> None:
            self._client.enqueue_in_transaction(sync, options, job.model_dump(mode="json"))

        await session.run_sync(write)

    async def cancel(self, session: AsyncSession, job_id: str) -> None:
        """Stop a job in the session's transaction; the engine sees it within about a second."""
        now_ms = int(time.time() * 1000)
        status = self._status.c
        await session.execute(
            sa.update(self._status)
            .where(status.workflow_uuid == job_id, status.status.not_in((*_OVER, "CANCELLED")))
            .values(
                status="CANCELLED",
                owner_xid=None,
                queue_name=None,
                deduplication_id=None,
                started_at_epoch_ms=None,
                updated_at=now_ms,
                completed_at=now_ms,
            )
        )

    async def engines(self, session: AsyncSession) -> list[EngineSeen]:
        """All that were there lately, as the session's transaction sees them."""
        return await presence.engines(session)

    async def look(self, job_ids: Sequence[str]) -> list[JobReport]:
        """Report on each job asked about, in the order asked."""
        return await asyncio.to_thread(self._look, list(job_ids)) if job_ids else []

    async def purge(self, job_id: str) -> None:
        """Forget a job that has ended, with everything it carried."""
        await asyncio.to_thread(self._client.delete_workflow, job_id)

    def _look(self, job_ids: list[str]) -> list[JobReport]:
        listed = self._client.list_workflows(workflow_ids=job_ids, load_input=False)
        found = {status.workflow_id: status for status in listed}
        places: dict[str, int] = {}
        for queue in {one.queue_name for one in listed if one.queue_name and one.status in _WAITING}:
            places |= self._places(queue)
        return [self._report(job_id, found.get(job_id), places.get(job_id)) for job_id in job_ids]

    def _places(self, queue: str) -> dict[str, int]:
        waiting = self._client.list_workflows(
            queue_name=queue, status=list(_WAITING), load_input=False, load_output=False
        )
        waiting.sort(key=lambda status: (status.priority or 0, status.created_at or 0))
        return {status.workflow_id: place for place, status in enumerate(waiting, start=1)}

    def _report(self, job_id: str, status: WorkflowStatus | None, place: int | None) -> JobReport:
        if status is None:
            return JobReport(job_id, JobState.GONE)
        # DBOS has more ways to fail than this names; all of them are a failure to the bot.
        state = _STATES.get(status.status, JobState.FAILED)
        if state is JobState.WAITING:
            return JobReport(job_id, state, place=place)
        if state is JobState.RUNNING:
            return JobReport(job_id, state, progress=self._progress(job_id))
        if state is JobState.CANCELLED:
            return JobReport(job_id, state)
        outcome = _outcome(status) if state is JobState.DONE else _died(job_id)
        if isinstance(outcome, JobFailed):
            state = JobState.FAILED
        return JobReport(job_id, state, outcome=outcome)

    def _progress(self, job_id: str) -> Progress | None:
        """What the engine said last; one of another version may say what cannot be read here."""
        said = self._client.get_event(job_id, PROGRESS, timeout_seconds=0)
        try:
            return None if said is None else Progress.model_validate(said)
        except ValidationError:
            return None


def _outcome(status: WorkflowStatus) -> RenderDone | EnrolDone | JobFailed:
    try:
        outcome: RenderDone | EnrolDone | JobFailed = _OUTCOMES[status.name].validate_python(status.output)
    except (ValidationError, KeyError):
        return _died(status.workflow_id)
    return outcome


def _died(job_id: str) -> JobFailed:
    attempt = job_id.rpartition(".")[2]
    return JobFailed(job_id=job_id, attempt=int(attempt) if attempt.isdecimal() else 1, refusals=(DIED,))
