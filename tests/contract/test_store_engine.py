"""What the store promises of transactions, on SQLite and on Postgres."""

import asyncio
from pathlib import Path

import pytest
from factories import NOON, clip, person, someone, someone_with_clip
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.credits import EntryKind
from bot.store.engine import StoreUrlError, forget_deleted, open_engine, parsed
from bot.store.migrate import migrate
from bot.store.unit_of_work import Uow, units_of_work
from engine.contract import sqlite
from engine.contract.jobs import queue_engine

pytestmark = pytest.mark.contract


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("busy_timeout", 30000),
    ],
)
async def test_sqlite_is_set_up_for_money(
    sqlite_url: str,
    pragma: str,
    value: object,
    real_pragmas: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sqlite, "PRAGMAS", real_pragmas)
    engine = open_engine(sqlite_url)
    async with engine.connect() as connection:
        found = (await connection.execute(text(f"PRAGMA {pragma}"))).scalar_one()
    await engine.dispose()
    assert found == value


async def test_an_error_of_the_store_shows_nothing_of_what_was_stored(store_engine: AsyncEngine) -> None:
    async with store_engine.connect() as connection:
        with pytest.raises(DBAPIError) as failed:
            await connection.execute(
                text("INSERT INTO nowhere VALUES (:prompt)"), {"prompt": "a secret wish"}
            )
    assert "a secret wish" not in str(failed.value)


def test_an_error_of_the_queue_shows_nothing_of_a_job(database: str) -> None:
    engine = queue_engine(database)
    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(text("INSERT INTO nowhere VALUES (:prompt)"), {"prompt": "a secret wish"})
    engine.dispose()
    assert "a secret wish" not in str(failed.value)


async def test_a_transaction_that_fails_leaves_nothing(uow: Uow) -> None:
    async def fail() -> None:
        async with uow() as tx:
            await someone(tx, handle="ada")
            raise RuntimeError("too late")

    with pytest.raises(RuntimeError, match="too late"):
        await fail()
    async with uow() as tx:
        assert await tx.people.by_handle("ada") is None


async def test_a_cancelled_transaction_leaves_nothing_and_frees_the_store(uow: Uow) -> None:
    written = asyncio.Event()

    async def hang() -> None:
        async with uow() as tx:
            await someone(tx, handle="ada")
            written.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await written.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with uow() as tx:
        assert await tx.people.by_handle("ada") is None


async def test_rows_can_be_read_after_their_transaction(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx, handle="ada")
    assert ada.handle == "ada"


async def test_what_one_engine_wrote_another_reads_back_whole(database: str, uow: Uow) -> None:
    async with uow() as tx:
        _, made = await someone_with_clip(tx, notes=("neutral stage",))
    other = open_engine(database)
    async with units_of_work(other)() as tx:
        found = await tx.clips.get(made.id)
        assert found is not None
        read = (found.screenplay, found.notes, found.seed, found.created_at, found.review)
    await other.dispose()
    assert read == (made.screenplay, ("neutral stage",), 2**32 - 1, NOON, None)


async def test_two_processes_on_one_store_never_overdraw(database: str) -> None:
    engines = [open_engine(database, pool=4) for _ in range(2)]
    uows = [units_of_work(engine) for engine in engines]
    async with uows[0]() as tx:
        maker = await someone(tx)
        await tx.ledger.add(maker.id, EntryKind.GRANT, 100, "grant", NOON)
        clips = [(await tx.clips.add(clip(maker.id), [])).id for _ in range(16)]

    async def hold(number: int, clip_id: str) -> bool:
        async with uows[number % 2]() as tx:
            return await tx.ledger.hold(maker.id, clip_id, 16, NOON)

    held = await asyncio.gather(*(hold(number, clip_id) for number, clip_id in enumerate(clips)))
    for engine in engines:
        await engine.dispose()
    assert sum(held) == 6


async def test_a_row_that_names_nobody_is_refused(uow: Uow) -> None:
    async def write() -> None:
        async with uow() as tx:
            await tx.clips.add(clip("nobody"), [])

    with pytest.raises(IntegrityError):
        await write()


async def test_a_moment_without_a_zone_is_refused(uow: Uow) -> None:
    async with uow() as tx:
        with pytest.raises(Exception, match="without a time zone"):
            await tx.people.add(person(created_at=NOON.replace(tzinfo=None)))
        await tx.session.rollback()


async def test_erased_words_are_in_no_file_of_the_store(sqlite_url: str) -> None:
    secret = "a-very-secret-prompt"
    engine = open_engine(sqlite_url)
    uow = units_of_work(engine)
    async with uow() as tx:
        _, made = await someone_with_clip(tx, prompt=secret)
    async with uow() as tx:
        row = await tx.clips.get(made.id, lock=True)
        assert row is not None
        row.prompt = ""
    await forget_deleted(engine)
    files = list(Path(parsed(sqlite_url).database or "").parent.glob("cameo.db*"))
    found = [file.name for file in files if secret.encode() in file.read_bytes()]
    await engine.dispose()
    assert (bool(files), found) == (True, [])


async def test_nobody_but_its_owner_can_read_a_new_store(tmp_path: Path) -> None:
    file = tmp_path / "new" / "cameo.db"
    await migrate(f"sqlite:///{file}")
    modes = [place.stat().st_mode & 0o777 for place in (file.parent, file)]
    assert modes == [0o700, 0o600]


@pytest.mark.parametrize("url", ["mysql://host/cameo", "sqlite://", "sqlite+aiosqlite:///:memory:"])
def test_a_store_that_cannot_be_used_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(StoreUrlError, match=r"^The store .*\.$"):
        parsed(url)


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite"),
        ("postgresql://host/cameo", "postgresql+asyncpg"),
        ("postgres://host/cameo", "postgresql+asyncpg"),
        ("postgresql+asyncpg://host/cameo", "postgresql+asyncpg"),
    ],
)
def test_the_driver_is_filled_in(url: str, driver: str) -> None:
    assert parsed(url).drivername == driver
