"""What somebody is asked to write next: kept for an hour, answered once, theirs alone."""

import asyncio
import io
import json
import zipfile
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.dialogues import LONGEST_ANSWER, MOST_ANSWERS, Dialogue, DialogueKind
from bot.errors import AccountErased
from bot.people import Chat, Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

ELSEWHERE = Chat(Platform.TERMINAL, "elsewhere")
COMPOSE = DialogueKind.COMPOSE


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def test_what_was_asked_is_waited_for_where_it_was_asked(house: House) -> None:
    ada = await house.join("ada")
    begun = await house.app.begin_dialogue(ada, ROOM, DialogueKind.EDIT_PROMPT, "clip")
    assert begun == Dialogue(DialogueKind.EDIT_PROMPT, "clip")
    assert await house.app.dialogue(ada, ROOM) == begun
    assert await house.app.dialogue(ada, ELSEWHERE) is None


async def test_nobody_else_is_asked(house: House) -> None:
    ada, bo = await house.join("ada"), await house.join("bo")
    await house.app.begin_dialogue(ada, ROOM, COMPOSE)
    assert await house.app.dialogue(bo, ROOM) is None
    assert await house.app.end_dialogue(bo, ROOM) is None
    assert await house.app.dialogue(ada, ROOM) is not None


async def test_an_answer_takes_it_a_turn_on_and_another_hour(house: House) -> None:
    ada = await house.join("ada")
    begun = await house.app.begin_dialogue(ada, ROOM, COMPOSE)
    house.clock.advance(minutes=50)
    on = await house.app.continue_dialogue(ada, ROOM, begun, {"subject": "me"})
    house.clock.advance(minutes=50)
    assert on == await house.app.dialogue(ada, ROOM) == Dialogue(COMPOSE, "", {"subject": "me"}, 1)


async def test_of_two_answers_at_once_one_counts(house: House) -> None:
    ada = await house.join("ada")
    begun = await house.app.begin_dialogue(ada, ROOM, COMPOSE)
    given = [house.app.continue_dialogue(ada, ROOM, begun, {"subject": each}) for each in ("me", "you")]
    assert sum(one is not None for one in await asyncio.gather(*given)) == 1


async def test_of_two_who_end_it_at_once_one_has_it(house: House) -> None:
    ada = await house.join("ada")
    await house.app.begin_dialogue(ada, ROOM, COMPOSE)
    ended = await asyncio.gather(*(house.app.end_dialogue(ada, ROOM) for _ in range(3)))
    assert sum(one is not None for one in ended) == 1


async def test_after_an_hour_nothing_is_waited_for(house: House) -> None:
    ada = await house.join("ada")
    begun = await house.app.begin_dialogue(ada, ROOM, COMPOSE)
    house.clock.advance(hours=1)
    assert await house.app.dialogue(ada, ROOM) is None
    assert await house.app.continue_dialogue(ada, ROOM, begun, {}) is None
    assert await house.app.end_dialogue(ada, ROOM) is None


async def test_the_sweeper_forgets_what_nobody_answered(house: House) -> None:
    await house.app.begin_dialogue(await house.join("ada"), ROOM, COMPOSE)
    house.clock.advance(hours=1)
    assert await house.app.sweep() >= 1
    assert await house.app.sweep() == 0


async def test_no_answer_grows_without_bounds(house: House) -> None:
    ada = await house.join("ada")
    said = {str(number): "x" * 10_000 for number in range(100)}
    kept = (await house.app.begin_dialogue(ada, ROOM, COMPOSE, answers=said)).answers
    assert len(kept) == MOST_ANSWERS
    assert {len(one) for one in kept.values()} == {LONGEST_ANSWER}


async def test_who_is_erased_is_asked_nothing_and_nothing_of_it_is_kept(house: House) -> None:
    ada = await house.join("ada")
    await house.app.begin_dialogue(ada, ROOM, COMPOSE)
    await house.app.erase(ada)
    async with house.uow() as tx:
        assert await tx.dialogues.of_person(ada) == []
    with pytest.raises(AccountErased):
        await house.app.begin_dialogue(ada, ROOM, COMPOSE)


async def test_they_can_take_along_what_they_wrote(house: House) -> None:
    ada = await house.join("ada")
    await house.app.begin_dialogue(ada, ROOM, COMPOSE, answers={"subject": "a lighthouse"})
    with zipfile.ZipFile(io.BytesIO(await house.app.export(ada))) as packed:
        page = json.loads(packed.read("dialogues.json"))
    assert [one["answers"] for one in page] == [{"subject": "a lighthouse"}]
