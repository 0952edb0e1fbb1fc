"""Strikes, penalties and appeals."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.penalties import AppealState
from bot.store.locks import LOCKED
from bot.store.tables import AppealRow, ClosedAccountRow, PenaltyRow, StrikeRow


@dataclass(frozen=True, slots=True)
class Penalties:
    """Queries on `strikes`, `penalties` and `appeals`."""

    session: AsyncSession

    async def add_strike(self, strike: StrikeRow) -> StrikeRow:
        """Store a new strike."""
        self.session.add(strike)
        await self.session.flush()
        return strike

    async def add(self, penalty: PenaltyRow) -> PenaltyRow:
        """Store a new penalty."""
        self.session.add(penalty)
        await self.session.flush()
        return penalty

    async def get(self, penalty_id: str, *, lock: bool = False) -> PenaltyRow | None:
        """One penalty; with `lock` as the database has it now, held until the transaction ends."""
        return await self.session.get(
            PenaltyRow, penalty_id, with_for_update=LOCKED if lock else None, populate_existing=lock
        )

    async def strike(self, strike_id: str) -> StrikeRow | None:
        """One strike."""
        return await self.session.get(StrikeRow, strike_id)

    async def strikes(self, person_id: str) -> list[StrikeRow]:
        """All strikes of a person, the oldest first."""
        query = select(StrikeRow).where(StrikeRow.person_id == person_id)
        return list(await self.session.scalars(query.order_by(StrikeRow.created_at, StrikeRow.id)))

    async def standing(self, person_id: str, at: datetime) -> list[StrikeRow]:
        """A person's strikes that count at that moment, the oldest first."""
        query = select(StrikeRow).where(
            StrikeRow.person_id == person_id, StrikeRow.lifted_at.is_(None), StrikeRow.expires_at > at
        )
        return list(await self.session.scalars(query.order_by(StrikeRow.created_at, StrikeRow.id)))

    async def of(self, person_id: str) -> list[PenaltyRow]:
        """All penalties of a person, the newest first."""
        query = select(PenaltyRow).where(PenaltyRow.person_id == person_id)
        return list(
            await self.session.scalars(query.order_by(PenaltyRow.created_at.desc(), PenaltyRow.id.desc()))
        )

    async def in_force(self, person_id: str, at: datetime) -> list[PenaltyRow]:
        """A person's penalties that hold at that moment."""
        query = select(PenaltyRow).where(
            PenaltyRow.person_id == person_id,
            PenaltyRow.lifted_at.is_(None),
            PenaltyRow.until.is_(None) | (PenaltyRow.until > at),
        )
        return list(await self.session.scalars(query))

    async def add_appeal(self, appeal: AppealRow) -> AppealRow:
        """Store a new appeal."""
        self.session.add(appeal)
        await self.session.flush()
        return appeal

    async def appeal(self, appeal_id: str, *, lock: bool = False) -> AppealRow | None:
        """One appeal; with `lock` as the database has it now, held until the transaction ends."""
        return await self.session.get(
            AppealRow, appeal_id, with_for_update=LOCKED if lock else None, populate_existing=lock
        )

    async def appeals(self, state: AppealState | None = None, limit: int = 100) -> list[AppealRow]:
        """Appeals in this state, or all; the oldest first."""
        query = select(AppealRow).order_by(AppealRow.created_at, AppealRow.id).limit(limit)
        if state is not None:
            query = query.where(AppealRow.state == state)
        return list(await self.session.scalars(query))

    async def appeals_of(self, person_id: str) -> list[AppealRow]:
        """All appeals of a person, the oldest first."""
        query = select(AppealRow).where(AppealRow.person_id == person_id)
        return list(await self.session.scalars(query.order_by(AppealRow.created_at, AppealRow.id)))

    async def close_account(self, mark: str, at: datetime, until: datetime | None) -> None:
        """Keep an account from beginning anew before `until` (None: ever); the longer time holds."""
        row = await self.closed_account(mark)
        if row is None:
            self.session.add(ClosedAccountRow(mark=mark, created_at=at, until=until))
            await self.session.flush()
        elif row.until is not None and (until is None or until > row.until):
            row.until = until

    async def closed_account(self, mark: str) -> ClosedAccountRow | None:
        """What keeps an account from beginning anew."""
        return await self.session.get(ClosedAccountRow, mark)

    async def reopen(self, mark: str) -> bool:
        """Let an account begin anew; whether it was kept from it."""
        query = delete(ClosedAccountRow).where(ClosedAccountRow.mark == mark).returning(ClosedAccountRow.mark)
        return (await self.session.execute(query)).one_or_none() is not None

    async def reopen_due(self, at: datetime) -> int:
        """Forget the accounts whose time is over; how many they were."""
        query = delete(ClosedAccountRow).where(ClosedAccountRow.until <= at).returning(ClosedAccountRow.mark)
        return len((await self.session.execute(query)).all())

    async def forget(self, person_id: str) -> None:
        """Remove all strikes, penalties and appeals of a person."""
        for table in (AppealRow, PenaltyRow, StrikeRow):
            await self.session.execute(delete(table).where(table.person_id == person_id))
