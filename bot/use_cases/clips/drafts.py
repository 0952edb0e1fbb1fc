"""Drafts that are about to expire: their makers are told in time, once."""

from datetime import timedelta

from bot.clips import ClipState
from bot.notices import DraftExpiring
from bot.ports import Ports
from bot.use_cases.clips.outbox import tell_maker


async def warn(ports: Ports) -> int:
    """Tell the makers of drafts that will soon be gone. For the sweeper.

    Where drafts last no longer than the warning comes before their end, their delivery has said it all.
    """
    hours = ports.settings.clips.warn_hours
    if ports.settings.clips.draft_hours <= hours:
        return 0
    now = ports.clock.now()
    async with ports.uow() as tx:
        due = await tx.clips.expiring(now, now + timedelta(hours=hours))
    done = 0
    for name in due:
        async with ports.uow() as tx:
            row = await tx.clips.get(name, lock=True)
            if row is None or row.state is not ClipState.DELIVERED or row.due_at is None or row.warned_at:
                continue
            row.warned_at = ports.clock.now()
            await tell_maker(ports, tx, row, DraftExpiring(clip=row.id, prompt=row.prompt, due_at=row.due_at))
            done += 1
    return done
