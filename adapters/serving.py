"""Keeping a process of the service up until it is told to stop."""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.settings import BotSettings
from engine.contract.config import ConfigError
from engine.contract.keys import KeyProblemError
from engine.contract.vault import VaultError

DONE, BROKEN = 0, 1
UNUSABLE = (ConfigError, KeyProblemError, VaultError, SQLAlchemyError, OSError)
"""What a house is that cannot be opened; each says of itself what would help."""

HEARD_S = 8.0
"""What was cancelled has so long to end; longer than messages under way have to arrive."""
LEFT_S = 0.5
"""The same of what is left when all else is over: nothing is under way there any more."""


def as_process(
    work: Callable[[BotSettings], Coroutine[Any, Any, None]],
    said: Mapping[type[Exception], str] | None = None,
) -> int:
    """Do the work of a process of its own. Exit codes: 0 stopped, 1 broken, which is said on standard error.

    said: what to say of errors that do not say it themselves.
    """
    log_plainly()
    told = dict(said or {})
    foreseen: tuple[type[Exception], ...] = (*told, *UNUSABLE)
    try:
        asyncio.run(wholly(work(BotSettings.load())))
    except foreseen as error:
        print(told.get(type(error), error), file=sys.stderr)  # noqa: T201 - a command's answer
        return BROKEN
    return DONE


async def wholly(work: Coroutine[Any, Any, None]) -> None:
    """Do it, and end whatever it left behind: the loop itself would cancel that once, and wait for ever."""
    try:
        await work
    finally:
        left = asyncio.all_tasks() - {asyncio.current_task()}
        await end(*left, again_s=LEFT_S)


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


async def end(*tasks: asyncio.Task[Any], again_s: float = HEARD_S) -> None:
    """Cancel them, and again those that a library kept from hearing of it; returns when all are over.

    again_s: how long after the last time.
    """
    waited_for = set(tasks)
    while waited_for:
        for task in waited_for:
            task.cancel()
        _, waited_for = await asyncio.wait(waited_for, timeout=again_s)
