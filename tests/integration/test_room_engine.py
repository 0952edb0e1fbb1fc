"""The bot's queue, a real engine process and its machine room; the model is a fake."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from engine_house import House, engine_house
from engine_process import TESTS
from fake_family import Play
from rooms import FakeRoom, ended, settings

from bot.ports import JobState

pytestmark = pytest.mark.integration

ROOM_ENGINE = (str(TESTS / "room_engine.py"),)


@pytest.fixture
async def house(tmp_path: Path, sqlite_url: str) -> AsyncIterator[House]:
    async with engine_house(tmp_path, sqlite_url, ROOM_ENGINE, more=settings(tmp_path)) as house:
        yield house


@pytest.fixture
def fakes(house: House) -> FakeRoom:
    """What happens in the room of that engine."""
    return FakeRoom(house.folder)


async def _at_work(house: House, fakes: FakeRoom) -> None:
    """A job has come as far as its film, which nothing ends."""
    await house.enqueue("c1.1", Play(gate="never").text())
    await asyncio.to_thread(fakes.until, "fake", "step 1 2")


async def test_a_model_stays_warm_between_jobs(house: House, fakes: FakeRoom) -> None:
    for job in ("c1.1", "c2.1"):
        await house.enqueue(job, Play().text())
        await house.until_ended(job)
    assert fakes.trace().count("load full") == 1


async def test_a_cancelled_job_leaves_the_room_to_the_next(house: House, fakes: FakeRoom) -> None:
    await _at_work(house, fakes)
    await house.cancel("c1.1")
    await house.enqueue("c2.1", Play().text())
    assert (await house.until_ended("c2.1")).state is JobState.DONE


async def test_a_room_ends_with_its_engine(house: House, fakes: FakeRoom) -> None:
    await _at_work(house, fakes)
    await house.engine.stop()
    assert await asyncio.to_thread(ended, fakes.pids()[0])


async def test_a_room_ends_with_an_engine_that_is_killed(house: House, fakes: FakeRoom) -> None:
    await _at_work(house, fakes)
    await house.engine.kill()
    assert await asyncio.to_thread(ended, fakes.pids()[0])
