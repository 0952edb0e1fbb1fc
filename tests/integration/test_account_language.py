"""Which language somebody reads: learned from the platform, kept with the account, used for what is told."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.errors import UnusableLanguage
from bot.people import Account, Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def _speaks(house: House, language: str | None) -> str:
    account = Account(Platform.TERMINAL, "mia", "mia", language)
    return (await house.app.person_for(account, ROOM)).id


async def _kept(house: House) -> str | None:
    async with house.uow() as tx:
        row = await tx.people.account(Platform.TERMINAL, "mia")
        assert row is not None
        return row.language


async def test_the_first_word_tells_the_language(house: House) -> None:
    await _speaks(house, "de")
    assert await _kept(house) == "de"


async def test_the_language_follows_what_the_platform_says_last(house: House) -> None:
    await _speaks(house, "de")
    await _speaks(house, "es-419")
    assert await _kept(house) == "es-419"


async def test_a_platform_that_says_nothing_changes_nothing(house: House) -> None:
    await _speaks(house, "de")
    await _speaks(house, None)
    assert await _kept(house) == "de"


@pytest.mark.parametrize("written", ["", "x", "de de", "<b>", "de" * 40, "../de"])
async def test_what_is_no_language_tag_is_not_kept(house: House, written: str) -> None:
    await _speaks(house, written)
    assert await _kept(house) is None


async def test_what_somebody_is_told_comes_with_their_language(house: House) -> None:
    person = await _speaks(house, "es-ES")
    await house.record(person)
    await house.finish_jobs()
    due = await house.app.due_deliveries(Platform.TERMINAL)
    assert {delivery.language for delivery in due} == {"es-ES"}


async def test_who_reads_an_unknown_language_is_told_nothing_of_it(house: House) -> None:
    person = await house.join("bo")
    await house.record(person)
    await house.finish_jobs()
    due = await house.app.due_deliveries(Platform.TERMINAL)
    assert {delivery.language for delivery in due} == {None}


async def test_what_somebody_chose_goes_before_what_the_platform_says(house: House) -> None:
    person = await _speaks(house, "de")
    await house.app.choose_language(person, Platform.TERMINAL, "es")
    view = await house.app.person_for(Account(Platform.TERMINAL, "mia", "mia", "fr"), ROOM)
    assert view.language == "es"
    assert (await house.app.language(person, Platform.TERMINAL)).chosen == "es"


async def test_who_takes_their_choice_back_is_spoken_to_as_the_platform_says(house: House) -> None:
    person = await _speaks(house, "de")
    await house.app.choose_language(person, Platform.TERMINAL, "es")
    await house.app.choose_language(person, Platform.TERMINAL, None)
    assert (await house.app.person_for(Account(Platform.TERMINAL, "mia", "mia"), ROOM)).language == "de"


async def test_what_somebody_is_told_comes_in_the_language_they_chose(house: House) -> None:
    person = await _speaks(house, "de")
    await house.app.choose_language(person, Platform.TERMINAL, "es")
    await house.record(person)
    await house.finish_jobs()
    assert {one.language for one in await house.app.due_deliveries(Platform.TERMINAL)} == {"es"}


async def test_a_choice_holds_on_its_platform_alone(house: House) -> None:
    person = await _speaks(house, "de")
    await house.app.choose_language(person, Platform.TELEGRAM, "es")
    assert (await house.app.person_for(Account(Platform.TERMINAL, "mia", "mia"), ROOM)).language == "de"


async def test_what_is_no_language_cannot_be_chosen(house: House) -> None:
    person = await _speaks(house, "de")
    with pytest.raises(UnusableLanguage):
        await house.app.choose_language(person, Platform.TERMINAL, "<b>")


async def test_a_choice_is_taken_along(house: House) -> None:
    person = await _speaks(house, "de")
    await house.app.choose_language(person, Platform.TERMINAL, "es")
    with zipfile.ZipFile(io.BytesIO(await house.app.export(person))) as packed:
        (account,) = json.loads(packed.read("person.json"))["accounts"]
    assert (account["language"], account["chosen_language"]) == ("de", "es")
