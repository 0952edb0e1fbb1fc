"""Invites and the waiting line, on SQLite and on Postgres."""

import asyncio
from datetime import timedelta

import pytest
from factories import NOON, someone

from bot.admission import code_hash
from bot.store.tables import InviteRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.contract


async def _invite(uow: Uow, quota: int = 1, **fields: object) -> str:
    async with uow() as tx:
        row = InviteRow(code_hash=code_hash("CODE"), quota=quota, created_at=NOON, **fields)  # type: ignore[arg-type]  # a test's shorthand
        return (await tx.admission.add(row)).id


async def _newcomers(uow: Uow, count: int) -> list[str]:
    async with uow() as tx:
        return [(await someone(tx)).id for _ in range(count)]


async def test_a_code_is_found_by_its_hash(uow: Uow) -> None:
    invite = await _invite(uow)
    async with uow() as tx:
        found = await tx.admission.by_hash(code_hash("code"))
    assert found is not None
    assert found.id == invite


async def test_people_who_redeem_at_once_never_exceed_the_quota(uow: Uow) -> None:
    await _invite(uow, quota=3)
    people = await _newcomers(uow, 12)

    async def redeem(person: str) -> bool:
        async with uow() as tx:
            invite = await tx.admission.by_hash(code_hash("CODE"))
            assert invite is not None
            if await tx.admission.uses(invite.id) >= invite.quota:
                return False
            await tx.admission.use(invite.id, person, NOON)
            return True

    assert sum(await asyncio.gather(*map(redeem, people))) == 3


async def test_the_list_says_how_often_each_was_used(uow: Uow) -> None:
    invite = await _invite(uow, quota=2)
    (person,) = await _newcomers(uow, 1)
    async with uow() as tx:
        await tx.admission.use(invite, person, NOON)
        assert [(row.id, uses) for row, uses in await tx.admission.listed()] == [(invite, 1)]


async def test_who_came_first_stands_first_in_line(uow: Uow) -> None:
    first, second, third = await _newcomers(uow, 3)
    async with uow() as tx:
        await tx.admission.join_line(second, NOON + timedelta(minutes=1))
        await tx.admission.join_line(first, NOON)
        await tx.admission.join_line(third, NOON + timedelta(minutes=2))
        assert [await tx.admission.place(one) for one in (first, second, third)] == [1, 2, 3]
        assert [person.id for person, _ in await tx.admission.line(2)] == [first, second]


async def test_who_joins_again_keeps_their_place(uow: Uow) -> None:
    first, second = await _newcomers(uow, 2)
    async with uow() as tx:
        await tx.admission.join_line(first, NOON)
        await tx.admission.join_line(second, NOON + timedelta(minutes=1))
        await tx.admission.join_line(first, NOON + timedelta(minutes=2))
        assert await tx.admission.place(first) == 1


async def test_who_leaves_makes_the_others_move_up(uow: Uow) -> None:
    first, second = await _newcomers(uow, 2)
    async with uow() as tx:
        await tx.admission.join_line(first, NOON)
        await tx.admission.join_line(second, NOON + timedelta(minutes=1))
        await tx.admission.leave_line(first)
        assert (await tx.admission.place(first), await tx.admission.place(second)) == (None, 1)


async def test_an_invite_that_lapsed_unused_no_longer_counts_against_its_maker(uow: Uow) -> None:
    (host,) = await _newcomers(uow, 1)
    await _invite(uow, created_by=host, expires_at=NOON + timedelta(days=1))
    async with uow() as tx:
        assert await tx.admission.given_out(host, NOON) == 1
        assert await tx.admission.given_out(host, NOON + timedelta(days=2)) == 0


async def test_an_invite_that_was_used_counts_for_good(uow: Uow) -> None:
    host, friend = await _newcomers(uow, 2)
    invite = await _invite(uow, created_by=host, expires_at=NOON + timedelta(days=1))
    async with uow() as tx:
        await tx.admission.use(invite, friend, NOON)
        assert await tx.admission.given_out(host, NOON + timedelta(days=2)) == 1
