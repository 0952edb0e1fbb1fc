"""What people are asked to write next, on SQLite and on Postgres."""

from datetime import timedelta

import pytest
from factories import NOON, someone

from bot.dialogues import DialogueKind
from bot.people import Chat, Platform
from bot.store.tables import DialogueRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.contract

HERE, THERE = Chat(Platform.TELEGRAM, "7"), Chat(Platform.TELEGRAM, "-100/3", "-100")
LATER = NOON + timedelta(hours=1)


def _dialogue(person: str, **fields: object) -> DialogueRow:
    given = {"platform": Platform.TELEGRAM, "chat_id": "7", "kind": DialogueKind.COMPOSE}
    times = {"created_at": NOON, "due_at": LATER}
    return DialogueRow(person_id=person, **given | times | fields)  # type: ignore[arg-type]  # a test's shorthand


async def test_one_is_read_as_it_was_kept(uow: Uow) -> None:
    async with uow() as tx:
        ada = (await someone(tx)).id
        await tx.dialogues.put(_dialogue(ada, about="clip", answers={"subject": "me"}, turn=2))
    async with uow() as tx:
        row = await tx.dialogues.get(ada, HERE, lock=True)
    assert row is not None
    assert (row.kind, row.about, row.answers, row.turn) == (
        DialogueKind.COMPOSE,
        "clip",
        {"subject": "me"},
        2,
    )


async def test_a_new_one_takes_the_place_of_the_one_before(uow: Uow) -> None:
    async with uow() as tx:
        ada = (await someone(tx)).id
        await tx.dialogues.put(_dialogue(ada, about="first", answers={"subject": "me"}))
    async with uow() as tx:
        await tx.dialogues.put(_dialogue(ada, about="second"))
    async with uow() as tx:
        assert [(row.about, row.answers) for row in await tx.dialogues.of_person(ada)] == [("second", {})]


async def test_each_person_has_one_in_each_chat(uow: Uow) -> None:
    async with uow() as tx:
        ada, bo = (await someone(tx)).id, (await someone(tx)).id
        await tx.dialogues.put(_dialogue(ada))
        await tx.dialogues.put(_dialogue(ada, chat_id=THERE.chat_id))
        await tx.dialogues.put(_dialogue(bo))
    async with uow() as tx:
        assert len(await tx.dialogues.of_person(ada)) == 2
        assert await tx.dialogues.get(bo, THERE) is None


async def test_what_nobody_answered_in_time_is_forgotten(uow: Uow) -> None:
    async with uow() as tx:
        ada = (await someone(tx)).id
        await tx.dialogues.put(_dialogue(ada))
        await tx.dialogues.put(_dialogue(ada, chat_id="later", due_at=LATER + timedelta(seconds=1)))
        assert await tx.dialogues.lapse(LATER) == 1
        assert [row.chat_id for row in await tx.dialogues.of_person(ada)] == ["later"]


async def test_with_a_person_only_theirs_go(uow: Uow) -> None:
    async with uow() as tx:
        ada, bo = (await someone(tx)).id, (await someone(tx)).id
        await tx.dialogues.put(_dialogue(ada))
        await tx.dialogues.put(_dialogue(bo))
        await tx.dialogues.forget(ada)
        assert await tx.dialogues.get(ada, HERE) is None
        assert await tx.dialogues.get(bo, HERE) is not None
