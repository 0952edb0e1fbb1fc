"""Things to clear away, on both databases."""

import pytest
from factories import NOON, ManualClock, challenge, someone

from bot.chores import ChoreKind
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.contract


async def _waiting(uow: Uow, clock: ManualClock) -> list[str]:
    async with uow() as tx:
        return [row.ref for row in await tx.chores.waiting(clock.now())]


async def test_a_chore_waits_until_it_is_done(uow: Uow, clock: ManualClock) -> None:
    async with uow() as tx:
        await tx.chores.add(ChoreKind.FILE, ["b", "a"], NOON)
    async with uow() as tx:
        rows = await tx.chores.waiting(NOON)
        assert [row.ref for row in rows] == ["a", "b"]
        await tx.chores.done(rows[:1])
    assert await _waiting(uow, clock) == ["b"]


async def test_a_chore_added_twice_is_one(uow: Uow, clock: ManualClock) -> None:
    async with uow() as tx:
        await tx.chores.add(ChoreKind.FILE, ["a", "a"], NOON)
        await tx.chores.add(ChoreKind.FILE, ["a"], NOON)
    assert await _waiting(uow, clock) == ["a"]


async def test_a_chore_for_later_waits_for_its_moment(uow: Uow, clock: ManualClock) -> None:
    async with uow() as tx:
        await tx.chores.add(ChoreKind.FILE, ["a"], ManualClock().advance(hours=1))
    assert await _waiting(uow, clock) == []
    clock.advance(hours=1)
    assert await _waiting(uow, clock) == ["a"]


async def test_a_spared_thing_is_no_chore(uow: Uow, clock: ManualClock) -> None:
    async with uow() as tx:
        await tx.chores.add(ChoreKind.FILE, ["a"], NOON)
        await tx.chores.add(ChoreKind.JOB, ["a"], NOON)
        await tx.chores.spare(ChoreKind.FILE, "a")
    async with uow() as tx:
        assert [row.kind for row in await tx.chores.waiting(NOON)] == [ChoreKind.JOB]


async def test_jobs_do_not_wait_behind_files_that_cannot_be_deleted(uow: Uow) -> None:
    async with uow() as tx:
        await tx.chores.add(ChoreKind.FILE, ["a", "b"], NOON)
        await tx.chores.add(ChoreKind.JOB, ["c"], NOON)
        assert [row.ref for row in await tx.chores.waiting(NOON, {ChoreKind.JOB}, limit=2)] == ["c"]


async def test_a_persons_used_challenge_stays_and_the_others_go(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        used = await tx.likenesses.add_challenge(challenge(ada.id))
        await tx.likenesses.add_challenge(challenge(ada.id))
        await tx.likenesses.use_challenge(used.id, ada.id, NOON)
        assert await tx.likenesses.drop_challenges(NOON) == 0
        assert await tx.likenesses.drop_challenges_of(ada.id) == 1
        assert await tx.likenesses.challenge(used.id) is not None
