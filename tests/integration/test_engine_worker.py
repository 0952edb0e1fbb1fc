"""The bot's queue and a real engine process; children are scripted."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from engine_house import House, engine_house
from engine_jobs import render_job
from engine_process import SCRIPTED_ENGINE, RealProcess
from sqlalchemy.ext.asyncio import AsyncSession

from bot.ports import JobState
from engine.contract.messages import JobFailed, RenderDone

pytestmark = pytest.mark.integration


@pytest.fixture
async def house(tmp_path: Path, sqlite_url: str) -> AsyncIterator[House]:
    async with engine_house(tmp_path, sqlite_url) as house:
        yield house


@pytest.fixture
async def each_house(tmp_path: Path, database: str) -> AsyncIterator[House]:
    """The same on each kind of database, for what the database has a part in."""
    async with engine_house(tmp_path, database) as house:
        yield house


async def test_a_job_is_done_and_its_outcome_told(each_house: House) -> None:
    await each_house.enqueue("c1.1", "quick")

    report = await each_house.until_ended("c1.1")

    assert isinstance(report.outcome, RenderDone)
    assert (report.state, report.outcome.job_id) == (JobState.DONE, "c1.1")


async def test_progress_is_seen_while_a_job_runs(house: House) -> None:
    await house.enqueue("c1.1", "slow")

    report = await house.until_framing("c1.1")

    assert report.state is JobState.RUNNING


async def test_a_frame_comes_through_the_queue_as_it_was_sealed(house: House) -> None:
    await house.enqueue("c1.1", "glimpses")

    shown = await house.until("c1.1", lambda report: bool(report.progress and report.progress.preview))

    assert shown.progress is not None
    assert shown.progress.preview == "c2VhbGVk"


async def test_a_refusal_of_the_engine_is_a_failure_with_its_sentence(house: House) -> None:
    await house.enqueue("c1.1", "refuse")

    report = await house.until_ended("c1.1")

    assert report.state is JobState.FAILED
    assert isinstance(report.outcome, JobFailed)
    assert [refusal.code for refusal in report.outcome.refusals] == ["line_too_long"]


async def test_a_crash_is_a_failure_with_a_sentence(house: House) -> None:
    await house.enqueue("c1.1", "crash")

    report = await house.until_ended("c1.1")

    assert isinstance(report.outcome, JobFailed)
    assert [refusal.code for refusal in report.outcome.refusals] == ["engine_failed"]


async def test_a_job_whose_child_was_killed_is_begun_again(house: House) -> None:
    await house.enqueue("c1.1", "killed once")

    report = await house.until_ended("c1.1")

    assert report.state is JobState.DONE


async def test_a_job_sealed_to_another_engine_fails(house: House, tmp_path: Path) -> None:
    job = render_job("c1.1", keys=tmp_path / "elsewhere")
    async with AsyncSession(house._store) as session, session.begin():
        await house.queue.enqueue(session, job, priority=1)

    assert (await house.until_ended("c1.1")).state is JobState.FAILED


async def test_the_engine_notices_a_cancel_and_takes_the_next_job(each_house: House) -> None:
    await each_house.enqueue("c1.1", "grandchild")
    await each_house.until_framing("c1.1")
    await each_house.enqueue("c2.1", "quick")

    await each_house.cancel("c1.1")

    assert (await each_house.until_ended("c2.1")).state is JobState.DONE
    assert (await each_house.until_ended("c1.1")).state is JobState.CANCELLED


async def test_a_purged_job_is_ended_too(each_house: House) -> None:
    await each_house.enqueue("c1.1", "grandchild")
    await each_house.until_framing("c1.1")
    await each_house.enqueue("c2.1", "quick")

    await each_house.cancel("c1.1")
    await each_house.queue.purge("c1.1")

    assert (await each_house.until_ended("c2.1")).state is JobState.DONE


async def test_an_engine_killed_in_a_job_takes_it_up_again(each_house: House) -> None:
    await each_house.enqueue("c1.1", "slow")
    await each_house.until_framing("c1.1")

    await each_house.engine.kill()
    await each_house.engine.start()

    assert (await each_house.until_ended("c1.1")).state is JobState.DONE


async def test_an_engine_told_to_stop_ends_well_and_leaves_its_job_to_its_next_start(house: House) -> None:
    await house.enqueue("c1.1", "slow")
    await house.until_framing("c1.1")

    code = await house.engine.stop()
    left = (await house.queue.look(["c1.1"]))[0]
    await house.engine.start()

    assert (code, left.state) == (0, JobState.RUNNING)
    assert (await house.until_ended("c1.1")).state is JobState.DONE


async def test_a_second_engine_of_the_same_name_does_not_start(house: House) -> None:
    await house.enqueue("c1.1", "quick")
    await house.until_ended("c1.1")
    second = RealProcess(SCRIPTED_ENGINE, house.config)

    await second.start()

    assert await second.wait() == 1
    assert "running here already" in second.log.read_text(encoding="utf-8")


async def test_the_log_tells_of_jobs_and_of_nothing_else(house: House) -> None:
    await house.enqueue("c1.1", "grandchild")
    await house.until_framing("c1.1")
    await house.cancel("c1.1")
    await house.enqueue("c2.1", "quick")
    await house.until_ended("c2.1")
    await house.engine.stop()

    lines = house.engine.log.read_text(encoding="utf-8").splitlines()
    assert [line.partition("cameo.engine: ")[2] for line in lines] == [
        "Engine engine-under-test takes jobs: studio.",
        "Job c2.1 ended: done",
        "Engine engine-under-test stops.",
    ]
