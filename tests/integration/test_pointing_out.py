"""Whoever somebody points at on a platform is known from then on, by name and nothing else."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.errors import UnknownPerson
from bot.notices import AccessAsked
from bot.people import Account, Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

BO = Account(Platform.TERMINAL, "bo", "bo")


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def test_who_never_spoke_has_a_name_and_neither_credits_nor_entry(house: House) -> None:
    found = await house.app.pointed_out(BO, ROOM)
    async with house.uow() as tx:
        person = await tx.people.get(found.id)
        assert person is not None
        assert (person.handle, person.admitted_at, await tx.ledger.available(found.id)) == ("bo", None, 0)


async def test_their_first_word_makes_them_who_they_were_pointed_out_as(house: House) -> None:
    found = await house.app.pointed_out(BO, ROOM)
    assert (await house.app.person_for(BO, ROOM)).id == found.id
    assert await house.available(found.id) == 1000


async def test_a_question_waits_for_them(house: House) -> None:
    ada = await house.join("ada")
    found = await house.app.pointed_out(BO, ROOM)
    await house.app.request_access(ada, found.handle, "please?", ROOM, pointed_out=True)
    heard = [said for who, said in await house.hear() if who == found.id]
    assert [type(said) for said in heard] == [AccessAsked]


@pytest.mark.parametrize("here", [True, False])
async def test_they_share_a_place_with_those_alone_where_the_platform_sees_them(
    house: House, *, here: bool
) -> None:
    ada = await house.join("ada")
    found = await house.app.pointed_out(BO, ROOM if here else None)
    async with house.uow() as tx:
        assert await tx.people.share_place(ada, found.id) is here


async def test_a_closed_account_reads_like_nobody(house: House) -> None:
    bo = await house.join("bo")
    for _ in range(5):
        await house.desk.strike("boss", "bo", "hate")
    await house.app.erase(bo)
    with pytest.raises(UnknownPerson):
        await house.app.pointed_out(BO, ROOM)
