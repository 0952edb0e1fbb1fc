"""`python -m adapters.terminal.bot_service`: the service without a chat platform: outcomes and deadlines."""

import sys

from adapters.serving import as_process, serve
from bot.bootstrap import opened
from bot.settings import BotSettings


async def run(settings: BotSettings) -> None:
    """Serve until SIGTERM or SIGINT, or until the work itself fails."""
    async with opened(settings) as service:
        await serve(service.run_chores())


def main() -> int:
    """Run it."""
    return as_process(run)


if __name__ == "__main__":
    sys.exit(main())
