"""Addresses at which clips can be watched for a while."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.tables import LinkRow


@dataclass(frozen=True, slots=True)
class Links:
    """Queries on `links`."""

    session: AsyncSession

    async def add(self, row: LinkRow) -> LinkRow:
        """Store a new one."""
        self.session.add(row)
        await self.session.flush()
        return row

    async def get(self, mark: str, at: datetime) -> LinkRow | None:
        """One that holds at that moment."""
        row = await self.session.get(LinkRow, mark)
        return row if row is not None and row.due_at > at else None

    async def lapse(self, at: datetime) -> int:
        """Forget those whose time is over. Returns how many."""
        query = delete(LinkRow).where(LinkRow.due_at <= at).returning(LinkRow.mark)
        return len((await self.session.execute(query)).all())

    async def drop(self, clip_id: str) -> None:
        """Forget all of a clip: it has ended."""
        await self.session.execute(delete(LinkRow).where(LinkRow.clip_id == clip_id))

    async def forget(self, person_id: str) -> None:
        """Forget all that were made for a person."""
        await self.session.execute(delete(LinkRow).where(LinkRow.person_id == person_id))
