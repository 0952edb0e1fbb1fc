"""`python -m adapters.discord`: the service with Discord, as a process."""

import asyncio
import sys

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from sqlalchemy.exc import SQLAlchemyError

from adapters.discord.bot import CameoBot
from adapters.serving import log_plainly, serve
from bot.bootstrap import opened
from bot.settings import BotSettings, DiscordSettings
from engine.contract.config import ConfigError
from engine.contract.keys import KeyProblemError
from engine.contract.vault import VaultError

DONE, BROKEN = 0, 1
UNCONFIGURED = "Discord needs a token: set `token` in [discord] of config.toml, or CAMEO_DISCORD__TOKEN."
NOT_ACCEPTED = "Discord does not accept the token. Copy it again from the application's page, under Bot."


def point(settings: DiscordSettings) -> None:
    """Have the library ask where the settings say; it knows one address for a whole process."""
    Route.BASE = settings.api_base.rstrip("/")
    if settings.gateway is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway)


async def run(settings: BotSettings, token: str) -> None:
    """Serve until SIGTERM or SIGINT, or until the work itself fails.

    Raises:
        discord.LoginFailure: the token is none.
    """
    point(settings.discord)
    async with opened(settings) as service, CameoBot(service.app, settings) as bot:
        await serve(bot.start(token), service.run_chores())


def main() -> int:
    """Run it. Exit codes: 0 stopped, 1 broken."""
    log_plainly()
    try:
        settings = BotSettings.load()
        if settings.discord.token is None:
            return _broken(UNCONFIGURED)
        asyncio.run(run(settings, settings.discord.token.get_secret_value()))
    except discord.LoginFailure:
        return _broken(NOT_ACCEPTED)
    except (ConfigError, KeyProblemError, VaultError, SQLAlchemyError, OSError) as error:
        return _broken(str(error))
    return DONE


def _broken(why: str) -> int:
    print(why, file=sys.stderr)  # noqa: T201 - a command's answer
    return BROKEN


if __name__ == "__main__":
    sys.exit(main())
