"""How long submitting a clip takes: judging, consent, price, hold, rows and the job, in one transaction."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import quantiles

import factories
import pytest
from engine_jobs import settings_file
from fakes import PlainJudge

from bot.app import App
from bot.bootstrap import Overrides, opened
from bot.credits import EntryKind
from bot.people import Account, Chat, Platform
from bot.requests import MakeRequest
from bot.settings import BotSettings
from bot.store.engine import open_engine
from bot.store.unit_of_work import Uow, units_of_work
from engine.contract.keys import DataKey, EngineKey, ServiceKey

pytestmark = pytest.mark.bench

ROOM = Chat(Platform.TERMINAL, "room")
PEOPLE = 32
CLIPS_EACH = 6
CLIPS_ALONE = 100


async def _move_in(app: App, uow: Uow, service: ServiceKey, number: int) -> str:
    person = (await app.person_for(Account(Platform.TERMINAL, str(number), f"person{number}"), ROOM)).id
    async with uow() as tx:
        row = await tx.people.lock(person)
        assert row is not None
        row.data_key = service.wrap(DataKey.generate(), person)
        await tx.likenesses.add(factories.likeness(person))
        await tx.ledger.add(person, EntryKind.GRANT, 1_000_000, f"bench.{person}", factories.NOON)
    return person


async def _timed(step: Callable[[], Awaitable[object]], times: int) -> list[float]:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        await step()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def _report(name: str, taken: list[float], wall_s: float) -> str:
    cuts = quantiles(taken, n=100)
    rate = len(taken) / wall_s
    return (
        f"submit, {name}: p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms, {rate:.0f}/s over {len(taken)} clips"
    )


async def test_submitting_a_clip(database: str, tmp_path: Path) -> None:
    more = "[clips]\nrunning_per_person = 100\n"
    settings = BotSettings.load(settings_file(tmp_path, database, more=more))
    EngineKey.load_or_create(settings.vault.keys)
    engine = open_engine(database)
    kind = engine.dialect.name
    async with opened(settings, Overrides(judge=PlainJudge())) as service:
        keys, uow = ServiceKey.load_or_create(settings.vault.keys), units_of_work(engine)
        people = [await _move_in(service.app, uow, keys, number) for number in range(PEOPLE)]

        def submit(person: str) -> Callable[[], Awaitable[object]]:
            request = MakeRequest(text="@me waves on a beach", chat=ROOM, seconds=4.0)
            return lambda: service.app.make(person, request)

        start = time.perf_counter()
        alone = await _timed(submit(people[0]), CLIPS_ALONE)
        between = time.perf_counter()
        crowd = await asyncio.gather(*(_timed(submit(person), CLIPS_EACH) for person in people[1:]))
        end = time.perf_counter()
    await engine.dispose()
    print()  # noqa: T201 - a bench is read on the terminal
    print(_report(f"{kind}, one after another", alone, between - start))  # noqa: T201
    print(_report(f"{kind}, {PEOPLE - 1} at once", [one for some in crowd for one in some], end - between))  # noqa: T201
