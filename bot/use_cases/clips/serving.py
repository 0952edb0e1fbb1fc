"""Whether there is an engine for a clip: one that has its renderer and was there lately."""

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.approvals import Phase
from bot.clips import ClipState
from bot.errors import NoEngine, Refused
from bot.notices import WhyNot
from bot.ports import Ports
from bot.use_cases.clips.ending import end
from engine.contract.presence import serving

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.unit_of_work import UnitOfWork


async def refusals(ports: Ports, tx: "UnitOfWork", renderer: str) -> list[Refused]:
    """One where engines are there, and none of them for such clips.

    Where there is none at all the clip waits for it: it may be starting.
    """
    seen, since = await ports.queue.engines(tx.session), _since(ports)
    somebody_is_there = any(one.at >= since for one in seen)
    return [NoEngine()] if somebody_is_there and not serving(seen, renderer, since) else []


async def give_up(ports: Ports) -> int:
    """Clips that wait for an engine of which nothing has been seen are ended; the credits go back."""
    async with ports.uow() as tx:
        waiting = await tx.clips.in_states({ClipState.QUEUED})
        seen, since = await ports.queue.engines(tx.session), _since(ports)
    done = 0
    for found in waiting:
        if found.created_at >= since or serving(seen, found.renderer, since):
            continue
        async with ports.uow() as tx:
            clip = await tx.clips.get(found.id, lock=True)
            if clip is None or clip.state is not ClipState.QUEUED:
                continue
            asked = await tx.clips.approvals(clip.id, Phase.BEFORE_RENDER)
            # It waits from the last answer on: people may have been asked for a day.
            if all(row.decided_at is None or row.decided_at < since for row in asked):
                away = (NoEngine().refusal,)
                await end(ports, tx, clip, ClipState.FAILED, why=WhyNot.FAILED, refusals=away)
                done += 1
    return done


def _since(ports: Ports) -> "datetime":
    return ports.clock.now() - timedelta(minutes=ports.settings.engine.away_minutes)
