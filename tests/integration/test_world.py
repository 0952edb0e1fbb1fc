"""10,000 random steps of people, settings, grants, clips and time, half of them on SQLite: see world_play."""

from pathlib import Path

import pytest
from world_play import live

pytestmark = pytest.mark.integration

SEEDS = tuple(seed for seed in range(25, 36) if seed != 29)
"""In life 29 everybody is so wary that nobody ever has a clip, which proves little."""


@pytest.mark.parametrize("seed", SEEDS)
async def test_nobody_appears_where_they_did_not_agree_to(seed: int, sqlite_url: str, tmp_path: Path) -> None:
    await live(sqlite_url, tmp_path, seed)
