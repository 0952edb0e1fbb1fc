"""From a committed request to the engine's first word, and what is lost when processes are killed."""

import asyncio
import random
import time
from pathlib import Path
from statistics import quantiles

import pytest
from engine_jobs import render_job, settings_file
from engine_process import SCRIPTED_ENGINE, RealProcess
from sqlalchemy.ext.asyncio import AsyncSession
from town import Town, open_town

from bot.clips import ClipState
from bot.credits import EntryKind
from bot.ports import JobReport, JobState
from bot.queue import DbosQueue, migrate
from bot.store.engine import open_engine

pytestmark = pytest.mark.bench

JOBS = 40
KILLS = 10
A_RENDER_S = 4.0
LOOK_EVERY_S = 0.005


def _say(sentence: str) -> None:
    print(sentence)  # noqa: T201 - a bench is read on the terminal


async def _until(queue: DbosQueue, job_id: str, state: JobState) -> JobReport:
    async with asyncio.timeout(60):
        while (report := (await queue.look([job_id]))[0]).state is not state:  # noqa: ASYNC110 - another process
            await asyncio.sleep(LOOK_EVERY_S)
    return report


async def test_enqueue_to_start(tmp_path: Path, database: str) -> None:
    """With the default `poll_s`, an idle engine and one job after another."""
    await migrate(database)
    store, queue = open_engine(database), DbosQueue(database)
    config = settings_file(tmp_path, database)
    config.write_text(config.read_text(encoding="utf-8").replace("poll_s = 0.05\n", ""), encoding="utf-8")
    engine = RealProcess(SCRIPTED_ENGINE, config)
    await engine.start()
    taken, ended = [], []
    for number in range(JOBS + 1):
        job = render_job(f"c{number}.1", keys=tmp_path / "keys")
        async with AsyncSession(store) as session, session.begin():
            await queue.enqueue(session, job, priority=1)
        start = time.perf_counter()
        while (await queue.look([job.job_id]))[0].state is JobState.WAITING:  # noqa: ASYNC110 - another process
            await asyncio.sleep(LOOK_EVERY_S)
        taken.append((time.perf_counter() - start) * 1000)
        await _until(queue, job.job_id, JobState.DONE)
        ended.append((time.perf_counter() - start) * 1000)
    await engine.stop()
    await queue.close()
    await store.dispose()
    # the first one waits for the engine to come up
    start_ms, end_ms = quantiles(taken[1:], n=100), quantiles(ended[1:], n=100)
    _say(
        f"\nenqueue to start, {store.dialect.name}: p50 {start_ms[49]:.0f} ms, p99 {start_ms[98]:.0f} ms; "
        f"an empty child process ended after p50 {end_ms[49]:.0f} ms ({JOBS} jobs)"
    )


async def _killed_ten_times(town: Town, which: str) -> None:
    process, dice = {"engine": town.engine, "bot": town.bot}[which], random.Random(which)
    first = await town.available()
    spent, times = 0, []
    for _ in range(KILLS):
        clip = await town.order()
        start = time.perf_counter()
        await town.kill_within(clip, process, dice, A_RENDER_S)
        row = await town.until_over(clip)
        times.append(time.perf_counter() - start)
        spent += row.price
        assert row.state is ClipState.DELIVERED
        assert (await town.told(clip)).count("clip_delivered") == 1
        assert await town.entries(clip) == [EntryKind.HOLD, EntryKind.SETTLE]
    assert await town.available() == first - spent
    _say(
        f"\n{KILLS} kills -9 of the {which}: every clip arrived once and was charged once; "
        f"ordered to delivered {min(times):.1f} to {max(times):.1f} s"
    )


@pytest.mark.parametrize("which", ["engine", "bot"])
@pytest.mark.timeout(900)
async def test_ten_kills(tmp_path: Path, sqlite_url: str, which: str) -> None:
    async with open_town(tmp_path, sqlite_url) as town:
        await _killed_ten_times(town, which)
