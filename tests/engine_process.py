"""Real processes for tests: started, killed, paused, stopped, started again."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

TESTS = Path(__file__).parent
SCRIPTED_ENGINE = (str(TESTS / "scripted_engine.py"),)
ENGINE = ("-m", "engine.worker")
BOT = (str(TESTS / "plain_bot.py"),)
STOPPED_S = 60.0


class RealProcess:
    """One Python process under one configuration file. `log` is where its standard error goes.

    The renderers of the tests can be found by it.
    """

    def __init__(
        self,
        program: tuple[str, ...],
        config: Path,
        *,
        log: str = "engine.log",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._program = program
        paths = filter(None, (str(TESTS), os.environ.get("PYTHONPATH")))
        places = {
            "CAMEO_CONFIG": str(config),
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONFAULTHANDLER": "1",
        }
        self._environment = {**os.environ, **places, **(environment or {})}
        self.log = config.with_name(log)
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it; it is at work a moment later."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self._program, stderr=log, env=self._environment
            )

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.returncode is None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, if it is still there."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(number)

    async def kill(self) -> None:
        """Let it die at once, as by kill -9 or a power cut. A process that never ran is dead already."""
        if self._process is not None:
            self.signal(signal.SIGKILL)
            await self._process.wait()

    async def stop(self) -> int:
        """Ask it to stop; returns the exit code.

        Raises:
            AssertionError: it does not; with what it is doing instead.
        """
        self.signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(STOPPED_S):
                return await self.wait()
        except TimeoutError:
            self.signal(signal.SIGABRT)
            await self.wait()
            raise AssertionError(
                f"it does not stop: {self.log.read_text(encoding='utf-8')[-8000:]}"
            ) from None

    async def wait(self) -> int:
        """Wait until it ends; returns the exit code."""
        assert self._process is not None
        return await self._process.wait()
