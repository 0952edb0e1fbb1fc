"""`python -m adapters.telegram`: the service with Telegram, as a process."""

import sys

from telegram.error import InvalidToken

from adapters.serving import as_process, serve
from adapters.telegram.bot import CameoBot
from bot.bootstrap import opened
from bot.settings import BotSettings
from engine.contract.config import ConfigError

UNCONFIGURED = "Telegram needs a token: set `token` in [telegram] of config.toml, or CAMEO_TELEGRAM__TOKEN."
NOT_ACCEPTED = "Telegram does not accept the token. Copy it again from @BotFather, under API Token."


async def run(settings: BotSettings) -> None:
    """Serve until SIGTERM or SIGINT, or until the work itself fails.

    Raises:
        ConfigError: there is no token. telegram.error.InvalidToken: it is none.
    """
    if settings.telegram.token is None:
        raise ConfigError(UNCONFIGURED)
    async with opened(settings) as service, CameoBot(service.app, settings) as bot:
        await serve(bot.listen(), service.run_chores())


def main() -> int:
    """Run it."""
    return as_process(run, {InvalidToken: NOT_ACCEPTED})


if __name__ == "__main__":
    sys.exit(main())
