"""Addresses at which clips can be watched, on SQLite and on Postgres."""

from datetime import timedelta

import pytest
from factories import NOON, someone_with_clip
from sqlalchemy import select

from bot.store.tables import LinkRow
from bot.store.unit_of_work import UnitOfWork, Uow

pytestmark = pytest.mark.contract

LATER = NOON + timedelta(hours=24)


async def _marks(tx: UnitOfWork) -> set[str]:
    return set(await tx.session.scalars(select(LinkRow.mark)))


async def _two(tx: UnitOfWork) -> list[LinkRow]:
    """Links to two people's clips, which lapse at the same time."""
    rows = []
    for mark in ("first", "second"):
        person, clip = await someone_with_clip(tx)
        row = LinkRow(mark=mark, clip_id=clip.id, person_id=person.id, created_at=NOON, due_at=LATER)
        rows.append(await tx.links.add(row))
    return rows


async def test_one_is_found_by_its_mark_alone(uow: Uow) -> None:
    async with uow() as tx:
        first, _ = await _two(tx)
        assert await tx.links.get("first", NOON) is first
        assert await tx.links.get("third", NOON) is None


async def test_it_holds_until_its_time_is_over(uow: Uow) -> None:
    async with uow() as tx:
        await _two(tx)
        assert await tx.links.get("first", LATER - timedelta(seconds=1)) is not None
        assert await tx.links.get("first", LATER) is None


async def test_what_has_lapsed_is_forgotten(uow: Uow) -> None:
    async with uow() as tx:
        first, _ = await _two(tx)
        first.due_at = NOON
        assert await tx.links.lapse(NOON) == 1
        assert await _marks(tx) == {"second"}


async def test_with_a_clip_only_its_own_go(uow: Uow) -> None:
    async with uow() as tx:
        first, _ = await _two(tx)
        await tx.links.drop(first.clip_id)
        assert await _marks(tx) == {"second"}


async def test_with_a_person_only_theirs_go(uow: Uow) -> None:
    async with uow() as tx:
        first, _ = await _two(tx)
        await tx.links.forget(first.person_id)
        assert await _marks(tx) == {"second"}
