"""Requests that wait for their maker's word."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.locks import LOCKED
from bot.store.tables import ClipRow, ProposalRow


@dataclass(frozen=True, slots=True)
class Proposals:
    """Queries on `proposals`."""

    session: AsyncSession

    async def add(self, row: ProposalRow) -> ProposalRow:
        """Store a new one."""
        self.session.add(row)
        await self.session.flush()
        return row

    async def get(self, proposal: str, *, lock: bool = False) -> ProposalRow | None:
        """One of them; with `lock` as the database has it now, held until the transaction ends."""
        return await self.session.get(
            ProposalRow, proposal, with_for_update=LOCKED if lock else None, populate_existing=lock
        )

    async def of_person(self, person_id: str) -> list[ProposalRow]:
        """Those of one person that have not lapsed, the oldest first."""
        query = select(ProposalRow).where(ProposalRow.person_id == person_id)
        return list(await self.session.scalars(query.order_by(ProposalRow.created_at, ProposalRow.id)))

    async def drop(self, proposal: str) -> bool:
        """Forget one. False where there is none."""
        query = delete(ProposalRow).where(ProposalRow.id == proposal).returning(ProposalRow.id)
        return (await self.session.execute(query)).one_or_none() is not None

    async def lapse(self, at: datetime) -> int:
        """Forget those whose time is over, whatever came of them. Returns how many."""
        query = delete(ProposalRow).where(ProposalRow.due_at <= at).returning(ProposalRow.id)
        return len((await self.session.execute(query)).all())

    async def forget(self, person_id: str) -> None:
        """Forget what a person asked for, and every changed copy of what they had made."""
        made = select(ClipRow.id).where(ClipRow.maker_id == person_id)
        query = delete(ProposalRow).where(
            or_(ProposalRow.person_id == person_id, ProposalRow.remix_of.in_(made))
        )
        await self.session.execute(query)
