"""Child processes that are kept running until told to stop: a crash is said and answered by a new start."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

STOP_GRACE_S = 10.0
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
HEALTHY_AFTER_S = 20.0
MOST_STARTS_IN_A_ROW = 5

Say = Callable[[str], None]


class CannotStartError(Exception):
    """A child ended again and again without staying up."""

    def __init__(self, name: str) -> None:
        """Name the child that gave up."""
        super().__init__(
            f"The {name} ended {MOST_STARTS_IN_A_ROW} times without staying up; `cameo doctor` says why."
        )


@dataclass(frozen=True, slots=True)
class Child:
    """One process: its name for people, the module it runs, where its output goes (None: with ours)."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    output: IO[bytes] | None = None


def ending(code: int) -> str:
    """Say in words how a process ended."""
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


async def start(child: Child) -> asyncio.subprocess.Process:
    """Start one child, tied to our life, in a process group of its own, so that Ctrl-C reaches only us."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "adapters.terminal.tied",
        child.module,
        *child.arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=child.output,
        stderr=child.output,
        env={**os.environ, **child.environment},
        start_new_session=True,
    )


async def stop(process: asyncio.subprocess.Process) -> None:
    """Ask a child to end, and after `STOP_GRACE_S` end it with everything it started."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(STOP_GRACE_S):
            await process.wait()
    _end_group(process)
    await process.wait()


def _end_group(process: asyncio.subprocess.Process) -> None:
    # Its group outlives a killed child for as long as its own children do: a render of nobody would go on.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


async def keep_running(child: Child, say: Say) -> None:
    """Start a child again whenever it ends, until this task is cancelled; then stop it.

    Raises:
        CannotStartError: it never stayed up for `HEALTHY_AFTER_S`, `MOST_STARTS_IN_A_ROW` times in a row.
    """
    clock = asyncio.get_running_loop().time
    short_lives = 0
    while True:
        began = clock()
        process = await start(child)
        try:
            code = await process.wait()
        finally:
            await stop(process)
        short_lives = 0 if clock() - began >= HEALTHY_AFTER_S else short_lives + 1
        if short_lives >= MOST_STARTS_IN_A_ROW:
            raise CannotStartError(child.name)
        pause = min(FIRST_PAUSE_S * 2 ** max(0, short_lives - 1), LONGEST_PAUSE_S)
        say(f"The {child.name} ended ({ending(code)}); starting it again in {pause:g} s.")
        await asyncio.sleep(pause)


@contextlib.asynccontextmanager
async def running(children: Sequence[Child], say: Say) -> AsyncIterator[None]:
    """Keep children running for the length of the block; on the way out, however that is, all are stopped.

    Raises:
        CannotStartError: (out of the block, as the cause of its cancellation) a child that does not stay up.
    """
    body = asyncio.current_task()
    failures: list[CannotStartError] = []

    def ended(task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if isinstance(error, CannotStartError) and body is not None:
            failures.append(error)
            body.cancel()

    tasks = [asyncio.create_task(keep_running(child, say), name=child.name) for child in children]
    for task in tasks:
        task.add_done_callback(ended)
    try:
        yield
    except asyncio.CancelledError:
        if failures:
            raise failures[0] from None
        raise
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
