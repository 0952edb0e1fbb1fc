"""The engine's watch over the child process of a job, with scripted children."""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from engine_jobs import render_job

from engine import supervisor
from engine.child_messages import ChildRequest
from engine.contract.messages import JobFailed, JobKeys, Progress, RenderDone, Stage
from engine.supervisor import ChildGaveNothingError, Limits, run_child

pytestmark = pytest.mark.integration

LIMITS = Limits(seconds=60, silence_s=60, memory_mb=8000, heartbeat_s=0.1)
SCRIPT = Path(__file__).parents[1] / "scripted_child.py"


@pytest.fixture(autouse=True)
def _scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "CHILD", (sys.executable, str(SCRIPT)))


def _request(script: str, keys: dict[str, str] | None = None) -> ChildRequest:
    return ChildRequest(job=render_job(script=script), keys=JobKeys(keysets=keys or {}))


async def _ignore(progress: Progress) -> None:
    pass


async def _alive(pid: int) -> bool:
    """Whether a process is still there and not merely unreaped."""
    try:
        state = await asyncio.to_thread(Path(f"/proc/{pid}/stat").read_text, encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


async def _until_gone(pid: int) -> None:
    async with asyncio.timeout(20):
        while await _alive(pid):  # noqa: ASYNC110 - the end of a stranger process sets no event
            await asyncio.sleep(0.02)


async def test_the_outcome_comes_back() -> None:
    outcome = await run_child(_request("quick"), LIMITS, _ignore)

    assert isinstance(outcome, RenderDone)


async def test_a_refusal_comes_back_as_it_was_said() -> None:
    outcome = await run_child(_request("refuse"), LIMITS, _ignore)

    assert isinstance(outcome, JobFailed)
    assert outcome.refusals[0].code == "line_too_long"


async def test_progress_is_told_on_and_never_goes_back() -> None:
    told: list[Progress] = []

    async def tell(progress: Progress) -> None:
        told.append(progress)

    await run_child(_request("slow"), LIMITS, tell)

    assert told[0].stage is Stage.LOADING
    assert told[-1].stage is Stage.FRAMES
    assert [step.done for step in told] == sorted(step.done for step in told)


async def test_a_frame_is_told_on_once_and_only_while_frames_are_drawn() -> None:
    told: list[Progress] = []

    async def tell(progress: Progress) -> None:
        told.append(progress)

    await run_child(_request("glimpse"), LIMITS, tell)

    assert [(step.stage, step.preview) for step in told if step.preview] == [(Stage.FRAMES, "c2VhbGVk")]
    assert told[-1].stage is Stage.REVIEW


async def test_the_heartbeat_goes_on_while_the_child_says_nothing() -> None:
    moments: list[Progress] = []

    async def tell(progress: Progress) -> None:
        moments.append(progress)

    with pytest.raises(ChildGaveNothingError):
        await run_child(_request("hang"), replace(LIMITS, seconds=1), tell)

    assert len({step.at for step in moments}) > 3


async def test_a_crash_is_told_apart_from_a_kill() -> None:
    with pytest.raises(ChildGaveNothingError, match="exit code 3") as crash:
        await run_child(_request("crash"), LIMITS, _ignore)

    assert not crash.value.killed


async def test_a_kill_from_outside_is_named() -> None:
    with pytest.raises(ChildGaveNothingError, match="SIGKILL") as kill:
        await run_child(_request("killed"), LIMITS, _ignore)

    assert kill.value.killed


async def test_a_child_that_says_no_message_is_given_up() -> None:
    with pytest.raises(ChildGaveNothingError, match="no message"):
        await run_child(_request("babble"), LIMITS, _ignore)


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (replace(LIMITS, seconds=0.3), "longer than"),
        (replace(LIMITS, silence_s=0.3), "said nothing"),
        (replace(LIMITS, memory_mb=1), "MB of memory"),
    ],
)
async def test_a_child_over_a_limit_is_ended(limits: Limits, says: str) -> None:
    with pytest.raises(ChildGaveNothingError, match=says):
        await run_child(_request("hang"), limits, _ignore)


async def test_cancelling_ends_the_child_and_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = tmp_path / "pids"
    monkeypatch.setenv("PIDS", str(pids))
    frames = asyncio.Event()

    async def tell(progress: Progress) -> None:
        if progress.stage is Stage.FRAMES:
            frames.set()

    running = asyncio.create_task(run_child(_request("grandchild"), LIMITS, tell))
    await frames.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    for pid in pids.read_text(encoding="ascii").split():
        await _until_gone(int(pid))


async def test_keys_are_seen_neither_in_arguments_nor_in_the_environment() -> None:
    outcome = await run_child(
        _request("confess", {"clips/c1/1/clip.mp4": "a very secret key"}), LIMITS, _ignore
    )

    assert isinstance(outcome, RenderDone)
    assert outcome.notes == ()


async def test_a_child_without_a_job_ends_by_itself() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "engine.child", stdin=asyncio.subprocess.DEVNULL, env=os.environ
    )

    assert await process.wait() == 0
