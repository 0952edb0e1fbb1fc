"""One database with its queue and a real engine process."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from engine_jobs import render_job, settings_file
from engine_process import SCRIPTED_ENGINE, RealProcess
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.ports import JobReport, JobState
from bot.queue import DbosQueue, migrate
from bot.store.engine import open_engine
from engine.contract.messages import RenderJob, Stage

LONGEST_WAIT_S = 60


class House:
    """One database with its queue, and one engine that may or may not run."""

    def __init__(
        self, folder: Path, database: str, store: AsyncEngine, program: tuple[str, ...], more: str
    ) -> None:
        self.folder = folder
        self.config = settings_file(folder, database, more=more)
        self.queue = DbosQueue(database)
        self.engine = RealProcess(
            program,
            self.config,
            environment={"MARK": str(folder / "mark"), "PIDS": str(folder / "pids")},
        )
        self._store = store

    async def enqueue(self, job_id: str, script: str, *, priority: int = 5, renderer: str = "studio") -> None:
        job = render_job(job_id, script=script, keys=self.folder / "keys", renderer=renderer)
        await self.put(job, priority=priority)

    async def put(self, job: RenderJob, *, priority: int = 5) -> None:
        async with AsyncSession(self._store) as session, session.begin():
            await self.queue.enqueue(session, job, priority=priority)

    async def cancel(self, job_id: str) -> None:
        async with AsyncSession(self._store) as session, session.begin():
            await self.queue.cancel(session, job_id)

    async def until(
        self, job_id: str, reached: Callable[[JobReport], bool], longest_s: float = LONGEST_WAIT_S
    ) -> JobReport:
        async with asyncio.timeout(longest_s):
            while True:
                report = (await self.queue.look([job_id]))[0]
                if reached(report):
                    return report
                await asyncio.sleep(0.05)

    async def until_ended(self, job_id: str) -> JobReport:
        ended = {JobState.DONE, JobState.FAILED, JobState.CANCELLED}
        return await self.until(job_id, lambda report: report.state in ended)

    async def until_framing(self, job_id: str) -> JobReport:
        return await self.until(
            job_id, lambda report: report.progress is not None and report.progress.stage is Stage.FRAMES
        )


@asynccontextmanager
async def engine_house(
    folder: Path, database: str, program: tuple[str, ...] = SCRIPTED_ENGINE, more: str = ""
) -> AsyncIterator[House]:
    """A house whose engine runs. program: in the place of the worker; more: of its settings."""
    await migrate(database)
    store = open_engine(database)
    house = House(folder, database, store, program, more)
    await house.engine.start()
    try:
        yield house
    finally:
        await house.engine.kill()
        await house.queue.close()
        await store.dispose()
