"""Clearing away outside the database what a commit made superfluous; what fails stays for the next time."""

import logging
from collections.abc import Iterable

from bot.chores import ChoreKind
from bot.ports import Ports
from bot.store.tables import ChoreRow
from engine.contract.vault import VaultError

_log = logging.getLogger(__name__)


async def clear_jobs(ports: Ports) -> int:
    """Purge ended jobs, with the keys they carried, from the queue."""
    return await _clear(ports, {ChoreKind.JOB})


async def clear(ports: Ports) -> int:
    """Delete files and purge jobs. Returns how many were cleared."""
    return await _clear(ports, set(ChoreKind))


async def _clear(ports: Ports, kinds: set[ChoreKind]) -> int:
    async with ports.uow() as tx:
        waiting = await tx.chores.waiting(ports.clock.now(), kinds)
    done = [row for row in waiting if await _cleared(ports, row)]
    if done:
        await _forget(ports, done)
    return len(done)


async def _cleared(ports: Ports, row: ChoreRow) -> bool:
    try:
        if row.kind is ChoreKind.FILE:
            await ports.files.delete(row.ref)
        else:
            await ports.queue.purge(row.ref)
    except VaultError:
        _log.warning("the vault does not delete a file yet; it is tried again")
        return False
    except Exception:  # noqa: BLE001 - whatever the queue raises, the chore stays
        _log.exception("job %s could not be purged; it is tried again", row.ref)
        return False
    return True


async def _forget(ports: Ports, done: Iterable[ChoreRow]) -> None:
    async with ports.uow() as tx:
        await tx.chores.done(done)
