"""The real composition root: store, queue, keys and vault of its own, on both databases."""

import asyncio
import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import PlainJudge

from bot.bootstrap import Overrides, opened
from bot.errors import QueueUnavailable, TooManyCommands
from bot.people import Account, Chat, Platform
from bot.settings import BotSettings
from engine.contract.keys import EngineKey
from engine.contract.messages import Stage

pytestmark = pytest.mark.integration

ROOM = Chat(Platform.TERMINAL, "room")
ADA, BOB = (Account(Platform.TERMINAL, name, name) for name in ("ada", "bob"))
LONG = 600.0


def _settings(folder: Path, url: str) -> BotSettings:
    return BotSettings.model_validate(
        {"store": {"url": url}, "vault": {"url": str(folder / "vault"), "keys": str(folder / "keys")}}
    )


async def test_a_recording_waits_in_the_real_queue(empty_database: str, tmp_path: Path) -> None:
    EngineKey.load_or_create(tmp_path / "keys")
    async with opened(_settings(tmp_path, empty_database), Overrides(judge=PlainJudge())) as service:
        person = (await service.app.person_for(ADA, ROOM)).id
        challenge = await service.app.begin_enrolment(person, agreed=True)
        await service.app.submit_recording(person, challenge.id, b"footage", ROOM)
        await service.app.take_outcomes()
        assert (await service.app.settings(person)).enrolment is Stage.WAITING
    assert any(path.is_file() for path in (tmp_path / "vault").rglob("*"))


async def test_what_was_stored_is_there_after_a_restart(empty_sqlite_url: str, tmp_path: Path) -> None:
    settings = _settings(tmp_path, empty_sqlite_url)
    async with opened(settings, Overrides(judge=PlainJudge())) as service:
        first = await service.app.person_for(ADA, ROOM)
    async with opened(settings, Overrides(judge=PlainJudge())) as service:
        assert await service.app.person_for(ADA, ROOM) == first


async def test_without_an_engine_key_nothing_is_taken(empty_sqlite_url: str, tmp_path: Path) -> None:
    async with opened(_settings(tmp_path, empty_sqlite_url), Overrides(judge=PlainJudge())) as service:
        person = (await service.app.person_for(ADA, ROOM)).id
        challenge = await service.app.begin_enrolment(person, agreed=True)
        with pytest.raises(QueueUnavailable):
            await service.app.submit_recording(person, challenge.id, b"footage", ROOM)
        assert (await service.app.settings(person)).enrolment is None
    assert [path for path in (tmp_path / "vault").rglob("*") if path.is_file()] == []


async def test_the_chores_run_until_cancelled(empty_sqlite_url: str, tmp_path: Path) -> None:
    async with opened(_settings(tmp_path, empty_sqlite_url), Overrides(judge=PlainJudge())) as service:
        chores = asyncio.create_task(service.run_chores())
        await asyncio.sleep(0)
        chores.cancel()
        with pytest.raises(asyncio.CancelledError):
            await chores


class _Warmed(PlainJudge):
    """Notes that it was warmed up, on which thread, and fails then."""

    def __init__(self) -> None:
        self.thread: int | None = None
        self.done = threading.Event()

    def warm(self) -> None:
        self.thread = threading.get_ident()
        self.done.set()
        raise OSError("a table is missing")


async def test_the_judge_is_warmed_up_beside_the_chores(empty_sqlite_url: str, tmp_path: Path) -> None:
    judge = _Warmed()
    async with opened(_settings(tmp_path, empty_sqlite_url), Overrides(judge=judge)) as service:
        chores = asyncio.create_task(service.run_chores())
        assert await asyncio.to_thread(judge.done.wait, 30)
        assert judge.thread != threading.get_ident()
        assert not chores.done()
        chores.cancel()
        await asyncio.gather(chores, return_exceptions=True)


@pytest.fixture
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
async def test_what_was_loaded_is_no_longer_looked_through_for_garbage(
    empty_sqlite_url: str, tmp_path: Path
) -> None:
    """A look through the judge's tables held up the loop for 0.2 s."""
    gc.unfreeze()
    async with opened(_settings(tmp_path, empty_sqlite_url), Overrides(judge=PlainJudge())) as service:
        chores = asyncio.create_task(service.run_chores())
        async with asyncio.timeout(30):
            while not gc.get_freeze_count():  # noqa: ASYNC110 - nobody tells when it was done
                await asyncio.sleep(0.01)
        chores.cancel()
        await asyncio.gather(chores, return_exceptions=True)


async def test_nothing_of_an_erased_person_lingers_in_the_log(empty_sqlite_url: str, tmp_path: Path) -> None:
    EngineKey.load_or_create(tmp_path / "keys")
    settings = _settings(tmp_path, empty_sqlite_url)
    async with opened(settings, Overrides(judge=PlainJudge())) as service:
        person = (await service.app.person_for(ADA, ROOM)).id
        await service.app.add_boundary(person, "unmistakable-boundary")
        challenge = await service.app.begin_enrolment(person, agreed=True)
        await service.app.submit_recording(person, challenge.id, b"footage", ROOM)
        await service.app.erase(person)
        stored = b"".join(_contents(tmp_path, "empty.db*"))
    assert b"unmistakable-boundary" not in stored
    assert list(_contents(tmp_path, "vault/people/*/footage/*")) == []


def _contents(folder: Path, pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob(pattern)]


@pytest.fixture
def shared(empty_sqlite_url: str, tmp_path: Path, redis_url: str) -> BotSettings:
    """What several processes on one store and one Redis are told."""
    settings = _settings(tmp_path, empty_sqlite_url)
    told = {"redis": {"url": redis_url}, "limits": {"command": "1 per day"}}
    return BotSettings.model_validate(settings.model_dump() | told)


async def test_what_is_done_in_one_process_wakes_another(shared: BotSettings) -> None:
    given = Overrides(judge=PlainJudge())
    async with opened(shared, given) as one, opened(shared, given) as other, asyncio.timeout(30):
        ada = (await one.app.person_for(ADA, ROOM)).id
        await one.app.person_for(BOB, ROOM)
        await other.app.wait_for_news(Platform.TERMINAL, LONG)  # once it can hear what others call
        await one.app.request_access(ada, "bob", "please", ROOM)
        await other.app.wait_for_news(Platform.TERMINAL, LONG)
        assert len(await other.app.due_deliveries(Platform.TERMINAL)) == 1


async def test_commands_of_one_person_are_counted_by_all_processes_together(shared: BotSettings) -> None:
    given = Overrides(judge=PlainJudge())
    async with opened(shared, given) as one, opened(shared, given) as other:
        ada = (await one.app.person_for(ADA, ROOM)).id
        await one.app.pace(ada)
        with pytest.raises(TooManyCommands):
            await other.app.pace(ada)
