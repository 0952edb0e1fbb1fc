"""Challenges and likenesses, on SQLite and on Postgres."""

import asyncio
from datetime import timedelta

import pytest
from factories import NOON, challenge, likeness, someone
from sqlalchemy.exc import IntegrityError

from bot.likeness import LikenessState
from bot.store.unit_of_work import Uow
from engine.contract.messages import Refusal, Turn

pytestmark = pytest.mark.contract


async def test_a_challenge_is_used_once(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        given = await tx.likenesses.add_challenge(challenge(ada.id))
        used = [await tx.likenesses.use_challenge(given.id, ada.id, NOON) for _ in range(2)]
    assert [one is not None for one in used] == [True, False]


async def test_a_challenge_used_by_many_at_once_is_used_once(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        given = await tx.likenesses.add_challenge(challenge(ada.id))

    async def use() -> bool:
        async with uow() as tx:
            return await tx.likenesses.use_challenge(given.id, ada.id, NOON) is not None

    assert sum(await asyncio.gather(*(use() for _ in range(8)))) == 1


async def test_nobody_else_can_use_a_challenge(uow: Uow) -> None:
    async with uow() as tx:
        ada, mia = await someone(tx), await someone(tx)
        given = await tx.likenesses.add_challenge(challenge(ada.id))
        assert await tx.likenesses.use_challenge(given.id, mia.id, NOON) is None


async def test_a_challenge_is_over_at_its_deadline(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        given = await tx.likenesses.add_challenge(challenge(ada.id, due_at=NOON))
        assert await tx.likenesses.use_challenge(given.id, ada.id, NOON) is None


async def test_the_newest_challenge_that_can_still_be_answered_is_found(uow: Uow) -> None:
    moments = [NOON - timedelta(minutes=minutes) for minutes in (4, 3, 2, 1)]
    async with uow() as tx:
        ada, mia = await someone(tx), await someone(tx)
        old, new, used, over = [
            await tx.likenesses.add_challenge(
                challenge(ada.id, created_at=at, due_at=NOON + timedelta(minutes=9))
            )
            for at in moments
        ]
        await tx.likenesses.use_challenge(used.id, ada.id, NOON)
        over.due_at = NOON
        await tx.likenesses.add_challenge(challenge(mia.id))
        found = await tx.likenesses.open_challenge(ada.id, NOON)
    assert (found, found is old) == (new, False)


async def test_turns_come_back_in_order_and_typed(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        given = await tx.likenesses.add_challenge(challenge(ada.id, turns=(Turn.UP, Turn.LEFT, Turn.UP)))
    async with uow() as tx:
        found = await tx.likenesses.challenge(given.id)
    assert found is not None
    assert found.turns == (Turn.UP, Turn.LEFT, Turn.UP)


async def test_the_likeness_in_use_is_the_ready_one(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        await tx.likenesses.add(likeness(ada.id, state=LikenessState.REPLACED))
        ready = await tx.likenesses.add(likeness(ada.id))
        await tx.likenesses.add(likeness(ada.id, state=LikenessState.ANALYSING))
        assert await tx.likenesses.current(ada.id) is ready


async def test_the_database_itself_refuses_two_ready_likenesses_of_one_person(uow: Uow) -> None:
    async def add_two() -> None:
        async with uow() as tx:
            ada = await someone(tx)
            await tx.likenesses.add(likeness(ada.id))
            await tx.likenesses.add(likeness(ada.id))

    with pytest.raises(IntegrityError):
        await add_two()


async def test_a_likeness_can_be_replaced_within_one_transaction(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        old = await tx.likenesses.add(likeness(ada.id))
        new = await tx.likenesses.add(likeness(ada.id, state=LikenessState.ANALYSING))
        new.state, old.state = LikenessState.READY, LikenessState.REPLACED
    async with uow() as tx:
        current = await tx.likenesses.current(ada.id)
    assert current is not None
    assert current.id == new.id


async def test_one_challenge_answers_for_one_recording(uow: Uow) -> None:
    async def answer_twice() -> None:
        async with uow() as tx:
            ada = await someone(tx)
            given = await tx.likenesses.add_challenge(challenge(ada.id))
            for _ in range(2):
                queued = likeness(ada.id, state=LikenessState.QUEUED, challenge_id=given.id)
                await tx.likenesses.add(queued)

    with pytest.raises(IntegrityError):
        await answer_twice()


async def test_what_was_wrong_comes_back_as_it_was_written(uow: Uow) -> None:
    refusals = (Refusal(code="no_face", message="There is no face."), Refusal(code="dark", message="Light?"))
    async with uow() as tx:
        ada = await someone(tx)
        row = await tx.likenesses.add(likeness(ada.id, state=LikenessState.REFUSED, refusals=refusals))
    async with uow() as tx:
        found = await tx.likenesses.get(row.id)
    assert found is not None
    assert found.refusals == refusals


async def test_only_challenges_that_are_over_and_unanswered_are_dropped(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        await tx.likenesses.add_challenge(challenge(ada.id, due_at=NOON))
        await tx.likenesses.add_challenge(challenge(ada.id, due_at=NOON, used_at=NOON))
        await tx.likenesses.add_challenge(challenge(ada.id, due_at=NOON + timedelta(seconds=1)))
        assert await tx.likenesses.drop_challenges(NOON) == 1


async def test_recordings_in_the_making_are_listed_the_oldest_first(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        late = await tx.likenesses.add(
            likeness(ada.id, state=LikenessState.QUEUED, created_at=NOON + timedelta(1))
        )
        early = await tx.likenesses.add(likeness(ada.id, state=LikenessState.ANALYSING))
        await tx.likenesses.add(likeness(ada.id))
        listed = await tx.likenesses.in_states([LikenessState.QUEUED, LikenessState.ANALYSING])
    assert listed == [early, late]
