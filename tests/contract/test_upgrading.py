"""A database of the first release, filled, is brought up to date: on SQLite and on Postgres."""

import json
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from alembic import command
from factories import NOON, screenplay
from sqlalchemy import Connection, MetaData, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.approvals import Phase
from bot.audit import Audit
from bot.audit_chain import Chain
from bot.credits import EntryKind
from bot.store.engine import open_engine
from bot.store.migrate import config, migrate
from bot.store.tables import ApprovalRow, Row
from bot.store.unit_of_work import units_of_work

pytestmark = pytest.mark.contract

Cells = dict[str, Any]

PERSON: Cells = {"created_at": NOON, "plan": "standard", "data_key": b"\x00key"}
CLIP: Cells = {
    "prompt": "am Strand, größer",
    "screenplay": json.loads(screenplay("p").model_dump_json()),
    "tier": "standard",
    "resolution": "720p",
    "style": "photo",
    "seconds": 4.5,
    "price": 72,
    "seed": 2**62,
    "renderer": "studio",
    "created_at": NOON,
    "platform": "terminal",
    "attempt": 1,
    "verified": True,
    "stage": "waiting",
    "done": 0.5,
    "notes": ["a note"],
    "refusals": [],
}
ENTRY: Cells = {"person_id": "p", "created_at": NOON}
FILLED: Mapping[str, list[Cells]] = {
    "people": [
        PERSON | {"id": "p", "handle": "ada", "pseudonym": "one"},
        PERSON | {"id": "q", "handle": "grace", "pseudonym": "two"},
        PERSON | {"id": "r", "handle": "erased-r", "pseudonym": None, "data_key": None, "erased_at": NOON},
    ],
    "accounts": [
        {
            "platform": "terminal",
            "platform_id": "1",
            "person_id": "p",
            "display_name": "Ada",
            "created_at": NOON,
        },
    ],
    "places": [{"person_id": "p", "platform": "terminal", "chat_id": "room", "first_seen_at": NOON}],
    "settings": [{"person_id": "p", "usage": "approved", "approval": "before_publish", "version": 3}],
    "boundaries": [{"id": "b", "person_id": "p", "text": "no spiders", "created_at": NOON}],
    "grants": [
        {"id": "g", "owner_id": "p", "grantee_id": "q", "created_at": NOON},
        {"id": "h", "owner_id": "q", "grantee_id": "p", "created_at": NOON, "revoked_at": NOON},
    ],
    "access_requests": [
        {
            "id": "ask",
            "owner_id": "q",
            "requester_id": "p",
            "message": "please?",
            "created_at": NOON,
            "state": "waiting",
        },
    ],
    "challenges": [
        {
            "id": "c",
            "person_id": "p",
            "turns": ["left"],
            "phrase": "Hello.",
            "created_at": NOON,
            "due_at": NOON,
        },
    ],
    "likenesses": [
        {
            "id": "l",
            "person_id": "p",
            "challenge_id": "c",
            "state": "ready",
            "created_at": NOON,
            "attempt": 1,
            "vault_ref": "likenesses/l",
            "verified": True,
            "advice": [],
            "refusals": [],
            "stage": "waiting",
            "done": 1.0,
        },
    ],
    "clips": [
        CLIP | {"id": "kept", "maker_id": "q", "state": "kept", "chat_id": "room", "data_key": b"k"},
        CLIP | {"id": "drawn", "maker_id": "p", "state": "rendering", "chat_id": "room"},
        CLIP | {"id": "gone", "maker_id": "r", "state": "deleted", "chat_id": "", "prompt": ""},
    ],
    "cast": [{"clip_id": "kept", "role": "p", "person_id": "p", "likeness_id": "l"}],
    "approvals": [
        {
            "id": "yes",
            "clip_id": "kept",
            "person_id": "p",
            "created_at": NOON,
            "decision": "approved",
            "decided_at": NOON,
        },
        {"id": "open", "clip_id": "drawn", "person_id": "q", "created_at": NOON, "decision": "waiting"},
    ],
    "deliveries": [
        {
            "id": "d",
            "platform": "terminal",
            "person_id": "p",
            "clip_id": "kept",
            "notice": {"kind": "clip_kept"},
            "created_at": NOON,
            "state": "sent",
        },
    ],
    "chores": [{"kind": "file", "ref": "old", "created_at": NOON}],
    "ledger": [
        ENTRY | {"id": "1", "kind": "allowance", "amount": 1000, "business_key": "a.p"},
        ENTRY | {"id": "2", "kind": "hold", "amount": 72, "business_key": "h.drawn", "clip_id": "drawn"},
        ENTRY | {"id": "3", "person_id": "q", "kind": "allowance", "amount": 100, "business_key": "a.q"},
        ENTRY
        | {
            "id": "4",
            "person_id": "q",
            "kind": "hold",
            "amount": 72,
            "business_key": "h.kept",
            "clip_id": "kept",
        },
        ENTRY
        | {
            "id": "5",
            "person_id": "q",
            "kind": "settle",
            "amount": -72,
            "business_key": "s.kept",
            "clip_id": "kept",
        },
    ],
    "audit": [
        {
            "id": "2",
            "at": NOON,
            "actor": "one",
            "action": "access.granted",
            "subject": "two",
            "details": {"in": "größer", "share": 0.1},
        },
        {"id": "1", "at": NOON, "actor": "one", "action": "person.joined", "subject": "one", "details": {}},
        {
            "id": "3",
            "at": NOON + timedelta(microseconds=1),
            "actor": "service",
            "action": "clip.kept",
            "subject": "kept",
            "details": {},
        },
    ],
}


