"""20,000 random steps of people, settings, grants, clips and time: nobody appears where they did not agree to."""

import shutil
from pathlib import Path

import pytest
from factories import ManualClock
from house import house_settings, open_house
from world_play import Play

from bot.store.engine import open_engine
from bot.store.unit_of_work import units_of_work

pytestmark = pytest.mark.integration

STEPS = 500
FOUND = ()
"""Seeds that once showed a fault, with what it was."""
SEEDS = (*FOUND, *range(40))


async def play(url: str, folder: Path, seed: int, steps: int) -> Play:
    settings = house_settings(folder).model_copy(
        update={"limits": house_settings(folder).limits.model_copy(update={"preflight": "100000 per hour", "refusal": "100000 per hour", "request": "100000 per day"})}
    )
    engine = open_engine(url)
    try:
        life = Play(open_house(units_of_work(engine), folder, ManualClock(), settings), seed)
        await life.begin()
        await life.play(steps)
        await life.end()
    finally:
        await engine.dispose()
    return life


@pytest.mark.parametrize("seed", SEEDS)
async def test_nobody_appears_where_they_did_not_agree_to(seed: int, sqlite_template: Path, tmp_path: Path) -> None:
    file = tmp_path / "world.db"
    shutil.copy(sqlite_template, file)
    await play(f"sqlite+aiosqlite:///{file}", tmp_path, seed, STEPS)
