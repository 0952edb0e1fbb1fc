"""The bench's watch sees a loop that is held up, and says where."""

import asyncio
import json
import time
from pathlib import Path

import pytest
from measured_service import Watch

pytestmark = pytest.mark.integration


def held_up(seconds: float) -> None:
    """What must not happen on a loop: computing."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


async def test_a_call_that_holds_the_loop_up_is_written_down_with_its_place(tmp_path: Path) -> None:
    report = tmp_path / "blocked.jsonl"
    async with Watch(report).keeping():
        await asyncio.sleep(0)
        held_up(0.15)
        await asyncio.sleep(0.02)

    rows = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert any(own >= 140 and "held_up" in where for _, _, own, where in rows)
