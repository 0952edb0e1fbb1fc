"""What platforms find accounts by, on SQLite and on Postgres."""

import pytest
from factories import NOON, account, someone

from bot.people import Platform
from bot.store.tables import AccountRow
from bot.store.unit_of_work import UnitOfWork, Uow

pytestmark = pytest.mark.contract

HERE = Platform.TELEGRAM


async def _account(tx: UnitOfWork, number: str, platform: Platform = HERE) -> AccountRow:
    person = await someone(tx)
    return await tx.people.link(account(person.id, platform=platform, platform_id=number))


async def test_an_account_is_found_by_its_name_however_it_is_written(uow: Uow) -> None:
    async with uow() as tx:
        row = await _account(tx, "1")
        await tx.people.rename_account(row, "@Mia_L")
        found = await tx.people.by_usernames(HERE, {"mia_l", "nobody"})
    assert {name: one.id for name, one in found.items()} == {"mia_l": row.person_id}


async def test_a_name_is_one_accounts_at_a_time(uow: Uow) -> None:
    async with uow() as tx:
        first, second = await _account(tx, "1"), await _account(tx, "2")
        for row in (first, second):
            await tx.people.rename_account(row, "mia")
    async with uow() as tx:
        found = await tx.people.by_usernames(HERE, {"mia"})
        kept = [await tx.people.account(HERE, number) for number in ("1", "2")]
    assert found["mia"].id == second.person_id
    assert [one and one.username for one in kept] == [None, "mia"]


async def test_other_platforms_have_names_of_their_own(uow: Uow) -> None:
    async with uow() as tx:
        rows = await _account(tx, "1"), await _account(tx, "1", Platform.DISCORD)
        for row in rows:
            await tx.people.rename_account(row, "mia")
        found = await tx.people.by_usernames(Platform.DISCORD, {"mia"})
    assert found["mia"].id == rows[1].person_id


async def test_a_name_that_was_given_up_finds_nobody(uow: Uow) -> None:
    async with uow() as tx:
        row = await _account(tx, "1")
        for name in ("mia", ""):
            await tx.people.rename_account(row, name)
        assert await tx.people.by_usernames(HERE, {"mia", ""}) == {}


async def test_who_is_erased_is_found_by_none(uow: Uow) -> None:
    async with uow() as tx:
        row = await _account(tx, "1")
        await tx.people.rename_account(row, "mia")
        person = await tx.people.get(row.person_id)
        assert person is not None
        person.erased_at = NOON
        assert await tx.people.by_usernames(HERE, {"mia"}) == {}
