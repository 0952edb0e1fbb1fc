"""What a platform tells twice is done once."""

import asyncio
from pathlib import Path

import pytest
from factories import ManualClock
from house import House, open_house

from bot.people import Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration


@pytest.fixture
def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(uow, tmp_path, clock)


async def test_of_many_who_hear_the_same_at_once_one_does_it(house: House) -> None:
    answers = await asyncio.gather(*(house.app.heard(Platform.TELEGRAM, "update:7") for _ in range(8)))
    assert sorted(answers) == [False] * 7 + [True]


async def test_it_is_remembered_for_two_days(house: House) -> None:
    assert await house.app.heard(Platform.TELEGRAM, "update:7")
    house.clock.advance(days=2)
    await house.app.sweep()
    assert not await house.app.heard(Platform.TELEGRAM, "update:7")
    house.clock.advance(seconds=1)
    await house.app.sweep()
    assert await house.app.heard(Platform.TELEGRAM, "update:7")
