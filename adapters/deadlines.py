"""Work that is given up in time, whatever it waits for."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
_ending: set["asyncio.Task[Any]"] = set()
"""Given up, and not over yet."""


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """What comes of `work` within so many seconds.

    What takes longer is told to end, and nobody waits until it has: a store that hangs does not let go of a
    transaction either, so `asyncio.timeout` would wait for as long as it hangs.

    Raises:
        TimeoutError: it took longer.
    """
    task = asyncio.create_task(work)
    try:
        async with asyncio.timeout(seconds):
            await asyncio.wait({task})  # unlike `await task`, ends at once when the time is over
    finally:
        if not task.done():
            _ending.add(task)
            task.add_done_callback(_ended)
            task.cancel()
    return task.result()


def _ended(task: "asyncio.Task[Any]") -> None:
    _ending.discard(task)
    if not task.cancelled():
        task.exception()  # looked at, so that nobody logs it: who waited heard of the delay
