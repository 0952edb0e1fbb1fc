"""Clips, cast and approvals, on SQLite and on Postgres."""

import asyncio
from datetime import timedelta

import pytest
from factories import NOON, clip, likeness, someone, someone_with_clip
from sqlalchemy.exc import IntegrityError

from bot.approvals import Decision, Phase
from bot.clips import ClipState
from bot.store.tables import CastRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.contract


async def test_a_clip_knows_everybody_who_appears(uow: Uow) -> None:
    async with uow() as tx:
        maker, made = await someone_with_clip(tx)
        assert [(row.role, row.person_id) for row in await tx.clips.cast(made.id)] == [("Self", maker.id)]


async def test_a_role_is_played_by_one_person(uow: Uow) -> None:
    async def cast_twice() -> None:
        async with uow() as tx:
            maker = await someone(tx)
            own = await tx.likenesses.add(likeness(maker.id))
            row = clip(maker.id)
            twice = [
                CastRow(clip_id=row.id, role="hero", person_id=maker.id, likeness_id=own.id) for _ in range(2)
            ]
            await tx.clips.add(row, twice)

    with pytest.raises(IntegrityError):
        await cast_twice()


async def test_a_message_asks_for_one_clip(uow: Uow) -> None:
    async def ask_twice() -> None:
        async with uow() as tx:
            maker, _ = await someone_with_clip(tx, request_key="message-1")
            await tx.clips.add(clip(maker.id, request_key="message-1"), [])

    with pytest.raises(IntegrityError):
        await ask_twice()


async def test_a_clip_is_found_by_the_message_that_asked_for_it(uow: Uow) -> None:
    async with uow() as tx:
        maker, made = await someone_with_clip(tx, request_key="message-1")
        assert await tx.clips.by_key(maker.id, "message-1") is made
        assert await tx.clips.by_key("another", "message-1") is None


async def test_a_persons_clips_come_newest_first(uow: Uow) -> None:
    async with uow() as tx:
        maker, first = await someone_with_clip(tx)
        second = await tx.clips.add(clip(maker.id, created_at=NOON + timedelta(hours=1)), [])
        assert await tx.clips.of_maker(maker.id) == [second, first]
        assert await tx.clips.of_maker(maker.id, limit=1) == [second]


async def test_clips_are_found_by_who_appears_in_them(uow: Uow) -> None:
    async with uow() as tx:
        maker, made = await someone_with_clip(tx)
        other, _ = await someone_with_clip(tx)
        assert await tx.clips.with_person(maker.id, [ClipState.QUEUED]) == [made]
        assert await tx.clips.with_person(other.id, [ClipState.KEPT]) == []


async def test_only_clips_in_the_making_count(uow: Uow) -> None:
    async with uow() as tx:
        maker, _ = await someone_with_clip(tx)
        await tx.clips.add(clip(maker.id, state=ClipState.KEPT), [])
        assert await tx.clips.count(maker.id, [ClipState.QUEUED, ClipState.RENDERING]) == 1


async def test_a_clip_is_due_at_its_deadline(uow: Uow) -> None:
    async with uow() as tx:
        _, made = await someone_with_clip(tx, due_at=NOON)
        await someone_with_clip(tx)
        assert await tx.clips.due(NOON - timedelta(microseconds=1)) == []
        assert await tx.clips.due(NOON) == [made]


async def test_the_first_decision_stands(uow: Uow) -> None:
    async with uow() as tx:
        maker, made = await someone_with_clip(tx)
        await tx.clips.ask(made.id, [maker.id], NOON)
        assert await tx.clips.decide(made.id, maker.id, Decision.DENIED, NOON)
        assert not await tx.clips.decide(made.id, maker.id, Decision.APPROVED, NOON)
        assert [row.decision for row in await tx.clips.approvals(made.id)] == [Decision.DENIED]


async def test_of_many_clicks_at_once_one_is_the_first(uow: Uow) -> None:
    async with uow() as tx:
        maker, made = await someone_with_clip(tx)
        await tx.clips.ask(made.id, [maker.id], NOON)

    async def click(decision: Decision) -> bool:
        async with uow() as tx:
            return await tx.clips.decide(made.id, maker.id, decision, NOON)

    clicks = [Decision.APPROVED, Decision.DENIED] * 4
    assert sum(await asyncio.gather(*map(click, clicks))) == 1


async def test_nobody_decides_who_was_not_asked(uow: Uow) -> None:
    async with uow() as tx:
        maker, made = await someone_with_clip(tx)
        assert not await tx.clips.decide(made.id, maker.id, Decision.APPROVED, NOON)


async def test_nobody_is_asked_twice(uow: Uow) -> None:
    async with uow() as tx:
        maker, made = await someone_with_clip(tx, state=ClipState.APPROVAL)
        await tx.clips.ask(made.id, [maker.id, maker.id], NOON)
        assert await tx.clips.ask(made.id, [maker.id], NOON) == []
        assert len(await tx.clips.waiting_for(maker.id)) == 1


async def test_what_was_decided_waits_no_longer(uow: Uow) -> None:
    async with uow() as tx:
        maker, made = await someone_with_clip(tx)
        await tx.clips.ask(made.id, [maker.id], NOON)
        await tx.clips.decide(made.id, maker.id, Decision.APPROVED, NOON)
        assert await tx.clips.waiting_for(maker.id) == []


async def test_a_locked_clip_is_read_as_the_database_has_it(uow: Uow) -> None:
    async with uow() as tx:
        _, made = await someone_with_clip(tx)
        made.attempt = 9
        with tx.session.no_autoflush:
            locked = await tx.clips.get(made.id, lock=True)
        assert locked is not None
        assert locked.attempt == 1


async def test_an_answer_before_the_render_leaves_the_later_question_open(uow: Uow) -> None:
    async with uow() as tx:
        maker, made = await someone_with_clip(tx, state=ClipState.APPROVAL)
        await tx.clips.ask(made.id, [maker.id], NOON, Phase.BEFORE_RENDER)
        await tx.clips.ask(made.id, [maker.id], NOON, Phase.BEFORE_PUBLISH)
        await tx.clips.decide(made.id, maker.id, Decision.APPROVED, NOON, Phase.BEFORE_RENDER)
        later = await tx.clips.approvals(made.id, Phase.BEFORE_PUBLISH)
        assert [row.decision for row in later] == [Decision.WAITING]


async def test_who_decides_for_a_character_is_its_owner(uow: Uow) -> None:
    async with uow() as tx:
        maker, made = await someone_with_clip(tx)
        pet = await someone(tx, owner_id=(await someone(tx)).id)
        own = await tx.likenesses.add(likeness(pet.id))
        tx.session.add(CastRow(clip_id=made.id, role="pet", person_id=pet.id, likeness_id=own.id))
        await tx.session.flush()
        assert await tx.clips.controllers(made.id) == {maker.id, pet.owner_id}


async def test_what_waits_for_a_person_is_what_is_still_open(uow: Uow) -> None:
    async with uow() as tx:
        maker, made = await someone_with_clip(tx, state=ClipState.CANCELLED)
        await tx.clips.ask(made.id, [maker.id], NOON)
        assert await tx.clips.waiting_for(maker.id) == []
