"""20,000 random steps of people, settings, grants, clips and time, half of them on SQLite: see world_play."""

import shutil
from pathlib import Path

import pytest
from world_play import FOUND, live

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("seed", FOUND + tuple(range(25, 37)))
async def test_nobody_appears_where_they_did_not_agree_to(
    seed: int, sqlite_template: Path, tmp_path: Path
) -> None:
    file = tmp_path / "world.db"
    shutil.copy(sqlite_template, file)
    await live(f"sqlite+aiosqlite:///{file}", tmp_path, seed)
