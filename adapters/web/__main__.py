"""`python -m adapters.web`: films for browsers, as a process."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from adapters.serving import log_plainly, until_stopped
from adapters.web.films import application
from bot.app import App
from bot.bootstrap import opened
from bot.settings import BotSettings
from engine.contract.config import ConfigError
from engine.contract.keys import KeyProblemError
from engine.contract.vault import VaultError

DONE, BROKEN = 0, 1
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


async def run(settings: BotSettings, listen: str) -> None:
    """Serve until SIGTERM or SIGINT."""
    async with opened(settings) as service, serving(service.app, listen):
        await until_stopped()


def main() -> int:
    """Run it. Exit codes: 0 stopped, 1 broken."""
    log_plainly()
    try:
        settings = BotSettings.load()
        if settings.web.listen is None:
            return _broken(UNCONFIGURED)
        asyncio.run(run(settings, settings.web.listen))
    except (ConfigError, KeyProblemError, VaultError, SQLAlchemyError, OSError) as error:
        return _broken(str(error))
    return DONE


def _broken(why: str) -> int:
    print(why, file=sys.stderr)  # noqa: T201 - a command's answer
    return BROKEN


if __name__ == "__main__":
    sys.exit(main())
