"""Real processes, killed with -9 at random moments of a render: the clip arrives once and is charged once."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from drawn_person import drawn_likeness
from engine_process import ENGINE, RealProcess
from town import Town, open_town

from bot.clips import ClipState
from bot.credits import EntryKind

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

KILLS = 3
# A render of the slow renderer takes about so long on two cores.
A_RENDER_S = 4.0


@pytest.fixture
async def town(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Town]:
    async with open_town(tmp_path, sqlite_url) as town:
        yield town


@pytest.fixture
async def failing_town(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Town]:
    async with open_town(tmp_path, sqlite_url, renderer="failing") as town:
        yield town


@pytest.fixture
async def postgres_town(tmp_path: Path, postgres_url: str) -> AsyncIterator[Town]:
    async with open_town(tmp_path, postgres_url) as town:
        yield town


@pytest.fixture
async def impatient_town(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Town]:
    """Gives a silent job to another engine after two seconds."""
    async with open_town(tmp_path, sqlite_url, more="stale_after_s = 2") as town:
        yield town


@pytest.fixture
async def studio_town(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Town]:
    async with open_town(tmp_path, sqlite_url, renderer="studio", likeness=drawn_likeness()) as town:
        yield town


async def _arrived_once_and_was_charged_once(town: Town, clip: str, before: int) -> None:
    row = await town.until_over(clip)
    film = await town.video(clip)
    assert (row.state, film[4:8]) == (ClipState.DELIVERED, b"ftyp")
    assert (await town.told(clip)).count("clip_delivered") == 1
    assert await town.entries(clip) == [EntryKind.HOLD, EntryKind.SETTLE]
    assert await town.available() == before - row.price


async def test_the_engine_is_killed_at_random_moments(town: Town) -> None:
    dice = random.Random(1)
    for _ in range(KILLS):
        before = await town.available()
        clip = await town.order()
        await town.kill_within(clip, town.engine, dice, A_RENDER_S)
        await _arrived_once_and_was_charged_once(town, clip, before)


async def test_the_engine_is_killed_in_a_render_of_the_studio(studio_town: Town) -> None:
    before = await studio_town.available()
    clip = await studio_town.order()
    await studio_town.kill_within(clip, studio_town.engine, random.Random(4), A_RENDER_S)
    await _arrived_once_and_was_charged_once(studio_town, clip, before)


async def test_the_bot_is_killed_at_random_moments(town: Town) -> None:
    dice = random.Random(2)
    for _ in range(KILLS):
        before = await town.available()
        clip = await town.order()
        await town.kill_within(clip, town.bot, dice, A_RENDER_S)
        await _arrived_once_and_was_charged_once(town, clip, before)


async def test_both_are_killed_on_postgres(postgres_town: Town) -> None:
    town, dice = postgres_town, random.Random(3)
    before = await town.available()
    clip = await town.order()
    await town.kill_within(clip, town.engine, dice, A_RENDER_S)
    await town.kill_within(clip, town.bot, dice, A_RENDER_S)
    await _arrived_once_and_was_charged_once(town, clip, before)


async def test_another_engine_takes_over_and_the_first_one_comes_back_too_late(
    impatient_town: Town, tmp_path: Path
) -> None:
    town = impatient_town
    before = await town.available()
    clip = await town.order()
    await town.until(clip, [ClipState.RENDERING])
    town.engine.signal(signal.SIGSTOP)
    other = RealProcess(
        ENGINE, town.config, log="other.log", environment={"CAMEO_ENGINE__EXECUTOR_ID": "the-other"}
    )
    await other.start()
    try:
        row = await town.until_over(clip)
        town.engine.signal(signal.SIGCONT)
        second = await town.order()
        await town.until_over(second)
    finally:
        await other.kill()

    assert row.attempt > 1
    assert (await town.told(clip)).count("clip_delivered") == 1
    assert await town.available() == before - 2 * row.price


async def test_a_cancelled_render_ends_and_gives_the_credits_back(town: Town) -> None:
    before = await town.available()
    clip = await town.order()
    await town.until(clip, [ClipState.RENDERING])

    await town.app.cancel(town.person, clip)

    assert (await town.row(clip)).state is ClipState.CANCELLED
    assert await town.available() == before
    # the engine is free for the next one
    await _arrived_once_and_was_charged_once(town, await town.order(), before)


async def test_a_failing_renderer_gives_the_credits_back_and_says_why(failing_town: Town) -> None:
    before = await failing_town.available()
    clip = await failing_town.order()

    row = await failing_town.until_over(clip)

    assert row.state is ClipState.FAILED
    assert [refusal.message for refusal in await failing_town.why_not(clip)] == [
        "The engine failed while working on this."
    ]
    assert await failing_town.entries(clip) == [EntryKind.HOLD, EntryKind.RELEASE]
    assert await failing_town.available() == before


async def test_a_killed_engine_leaves_no_child_behind(town: Town) -> None:
    clip = await town.order()
    await town.until(clip, [ClipState.RENDERING])

    await town.engine.kill()

    async with asyncio.timeout(20):
        while _children_of(town.config):  # noqa: ASYNC110 - the end of a stranger process sets no event
            await asyncio.sleep(0.05)


def _children_of(config: Path) -> list[str]:
    """Processes of engine.child that live under this configuration."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = (place / "cmdline").read_bytes()
            environment = (place / "environ").read_bytes()
        except OSError:
            continue
        if b"engine.child" in command and str(config).encode() in environment:
            found.append(place.name)
    return found
