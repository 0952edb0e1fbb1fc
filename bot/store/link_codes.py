"""Codes that join accounts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.tables import LinkCodeRow


@dataclass(frozen=True, slots=True)
class LinkCodes:
    """Queries on `link_codes`. Who uses one has locked its person."""

    session: AsyncSession

    async def put(self, row: LinkCodeRow) -> LinkCodeRow:
        """Store one in the place of the one that its person had."""
        await self.forget(row.person_id)
        self.session.add(row)
        await self.session.flush()
        return row

    async def get(self, code_hash: str, at: datetime) -> LinkCodeRow | None:
        """One that holds at that moment, as the database has it now."""
        query = select(LinkCodeRow).where(LinkCodeRow.code_hash == code_hash, LinkCodeRow.due_at > at)
        return (
            await self.session.scalars(query, execution_options={"populate_existing": True})
        ).one_or_none()

    async def drop(self, code_hash: str) -> bool:
        """Forget one. False where there is none."""
        query = delete(LinkCodeRow).where(LinkCodeRow.code_hash == code_hash).returning(LinkCodeRow.person_id)
        return (await self.session.execute(query)).one_or_none() is not None

    async def lapse(self, at: datetime) -> int:
        """Forget those whose time is over. Returns how many."""
        query = delete(LinkCodeRow).where(LinkCodeRow.due_at <= at).returning(LinkCodeRow.person_id)
        return len((await self.session.execute(query)).all())

    async def forget(self, person_id: str) -> None:
        """Forget a person's: it was used, another took its place, or they are no more."""
        await self.session.execute(delete(LinkCodeRow).where(LinkCodeRow.person_id == person_id))
