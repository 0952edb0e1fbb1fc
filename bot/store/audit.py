"""The audit trail, written in the transaction that does what it tells of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Audit
from bot.store.tables import AuditRow, Person

SERVICE = "service"


@dataclass(frozen=True, slots=True)
class AuditTrail:
    """Queries on `audit`. People are named by pseudonym; erasing a person unties it from them."""

    session: AsyncSession

    async def record(
        self, at: datetime, actor: Person | None, action: Audit, subject: str, **details: Any
    ) -> None:
        """Write one row. No actor: the service did it itself. `details` are plain JSON and name nobody."""
        name = SERVICE if actor is None else actor.pseudonym or "erased"
        self.session.add(AuditRow(at=at, actor=name, action=action, subject=subject, details=details))
        await self.session.flush()

    async def of(self, subject: str) -> list[AuditRow]:
        """What happened to a thing, in order."""
        query = select(AuditRow).where(AuditRow.subject == subject).order_by(AuditRow.at, AuditRow.id)
        return list(await self.session.scalars(query))

    async def by(self, actor: Person) -> list[AuditRow]:
        """What a person did, in order; nothing once they are erased."""
        query = select(AuditRow).where(AuditRow.actor == actor.pseudonym).order_by(AuditRow.at, AuditRow.id)
        return list(await self.session.scalars(query))
