"""Who waits to say something is told when there is something, after the commit that caused it."""

from contextlib import suppress
from pathlib import Path

import pytest
from factories import ManualClock
from house import House, open_house

from bot.clips import ClipState
from bot.consent import Notify
from bot.people import Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

HERE = Platform.TERMINAL
SOON = 0.01


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    await house.enrolled("ada")
    await house.hear()
    await _there_is_news(house)
    return house


async def _there_is_news(house: House, platform: Platform = HERE) -> bool:
    return await house.ports.wakeups.wait(platform.value, "poster", SOON)


async def test_at_rest_there_is_none(house: House) -> None:
    assert not await _there_is_news(house)


async def test_something_to_be_said_is_news(house: House) -> None:
    clip = await house.order(await house.join("ada"), "@me waves")
    await _there_is_news(house)
    await house.finish_jobs()
    assert (clip.state, await _there_is_news(house)) == (ClipState.QUEUED, True)


async def test_a_clip_that_gets_on_is_news(house: House) -> None:
    await house.order(await house.join("ada"), "@me waves")
    await _there_is_news(house)
    house.queue.work_on(house.queue.in_order()[0], house.clock.now())
    await house.app.take_outcomes()
    assert await _there_is_news(house)


async def test_a_message_that_has_to_go_is_news(house: House) -> None:
    ada = await house.join("ada")
    clip = (await house.order(ada, "@me waves")).id
    await house.finish_jobs()
    await house.hear()
    await _there_is_news(house)
    await house.app.delete(ada, clip)
    assert await _there_is_news(house)


async def test_what_somebody_wants_to_be_sent_again_is_news(house: House) -> None:
    ada = await house.join("ada")
    await house.order(ada, "@me waves")
    await house.finish_jobs()
    (owed,) = await house.app.due_deliveries(HERE)
    await house.app.mark_unknown(owed.id)
    await _there_is_news(house)
    await house.app.send_again(ada, owed.id)
    assert await _there_is_news(house)


async def test_taking_and_saying_it_is_none(house: House) -> None:
    await house.order(await house.join("ada"), "@me waves")
    await house.finish_jobs()
    await _there_is_news(house)
    await house.hear()
    assert not await _there_is_news(house)


async def test_changed_settings_are_none(house: House) -> None:
    await house.app.set_notify(await house.join("ada"), Notify.NONE)
    assert not await _there_is_news(house)


async def test_news_is_told_where_the_clip_was_asked_for(house: House) -> None:
    await _there_is_news(house, Platform.DISCORD)
    await house.order(await house.join("ada"), "@me waves")
    assert not await _there_is_news(house, Platform.DISCORD)


async def test_what_is_not_committed_is_no_news(house: House) -> None:
    ada = await house.join("ada")
    await house.order(ada, "@me waves")
    await _there_is_news(house)
    with suppress(LookupError):
        async with house.ports.uow() as tx:
            (clip,) = await tx.clips.of_maker(ada)
            clip.done = 1 / 2
            await tx.session.flush()
            raise LookupError
    assert not await _there_is_news(house)


async def test_waiting_ends_when_the_time_is_over(house: House) -> None:
    await house.app.wait_for_news(Platform.DISCORD, SOON)
    await house.app.wait_for_news(Platform.DISCORD, SOON, "statuses")
