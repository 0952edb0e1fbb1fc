"""`cameo run`, `cameo bot` and `cameo engine` as real processes: they start, are seen, and end together."""

import asyncio
import fcntl
import json
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from homes import CAMEO, Home, processes_of, until

pytestmark = pytest.mark.e2e


@asynccontextmanager
async def started(home: Home, command: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        CAMEO, command, "--json", cwd=home.folder, env=home.environment, stdin=DEVNULL, stdout=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
        await until(lambda: not processes_of(home))


async def said(process: Process) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(90):
        sentence: str = json.loads(await process.stdout.readline())["said"]
    return sentence


def engine_of(home: Home) -> int | None:
    """The process id of the engine, once it holds its name."""
    for lock in Path(home.environment["HOME"]).rglob("engine-*.lock"):
        with lock.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return next(
                    (pid for pid, line in processes_of(home).items() if "engine.worker" in line), None
                )
    return None


async def test_one_ctrl_c_stops_chat_service_and_engine(home: Home) -> None:
    async with started(home, "run") as process:
        assert await said(process) == "Running: chat service, engine. Ctrl-C stops."
        await until(lambda: engine_of(home))
        process.send_signal(signal.SIGINT)
        assert await said(process) == "Stopped."
        assert await process.wait() == 0
        assert processes_of(home) == {}


async def test_killing_the_command_leaves_nothing_running(home: Home) -> None:
    async with started(home, "run") as process:
        await until(lambda: engine_of(home))
        process.kill()
        await process.wait()
        await until(lambda: processes_of(home) == {})


async def test_a_killed_engine_is_started_again_and_that_is_said(home: Home) -> None:
    async with started(home, "run") as process:
        await said(process)
        await until(lambda: engine_of(home))
        first = engine_of(home)
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert "The engine ended (killed by SIGKILL)" in await said(process)
        await until(lambda: engine_of(home) not in {None, first})


@pytest.mark.parametrize(("command", "name"), [("bot", "chat service"), ("engine", "engine")])
async def test_each_half_runs_alone_until_it_is_told_to_stop(home: Home, command: str, name: str) -> None:
    async with started(home, command) as process:
        assert await said(process) == f"Running: {name}. Ctrl-C stops."
        await until((home.folder.parent / "config" / "cameo" / "keys").exists)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


async def test_doctor_sees_the_running_engine(home: Home) -> None:
    async with started(home, "engine"):
        await until(lambda: engine_of(home))
        checks = (await asyncio.to_thread(home.cameo, "doctor", "--json")).json["checks"]
    assert next(check["state"] for check in checks if check["name"] == "engine") == "ok"
