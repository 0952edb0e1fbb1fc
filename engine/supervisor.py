"""Looks after the child process of one job: hands it the work, listens, watches its limits, ends its group.

A crash, a leak or a hang of a model stays in the child. The keys go in through standard input only. The child
ends itself when its standard input closes, so none outlives a killed engine.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from engine.child_messages import ChildRequest, Finished, Glimpse, Outcome, Said
from engine.contract.messages import Progress, Stage

CHILD = (sys.executable, "-m", "engine.child")
STOP_S = 3.0
"""A child that is to end has so long to say so to a server that works for it."""
LONGEST_LINE = 16 * 1024 * 1024

Tell = Callable[[Progress], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may take. `heartbeat_s` is how often its progress is told on."""

    seconds: float
    silence_s: float
    memory_mb: int
    heartbeat_s: float


class ChildGaveNothingError(Exception):
    """The child ended without an outcome. `killed` where a signal that was not ours ended it."""

    def __init__(self, how: str, *, killed: bool = False) -> None:
        """Say how it ended."""
        super().__init__(how)
        self.killed = killed


class _Watch:
    """What the child said last, and since when it runs."""

    def __init__(self) -> None:
        self.began = self.heard = asyncio.get_running_loop().time()
        self.stage, self.done = Stage.LOADING, 0.0
        self.preview: str | None = None
        self.outcome: Outcome | None = None

    def hear(self, said: Said) -> None:
        self.heard = asyncio.get_running_loop().time()
        if isinstance(said, Finished):
            self.outcome = said.outcome
        elif isinstance(said, Glimpse):
            self.preview = said.preview
        else:
            self.stage, self.done = said.stage, max(self.done, said.done)

    def progress(self) -> Progress:
        """How far it is; a frame is told on once, and only while frames are drawn."""
        preview, self.preview = self.preview, None
        shown = preview if self.stage is Stage.FRAMES else None
        return Progress(stage=self.stage, done=self.done, at=datetime.now(UTC), preview=shown)

    def over(self, limits: Limits, pid: int) -> str | None:
        now = asyncio.get_running_loop().time()
        if now - self.began > limits.seconds:
            return f"It took longer than {limits.seconds:.0f} s."
        if now - self.heard > limits.silence_s:
            return f"It said nothing for {limits.silence_s:.0f} s."
        held = _memory_mb(pid)
        if held is not None and held > limits.memory_mb:
            return f"It held {held} MB of memory, more than {limits.memory_mb} MB."
        return None


async def run_child(request: ChildRequest, limits: Limits, tell: Tell) -> Outcome:
    """Run one job in a child and give back what came of it. Cancelling this ends the child at once.

    Raises:
        ChildGaveNothingError: it crashed, was killed, or went over a limit.
    """
    async with _child(request) as process:
        watch = _Watch()
        listening = asyncio.create_task(_listen(process, watch))
        try:
            await tell(watch.progress())
            while not (await asyncio.wait({listening}, timeout=limits.heartbeat_s))[0]:
                broken = watch.over(limits, process.pid)
                if broken is not None:
                    raise ChildGaveNothingError(broken)
                await tell(watch.progress())
            await listening
        finally:
            listening.cancel()
        if watch.outcome is not None:
            return watch.outcome
        code = await process.wait()
    if code < 0:
        raise ChildGaveNothingError(f"It was killed by {signal.Signals(-code).name}.", killed=True)
    raise ChildGaveNothingError(f"It ended with exit code {code}.")


@asynccontextmanager
async def _child(request: ChildRequest) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *CHILD,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
        limit=LONGEST_LINE,
    )
    try:
        assert process.stdin is not None  # noqa: S101 - for the type checker: it was asked for above
        # A child that died at once is found out by its exit code, not by a broken pipe.
        with suppress(ConnectionError):
            process.stdin.write(request.model_dump_json().encode() + b"\n")
            await process.stdin.drain()
        yield process
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    """End a child, which has a moment to tell those who work for it elsewhere that it is over."""
    try:
        with suppress(ProcessLookupError, TimeoutError):
            process.terminate()
            async with asyncio.timeout(STOP_S):
                await process.wait()
    finally:
        # The whole group: an encoder started by the child must not go on alone.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _listen(process: asyncio.subprocess.Process, watch: _Watch) -> None:
    said: TypeAdapter[Said] = TypeAdapter(Said)
    assert process.stdout is not None  # noqa: S101 - for the type checker: it was asked for at the start
    async for line in process.stdout:
        try:
            watch.hear(said.validate_json(line))
        except ValidationError as error:
            raise ChildGaveNothingError("It said something that is no message.") from error
        if watch.outcome is not None:
            return


def _memory_mb(pid: int) -> int | None:
    """Resident memory, where the system tells it in /proc."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000
