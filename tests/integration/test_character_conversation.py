"""`/cameo character` in a chat without attachments: what works, and what it says of the rest."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from adapters.conversation import Speaker, answer
from adapters.text import say
from bot.characters import CharacterKind, NewCharacter
from bot.notices import CharacterGone, CharacterRemovalOffered, CharacterRenamed, CharactersShown, Refusals
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration


@pytest.fixture
async def owner(house: House) -> Speaker:
    person = await house.join("ada")
    await house.app.create_character(person, NewCharacter("rex", CharacterKind.PET, (b"picture",)), ROOM)
    await house.finish_jobs()
    return Speaker(person, "ada", ROOM)


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def test_characters_are_listed(house: House, owner: Speaker) -> None:
    shown = await answer(house.app, owner, "/cameo character", {})
    assert isinstance(shown, CharactersShown)
    assert say(shown).text == "@rex: a pet; people you approve"


@pytest.mark.parametrize("text", ["add @spot pet", "pictures @rex"])
async def test_pictures_are_asked_for_where_there_are_none(house: House, owner: Speaker, text: str) -> None:
    said = await answer(house.app, owner, f"/cameo character {text}", {})
    assert isinstance(said, Refusals)
    assert [one.code for one in said.refusals] == ["pictures_needed"]


async def test_a_character_is_renamed(house: House, owner: Speaker) -> None:
    assert isinstance(
        await answer(house.app, owner, "/cameo character rename @rex @spot", {}), CharacterRenamed
    )


async def test_nothing_is_removed_before_it_is_confirmed(house: House, owner: Speaker) -> None:
    offered = await answer(house.app, owner, "/cameo character remove @rex", {})
    assert isinstance(offered, CharacterRemovalOffered)
    assert len((await house.app.characters(owner.person)).characters) == 1
    gone = await answer(house.app, owner, "/cameo character remove @rex yes", {})
    assert isinstance(gone, CharacterGone)
    assert (await house.app.characters(owner.person)).characters == ()
