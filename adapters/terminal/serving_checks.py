"""Whether engines, here or on other machines, have the renderers that clips are to be made with."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.terminal.checks import Check, State
from bot.clips import Tier
from bot.settings import BotSettings
from bot.store.engine import StoreUrlError, open_engine, parsed
from engine.contract.presence import EngineSeen, engines, serving


def renderers(bot: BotSettings) -> Check:
    """Which engines take the clips of each tier, as they said themselves lately."""
    try:
        seen = asyncio.run(_engines(bot.store.url))
    except (StoreUrlError, SQLAlchemyError, OSError):
        seen = []  # what is wrong with the store is said of the store
    since = datetime.now(UTC) - timedelta(minutes=bot.engine.away_minutes)
    there = [one for one in seen if one.at >= since]
    if not there:
        says = f"no engine has been there for {bot.engine.away_minutes:.0f} minutes"
        return Check("renderers", State.NOTE, says, "`cameo run` or `cameo engine` starts one.")
    wanted = dict.fromkeys(bot.renderer_of(tier) for tier in Tier)
    takers = {name: [one.name for one in serving(there, name, since)] for name in wanted}
    says = "; ".join(f"{name}: {', '.join(names) or 'no engine'}" for name, names in takers.items())
    if all(takers.values()):
        return Check("renderers", State.OK, says)
    way_out = "Start an engine that has it, or set another as renderer in [engine] or [tiers.*]."
    return Check("renderers", State.BROKEN, says, way_out)


async def _engines(url: str) -> list[EngineSeen]:
    if _is_not_made_yet(url):
        return []  # opening it would make it
    engine = open_engine(url)
    try:
        async with AsyncSession(engine) as session:
            return await engines(session)
    finally:
        await engine.dispose()


def _is_not_made_yet(url: str) -> bool:
    address = parsed(url)
    return address.get_backend_name() == "sqlite" and not Path(address.database or "").exists()
