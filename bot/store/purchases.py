"""What people paid for."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import Platform
from bot.store.tables import PurchaseRow


@dataclass(frozen=True, slots=True)
class Purchases:
    """Queries on `purchases`. Who writes locks the person first, so one charge is credited once."""

    session: AsyncSession

    async def add(self, purchase: PurchaseRow) -> PurchaseRow:
        """Store one; raises sqlalchemy.exc.IntegrityError where that charge is there already."""
        self.session.add(purchase)
        await self.session.flush()
        return purchase

    async def of_charge(self, platform: Platform, charge_id: str) -> PurchaseRow | None:
        """What was credited for a platform's charge."""
        query = select(PurchaseRow).where(
            PurchaseRow.platform == platform, PurchaseRow.charge_id == charge_id
        )
        return (
            await self.session.scalars(query, execution_options={"populate_existing": True})
        ).one_or_none()
