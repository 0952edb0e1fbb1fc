"""Two engines on one queue, each with other renderers."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from engine_jobs import render_job, settings_file
from engine_process import SCRIPTED_ENGINE, RealProcess
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.ports import JobReport, JobState
from bot.queue import DbosQueue, migrate
from bot.store.engine import open_engine
from engine.contract.messages import RenderDone
from engine.contract.presence import EngineSeen

pytestmark = pytest.mark.integration

LONGEST_WAIT_S = 60
OWN = 'renderers = { own = "scripted_child" }\n'


@dataclass
class House:
    """A queue, and engines whose children do what is written."""

    folder: Path
    url: str
    store: AsyncEngine
    queue: DbosQueue
    engines: list[RealProcess]

    async def engine(self, name: str, more: str) -> RealProcess:
        """Start one that has the same key as the others."""
        folder = self.folder / name
        folder.mkdir()
        config = settings_file(folder, self.url, more=more)
        text = config.read_text(encoding="utf-8").replace("engine-under-test", name)
        config.write_text(text.replace(str(folder / "keys"), str(self.folder / "keys")), encoding="utf-8")
        self.engines.append(RealProcess(SCRIPTED_ENGINE, config))
        await self.engines[-1].start()
        return self.engines[-1]

    async def enqueue(self, job_id: str, renderer: str) -> None:
        job = render_job(job_id, renderer=renderer, keys=self.folder / "keys")
        async with AsyncSession(self.store) as session, session.begin():
            await self.queue.enqueue(session, job, priority=5)

    async def look(self, job_id: str) -> JobReport:
        return (await self.queue.look([job_id]))[0]

    async def until_ended(self, job_id: str) -> JobReport:
        async with asyncio.timeout(LONGEST_WAIT_S):
            while True:
                report = await self.look(job_id)
                if report.outcome is not None:
                    return report
                await asyncio.sleep(0.05)

    async def until_seen(self, count: int) -> list[EngineSeen]:
        async with asyncio.timeout(LONGEST_WAIT_S):
            while True:
                async with AsyncSession(self.store) as session:
                    seen = await self.queue.engines(session)
                if len(seen) == count:
                    return seen
                await asyncio.sleep(0.05)


@pytest.fixture
async def house(tmp_path: Path, database: str) -> AsyncIterator[House]:
    await migrate(database)
    store, queue = open_engine(database), DbosQueue(database)
    house = House(tmp_path, database, store, queue, [])
    yield house
    for engine in house.engines:
        await engine.kill()
    await queue.close()
    await store.dispose()


async def test_each_engine_takes_the_jobs_of_its_renderers_alone(house: House) -> None:
    await house.engine("plain", "")
    await house.enqueue("own.1", "own")
    await house.enqueue("plain.1", "studio")
    await house.until_ended("plain.1")
    assert (await house.look("own.1")).state is JobState.WAITING

    await house.engine("card", OWN + 'takes = ["own"]\n')

    assert isinstance((await house.until_ended("own.1")).outcome, RenderDone)
    seen = await house.until_seen(2)
    assert {one.name: one.takes for one in seen} == {"plain": ("studio",), "card": ("own",)}


async def test_an_engine_told_to_take_what_it_lacks_does_not_start(tmp_path: Path) -> None:
    config = settings_file(tmp_path, f"sqlite:///{tmp_path / 'none.db'}", more='takes = ["remote"]\n')
    engine = RealProcess(SCRIPTED_ENGINE, config)

    await engine.start()

    assert await engine.wait() == 1
    assert "the renderer 'remote' needs [[remote.servers]]" in engine.log.read_text(encoding="utf-8")
