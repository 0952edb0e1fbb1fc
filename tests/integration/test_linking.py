"""One person, two platforms: what becomes one, what is refused, and how it ends."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.people import Account, Chat, Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

THERE = Chat(Platform.TELEGRAM, "-100")


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def elsewhere(house: House, name: str, chat: Chat | None = THERE) -> str:
    """Somebody's first word on the other platform."""
    return (await house.app.person_for(Account(Platform.TELEGRAM, name, name), chat)).id


async def linked(house: House, shows: str, types: str) -> str:
    """Two accounts made one; returns whose."""
    code = (await house.app.link_code(shows)).code
    await house.app.link_accounts(types, code)
    async with house.uow() as tx:
        found = await tx.people.get(types)
    assert found is not None
    return found.merged_into or types


async def test_both_accounts_are_whoever_showed_the_code(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    assert await linked(house, ada, other) == ada
    assert (await elsewhere(house, "ada-there"), await house.join("ada")) == (ada, ada)


async def test_whoever_has_a_likeness_stays_whoever_showed_the_code(house: House) -> None:
    ada, other = await house.enrolled("ada"), await elsewhere(house, "ada-there")
    assert await linked(house, other, ada) == ada


async def test_a_clip_made_before_is_theirs_and_opens_afterwards(house: House) -> None:
    ada, other = await house.enrolled("ada"), await elsewhere(house, "ada-there")
    clip = await house.delivered(ada)
    assert await linked(house, other, ada) == ada
    assert clip
