"""Taking one's likeness out of everybody else's hands for a while, and putting it back as it was."""

from datetime import datetime

from bot.audit import Audit
from bot.notices import SettingsShown
from bot.ports import Ports
from bot.use_cases.consents.allowing import shown
from bot.use_cases.consents.rechecking import recheck
from bot.use_cases.consents.subjects import subject
from bot.use_cases.people.joining import name_of


async def pause(ports: Ports, person: str, of: str = "") -> SettingsShown:
    """From now on nobody else uses it; what others have in the making with it ends.

    Pausing again keeps the moment of the first time.
    """
    changed = await _set(ports, person, of, ports.clock.now())
    await recheck(ports, person)
    return changed


async def resume(ports: Ports, person: str, of: str = "") -> SettingsShown:
    """It can be used as it is set again; grants and settings were kept."""
    return await _set(ports, person, of, None)


async def _set(ports: Ports, person: str, of: str, at: datetime | None) -> SettingsShown:
    async with ports.uow() as tx:
        actor, owner = await subject(tx, person, of, lock=True)
        row = await tx.consents.settings(owner.id)
        if (row.paused_at is None) != (at is None):
            row.paused_at = at
            await tx.consents.bump(owner.id)
            tag = Audit.SETTINGS_RESUMED if at is None else Audit.SETTINGS_PAUSED
            await tx.audit.record(ports.clock.now(), actor, tag, name_of(owner))
        return await shown(tx, owner)
