"""Whom somebody may cast, offered while they write."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.characters import CharacterKind, NewCharacter
from bot.consent import Usage, Visibility
from bot.grants import Limits
from bot.people import Account, Chat, Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

SERVER = Chat(Platform.TERMINAL, "channel", "server")


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    """Ada and Bo with likenesses, in one room."""
    house = open_house(sqlite_uow, tmp_path, clock)
    for name in ("ada", "bo"):
        await house.enrolled(name)
    return house


async def _offered(house: House, typed: str = "", chat: Chat = ROOM) -> tuple[str, ...]:
    return await house.app.castable(await house.join("ada"), chat, typed)


async def _opens(house: House, who: str) -> str:
    person = await house.join(who)
    await house.app.set_usage(person, Usage.EVERYONE)
    await house.app.set_visibility(person, Visibility.EVERYONE)
    return person


async def test_oneself_and_ones_characters_come_first(house: House) -> None:
    ada = await house.join("ada")
    await house.app.create_character(ada, NewCharacter("zoo", CharacterKind.PET, (b"front",)), ROOM)
    await house.finish_jobs()
    await _opens(house, "bo")
    assert await _offered(house) == ("ada", "zoo", "bo")


async def test_only_who_begins_like_what_was_typed_is_offered(house: House) -> None:
    await _opens(house, "bo")
    assert [await _offered(house, typed) for typed in ("@B", "x")] == [("bo",), ()]


async def test_who_allowed_nobody_is_not_offered(house: House) -> None:
    assert await _offered(house) == ("ada",)


async def test_who_allowed_them_by_name_is_offered_even_where_they_hide(house: House) -> None:
    bo = await house.join("bo")
    await house.app.grant(bo, "ada")
    await house.app.set_visibility(bo, Visibility.NOBODY)
    assert await _offered(house) == ("ada", "bo")


async def test_who_hides_is_not_offered_to_whom_they_did_not_allow(house: House) -> None:
    await house.app.set_visibility(await _opens(house, "bo"), Visibility.NOBODY)
    assert await _offered(house) == ("ada",)


async def test_who_blocked_them_or_took_it_back_is_not_offered(house: House) -> None:
    bo = await _opens(house, "bo")
    await house.app.block(bo, "ada")
    blocked = await _offered(house)
    await house.app.unblock(bo, "ada")
    await house.app.grant(bo, "ada")
    await house.app.revoke(bo, "ada")
    assert [blocked, await _offered(house)] == [("ada",), ("ada",)]


async def test_who_paused_is_not_offered(house: House) -> None:
    await house.app.pause(await _opens(house, "bo"))
    assert await _offered(house) == ("ada",)


async def test_who_allowed_it_elsewhere_is_not_offered_here(house: House) -> None:
    bo = await house.join("bo")
    await house.app.grant(bo, "ada", Limits(None, None, SERVER.platform, SERVER.place))
    assert await _offered(house) == ("ada",)


async def test_on_a_server_only_who_is_there_is_offered(house: House) -> None:
    bo = await house.join("bo")
    await house.app.grant(bo, "ada")
    away = await _offered(house, chat=SERVER)
    await house.join("bo", SERVER)
    assert [away, await _offered(house, chat=SERVER)] == [("ada",), ("ada", "bo")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bo surfs", {"Bo": "bo", "@Bo": "bo"}),
        ("@Bo surfs", {"Bo": "bo", "@Bo": "bo"}),
        ("a bo tree", {}),
        ("Boris surfs", {}),
        ('a parrot says "Bo, hello!"', {}),
        ("Ada and Bo surf", {"Ada": "ada", "@Ada": "ada", "Bo": "bo", "@Bo": "bo"}),
    ],
)
async def test_friends_are_known_by_name(house: House, text: str, found: dict[str, str]) -> None:
    await _opens(house, "bo")
    assert await house.app.names_in(await house.join("ada"), ROOM, text) == found


async def test_nobody_who_allows_nothing_is_known_by_name(house: House) -> None:
    assert await house.app.names_in(await house.join("ada"), ROOM, "Bo surfs") == {}


async def test_what_the_platform_calls_somebody_is_their_name_unless_two_are_called_so(house: House) -> None:
    for number in (1, 2):
        account = Account(Platform.TERMINAL, f"lee{number}", "Lee Ann" if number == 1 else "Leea nn")
        person = (await house.app.person_for(account, ROOM)).id
        await house.record(person)
        await house.finish_jobs()
        await house.app.grant(person, "ada")
    ada = await house.join("ada")
    one = await house.app.names_in(ada, ROOM, "Lee Ann surfs")
    async with house.uow() as tx:
        row = await tx.people.account(Platform.TERMINAL, "lee2")
        assert row is not None
        row.display_name = "Lee Ann"
    assert (one, await house.app.names_in(ada, ROOM, "Lee Ann surfs")) == (
        {"Lee Ann": "leeann", "@Lee Ann": "leeann"},
        {},
    )


async def test_there_are_never_more_than_a_menu_holds(house: House) -> None:
    for number in range(30):
        await house.enrolled(f"friend{number:02}")
        await _opens(house, f"friend{number:02}")
    offered = await _offered(house)
    assert (len(offered), offered[0]) == (25, "ada")
