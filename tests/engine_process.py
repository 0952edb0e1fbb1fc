"""A real engine process for tests: started, killed, stopped, started again."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

WORKER = ("-m", "engine.worker")
SCRIPTED = (str(Path(__file__).with_name("scripted_engine.py")),)


class EngineProcess:
    """One engine under one configuration file. `log` is where its standard error goes."""

    def __init__(
        self,
        config: Path,
        *,
        program: tuple[str, ...] = SCRIPTED,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._command = (*program, "--config", str(config))
        self._environment = {**os.environ, **(environment or {})}
        self.log = config.with_name("engine.log")
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it; it takes jobs a moment later."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self._command, stderr=log, env=self._environment
            )

    async def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end; returns the exit code."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self._process.wait()

    async def kill(self) -> None:
        """Let it die at once, as by kill -9 or a power cut."""
        await self.end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to stop."""
        return await self.end(signal.SIGTERM)

    async def wait(self) -> int:
        """Wait until it ends by itself."""
        assert self._process is not None
        return await self._process.wait()
