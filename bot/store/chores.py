"""Things to clear away outside the database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.chores import ChoreKind
from bot.store.tables import ChoreRow


@dataclass(frozen=True, slots=True)
class Chores:
    """Queries on `chores`."""

    session: AsyncSession

    async def add(self, kind: ChoreKind, refs: Iterable[str], at: datetime) -> None:
        """Remember to clear these away; those remembered already stay as they are."""
        for ref in refs:
            if await self.session.get(ChoreRow, (kind, ref)) is None:
                self.session.add(ChoreRow(kind=kind, ref=ref, created_at=at))
        await self.session.flush()

    async def waiting(
        self, at: datetime, kinds: Collection[ChoreKind] = tuple(ChoreKind), limit: int = 100
    ) -> list[ChoreRow]:
        """Those whose time has come, the oldest first; some are remembered with a moment still to come."""
        query = select(ChoreRow).where(ChoreRow.created_at <= at, ChoreRow.kind.in_(kinds))
        query = query.order_by(ChoreRow.created_at, ChoreRow.ref).limit(limit)
        return list(await self.session.scalars(query))

    async def spare(self, kind: ChoreKind, ref: str) -> None:
        """Take one back: the thing is wanted after all."""
        await self.session.execute(delete(ChoreRow).where(ChoreRow.kind == kind, ChoreRow.ref == ref))

    async def done(self, chores: Iterable[ChoreRow]) -> None:
        """Forget those that succeeded."""
        for chore in chores:
            await self.session.execute(
                delete(ChoreRow).where(ChoreRow.kind == chore.kind, ChoreRow.ref == chore.ref)
            )
