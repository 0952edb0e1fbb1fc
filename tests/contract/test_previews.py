"""The newest frame of each render, for a while: in memory and in a real Redis alike."""

import logging
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from bot.ids import new_id
from bot.ports import Previews
from bot.previews import LASTS_S, MOST_KEPT, MemoryPreviews, open_previews

pytestmark = pytest.mark.contract

AWAY = "redis://127.0.0.1:1/0"


@pytest.fixture(params=["memory", "redis"])
async def previews(request: pytest.FixtureRequest) -> AsyncIterator[Previews]:
    url = request.getfixturevalue("redis_url") if request.param == "redis" else None
    async with open_previews(url) as opened:
        yield opened


async def test_there_is_none_at_first(previews: Previews) -> None:
    assert await previews.get(new_id()) is None


async def test_the_newest_takes_the_place_of_the_one_before(previews: Previews) -> None:
    job = new_id()
    for frame in (b"\x00first", b"\xffsecond"):
        await previews.put(job, frame)
    assert await previews.get(job) == b"\xffsecond"


async def test_each_job_has_its_own(previews: Previews) -> None:
    job = new_id()
    await previews.put(f"{job}.1", b"first attempt")
    assert await previews.get(f"{job}.2") is None


async def test_what_is_over_is_gone(previews: Previews) -> None:
    job = new_id()
    await previews.put(job, b"frame")
    await previews.drop(job)
    assert await previews.get(job) is None


async def test_dropping_what_is_not_there_does_no_harm(previews: Previews) -> None:
    await previews.drop(new_id())


async def test_one_process_sees_what_another_put_into_redis(redis_url: str) -> None:
    job = new_id()
    async with open_previews(redis_url) as one, open_previews(redis_url) as other:
        await one.put(job, b"frame")
        assert await other.get(job) == b"frame"


async def test_redis_forgets_it_by_itself(redis_url: str) -> None:
    job = new_id()
    async with open_previews(redis_url) as previews, Redis.from_url(redis_url) as redis:
        await previews.put(job, b"frame")
        assert 0 < await redis.ttl(f"cameo:preview:{job}") <= LASTS_S


async def test_memory_forgets_it_after_a_while() -> None:
    now = [0.0]
    previews = MemoryPreviews(lambda: now[0])
    await previews.put("job", b"frame")
    now[0] = LASTS_S
    assert await previews.get("job") is None


async def test_memory_keeps_only_so_many() -> None:
    previews = MemoryPreviews()
    for number in range(MOST_KEPT + 1):
        await previews.put(f"job{number}", b"frame")
    assert [await previews.get(job) for job in ("job0", f"job{MOST_KEPT}")] == [None, b"frame"]


async def test_while_redis_is_away_a_process_keeps_its_own(caplog: pytest.LogCaptureFixture) -> None:
    async with open_previews(AWAY) as previews:
        await previews.put("job", b"frame")
        assert await previews.get("job") == b"frame"
    assert [one.name for one in caplog.records if one.levelno == logging.WARNING] == ["bot.previews"]
