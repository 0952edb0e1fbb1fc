"""The audit trail for those it is kept for: operators verify it, people read what it says of them."""

import asyncio
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.audit_chain import Chain, Link
from bot.errors import UnknownPerson
from bot.notices import Receipt, ReceiptsShown
from bot.people import folded
from bot.ports import Ports
from bot.store.audit import link_of
from bot.use_cases.people.joining import living, name_of

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

PART = 1000
SHOWN = 20


async def verify(ports: Ports, expected: str | None = None) -> Chain:
    """Go through the whole chain, a part at a time: nobody waits for it.

    `expected`: a head noted earlier; the result says whether the chain still holds it.

    Raises:
        bot.audit_chain.BrokenChainError: it was changed; says where.
    """
    chain = Chain(wanted=expected)
    while True:
        async with ports.uow() as tx:
            links = await tx.audit.links(chain.entries, PART)
        if not links:
            return chain
        await asyncio.to_thread(_extend, chain, links)


def _extend(chain: Chain, links: Sequence[Link]) -> None:
    for link in links:
        chain.extend(link)


async def receipts(ports: Ports, person: str) -> ReceiptsShown:
    """The newest entries that name them, and how many there are in all."""
    async with ports.uow() as tx:
        names = await _names(tx, person)
        rows = await tx.audit.about(names, SHOWN)
        total = await tx.audit.count_about(names)
    shown = tuple(
        Receipt(at=row.at, action=row.action.value, details=dict(row.details), seq=row.seq) for row in rows
    )
    return ReceiptsShown(receipts=shown, total=total)


async def export(ports: Ports, person: str, *, operator: str | None = None) -> bytes:
    """All that the trail says of them, one JSON object a line, the oldest first, with each entry's hash.

    Everybody stands there by pseudonym; the first line says which one is the reader, and (`also`) which ones
    were before accounts were joined. Hashing an entry again
    (bot.audit_chain) shows that it was not changed. That it was exported is written down; `operator` where it
    was not the person who did.
    """
    async with ports.uow() as tx:
        reader = await living(tx, person)
        actor, by = (reader, {}) if operator is None else (None, {"operator": operator})
        await tx.audit.record(ports.clock.now(), actor, Audit.AUDIT_EXPORTED, name_of(reader), **by)
    return await trail(ports, person)


async def trail(ports: Ports, person: str) -> bytes:
    """What `export` gives, without writing down that it was given."""
    async with ports.uow() as tx:
        you, *before = await _names(tx, person)
        links = [link_of(row) for row in await tx.audit.about([you, *before])]
    head = {"you": you, "entries": len(links)} | ({"also": before} if before else {})
    lines = [head, *(_line(link) for link in reversed(links))]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


async def _names(tx: "UnitOfWork", person: str) -> list[str]:
    """What the trail calls them, and what it called those who became part of them."""
    reader = await living(tx, person)
    parts = await tx.merging.merged(person)
    return [name_of(reader), *(part.pseudonym for part in parts if part.pseudonym is not None)]


async def export_for(ports: Ports, operator: str, handle: str) -> bytes:
    """The same for an operator who answers a person's request.

    Raises:
        UnknownPerson: nobody has that handle.
    """
    async with ports.uow() as tx:
        found = await tx.people.by_handle(handle)
    if found is None:
        raise UnknownPerson(name=folded(handle))
    return await export(ports, found.id, operator=operator)


def _line(link: Link) -> dict[str, object]:
    entry = link.entry
    return {
        "seq": link.seq,
        "id": entry.id,
        "at": entry.at.isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "details": dict(entry.details),
        "previous": link.previous,
        "hash": link.hash,
    }