def _first_release(connection: Connection) -> None:
    command.upgrade(config(connection), "0001")
    tables = MetaData()
    tables.reflect(connection)
    for name, rows in FILLED.items():
        for row in rows:
            connection.execute(insert(tables.tables[name]), row)


def _content(connection: Connection) -> dict[str, list[Cells]]:
    """What stands in the columns that the first release had, as the driver gives it."""
    found = {}
    for name, rows in FILLED.items():
        columns = ", ".join(f'"{column}"' for column in dict.fromkeys(key for row in rows for key in row))
        read = connection.execute(text(f'SELECT {columns} FROM "{name}"'))  # noqa: S608 - names from above
        found[name] = sorted((dict(row) for row in read.mappings()), key=str)
    return found


@pytest.fixture
async def before_and_after(
    empty_database: str,
) -> AsyncIterator[tuple[AsyncEngine, dict[str, list[Cells]]]]:
    """An upgraded database, and what stood in it before."""
    engine = open_engine(empty_database)
    async with engine.begin() as connection:
        await connection.run_sync(_first_release)
        before = await connection.run_sync(_content)
    await engine.dispose()
    await migrate(empty_database)
    engine = open_engine(empty_database)
    yield engine, before
    await engine.dispose()


Upgraded = tuple[AsyncEngine, dict[str, list[Cells]]]


async def test_every_table_of_the_first_release_is_filled(empty_database: str) -> None:
    engine = open_engine(empty_database)
    async with engine.begin() as connection:
        await connection.run_sync(_first_release)
        tables = MetaData()
        await connection.run_sync(tables.reflect)
    await engine.dispose()
    assert set(tables.tables) - {"alembic_version"} == set(FILLED)


async def test_no_cell_is_lost_or_changed(before_and_after: Upgraded) -> None:
    engine, before = before_and_after
    async with engine.connect() as connection:
        assert await connection.run_sync(_content) == before


async def test_everything_can_be_read_as_what_it_is_now(before_and_after: Upgraded) -> None:
    async with units_of_work(before_and_after[0])() as tx:
        for mapper in Row.registry.mappers:
            rows = (await tx.session.scalars(select(mapper.class_))).all()
            assert len(rows) == len(FILLED.get(mapper.class_.__tablename__, []))


async def test_who_was_here_is_in_and_clips_keep_their_place(before_and_after: Upgraded) -> None:
    async with units_of_work(before_and_after[0])() as tx:
        person, row = await tx.people.get("p"), await tx.clips.get("kept")
        assert person is not None
        assert row is not None
        assert (person.admitted_at, row.place) == (NOON, "room")


async def test_the_trail_is_a_chain_and_goes_on(before_and_after: Upgraded) -> None:
    uow = units_of_work(before_and_after[0])
    async with uow() as tx:
        await tx.audit.record(NOON, None, Audit.CLIP_KEPT, "kept")
    chain = Chain()
    async with uow() as tx:
        for link in await tx.audit.links(0, 100):
            chain.extend(link)
    assert chain.entries == len(FILLED["audit"]) + 1


async def test_credits_are_what_they_were(before_and_after: Upgraded) -> None:
    async with units_of_work(before_and_after[0])() as tx:
        assert [await tx.ledger.available(person) for person in ("p", "q")] == [928, 28]


async def test_what_was_held_can_be_released_and_refunds_are_known(before_and_after: Upgraded) -> None:
    async with units_of_work(before_and_after[0])() as tx:
        await tx.ledger.release("drawn", NOON)
        await tx.ledger.refund("kept", NOON)
        assert [await tx.ledger.available(person) for person in ("p", "q")] == [1000, 100]


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = 'other'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["ledger", "audit"])
async def test_append_only_tables_are_closed_again(
    before_and_after: Upgraded, table: str, statement: str
) -> None:
    with pytest.raises(DBAPIError, match=f"{table} rows are never changed"):
        async with before_and_after[0].begin() as connection:
            await connection.execute(text(statement.format(table)))


async def test_the_database_refuses_a_debt(before_and_after: Upgraded) -> None:
    uow = units_of_work(before_and_after[0])
    with pytest.raises(DBAPIError, match="nobody spends more than they have"):
        async with uow() as tx:
            await tx.ledger._write("p", EntryKind.REVERSAL, -929, "debt", NOON, clip_id=None)


async def test_a_clip_is_closed_once(before_and_after: Upgraded) -> None:
    uow = units_of_work(before_and_after[0])
    with pytest.raises(IntegrityError):
        async with uow() as tx:
            await tx.ledger._write("q", EntryKind.RELEASE, 72, "again", NOON, clip_id="kept")


async def test_somebody_can_be_asked_in_both_phases(before_and_after: Upgraded) -> None:
    async with units_of_work(before_and_after[0])() as tx:
        tx.session.add(
            ApprovalRow(clip_id="drawn", person_id="q", created_at=NOON, phase=Phase.BEFORE_RENDER)
        )


NOWHERE = {
    "ledger": "INSERT INTO ledger (id, person_id, kind, amount, business_key, created_at)"
    " VALUES ('x', 'nobody', 'grant', 1, 'x', '2026-01-01')",
    "approvals": "INSERT INTO approvals (id, clip_id, person_id, created_at, decision)"
    " VALUES ('x', 'nothing', 'p', '2026-01-01', 'waiting')",
    "cast": 'INSERT INTO "cast" (clip_id, role, person_id, likeness_id, grant_id)'
    " VALUES ('drawn', 'q', 'q', 'l', 'nothing')",
}


@pytest.mark.parametrize("table", NOWHERE)
async def test_what_refers_to_nothing_is_refused(before_and_after: Upgraded, table: str) -> None:
    with pytest.raises(IntegrityError):
        async with before_and_after[0].begin() as connection:
            await connection.execute(text(NOWHERE[table]))
