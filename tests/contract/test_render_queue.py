"""The render queue as the bot sees it: the fake of the tests, and the real one on both databases."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from conftest import DATABASES
from engine_jobs import enrol_job, render_job
from fakes import FakeRenderQueue
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.ports import JobReport, JobState, RenderQueue
from bot.queue import DbosQueue, migrate
from bot.store.engine import open_engine

pytestmark = pytest.mark.contract


@pytest.fixture(params=["fake", *DATABASES])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest) -> str:
    """The database whose transactions the queue takes part in; the fake cares only for their end."""
    found: str = request.getfixturevalue("sqlite_url" if kind == "fake" else f"{kind}_url")
    return found


@pytest.fixture
async def store_engine(url: str) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(url)
    yield engine
    await engine.dispose()


@pytest.fixture
async def queue(kind: str, url: str) -> AsyncIterator[RenderQueue]:
    if kind == "fake":
        yield FakeRenderQueue()
        return
    await migrate(url)
    queue = DbosQueue(url)
    yield queue
    await queue.close()


async def _enqueue(engine: AsyncEngine, queue: RenderQueue, job_id: str, priority: int = 5) -> None:
    async with AsyncSession(engine) as session, session.begin():
        await queue.enqueue(session, render_job(job_id), priority=priority)


async def _cancel(engine: AsyncEngine, queue: RenderQueue, job_id: str) -> None:
    async with AsyncSession(engine) as session, session.begin():
        await queue.cancel(session, job_id)


async def test_an_unknown_job_is_gone(queue: RenderQueue) -> None:
    assert await queue.look(["nobody.1"]) == [JobReport("nobody.1", JobState.GONE)]


async def test_nothing_asked_is_nothing_told(queue: RenderQueue) -> None:
    assert await queue.look([]) == []


async def test_a_queued_job_waits_at_its_place(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    await _enqueue(store_engine, queue, "c1.1")

    assert await queue.look(["c1.1"]) == [JobReport("c1.1", JobState.WAITING, place=1)]


async def test_a_rolled_back_job_was_never_queued(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    async with AsyncSession(store_engine) as session:
        await queue.enqueue(session, render_job("c1.1"), priority=1)
        await session.rollback()

    assert (await queue.look(["c1.1"]))[0].state is JobState.GONE


async def test_the_same_job_again_changes_nothing(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    await _enqueue(store_engine, queue, "c1.1", priority=1)
    await _enqueue(store_engine, queue, "c2.1", priority=2)
    await _enqueue(store_engine, queue, "c1.1", priority=3)

    assert [report.place for report in await queue.look(["c1.1", "c2.1"])] == [1, 2]


async def test_a_lower_priority_number_goes_first(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    for job_id, priority in (("late.1", 9), ("soon.1", 1), ("middle.1", 5)):
        await _enqueue(store_engine, queue, job_id, priority)

    reports = await queue.look(["soon.1", "middle.1", "late.1"])

    assert [report.place for report in reports] == [1, 2, 3]


async def test_equals_go_by_age(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    for job_id in ("old.1", "new.1"):
        await _enqueue(store_engine, queue, job_id)

    assert [report.place for report in await queue.look(["new.1", "old.1"])] == [2, 1]


async def test_enrolments_wait_in_a_queue_of_their_own(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    await _enqueue(store_engine, queue, "c1.1")
    async with AsyncSession(store_engine) as session, session.begin():
        await queue.enqueue(session, enrol_job("e1.1"), priority=9)

    assert [report.place for report in await queue.look(["c1.1", "e1.1"])] == [1, 1]


async def test_the_renders_of_each_renderer_wait_in_a_queue_of_their_own(
    store_engine: AsyncEngine, queue: RenderQueue
) -> None:
    async with AsyncSession(store_engine) as session, session.begin():
        for job_id, renderer in (("c1.1", "studio"), ("c2.1", "h3"), ("c3.1", "h3")):
            await queue.enqueue(session, render_job(job_id, renderer=renderer), priority=1)

    assert [report.place for report in await queue.look(["c1.1", "c2.1", "c3.1"])] == [1, 1, 2]


async def test_reports_come_in_the_order_asked(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    for job_id in ("c1.1", "c2.1"):
        await _enqueue(store_engine, queue, job_id)

    assert [report.job_id for report in await queue.look(["c2.1", "x.1", "c1.1"])] == ["c2.1", "x.1", "c1.1"]


async def test_a_cancelled_job_waits_no_more(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    for job_id in ("c1.1", "c2.1"):
        await _enqueue(store_engine, queue, job_id)

    await _cancel(store_engine, queue, "c1.1")

    reports = await queue.look(["c1.1", "c2.1"])
    assert [(report.state, report.place) for report in reports] == [
        (JobState.CANCELLED, None),
        (JobState.WAITING, 1),
    ]


async def test_a_rolled_back_cancel_did_nothing(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    await _enqueue(store_engine, queue, "c1.1")

    async with AsyncSession(store_engine) as session:
        await queue.cancel(session, "c1.1")
        await session.rollback()

    assert (await queue.look(["c1.1"]))[0].state is JobState.WAITING


async def test_cancelling_an_unknown_job_is_no_error(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    await _cancel(store_engine, queue, "nobody.1")

    assert (await queue.look(["nobody.1"]))[0].state is JobState.GONE


async def test_a_new_attempt_takes_the_place_of_the_old_in_one_transaction(
    store_engine: AsyncEngine, queue: RenderQueue
) -> None:
    await _enqueue(store_engine, queue, "c1.1")

    async with AsyncSession(store_engine) as session, session.begin():
        await queue.cancel(session, "c1.1")
        await queue.enqueue(session, render_job("c1.2"), priority=1)

    states = [report.state for report in await queue.look(["c1.1", "c1.2"])]
    assert states == [JobState.CANCELLED, JobState.WAITING]


async def test_a_purged_job_is_gone(store_engine: AsyncEngine, queue: RenderQueue) -> None:
    await _enqueue(store_engine, queue, "c1.1")
    await _cancel(store_engine, queue, "c1.1")

    await queue.purge("c1.1")
    await queue.purge("c1.1")

    assert (await queue.look(["c1.1"]))[0].state is JobState.GONE


async def test_migrating_twice_at_once_is_no_error(empty_database: str) -> None:
    await asyncio.gather(migrate(empty_database), migrate(empty_database))

    queue = DbosQueue(empty_database)
    assert await queue.look(["c1.1"]) == [JobReport("c1.1", JobState.GONE)]
    await queue.close()
