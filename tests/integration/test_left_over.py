"""What an erasure, a decision or a deadline may leave in the store: nothing that says where or who."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house
from sqlalchemy import select

from bot.consent import ApprovalMode
from bot.people import Chat, Platform
from bot.reports import ReportKind
from bot.store.tables import Row
from bot.store.unit_of_work import Uow
from bot.use_cases.people.closing import mark

pytestmark = pytest.mark.integration

PRIVATE = Chat(Platform.TERMINAL, "a-private-chat")
"""On some platforms the number of a private chat is that of the person."""


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    settings = house_settings(tmp_path, moderation={"after": {"several_people": "always"}})
    return open_house(sqlite_uow, tmp_path, clock, settings)


async def _tables_with(house: House, words: str) -> set[str]:
    """Tables in which these words stand, wherever in a row."""
    found = set()
    async with house.uow() as tx:
        for mapper in Row.registry.mappers:
            rows = await tx.session.execute(select(mapper.local_table))
            if words in str(rows.all()):
                found.add(str(mapper.local_table))
    return found


async def test_an_erased_maker_leaves_no_place(house: House) -> None:
    ada = await house.enrolled("ada")
    await house.join("ada", PRIVATE)
    await house.order(ada, "@me waves", chat=PRIVATE)
    await house.finish_jobs()
    await house.hear()
    await house.app.erase(ada)
    for one in await house.app.due_takedowns(Platform.TERMINAL):
        await house.app.mark_taken_down(one.delivery)
    assert await _tables_with(house, PRIVATE.chat_id) == set()


async def test_an_erased_maker_leaves_nothing_that_operators_wrote_of_their_clip(house: House) -> None:
    ada, bo = await house.enrolled("ada"), await house.enrolled("bo")
    await house.app.grant(bo, "ada")
    await house.app.set_approval(bo, ApprovalMode.NEVER)
    clip = (await house.order(ada, "@me and @bo wave")).id
    await house.finish_jobs()
    await house.desk.refuse("root", clip, "Ada pretends to be drunk.")
    await house.app.erase(ada)
    assert await _tables_with(house, "drunk") == set()


async def _reported(house: House) -> tuple[str, str]:
    """Bo's report on ada: (ada, report)."""
    ada, bo = await house.join("ada", ROOM), await house.join("bo", ROOM)
    taken = await house.app.report(bo, handle="ada", kind=ReportKind.HARASSMENT, text="Ada follows me.")
    return ada, taken.report


async def test_marks_of_an_erased_persons_accounts_go_with_the_decision(house: House) -> None:
    ada, report = await _reported(house)
    await house.app.erase(ada)
    known = mark(house.ports, Platform.TERMINAL, "ada")
    assert await _tables_with(house, known) == {"reports"}
    await house.desk.dismiss("root", report, "")
    assert await _tables_with(house, known) == set()


async def test_a_reporters_words_go_with_the_evidence(house: House, clock: ManualClock) -> None:
    _, report = await _reported(house)
    await house.desk.dismiss("root", report, "They follow each other.")
    clock.advance(days=31)
    await house.app.sweep()
    assert await _tables_with(house, "follow") == set()
