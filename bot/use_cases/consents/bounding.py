"""What somebody does not want to be shown in: presets by name, and their own words."""

import asyncio

from bot.audit import Audit
from bot.boundaries.presets import preset_named
from bot.boundaries.wishes import understood
from bot.consent import BoundaryPreset
from bot.errors import BoundaryEmpty, BoundaryTooLong, BoundaryUnclear, TooManyBoundaries, UnknownBoundary
from bot.ids import new_id
from bot.notices import PresetsShown, SettingsShown
from bot.ports import Ports
from bot.store.tables import BoundaryRow
from bot.use_cases.consents.allowing import shown
from bot.use_cases.consents.rechecking import recheck
from bot.use_cases.consents.subjects import subject


async def add(ports: Ports, person: str, text: str, of: str = "") -> SettingsShown:
    """Keep a boundary, once however often it is said. The name of a preset is that preset."""
    limits, words = ports.settings.likeness, " ".join(text.split())
    if not words:
        raise BoundaryEmpty
    if len(words) > limits.boundary_length:
        raise BoundaryTooLong(limit=limits.boundary_length)
    preset = preset_named(words)
    # Reading tables for the first time, or words that are meant to take long, would keep everybody waiting.
    if preset is None and not await asyncio.to_thread(understood, words):
        raise BoundaryUnclear
    async with ports.uow() as tx:
        actor, owner = await subject(tx, person, of, lock=True)
        known = await tx.consents.boundaries(owner.id)
        if not _has(known, words, preset):
            if len(known) >= limits.boundaries:
                raise TooManyBoundaries(limit=limits.boundaries)
            text = "" if preset else words
            row = BoundaryRow(
                id=new_id(), person_id=owner.id, text=text, created_at=ports.clock.now(), preset=preset
            )
            await tx.consents.add_boundary(row)
            await tx.consents.bump(owner.id)
            await tx.audit.record(row.created_at, actor, Audit.BOUNDARY_ADDED, row.id)
        changed = await shown(tx, owner)
    await recheck(ports, person)
    return changed


def _has(known: list[BoundaryRow], words: str, preset: BoundaryPreset | None) -> bool:
    if preset is not None:
        return any(row.preset is preset for row in known)
    return words.casefold() in {row.text.casefold() for row in known}


async def remove(ports: Ports, person: str, boundary: str, of: str = "") -> SettingsShown:
    """Forget a boundary, by id or by the name of a preset."""
    async with ports.uow() as tx:
        actor, owner = await subject(tx, person, of, lock=True)
        preset = preset_named(boundary)
        named = [row.id for row in await tx.consents.boundaries(owner.id) if preset and row.preset is preset]
        gone = named[0] if named else boundary
        if not await tx.consents.remove_boundary(owner.id, gone):
            raise UnknownBoundary
        await tx.consents.bump(owner.id)
        await tx.audit.record(ports.clock.now(), actor, Audit.BOUNDARY_REMOVED, gone)
        return await shown(tx, owner)


async def presets(ports: Ports, person: str, of: str = "") -> PresetsShown:
    """The boundaries that have names of their own."""
    async with ports.uow() as tx:
        _, owner = await subject(tx, person, of)
        mine = {row.preset for row in await tx.consents.boundaries(owner.id)}
    every = tuple(BoundaryPreset)
    return PresetsShown(presets=every, mine=tuple(one for one in every if one in mine))
