"""`python -m MODULE` whose event loop is watched: each time that it was held up is written down.

As `measured_service.py MODULE`, of the adapters. LOOP_REPORT names the file: JSON lines of [when (monotonic,
s), for how long (ms), of that by ourselves (ms), where]. By ourselves: as far as this process was computing
meanwhile, in whatever thread; the rest of the time others had the processor.
"""

import asyncio
import json
import os
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType

LOOK_EVERY_S = 0.005
WORTH_NOTING_S = 0.020
DEEP = 14


class Watch:
    """A task that wants to run every few ms, and a thread that looks where the loop is when it does not."""

    def __init__(self, report: Path) -> None:
        self._report = report
        self._loop_thread = threading.get_ident()
        self._seen = time.monotonic()
        self._where = ""
        self._stopped = threading.Event()

    @asynccontextmanager
    async def keeping(self) -> AsyncIterator[None]:
        """Watch for the length of the block."""
        task = asyncio.create_task(self._tick())
        with self._looking():
            yield
        task.cancel()

    async def _tick(self) -> None:
        with self._report.open("a", encoding="utf-8") as report:
            while True:
                self._seen, self._where, busy = time.monotonic(), "", time.process_time()
                await asyncio.sleep(LOOK_EVERY_S)
                late = time.monotonic() - self._seen - LOOK_EVERY_S
                own = min(late, time.process_time() - busy)
                if late > WORTH_NOTING_S:
                    row = [self._seen, round(late * 1000, 1), round(own * 1000, 1), self._where]
                    report.write(json.dumps(row) + "\n")
                    report.flush()

    @contextmanager
    def _looking(self) -> Iterator[None]:
        thread = threading.Thread(target=self._look, daemon=True)
        thread.start()
        yield
        self._stopped.set()
        thread.join()

    def _look(self) -> None:
        while not self._stopped.wait(LOOK_EVERY_S):
            if time.monotonic() - self._seen > WORTH_NOTING_S + LOOK_EVERY_S and not self._where:
                self._where = _place(sys._current_frames().get(self._loop_thread))


def _place(frame: FrameType | None) -> str:
    """The innermost calls. Source files are not read: that would hold the loop up itself."""
    calls: list[str] = []
    while frame is not None and len(calls) < DEEP:
        file = Path(frame.f_code.co_filename)
        calls.append(f"{file.parent.name}/{file.name}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(calls)


def watched(serve: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The same service, watched."""

    async def run(*given: object) -> None:
        async with Watch(Path(os.environ["LOOP_REPORT"])).keeping():
            await serve(*given)

    return run


if __name__ == "__main__":
    service = import_module(f"{sys.argv[1]}.__main__")
    service.run = watched(service.run)  # type: ignore[attr-defined]
    sys.exit(service.main())
