"""`python -m adapters.web`: films for browsers, as a process."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from adapters.serving import as_process, until_stopped
from adapters.web.films import application
from bot.app import App
from bot.bootstrap import opened
from bot.settings import BotSettings
from engine.contract.config import ConfigError

UNCONFIGURED = "There is no address to serve films at: set `listen` and `public_url` in [web] of config.toml."


@asynccontextmanager
async def serving(app: App, listen: str) -> AsyncIterator[None]:
    """Answer requests at HOST:PORT for the length of the block.

    Raises:
        OSError: the address cannot be used.
    """
    host, _, port = listen.rpartition(":")
    runner = web.AppRunner(application(app), access_log=None)  # its lines would hold the tokens
    await runner.setup()
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        yield
    finally:
        await runner.cleanup()


async def run(settings: BotSettings) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        ConfigError: no address is set.
    """
    if settings.web.listen is None:
        raise ConfigError(UNCONFIGURED)
    async with opened(settings) as service, serving(service.app, settings.web.listen):
        await until_stopped()


def main() -> int:
    """Run it."""
    return as_process(run)


if __name__ == "__main__":
    sys.exit(main())
