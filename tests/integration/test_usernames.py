"""Whom `@name` means where a platform has names of its own for people."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.consent import Visibility
from bot.people import Account, Chat, Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

ALONE = Chat(Platform.TERMINAL, "alone")


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def _joined(house: House, name: str, username: str | None, chat: Chat | None = ROOM) -> str:
    account = Account(Platform.TERMINAL, name, name, username=username)
    return (await house.app.person_for(account, chat)).id


async def _known(house: House, person: str, *names: str, chat: Chat = ROOM) -> dict[str, str]:
    return dict(await house.app.known_as(person, chat, names))


async def test_who_was_seen_in_the_chat_is_found_however_it_is_written(house: House) -> None:
    ada = await _joined(house, "ada", None)
    await _joined(house, "mia", "Mia_L")
    assert await _known(house, ada, "@mia_l", "MIA_L", "@nobody") == {"@mia_l": "mia", "MIA_L": "mia"}


async def test_one_who_hides_is_found_where_both_are_and_nowhere_else(house: House) -> None:
    ada = await _joined(house, "ada", None)
    mia = await _joined(house, "mia", "mia_l")
    await house.app.set_visibility(mia, Visibility.NOBODY)
    assert await _known(house, ada, "@mia_l") == {"@mia_l": "mia"}
    assert await _known(house, ada, "@mia_l", chat=ALONE) == {}


async def test_one_whom_they_may_see_is_found_everywhere(house: House) -> None:
    ada = await _joined(house, "ada", None)
    mia = await _joined(house, "mia", "mia_l")
    await house.app.set_visibility(mia, Visibility.EVERYONE)
    assert await _known(house, ada, "@mia_l", chat=ALONE) == {"@mia_l": "mia"}


async def test_a_name_that_was_given_up_finds_nobody(house: House) -> None:
    ada = await _joined(house, "ada", None)
    await _joined(house, "mia", "mia_l")
    await _joined(house, "mia", "")
    assert await _known(house, ada, "@mia_l") == {}


async def test_where_the_platform_does_not_say_the_name_stays(house: House) -> None:
    ada = await _joined(house, "ada", None)
    await _joined(house, "mia", "mia_l")
    await _joined(house, "mia", None)
    assert await _known(house, ada, "@mia_l") == {"@mia_l": "mia"}


async def test_a_name_is_whose_it_was_last(house: House) -> None:
    ada = await _joined(house, "ada", None)
    await _joined(house, "mia", "mia_l")
    await _joined(house, "bo", "mia_l")
    assert await _known(house, ada, "@mia_l") == {"@mia_l": "bo"}


async def test_nobody_takes_a_handle_from_another_by_calling_themselves_so(house: House) -> None:
    ada = await _joined(house, "ada", None)
    for name, username in (("mia", None), ("bo", "mia")):
        person = await _joined(house, name, username)
        await house.app.set_visibility(person, Visibility.EVERYONE)
    assert await _known(house, ada, "@mia", chat=ALONE) == {}


async def test_where_both_are_the_platforms_name_comes_first(house: House) -> None:
    ada = await _joined(house, "ada", None)
    await _joined(house, "mia", None)
    await _joined(house, "bo", "mia")
    assert await _known(house, ada, "@mia") == {"@mia": "bo"}


async def test_words_for_oneself_mean_nobody_who_is_called_so(house: House) -> None:
    ada = await _joined(house, "ada", None)
    await _joined(house, "bo", "self")
    assert await _known(house, ada, "@Self", "@self") == {}


async def test_an_erased_person_is_found_by_no_name(house: House) -> None:
    ada = await _joined(house, "ada", None)
    await house.app.erase(await _joined(house, "mia", "mia_l"))
    assert await _known(house, ada, "@mia_l") == {}


async def test_who_is_pointed_out_is_known_by_that_name_from_then_on(house: House) -> None:
    ada = await _joined(house, "ada", None)
    await house.app.pointed_out(Account(Platform.TERMINAL, "mia", "mia", username="mia_l"), ROOM)
    assert await _known(house, ada, "@mia_l") == {"@mia_l": "mia"}
