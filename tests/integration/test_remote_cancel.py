"""A render that is over here is over on the server that makes it, too."""

import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from engine_jobs import render_job
from video_server import VideoServer, serving

from engine import supervisor
from engine.child_messages import ChildRequest
from engine.contract.messages import JobKeys, Progress
from engine.supervisor import ChildGaveNothingError, Limits, run_child

pytestmark = pytest.mark.integration

LIMITS = Limits(seconds=60, silence_s=60, memory_mb=8000, heartbeat_s=0.1)
SCRIPT = Path(__file__).parents[1] / "remote_child.py"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[VideoServer]:
    """One that never gets on with a film."""
    monkeypatch.setattr(supervisor, "CHILD", (sys.executable, str(SCRIPT)))
    monkeypatch.setenv("CAMEO_CONFIG", str(tmp_path / "config.toml"))
    with serving(VideoServer(b"film", stuck=True)) as running:
        listed = f"[{{ url = {json.dumps(running.url)}, dialect = 'vllm', model = 'm' }}]"
        (tmp_path / "config.toml").write_text(f"[remote]\nservers = {listed}")
        yield running


async def _ignore(progress: Progress) -> None:
    pass


def _job(limits: Limits = LIMITS) -> asyncio.Task[object]:
    request = ChildRequest(job=render_job(renderer="remote"), keys=JobKeys(keysets={}))
    return asyncio.create_task(run_child(request, limits, _ignore))


async def _until_ordered(server: VideoServer) -> None:
    async with asyncio.timeout(60):
        while "GET film" not in server.asked:  # noqa: ASYNC110 - the server lives in a thread of its own
            await asyncio.sleep(0.02)


async def test_a_cancelled_render_is_ended_on_its_server(server: VideoServer) -> None:
    job = _job()
    await _until_ordered(server)
    job.cancel()
    await asyncio.wait({job})
    assert (job.cancelled(), server.one.ended) == (True, True)


async def test_a_render_that_takes_too_long_is_ended_on_its_server(server: VideoServer) -> None:
    job = _job(replace(LIMITS, seconds=8))
    with pytest.raises(ChildGaveNothingError, match="longer than 8 s"):
        await job
    assert server.one.ended
