"""People, accounts and places, on SQLite and on Postgres."""

from datetime import timedelta

import pytest
from factories import NOON, account, person, someone
from sqlalchemy.exc import IntegrityError

from bot.characters import CharacterKind
from bot.people import Chat, Platform
from bot.store.tables import CharacterRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.contract

ROOM = Chat(Platform.DISCORD, "room")


async def test_a_person_is_found_by_each_of_their_accounts(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        await tx.people.link(account(ada.id, platform=Platform.DISCORD, platform_id="1"))
        await tx.people.link(account(ada.id, platform=Platform.TELEGRAM, platform_id="1"))
        found = [await tx.people.by_account(where, "1") for where in (Platform.DISCORD, Platform.TELEGRAM)]
    assert found == [ada, ada]


async def test_an_account_belongs_to_one_person(uow: Uow) -> None:
    async def link_twice() -> None:
        async with uow() as tx:
            for one in (await someone(tx), await someone(tx)):
                await tx.people.link(account(one.id, platform_id="1"))

    with pytest.raises(IntegrityError):
        await link_twice()


@pytest.mark.parametrize("written", ["Ada", "@ada", " ADA "])
async def test_a_handle_is_found_however_it_is_written(uow: Uow, written: str) -> None:
    async with uow() as tx:
        ada = await someone(tx, handle="ada")
        assert await tx.people.by_handle(written) is ada


async def test_two_people_cannot_have_one_handle(uow: Uow) -> None:
    async def add_twice() -> None:
        async with uow() as tx:
            await tx.people.add(person(handle="ada"))
            await tx.people.add(person(handle="ada"))

    with pytest.raises(IntegrityError):
        await add_twice()


async def test_an_erased_person_is_found_by_no_handle(uow: Uow) -> None:
    async with uow() as tx:
        await someone(tx, handle="ada", erased_at=NOON)
        assert await tx.people.by_handle("ada") is None


async def test_handles_that_somebody_has_are_taken(uow: Uow) -> None:
    async with uow() as tx:
        await someone(tx, handle="ada")
        assert await tx.people.taken(["ada", "mia"]) == {"ada"}


async def test_handles_are_told_for_many_people_at_once(uow: Uow) -> None:
    async with uow() as tx:
        ada, mia = await someone(tx, handle="ada"), await someone(tx, handle="mia")
        assert await tx.people.handles([ada.id, mia.id, "nobody"]) == {ada.id: "ada", mia.id: "mia"}


async def test_people_seen_in_one_chat_share_a_place(uow: Uow) -> None:
    async with uow() as tx:
        ada, mia = await someone(tx), await someone(tx)
        for one in (ada, mia, ada):
            await tx.people.seen(one.id, ROOM, NOON)
        assert await tx.people.share_place(ada.id, mia.id)


async def test_places_are_told_in_the_order_in_which_somebody_was_first_seen_there(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        for minutes, name in enumerate(("b", "a", "b")):
            await tx.people.seen(ada.id, Chat(Platform.DISCORD, name), NOON + timedelta(minutes=minutes))
        assert [row.chat_id for row in await tx.people.places(ada.id)] == ["b", "a"]


async def test_the_same_chat_id_on_another_platform_is_another_place(uow: Uow) -> None:
    async with uow() as tx:
        ada, mia = await someone(tx), await someone(tx)
        await tx.people.seen(ada.id, ROOM, NOON)
        await tx.people.seen(mia.id, Chat(Platform.TELEGRAM, ROOM.chat_id), NOON)
        assert not await tx.people.share_place(ada.id, mia.id)


async def test_unlinking_forgets_accounts_and_places(uow: Uow) -> None:
    async with uow() as tx:
        ada, mia = await someone(tx), await someone(tx)
        await tx.people.link(account(ada.id, platform_id="1"))
        for one in (ada, mia):
            await tx.people.seen(one.id, ROOM, NOON)
        await tx.people.unlink_all(ada.id)
        assert await tx.people.accounts(ada.id) == []
        assert not await tx.people.share_place(ada.id, mia.id)


async def test_a_locked_person_is_read_as_the_database_has_them(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx, handle="ada")
        ada.handle = "stale"
        with tx.session.no_autoflush:
            locked = await tx.people.lock(ada.id)
        assert locked is not None
        assert locked.handle == "ada"


async def test_a_character_is_described_until_it_is_forgotten(uow: Uow) -> None:
    async with uow() as tx:
        owner = await someone(tx)
        rex = await someone(tx, owner_id=owner.id)
        await tx.people.describe(CharacterRow(person_id=rex.id, kind=CharacterKind.PET, attribution="© Ada"))
    async with uow() as tx:
        found = await tx.people.character(rex.id)
        assert found is not None
        assert (found.kind, found.licensed, found.attribution) == (CharacterKind.PET, False, "© Ada")
        assert await tx.people.owned_by(owner.id) == [rex.id]
        await tx.people.undescribe(rex.id)
    async with uow() as tx:
        assert await tx.people.character(rex.id) is None
