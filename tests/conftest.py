"""What every test may ask for, and the house rules on categories."""

import asyncio
import gc
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path

import pytest
from factories import ManualClock
from hypothesis import HealthCheck, settings
from servers import Postgres, postgres, redis
from sqlalchemy.ext.asyncio import AsyncEngine
from stores import opened, renewed

from bot.store.migrate import migrate
from bot.store.unit_of_work import Uow, units_of_work
from engine.contract import sqlite
from engine.contract.weights import WeightStore
from engine.settings import EngineSettings

CATEGORIES = {"unit", "contract", "integration", "e2e", "models", "bench"}
MEDIA = Path(__file__).resolve().parents[2] / "shared" / "media"
DATABASES = ("sqlite", "postgres")

# A slow machine is no failure: no deadlines, and no complaint that drawing examples takes long.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is loaded and collected stays to the end: the garbage collector never looks through it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every test is in exactly one category; those that need material wait until it is there."""
    marks = {item: {mark.name for mark in item.iter_markers()} for item in items}
    wrong = [item.nodeid for item in items if len(marks[item] & CATEGORIES) != 1]
    if wrong:
        raise pytest.UsageError("not in exactly one category: " + ", ".join(wrong[:10]))
    missing = _missing_material()
    left_out = [item for item in items if marks[item] & missing]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not marks[item] & missing]


def _missing_material() -> set[str]:
    """Marks whose material is not on this machine: recordings, or voices that only a hub or npm has."""
    there = {"shared": MEDIA.is_dir(), "voices": EngineSettings.load().weight_store().has("kokoro_voices")}
    return {mark for mark, is_there in there.items() if not is_there}


@pytest.fixture(scope="session")
def shared_media() -> Path:
    """The folder of real recordings; a test that asks for it is marked `shared` as well."""
    return MEDIA


@pytest.fixture(scope="session")
def weights() -> WeightStore:
    """The CPU weights, fetched before the tests run; a test that asks for them is in category `models`."""
    return EngineSettings.load().weight_store()


@pytest.fixture(scope="session", autouse=True)
def real_pragmas() -> Iterator[tuple[str, ...]]:
    """SQLite in this process does not wait for the disk: a commit would take a hundred times as long.

    How a service opens it, for the one test that looks at that.
    """
    real = sqlite.PRAGMAS
    kept = tuple(pragma for pragma in real if "synchronous" not in pragma)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "PRAGMAS", (*kept, "PRAGMA synchronous = OFF"))
        yield real


@pytest.fixture
def clock() -> ManualClock:
    """Noon on a day in May; it moves only when told."""
    return ManualClock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One real Postgres for each test process, started when the first test needs it."""
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy: migrating anew for every test would take longer than the tests."""
    file = tmp_path_factory.mktemp("template") / "cameo.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of this test process's own Redis."""
    with redis() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Postgres) -> str:
    """The same on Postgres."""
    url = postgres_server.make()
    asyncio.run(migrate(url))
    return url


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite file that is not there yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
def empty_postgres_url(postgres_server: Postgres) -> Iterator[str]:
    """The address of an empty Postgres database."""
    url = postgres_server.make()
    yield url
    postgres_server.drop(url)


@pytest.fixture(scope="session")
def spare_files() -> list[Path]:
    """Where the SQLite files of tests lay that are over."""
    return []


@pytest.fixture
def sqlite_url(
    sqlite_template: Path, spare_files: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a migrated SQLite file of the test's own."""
    file = spare_files.pop() if spare_files else tmp_path_factory.mktemp("store") / "cameo.db"
    yield renewed(file, sqlite_template)
    spare_files.append(file)


@pytest.fixture(scope="session")
def spare_databases() -> list[str]:
    """Addresses of migrated Postgres databases that a test has done with and that are empty again."""
    return []


@pytest.fixture
def postgres_url(
    postgres_server: Postgres, postgres_template: str, spare_databases: list[str]
) -> Iterator[str]:
    """The address of a migrated, empty Postgres database that is the test's alone."""
    url = spare_databases.pop() if spare_databases else postgres_server.make(postgres_template)
    yield url
    if postgres_server.emptied(url):
        spare_databases.append(url)
    else:
        postgres_server.drop(url)


@pytest.fixture(params=DATABASES)
def empty_database(request: pytest.FixtureRequest) -> str:
    """The address of a database without tables: the test runs once on each kind."""
    url: str = request.getfixturevalue(f"empty_{request.param}_url")
    return url


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database: the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def store_engine(database: str) -> AsyncIterator[AsyncEngine]:
    """The service's engine on `database`."""
    async with opened(database) as engine:
        yield engine


@pytest.fixture
def uow(store_engine: AsyncEngine) -> Uow:
    """Transactions on `database`: `async with uow() as tx`."""
    return units_of_work(store_engine)


@pytest.fixture
async def sqlite_uow(sqlite_url: str) -> AsyncIterator[Uow]:
    """Transactions on SQLite alone, for tests whose subject is not the store."""
    async with opened(sqlite_url) as engine:
        yield units_of_work(engine)
