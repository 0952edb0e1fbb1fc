"""What rendering costs, from what the store says of finished renders."""

from datetime import timedelta

from bot.costs import Cost, Render, estimate
from bot.ports import Ports


async def costs(ports: Ports, days: float) -> list[Cost]:
    """By renderer and frame size, over the last `days`."""
    async with ports.uow() as tx:
        rows = await tx.clips.rendered_since(ports.clock.now() - timedelta(days=days))
    renders = [
        Render(row.renderer, row.resolution, row.seconds, (row.rendered_at - row.started_at).total_seconds())
        for row in rows
        if row.rendered_at is not None and row.started_at is not None
    ]
    return estimate(renders, ports.settings.costs)
