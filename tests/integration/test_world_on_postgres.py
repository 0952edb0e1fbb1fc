"""The other half of the 10,000 steps of test_world, on Postgres."""

from pathlib import Path

import pytest
from world_play import live

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("seed", range(40, 50))
async def test_nobody_appears_where_they_did_not_agree_to(
    seed: int, postgres_url: str, tmp_path: Path
) -> None:
    await live(postgres_url, tmp_path, seed)
