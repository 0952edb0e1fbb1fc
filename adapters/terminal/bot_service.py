"""`python -m adapters.terminal.bot_service`: the service without a chat platform: outcomes and deadlines."""

import asyncio
import sys

from sqlalchemy.exc import SQLAlchemyError

from adapters.serving import log_plainly, serve
from adapters.terminal.answers import BROKEN, DONE
from bot.bootstrap import opened
from bot.settings import BotSettings
from engine.contract.config import ConfigError
from engine.contract.keys import KeyProblemError
from engine.contract.vault import VaultError


async def run(settings: BotSettings) -> None:
    """Serve until SIGTERM or SIGINT, or until the work itself fails."""
    async with opened(settings) as service:
        await serve(service.run_chores())


def main() -> int:
    """Run the service. Exit codes: 0 stopped, 1 broken."""
    log_plainly()
    try:
        asyncio.run(run(BotSettings.load()))
    except (ConfigError, KeyProblemError, VaultError, SQLAlchemyError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command's answer
        return BROKEN
    return DONE


if __name__ == "__main__":
    sys.exit(main())
