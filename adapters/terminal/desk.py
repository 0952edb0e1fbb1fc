"""How the operator's commands reach the desk: the configured store is opened for one thing, then closed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

from bot.bootstrap import opened
from bot.desk import Desk
from bot.settings import BotSettings

Result = TypeVar("Result")


def at_desk(work: Callable[[Desk, str], Awaitable[Result]]) -> Result:
    """Let the operator who was named with `cameo admin --operator` do one thing; returns what it gave.

    Raises:
        bot.errors.Refused: it cannot be done.
    """
    operator = click.get_current_context().obj

    async def run() -> Result:
        async with opened(BotSettings.load()) as service:
            return await work(service.desk, str(operator))

    return asyncio.run(run())
