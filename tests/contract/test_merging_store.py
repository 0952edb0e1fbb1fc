"""Rows of two people that become one person's, on SQLite and on Postgres."""

from datetime import timedelta

import pytest
from factories import NOON, account, clip, delivery, someone, someone_with_clip

from bot.approvals import Decision
from bot.credits import EntryKind
from bot.people import Chat, Platform
from bot.store import merging
from bot.store.tables import AccessRequestRow, BoundaryRow, ExceptionRow, GrantRow, Person, Row
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.contract

STAYING = {
    ("ledger", "person_id"): "never changed; what can be spent is moved by entries of its own",
    ("likenesses", "person_id"): "sealed for that id; destroyed",
    ("challenges", "person_id"): "answered by those",
    ("faces", "person_id"): "destroyed with the likeness",
    ("invite_uses", "person_id"): "one for each person who came in by an invite",
    ("waitlist", "person_id"): "who is part of somebody else waits no more",
    ("settings", "person_id"): "the survivor's hold",
    ("characters", "person_id"): "of the character itself",
    ("dialogues", "person_id"): "what was asked is asked again",
    ("link_codes", "person_id"): "used up",
}
"""Columns that go on naming whoever they named, and why."""
WEIGHED = {
    (table.__tablename__, column)
    for table, columns in {
        GrantRow: ("owner_id", "grantee_id"),
        ExceptionRow: ("owner_id", "friend_id"),
        AccessRequestRow: ("owner_id", "requester_id"),
    }.items()
    for column in columns
}
"""Those of which bot.use_cases.consents.uniting decides row by row."""


def test_every_column_that_names_a_person_is_thought_of() -> None:
    naming = {
        (table.name, column.name)
        for table in Row.metadata.tables.values()
        for column in table.columns
        if any(key.column is Person.__table__.c.id for key in column.foreign_keys)
    }
    followed = [*merging.FOLLOWING, *(column for column, _ in merging.KEYED)]
    handed_over = {(column.class_.__tablename__, column.key) for column in followed}
    assert naming - handed_over - WEIGHED == set(STAYING)


async def test_a_persons_clips_and_roles_become_the_others(uow: Uow) -> None:
    async with uow() as tx:
        into, (absorbed, row) = await someone(tx), await someone_with_clip(tx)
        await tx.merging.hand_over(absorbed.id, into.id)
    async with uow() as tx:
        found = await tx.clips.get(row.id)
        assert found is not None
        assert found.maker_id == into.id
        assert [member.person_id for member in await tx.clips.cast(row.id)] == [into.id]


async def test_of_two_clips_that_messages_of_one_name_asked_for_one_keeps_it(uow: Uow) -> None:
    async with uow() as tx:
        into, absorbed = await someone(tx), await someone(tx)
        mine = await tx.clips.add(clip(into.id, request_key="message-1"), [])
        theirs = await tx.clips.add(clip(absorbed.id, request_key="message-1"), [])
        await tx.merging.hand_over(absorbed.id, into.id)
    async with uow() as tx:
        keys = {row.id: row.request_key for row in await tx.clips.made_by(into.id)}
    assert keys == {mine.id: "message-1", theirs.id: None}


async def test_who_was_asked_as_both_has_one_answer(uow: Uow) -> None:
    async with uow() as tx:
        into, absorbed = await someone(tx), await someone(tx)
        _, row = await someone_with_clip(tx)
        await tx.clips.ask(row.id, [into.id, absorbed.id], NOON)
        await tx.clips.decide(row.id, into.id, Decision.DENIED, NOON)
        await tx.merging.hand_over(absorbed.id, into.id)
    async with uow() as tx:
        answers = [(one.person_id, one.decision) for one in await tx.clips.approvals(row.id)]
    assert answers == [(into.id, Decision.DENIED)]


async def test_places_of_both_are_one_persons_each_once(uow: Uow) -> None:
    async with uow() as tx:
        into, absorbed = await someone(tx), await someone(tx)
        for person, rooms in ((into, "ab"), (absorbed, "bc")):
            for room in rooms:
                await tx.people.seen(person.id, Chat(Platform.TERMINAL, room), NOON)
        await tx.merging.hand_over(absorbed.id, into.id)
    async with uow() as tx:
        assert [row.chat_id for row in await tx.people.places(into.id)] == ["a", "b", "c"]
        assert await tx.people.places(absorbed.id) == []


async def test_nobody_blocks_themselves_afterwards(uow: Uow) -> None:
    async with uow() as tx:
        into, absorbed, third = [await someone(tx) for _ in range(3)]
        for owner, blocked in ((into, absorbed), (absorbed, into), (absorbed, third), (third, into)):
            await tx.consents.block(owner.id, blocked.id, NOON)
        await tx.merging.hand_over(absorbed.id, into.id)
    async with uow() as tx:
        assert set(await tx.merging.blocking(into.id)) == {(into.id, third.id), (third.id, into.id)}
        assert await tx.merging.blocking(absorbed.id) == []


async def test_a_boundary_that_both_had_is_there_once(uow: Uow) -> None:
    async with uow() as tx:
        into, absorbed = await someone(tx), await someone(tx)
        said = ((into, "no spiders"), (absorbed, "No spiders"), (absorbed, "no snakes"))
        for minute, (person, words) in enumerate(said):
            at = NOON + timedelta(minutes=minute)
            await tx.consents.add_boundary(BoundaryRow(person_id=person.id, text=words, created_at=at))
        await tx.merging.hand_over(absorbed.id, into.id)
    async with uow() as tx:
        assert [row.text for row in await tx.consents.boundaries(into.id)] == ["no spiders", "no snakes"]


async def test_what_is_owed_to_them_finds_them(uow: Uow) -> None:
    async with uow() as tx:
        into, absorbed = await someone(tx), await someone(tx)
        await tx.people.link(account(absorbed.id))
        await tx.deliveries.add(delivery(person_id=absorbed.id, chat_id=None))
        await tx.merging.hand_over(absorbed.id, into.id)
    async with uow() as tx:
        (row,) = await tx.deliveries.claim(Platform.TERMINAL, NOON)
        assert row.person_id == into.id
        assert len(await tx.people.accounts(into.id)) == 1


async def test_credits_move_once(uow: Uow) -> None:
    async with uow() as tx:
        into, absorbed = await someone(tx), await someone(tx)
        await tx.ledger.add(absorbed.id, EntryKind.PURCHASE, 100, "bought", NOON)
        moved = [await tx.ledger.hand_over(absorbed.id, into.id, 30, NOON) for _ in range(2)]
        left = [await tx.ledger.available(one.id) for one in (into, absorbed)]
    assert (moved, left) == ([70, 0], [70, 30])


async def test_who_parted_is_found_as_who_they_are_now_and_so_is_who_parted_from_those(uow: Uow) -> None:
    async with uow() as tx:
        whose, left, became, left_those, before = [await someone(tx) for _ in range(5)]
        left.parted_from, left.merged_into, left_those.parted_from = whose.id, became.id, became.id
        before.parted_from, before.created_at = whose.id, NOON - timedelta(days=1)
    async with uow() as tx:
        assert await tx.merging.parted_since(whose.id, NOON) == sorted([became.id, left_those.id])
