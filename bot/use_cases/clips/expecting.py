"""When a clip will be rendered, as far as past renders here tell."""

from collections import Counter
from typing import TYPE_CHECKING

from bot import pace
from bot.clips import ClipState, Tier
from bot.notices import ClipShown
from bot.pace import Pace
from bot.ports import Ports
from bot.store.statuses import OpenStatus
from bot.store.tables import ClipRow

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

LOOKED_AT = 200
"""Renders that the pace is taken from, the newest."""


async def pace_of(tx: "UnitOfWork") -> Pace:
    """What renders took here lately."""
    return pace.measured(await tx.clips.works(LOOKED_AT))


async def expected_s(
    ports: Ports, tx: "UnitOfWork", tier: Tier, seconds: float, *, place: int
) -> float | None:
    """Seconds until a clip that is asked for now is rendered; None where nothing like it was made yet."""
    resolution = ports.settings.tiers.of(tier).resolution
    known = await pace_of(tx)
    renderer = ports.settings.renderer_of(tier)
    own = known.render_s(renderer, resolution, seconds)
    running = (await tx.clips.rendering())[renderer]
    return pace.until_rendered(known, renderer, own, ahead=place - 1 + (running > 0), running=running)


def left_s(
    ports: Ports, known: Pace, row: ClipRow | OpenStatus, *, place: int | None, rendering: Counter[str]
) -> float | None:
    """Seconds until a clip with the engine is rendered.

    place: 1 is next. rendering: how many are rendered at this moment, by renderer.
    """
    own = known.render_s(row.renderer, row.resolution, row.seconds)
    if row.state is ClipState.RENDERING and row.started_at is not None:
        elapsed = (ports.clock.now() - row.started_at).total_seconds()
        return pace.left(own, elapsed_s=elapsed, done=row.done)
    if row.state is ClipState.QUEUED and place is not None:
        running = rendering[row.renderer]
        ahead = place - 1 + (running > 0)
        return pace.until_rendered(known, row.renderer, own, ahead=ahead, running=running)
    return None


async def with_left(ports: Ports, row: ClipRow, view: ClipShown) -> ClipShown:
    """How a clip stands, with the time that is left."""
    async with ports.uow() as tx:
        known = await pace_of(tx)
        rendering = await tx.clips.rendering()
    return view.model_copy(
        update={"left_s": left_s(ports, known, row, place=view.place, rendering=rendering)}
    )
