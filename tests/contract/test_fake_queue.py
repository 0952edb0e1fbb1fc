"""The fake render queue keeps those promises of the real one that the use cases rely on: one set of cases."""

from collections.abc import AsyncIterator

import pytest
from engine_jobs import render_job
from fakes import FakeRenderQueue
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot import queue as real
from bot.ports import JobReport, JobState, RenderQueue

pytestmark = pytest.mark.contract


@pytest.fixture(params=["fake", "real"])
async def queue(request: pytest.FixtureRequest, database: str) -> AsyncIterator[RenderQueue]:
    if request.param == "fake":
        yield FakeRenderQueue()
        return
    await real.migrate(database)
    dbos = real.DbosQueue(database)
    yield dbos
    await dbos.close()


async def _enqueue(engine: AsyncEngine, queue: RenderQueue, job_id: str, priority: int = 5) -> None:
    async with AsyncSession(engine) as session, session.begin():
        await queue.enqueue(session, render_job(job_id), priority=priority)


async def test_an_unknown_job_is_gone(queue: RenderQueue) -> None:
    assert await queue.look(["nobody.1"]) == [JobReport("nobody.1", JobState.GONE)]


async def test_a_rolled_back_job_was_never_queued(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    async with AsyncSession(store_engine) as session:
        await queue.enqueue(session, render_job("c1.1"), priority=1)
        await session.rollback()
    assert (await queue.look(["c1.1"]))[0].state is JobState.GONE


async def test_the_lowest_priority_is_first_and_equals_go_by_age(
    store_engine: AsyncEngine, queue: RenderQueue
) -> None:
    for job_id, priority in (("old.1", 5), ("new.1", 5), ("soon.1", 1)):
        await _enqueue(store_engine, queue, job_id, priority)
    reports = await queue.look(["soon.1", "old.1", "new.1"])
    assert [(report.state, report.place) for report in reports] == [
        (JobState.WAITING, 1),
        (JobState.WAITING, 2),
        (JobState.WAITING, 3),
    ]


async def test_the_same_job_again_changes_nothing(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    await _enqueue(store_engine, queue, "c1.1", 1)
    await _enqueue(store_engine, queue, "c2.1", 2)
    await _enqueue(store_engine, queue, "c1.1", 3)
    assert [report.place for report in await queue.look(["c1.1", "c2.1"])] == [1, 2]


async def test_a_cancelled_job_is_said_to_be(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    await _enqueue(store_engine, queue, "c1.1")
    async with AsyncSession(store_engine) as session, session.begin():
        await queue.cancel(session, "c1.1")
    assert (await queue.look(["c1.1"]))[0].state is JobState.CANCELLED


async def test_a_rolled_back_cancel_cancels_nothing(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    await _enqueue(store_engine, queue, "c1.1")
    async with AsyncSession(store_engine) as session:
        await queue.cancel(session, "c1.1")
        await session.rollback()
    assert (await queue.look(["c1.1"]))[0].state is JobState.WAITING


async def test_a_purged_job_is_gone_and_may_be_purged_again(
    store_engine: AsyncEngine, queue: RenderQueue
) -> None:
    await _enqueue(store_engine, queue, "c1.1")
    await queue.purge("c1.1")
    await queue.purge("c1.1")
    assert (await queue.look(["c1.1"]))[0].state is JobState.GONE
