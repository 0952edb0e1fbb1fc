"""The audit trail, written in the transaction that does what it tells of."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, String, func, select, text, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Audit
from bot.audit_chain import GENESIS, Entry, Link, digest
from bot.ids import new_id
from bot.store.tables import AuditRow, Person

SERVICE = "service"
_ONE_WRITER = text("SELECT pg_advisory_xact_lock(20261122)")
_AS_WRITTEN = (
    AuditRow.seq,
    AuditRow.previous,
    AuditRow.hash,
    AuditRow.id,
    AuditRow.at,
    AuditRow.actor,
    type_coerce(AuditRow.action, String),
    AuditRow.subject,
    type_coerce(AuditRow.details, JSON),
)


@dataclass(frozen=True, slots=True)
class AuditTrail:
    """Queries on `audit`. People are named by pseudonym; erasing a person unties it from them."""

    session: AsyncSession
    _new: list[Entry] = field(default_factory=list, init=False)

    async def record(
        self, at: datetime, actor: Person | None, action: Audit, subject: str, **details: Any
    ) -> None:
        """Note one entry. No actor: the service did it itself. `details` are plain JSON and name nobody."""
        name = SERVICE if actor is None else actor.pseudonym or "erased"
        self._new.append(Entry(new_id(), at, name, action.value, subject, details))

    async def write(self) -> None:
        """Chain what was noted; the unit of work does this last of all.

        The chain has one writer at a time. On Postgres that lock is held for just this insert and the commit,
        and whoever holds it waits for no other lock; SQLite has one writer anyway.
        """
        if not self._new:
            return
        await self.session.flush()
        if self.session.get_bind().dialect.name == "postgresql":
            await self.session.execute(_ONE_WRITER)
        newest = select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)
        found = (await self.session.execute(newest)).one_or_none()
        seq, head = (found.seq, found.hash) if found is not None else (0, GENESIS)
        for entry in self._new:
            seq, previous = seq + 1, head
            head = digest(seq, previous, entry)
            self.session.add(_row(Link(seq, previous, head, entry)))
        self._new.clear()
        await self.session.flush()

    async def of(self, subject: str) -> list[AuditRow]:
        """What happened to a thing, in order."""
        query = select(AuditRow).where(AuditRow.subject == subject).order_by(AuditRow.seq)
        return list(await self.session.scalars(query))

    async def by(self, actor: Person) -> list[AuditRow]:
        """What a person did, in order; nothing once they are erased."""
        query = select(AuditRow).where(AuditRow.actor == actor.pseudonym).order_by(AuditRow.seq)
        return list(await self.session.scalars(query))

    async def about(self, pseudonyms: Collection[str], limit: int | None = None) -> list[AuditRow]:
        """What was done by or to the person of these pseudonyms, the newest first."""
        query = select(AuditRow).where(_names(pseudonyms)).order_by(AuditRow.seq.desc()).limit(limit)
        return list(await self.session.scalars(query))

    async def count_about(self, pseudonyms: Collection[str]) -> int:
        """How many entries those are."""
        query = select(func.count()).select_from(AuditRow).where(_names(pseudonyms))
        return (await self.session.scalars(query)).one()

    async def links(self, after: int, limit: int) -> list[Link]:
        """The next part of the chain, oldest first; as it stands there, be it no entry of ours."""
        query = select(*_AS_WRITTEN).where(AuditRow.seq > after).order_by(AuditRow.seq).limit(limit)
        return [
            Link(row.seq, row.previous, row.hash, Entry(row.id, row.at, *row[5:]))
            for row in await self.session.execute(query)
        ]


def _names(pseudonyms: Collection[str]) -> ColumnElement[bool]:
    return AuditRow.actor.in_(pseudonyms) | AuditRow.subject.in_(pseudonyms)


def link_of(row: AuditRow) -> Link:
    """A row as what was hashed, and its place in the chain."""
    entry = Entry(row.id, row.at, row.actor, row.action.value, row.subject, row.details)
    return Link(row.seq, row.previous, row.hash, entry)


def _row(link: Link) -> AuditRow:
    entry = link.entry
    return AuditRow(
        id=entry.id,
        at=entry.at,
        actor=entry.actor,
        action=Audit(entry.action),
        subject=entry.subject,
        details=dict(entry.details),
        seq=link.seq,
        previous=link.previous,
        hash=link.hash,
    )
