"""A chat goes by another id now: what was decided, allowed and made in the old one holds in the new one."""

from sqlalchemy.exc import IntegrityError

from bot.audit import Audit
from bot.people import Platform
from bot.ports import Ports


async def moved(ports: Ports, platform: Platform, old: str, new: str) -> None:
    """Hand all of it over, once, however often it is told."""
    if old == new:
        return
    try:
        await _moved(ports, platform, old, new)
    except IntegrityError:  # who heard of it at the same time, or spoke there just now, was faster
        await _moved(ports, platform, old, new)


async def _moved(ports: Ports, platform: Platform, old: str, new: str) -> None:
    async with ports.uow() as tx:
        if await tx.moved_chats.move(platform, old, new):
            place = f"{platform.value}:{new}"
            await tx.audit.record(ports.clock.now(), None, Audit.PLACE_MOVED, place)
