"""Child processes under supervision: real ones, small, of the tests' own."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.terminal import supervisor
from adapters.terminal.supervisor import CannotStartError, Child, ending, running

pytestmark = pytest.mark.integration

NOTES_ITS_PID = """
import os, pathlib, signal, sys
folder = pathlib.Path(sys.argv[1])
(folder / f"new-{os.getpid()}").write_text("")
(folder / f"new-{os.getpid()}").rename(folder / str(os.getpid()))
signal.pause()
"""
HAS_A_CHILD = """
import os, pathlib, signal, subprocess, sys
subprocess.Popen([sys.executable, "-m", "notes_its_pid", sys.argv[1]])
signal.pause()
"""
ENDS_AT_ONCE = "raise SystemExit(3)"


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "notes_its_pid.py").write_text(NOTES_ITS_PID)
    (folder / "has_a_child.py").write_text(HAS_A_CHILD)
    (folder / "ends_at_once.py").write_text(ENDS_AT_ONCE)
    monkeypatch.setenv("PYTHONPATH", f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.setattr(supervisor, "FIRST_PAUSE_S", 0.01)
    return folder


def pids(folder: Path) -> list[int]:
    return sorted(int(each.name) for each in folder.iterdir() if each.name.isdigit())


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 - another process sets no event of ours
            await asyncio.sleep(0.02)


async def test_a_killed_child_is_started_again_and_that_is_said(tmp_path: Path, modules: Path) -> None:
    said: list[str] = []
    child = Child("engine", "notes_its_pid", (str(tmp_path),))
    async with running([child], said.append):
        await until(lambda: len(pids(tmp_path)) == 1)
        os.kill(pids(tmp_path)[0], signal.SIGKILL)
        await until(lambda: len(pids(tmp_path)) == 2)
    assert said == ["The engine ended (killed by SIGKILL); starting it again in 0.01 s."]


async def test_leaving_the_block_ends_every_child(tmp_path: Path, modules: Path) -> None:
    children = [Child(name, "notes_its_pid", (str(tmp_path),)) for name in ("engine", "chat service")]
    async with running(children, lambda _said: None):
        await until(lambda: len(pids(tmp_path)) == 2)
    assert not [pid for pid in pids(tmp_path) if is_alive(pid)]


async def test_what_a_stopped_child_had_started_ends_with_it(tmp_path: Path, modules: Path) -> None:
    child = Child("engine", "has_a_child", (str(tmp_path),))
    async with running([child], lambda _said: None):
        await until(lambda: len(pids(tmp_path)) == 1)
    await until(lambda: not is_alive(pids(tmp_path)[0]))


async def test_a_child_that_never_stays_up_is_given_up_with_a_way_out(modules: Path) -> None:
    said: list[str] = []
    with pytest.raises(CannotStartError, match="cameo doctor"):
        async with running([Child("engine", "ends_at_once")], said.append):
            await asyncio.Event().wait()
    assert len(said) == supervisor.MOST_STARTS_IN_A_ROW - 1


async def test_a_child_ends_when_its_supervisor_is_killed(tmp_path: Path, modules: Path) -> None:
    code = (
        "import asyncio, sys\n"
        "from adapters.terminal.supervisor import Child, running\n"
        "async def main():\n"
        f"    async with running([Child('engine', 'notes_its_pid', ({str(tmp_path)!r},))], print):\n"
        "        await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
    await until(lambda: len(pids(tmp_path)) == 1)
    parent.kill()
    await parent.wait()
    await until(lambda: not is_alive(pids(tmp_path)[0]))


@pytest.mark.parametrize(("code", "words"), [(3, "exit code 3"), (-9, "killed by SIGKILL")])
def test_an_ending_is_said_in_words(code: int, words: str) -> None:
    assert ending(code) == words
