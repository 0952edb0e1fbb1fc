"""The bot as a process that takes outcomes and sweeps, with a judge that loads no model."""

import asyncio

from fakes import PlainJudge

from bot.bootstrap import Overrides, opened
from bot.settings import BotSettings


async def serve() -> None:
    async with opened(BotSettings.load(), Overrides(judge=PlainJudge())) as service:
        await service.run_chores()


if __name__ == "__main__":
    asyncio.run(serve())
