"""`python -m adapters.discord`: the service with Discord, as a process."""

import sys

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.bot import CameoBot
from adapters.serving import as_process, serve
from bot.bootstrap import opened
from bot.settings import BotSettings, DiscordSettings
from engine.contract.config import ConfigError

UNCONFIGURED = "Discord needs a token: set `token` in [discord] of config.toml, or CAMEO_DISCORD__TOKEN."
NOT_ACCEPTED = "Discord does not accept the token. Copy it again from the application's page, under Bot."


def point(settings: DiscordSettings) -> None:
    """Have the library ask where the settings say; it knows one address for a whole process."""
    Route.BASE = settings.api_base.rstrip("/")
    if settings.gateway is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway)


async def run(settings: BotSettings) -> None:
    """Serve until SIGTERM or SIGINT, or until the work itself fails.

    Raises:
        ConfigError: there is no token. discord.LoginFailure: it is none.
    """
    token = settings.discord.token
    if token is None:
        raise ConfigError(UNCONFIGURED)
    point(settings.discord)
    async with opened(settings) as service, CameoBot(service.app, settings) as bot:
        await serve(bot.start(token.get_secret_value()), service.run_chores())


def main() -> int:
    """Run it."""
    return as_process(run, {discord.LoginFailure: NOT_ACCEPTED})


if __name__ == "__main__":
    sys.exit(main())
