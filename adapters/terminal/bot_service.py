"""`python -m adapters.terminal.bot_service`: the chat service as a process: outcomes, deadlines, chats.

No chat platform is connected in this version; the demo talks to the service within its own process.
"""

import asyncio
import logging
import sys

from sqlalchemy.exc import SQLAlchemyError

from adapters.terminal.answers import BROKEN, DONE
from adapters.terminal.supervisor import until_stopped
from bot.bootstrap import opened
from bot.settings import BotSettings
from engine.contract.config import ConfigError
from engine.contract.keys import KeyProblemError
from engine.contract.vault import VaultError


async def serve(settings: BotSettings) -> None:
    """Serve until SIGTERM or SIGINT, or until the work itself fails."""
    async with opened(settings) as service:
        chores = asyncio.create_task(service.run_chores())
        stopped = asyncio.create_task(until_stopped())
        await asyncio.wait([chores, stopped], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not chores.done():
            chores.cancel()
        await asyncio.gather(chores, stopped, return_exceptions=True)
        if not chores.cancelled():
            chores.result()


def main() -> int:
    """Run the service. Exit codes: 0 stopped, 1 broken."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        asyncio.run(serve(BotSettings.load()))
    except (ConfigError, KeyProblemError, VaultError, SQLAlchemyError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command's answer
        return BROKEN
    return DONE


if __name__ == "__main__":
    sys.exit(main())
