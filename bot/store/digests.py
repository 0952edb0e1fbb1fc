"""What waits for somebody's daily digest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.tables import DigestRow


@dataclass(frozen=True, slots=True)
class Digests:
    """Queries on `digests`."""

    session: AsyncSession

    async def add(self, row: DigestRow) -> None:
        """Let a notice wait; what waits about the same clip already is replaced by it."""
        if row.clip_id is not None:
            same = (DigestRow.person_id == row.person_id) & (DigestRow.clip_id == row.clip_id)
            await self.session.execute(delete(DigestRow).where(same))
        self.session.add(row)
        await self.session.flush()

    async def due(self, at: datetime) -> list[str]:
        """Ids of the people whose digest has come due."""
        query = select(DigestRow.person_id).where(DigestRow.due_at <= at).distinct()
        return list(await self.session.scalars(query.order_by(DigestRow.person_id)))

    async def take(self, person_id: str, at: datetime) -> list[DigestRow]:
        """Take out what is due for a person, the oldest first; nobody else takes the same."""
        query = (
            select(DigestRow)
            .where(DigestRow.person_id == person_id, DigestRow.due_at <= at)
            .order_by(DigestRow.id)
            .with_for_update(key_share=True)
        )
        rows = list(await self.session.scalars(query))
        for row in rows:
            await self.session.delete(row)
        await self.session.flush()
        return rows

    async def drop(self, clip_ids: Collection[str]) -> None:
        """Nothing more is said of these clips."""
        await self.session.execute(delete(DigestRow).where(DigestRow.clip_id.in_(clip_ids)))

    async def forget(self, person_id: str) -> None:
        """Nothing more is said to this person."""
        await self.session.execute(delete(DigestRow).where(DigestRow.person_id == person_id))
