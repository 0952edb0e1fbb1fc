"""`python -m adapters.telegram`: the service with Telegram, as a process."""

import asyncio
import sys

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken

from adapters.serving import log_plainly, serve
from adapters.telegram.bot import CameoBot
from bot.bootstrap import opened
from bot.settings import BotSettings
from engine.contract.config import ConfigError
from engine.contract.keys import KeyProblemError
from engine.contract.vault import VaultError

DONE, BROKEN = 0, 1
UNCONFIGURED = "Telegram needs a token: set `token` in [telegram] of config.toml, or CAMEO_TELEGRAM__TOKEN."
NOT_ACCEPTED = "Telegram does not accept the token. Copy it again from @BotFather, under API Token."


async def run(settings: BotSettings) -> None:
    """Serve until SIGTERM or SIGINT, or until the work itself fails.

    Raises:
        telegram.error.InvalidToken: the token is none.
    """
    async with opened(settings) as service, CameoBot(service.app, settings) as bot:
        await serve(bot.listen(), service.run_chores())


def main() -> int:
    """Run it. Exit codes: 0 stopped, 1 broken."""
    log_plainly()
    try:
        settings = BotSettings.load()
        if settings.telegram.token is None:
            return _broken(UNCONFIGURED)
        asyncio.run(run(settings))
    except InvalidToken:
        return _broken(NOT_ACCEPTED)
    except (ConfigError, KeyProblemError, VaultError, SQLAlchemyError, OSError) as error:
        return _broken(str(error))
    return DONE


def _broken(why: str) -> int:
    print(why, file=sys.stderr)  # noqa: T201 - a command's answer
    return BROKEN


if __name__ == "__main__":
    sys.exit(main())
