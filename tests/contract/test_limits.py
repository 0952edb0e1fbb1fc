"""How often somebody may do a thing: in memory and in a real Redis alike."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.rate_limits import Limited, WindowLimiter, open_limiter
from bot.settings import LimitSettings

pytestmark = pytest.mark.contract

RATES = LimitSettings(preflight="3 per hour", refusal="1 per day")


@pytest.fixture(params=["memory", "redis"])
async def limiter(request: pytest.FixtureRequest) -> AsyncIterator[WindowLimiter]:
    url = request.getfixturevalue("redis_url") if request.param == "redis" else None
    opened = open_limiter(RATES, url)
    yield opened
    await opened.close()


async def test_so_many_tries_are_taken_and_no_more(limiter: WindowLimiter) -> None:
    taken = [await limiter.take(Limited.PREFLIGHT, "many", "bob") for _ in range(5)]
    assert taken == [True, True, True, False, False]


async def test_each_pair_is_counted_apart(limiter: WindowLimiter) -> None:
    await limiter.take(Limited.REFUSAL, "apart", "bob")
    assert await limiter.take(Limited.REFUSAL, "apart", "eve")


async def test_each_kind_is_counted_apart(limiter: WindowLimiter) -> None:
    await limiter.take(Limited.REFUSAL, "kinds", "bob")
    assert await limiter.take(Limited.PREFLIGHT, "kinds", "bob")


async def test_looking_whether_it_is_spent_counts_nothing(limiter: WindowLimiter) -> None:
    looks = [await limiter.spent(Limited.REFUSAL, "look", "bob") for _ in range(3)]
    await limiter.take(Limited.REFUSAL, "look", "bob")
    assert [*looks, await limiter.spent(Limited.REFUSAL, "look", "bob")] == [False, False, False, True]


async def test_two_processes_share_one_count_through_redis(redis_url: str) -> None:
    one, other = open_limiter(RATES, redis_url), open_limiter(RATES, redis_url)
    taken = [await each.take(Limited.REFUSAL, "shared", "bob") for each in (one, other)]
    await one.close()
    await other.close()
    assert taken == [True, False]


async def test_commands_of_one_person_are_one_count_for_all_processes(redis_url: str) -> None:
    rates = LimitSettings(command="2 per minute")
    one, other = open_limiter(rates, redis_url), open_limiter(rates, redis_url)
    taken = [await each.take(Limited.COMMAND, "ada") for each in (one, other, one, other)]
    await one.close()
    await other.close()
    assert taken == [True, True, False, False]


async def test_while_redis_is_away_a_process_counts_for_itself() -> None:
    limiter = open_limiter(RATES, "redis://127.0.0.1:1/0")
    taken = [await limiter.take(Limited.REFUSAL, "away") for _ in range(2)]
    await limiter.close()
    assert taken == [True, False]


@pytest.fixture
async def mute() -> AsyncIterator[tuple[str, list[int]]]:
    """The address of something that takes connections and never answers, and its calls."""
    calls: list[int] = []

    async def called(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.append(1)
        await reader.read()
        writer.close()

    server = await asyncio.start_server(called, "127.0.0.1", 0)
    yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0", calls
    server.close()
    await server.wait_closed()


async def test_a_redis_that_never_answers_is_not_waited_for_again_and_again(
    mute: tuple[str, list[int]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.rate_limits.REACHED_S", 0.05)
    url, calls = mute
    limiter = open_limiter(RATES, url)
    taken = [await limiter.take(Limited.PREFLIGHT, "mute") for _ in range(5)]
    tries = len(calls)
    await limiter.close()
    assert taken == [True, True, True, False, False]
    assert tries == 1
    assert [one.name for one in caplog.records] == ["bot.rate_limits"]


async def test_a_rate_that_cannot_be_read_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="preflight"):
        LimitSettings(preflight="now and then")
