"""Keeping a process of the service up until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from typing import Any


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
        ended = [task for task in tasks if task.done()]
        for task in (*tasks, stopped):
            task.cancel()
        await asyncio.gather(*tasks, stopped, return_exceptions=True)
    for task in ended:
        if not task.cancelled():
            task.result()
