"""Nobody is mistaken for somebody who was here before them."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.people import Account, Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    await house.join("ada")
    return house


async def _handle(house: House, name: str) -> str:
    return (await house.app.person_for(Account(Platform.TERMINAL, "newcomer", name), ROOM)).handle


@pytest.mark.parametrize("name", ["\u0430da", "\u0410d\u0430", "\u00e1d\u00e4", "a\u200bda"])
async def test_a_name_that_only_looks_like_somebodys_gets_a_number(house: House, name: str) -> None:
    assert (await _handle(house, name)).endswith("2")


async def test_a_name_in_another_script_stays_as_it_is(house: House) -> None:
    assert await _handle(house, "\u041c\u0430\u0440\u0438\u044f") == "\u043c\u0430\u0440\u0438\u044f"


async def test_who_writes_myself_means_themselves(house: House) -> None:
    ada = await house.enrolled("ada")
    await _handle(house, "Myself")
    assert (await house.order(ada, "@myself waves")).cast == ("ada",)
