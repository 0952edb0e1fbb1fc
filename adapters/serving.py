"""Keeping a process of the service up until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from typing import Any

HEARD_S = 8.0
"""What was cancelled has so long to end; longer than messages under way have to arrive."""


def log_plainly() -> None:
    """What an operator wants to know of the adapters, and everybody's warnings, on standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("adapters").setLevel(logging.INFO)


async def until_stopped() -> None:
    """Wait for Ctrl-C or SIGTERM."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    try:
        await stopped.wait()
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


async def serve(*work: Coroutine[Any, Any, None]) -> None:
    """Do all of it until told to stop, or until one part ends; what ended it by an error is raised."""
    stopped = asyncio.create_task(until_stopped())
    tasks = [asyncio.create_task(part) for part in work]
    try:
        await asyncio.wait([*tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
    finally:
        over = [task for task in tasks if task.done()]
        await end(*tasks, stopped)
    for task in over:
        if not task.cancelled():
            task.result()


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel them, and again those that a library kept from hearing of it; returns when all are over."""
    waited_for = set(tasks)
    while waited_for:
        for task in waited_for:
            task.cancel()
        _, waited_for = await asyncio.wait(waited_for, timeout=HEARD_S)
