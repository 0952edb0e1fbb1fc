"""Who waits for news hears of it: within one process, and between processes through a real Redis alike."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from redis.asyncio import Redis

from bot.ports import Wakeups
from bot.wakeups import open_wakeups

pytestmark = pytest.mark.contract

LONG, SHORT = 20.0, 0.02
AWAY = "redis://127.0.0.1:1/0"


async def _opened(stack: AsyncExitStack, url: str | None) -> Wakeups:
    """One process; with Redis its first wait ends when the others can be heard."""
    wakeups = await stack.enter_async_context(open_wakeups(url))
    if url is not None:
        assert await wakeups.wait("discord", "poster", LONG)
    return wakeups


@pytest.fixture(params=["memory", "redis"])
async def url(request: pytest.FixtureRequest) -> str | None:
    return request.getfixturevalue("redis_url") if request.param == "redis" else None


@pytest.fixture
async def wakeups(url: str | None) -> AsyncIterator[Wakeups]:
    async with AsyncExitStack() as stack:
        yield await _opened(stack, url)


async def test_nothing_new_is_waited_for_so_long_and_no_longer(wakeups: Wakeups) -> None:
    assert not await wakeups.wait("discord", "poster", SHORT)


async def test_a_call_ends_a_wait(wakeups: Wakeups) -> None:
    waiting = asyncio.create_task(wakeups.wait("discord", "poster", LONG))
    await asyncio.sleep(0)
    wakeups.call("discord")
    assert await waiting


async def test_a_call_while_nobody_waited_is_heard_at_the_next_wait(wakeups: Wakeups) -> None:
    wakeups.call("discord")
    assert await wakeups.wait("discord", "poster", SHORT)


async def test_many_calls_are_heard_once(wakeups: Wakeups) -> None:
    for _ in range(5):
        wakeups.call("discord")
    heard = [await wakeups.wait("discord", "poster", SHORT) for _ in range(2)]
    assert heard == [True, False]


async def test_everybody_who_waits_hears_of_it(wakeups: Wakeups) -> None:
    await wakeups.wait("discord", "statuses", SHORT)
    wakeups.call("discord")
    assert [await wakeups.wait("discord", who, SHORT) for who in ("poster", "statuses")] == [True, True]


async def test_news_of_another_topic_wakes_nobody(wakeups: Wakeups) -> None:
    wakeups.call("telegram")
    assert not await wakeups.wait("discord", "poster", SHORT)


async def test_one_process_hears_what_another_calls(redis_url: str) -> None:
    async with AsyncExitStack() as stack:
        one, other = [await _opened(stack, redis_url) for _ in range(2)]
        one.call("discord")
        assert await other.wait("discord", "poster", LONG)


async def test_a_process_does_not_hear_itself_twice(redis_url: str) -> None:
    async with AsyncExitStack() as stack:
        one, other = [await _opened(stack, redis_url) for _ in range(2)]
        one.call("discord")
        assert await one.wait("discord", "poster", LONG)
        await other.wait("discord", "poster", LONG)  # by now Redis has told everybody
        assert not await one.wait("discord", "poster", SHORT)


async def test_what_is_called_just_before_a_process_ends_is_heard(redis_url: str) -> None:
    async with AsyncExitStack() as stack:
        other = await _opened(stack, redis_url)
        async with open_wakeups(redis_url) as one:
            one.call("discord")
        assert await other.wait("discord", "poster", LONG)


async def test_after_a_lost_connection_everybody_looks_and_hears_again(redis_url: str) -> None:
    async with AsyncExitStack() as stack:
        one, other = [await _opened(stack, redis_url) for _ in range(2)]
        async with Redis.from_url(redis_url) as redis:
            await redis.client_kill_filter(_type="pubsub")
        assert await other.wait("discord", "poster", LONG)
        one.call("discord")
        assert await other.wait("discord", "poster", LONG)


async def test_while_redis_is_away_a_process_calls_for_itself() -> None:
    async with open_wakeups(AWAY) as wakeups:
        wakeups.call("discord")
        assert await wakeups.wait("discord", "poster", SHORT)


async def test_that_redis_is_away_is_warned_of_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.wakeups.AGAIN_S", 0.01)
    async with open_wakeups(AWAY) as wakeups:
        for _ in range(5):
            wakeups.call("discord")
            await wakeups.wait("telegram", "poster", 0.05)
    warned = [one for one in caplog.records if one.levelno == logging.WARNING]
    assert [one.name for one in warned] == ["bot.wakeups"]


async def test_an_address_that_is_none_is_named_at_the_start() -> None:
    with pytest.raises(ValueError, match="URL"):
        async with open_wakeups("no address"):
            pass
