"""What a platform tells twice is heard once: after a lost answer or a restart it tells the same again."""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from bot.people import Platform
from bot.ports import Ports

KEPT = timedelta(days=2)
"""Telegram keeps what it could not tell us for a day, and tells it no more after that."""


async def heard(ports: Ports, platform: Platform, name: str) -> bool:
    """Whether this was told for the first time. Of two who ask at once one hears so."""
    try:
        async with ports.uow() as tx:
            return await tx.heard.note(platform, name, ports.clock.now())
    except IntegrityError:
        return False


async def forget_due(ports: Ports) -> int:
    """Forget what can be told no more; returns how much."""
    async with ports.uow() as tx:
        return await tx.heard.lapse(ports.clock.now() - KEPT)
