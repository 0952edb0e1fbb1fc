"""The audit trail in the store, on SQLite and on Postgres: one unbroken chain, whoever writes at once."""

import asyncio
from datetime import UTC, datetime

import pytest
from factories import someone
from sqlalchemy import text

from bot.audit import Audit
from bot.audit_chain import BrokenChainError, Chain
from bot.store.engine import open_engine
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.contract

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


async def chain(uow: Uow) -> Chain:
    found = Chain()
    async with uow() as tx:
        for link in await tx.audit.links(0, 1000):
            found.extend(link)
    return found


async def test_entries_of_one_transaction_are_chained_in_the_order_they_were_noted(uow: Uow) -> None:
    async with uow() as tx:
        for price in range(3):
            await tx.audit.record(NOON, None, Audit.CLIP_MADE, "clip", price=price)
    async with uow() as tx:
        assert [link.entry.details["price"] for link in await tx.audit.links(0, 10)] == [0, 1, 2]


async def test_many_who_write_at_once_make_one_chain(uow: Uow) -> None:
    async def write(number: int) -> None:
        async with uow() as tx:
            await tx.audit.record(NOON, None, Audit.CLIP_MADE, f"clip{number}")
            await tx.audit.record(NOON, None, Audit.CLIP_DELIVERED, f"clip{number}")

    await asyncio.gather(*(write(number) for number in range(20)))
    assert (await chain(uow)).entries == 40


async def test_what_is_rolled_back_leaves_no_gap(uow: Uow) -> None:
    async def fail() -> None:
        async with uow() as tx:
            await tx.audit.record(NOON, None, Audit.CLIP_MADE, "never")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with uow() as tx:
        await tx.audit.record(NOON, None, Audit.CLIP_MADE, "clip")
    assert (await chain(uow)).entries == 1


@pytest.mark.parametrize("change", ["subject = 'other'", "action = 'no.such'", "details = 'null'"])
async def test_a_row_changed_behind_the_triggers_back_is_found(uow: Uow, database: str, change: str) -> None:
    async with uow() as tx:
        for number in range(3):
            await tx.audit.record(NOON, None, Audit.CLIP_MADE, f"clip{number}")
    engine = open_engine(database)
    async with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            await connection.execute(text("DROP TRIGGER audit_no_UPDATE"))
        else:
            await connection.execute(text("SET LOCAL session_replication_role = replica"))
        await connection.execute(text(f"UPDATE audit SET {change} WHERE seq = 2"))  # noqa: S608 - from above
    await engine.dispose()
    with pytest.raises(BrokenChainError, match="entry 2"):
        await chain(uow)


async def test_the_newest_about_a_person_come_first(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        await tx.audit.record(NOON, ada, Audit.PERSON_JOINED, "x")
        await tx.audit.record(NOON, None, Audit.LIKENESS_USED, ada.pseudonym or "")
        await tx.audit.record(NOON, None, Audit.CLIP_MADE, "of others")
    async with uow() as tx:
        about = await tx.audit.about([ada.pseudonym or ""])
    assert [row.action for row in about] == [Audit.LIKENESS_USED, Audit.PERSON_JOINED]
