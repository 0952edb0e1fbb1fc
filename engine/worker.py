"""`python -m engine.worker [--config FILE]`: takes jobs from the queue, one child process each.

A job is a DBOS workflow with one preemptible step. Killed with -9 and started again under the same executor
id, the engine takes up what it was working on. Stopped with SIGTERM or SIGINT it ends its children and leaves
their jobs to its next start (or, when that is long, to the bot's sweeper).
"""

import argparse
import asyncio
import fcntl
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dbos import DBOS, DBOSConfig
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.exc import SQLAlchemyError

from engine.child_messages import ChildRequest, Outcome
from engine.contract import jobs, presence
from engine.contract.config import ConfigError
from engine.contract.keys import EngineKey, KeyProblemError
from engine.contract.messages import (
    ENROLMENTS,
    PROGRESS,
    WHICH,
    EnrolJob,
    JobFailed,
    Progress,
    Refusal,
    RenderJob,
    renders_of,
)
from engine.room.keeper import kept
from engine.settings import EngineSettings
from engine.supervisor import ChildGaveNothingError, Limits, run_child
from engine.takes import taken

BROKEN = 1
FAILED = "engine_failed"
_GAVE_UP = Refusal(code=FAILED, message="The engine failed while working on this.", facts={WHICH: "gave_up"})
_UNREADABLE = Refusal(
    code=FAILED, message="This engine cannot read the job.", facts={WHICH: "unreadable_job"}
)
# A job that takes the whole engine down with it again and again is given up for good.
MOST_RECOVERIES = 20

_JOB: TypeAdapter[RenderJob | EnrolJob] = TypeAdapter(RenderJob | EnrolJob)
_log = logging.getLogger("cameo.engine")


class EngineRunningError(Exception):
    """Another process works under this executor id: two would run every job twice."""


class Engine:
    """Runs jobs for one installation."""

    def __init__(self, settings: EngineSettings) -> None:
        """Read the key, or make it.

        Raises:
            KeyProblemError: the key folder cannot be used.
        """
        section = settings.engine
        self._key = EngineKey.load_or_create(settings.vault.keys)
        self._tries = section.tries
        self._limits = Limits(
            seconds=section.job_minutes * 60,
            silence_s=section.silence_minutes * 60,
            memory_mb=section.memory_mb,
            heartbeat_s=section.heartbeat_s,
        )

    async def run(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Run one job as it lies in the queue; give back a RenderDone, EnrolDone or JobFailed as JSON."""
        try:
            job = _JOB.validate_python(payload)
            keys = self._key.open(job.sealed_keys, job.job_id)
        except (ValidationError, KeyProblemError) as error:
            _log.warning("A job cannot be read: %s", type(error).__name__)  # its text would show the prompt
            return _failed(payload, _UNREADABLE).model_dump(mode="json")
        outcome = await self._with_retries(ChildRequest(job=job, keys=keys))
        return outcome.model_dump(mode="json")

    async def _with_retries(self, request: ChildRequest) -> Outcome:
        job_id = request.job.job_id
        for left in reversed(range(self._tries)):
            try:
                outcome = await run_child(request, self._limits, _tell)
            except ChildGaveNothingError as error:
                _log.warning("The process of job %s gave nothing. %s", job_id, error)
                if not (error.killed and left):
                    break
            else:
                _log.info("Job %s ended: %s", job_id, outcome.kind)
                return outcome
        return _failed(request.job.model_dump(), _GAVE_UP)


async def _tell(progress: Progress) -> None:
    await DBOS.set_event_async(PROGRESS, progress.model_dump(mode="json"))


def _failed(payload: dict[str, Any], refusal: Refusal) -> JobFailed:
    attempt = payload.get("attempt")
    return JobFailed(
        job_id=str(payload.get("job_id", "")),
        attempt=attempt if isinstance(attempt, int) else 1,
        refusals=(refusal,),
    )


def _register(engine: Engine) -> None:
    """Tell DBOS what a job is."""

    @DBOS.step(preemptible=True)
    async def run(job: dict[str, Any]) -> dict[str, Any]:
        return await engine.run(job)

    @DBOS.workflow(name=jobs.RENDER_WORKFLOW, max_recovery_attempts=MOST_RECOVERIES)
    async def render(job: dict[str, Any]) -> dict[str, Any]:
        return await run(job)

    @DBOS.workflow(name=jobs.ENROL_WORKFLOW, max_recovery_attempts=MOST_RECOVERIES)
    async def enrol(job: dict[str, Any]) -> dict[str, Any]:
        return await run(job)


def _configuration(settings: EngineSettings) -> DBOSConfig:
    return {
        "name": jobs.APPLICATION,
        "system_database_url": jobs.sync_url(settings.queue_url).render_as_string(hide_password=False),
        "system_database_engine": jobs.queue_engine(settings.queue_url, pool=10),
        "dbos_system_schema": jobs.SCHEMA,
        "executor_id": settings.engine.executor_id,
        "application_version": jobs.VERSION,
        "serializer": jobs.SERIALIZER,
        "log_level": "WARNING",
        "enable_otlp": False,
    }


async def serve(settings: EngineSettings) -> None:
    """Take jobs until SIGTERM or SIGINT.

    The loop's own cancellation, after DBOS has let go, ends the children; so no half-done job is written down
    as failed.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    _register(Engine(settings))
    DBOS(config=_configuration(settings))
    takes = taken(settings)
    queues = [*map(renders_of, takes), ENROLMENTS]
    DBOS.listen_queues(queues)  # the others are for engines that have more, or less, than this one
    DBOS.launch()
    for queue in queues:
        await DBOS.register_queue_async(
            queue,
            worker_concurrency=settings.engine.concurrency,
            polling_interval_sec=settings.engine.poll_s,
            on_conflict="always_update",
        )
    _log.info("Engine %s takes jobs: %s.", settings.engine.executor_id, ", ".join(takes))
    await _present(settings, takes, stop)
    _log.info("Engine %s stops.", settings.engine.executor_id)
    DBOS.destroy()


async def _present(settings: EngineSettings, takes: tuple[str, ...], stop: asyncio.Event) -> None:
    """Say again and again that this engine is there, until it is told to stop."""
    engine = jobs.queue_engine(settings.queue_url, pool=1)
    await asyncio.to_thread(presence.migrate, engine)
    while not stop.is_set():
        seen = presence.EngineSeen(settings.engine.executor_id, takes, datetime.now(UTC))
        try:
            await asyncio.to_thread(presence.say, engine, seen)
        except SQLAlchemyError as error:  # the jobs themselves go by what DBOS can reach
            _log.warning("It could not be said which renders this engine takes: %s", type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), presence.SAID_EVERY_S)
    engine.dispose()


@contextmanager
def alone(settings: EngineSettings) -> Iterator[None]:
    """Hold this executor id on this machine for the length of the block; the system frees it however we end.

    Raises:
        EngineRunningError: another process holds it.
    """
    folder = settings.vault.keys
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / f"engine-{settings.engine.executor_id}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise EngineRunningError(
                f"An engine named {settings.engine.executor_id} is running here already; "
                "give this one another name ([engine] executor_id)."
            ) from error
        yield


class _ExpectedOfDbos(logging.Filter):
    """DBOS warns, with a traceback, of each cancelled job and of each stop: both our own doing."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop what says that a job was cancelled or given to another."""
        said = f"{record.getMessage()} {record.exc_info[1] if record.exc_info else ''}".lower()
        return "cancelled" not in said and "no longer owned" not in said


def _log_to_stderr() -> None:
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    logging.getLogger("cameo").setLevel(logging.INFO)
    jobs.quiet()
    logging.getLogger("dbos").addFilter(_ExpectedOfDbos())


def main(arguments: list[str] | None = None) -> int:
    """Run one engine until it is told to stop. Exit codes: 0 stopped, 1 broken."""
    parser = argparse.ArgumentParser(prog="python -m engine.worker", description="One engine.")
    parser.add_argument("--config", type=Path, help="settings file; else $CAMEO_CONFIG, else ./config.toml")
    config = parser.parse_args(arguments).config
    if config is not None:
        os.environ["CAMEO_CONFIG"] = str(config.resolve())  # for the children too
    _log_to_stderr()
    try:
        settings = EngineSettings.load()
        with alone(settings), kept():
            asyncio.run(serve(settings))
    except (ConfigError, KeyProblemError, EngineRunningError, OSError, SQLAlchemyError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command's answer
        return BROKEN
    return 0


if __name__ == "__main__":
    sys.exit(main())
