"""What people paid for: packs, and months of the plan that they subscribed to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import Platform
from bot.store.tables import PurchaseRow, SubscriptionRow


@dataclass(frozen=True, slots=True)
class Purchases:
    """Queries on `purchases` and `subscriptions`.

    Who writes locks the person first, so one charge is credited once.
    """

    session: AsyncSession

    async def add(self, purchase: PurchaseRow) -> PurchaseRow:
        """Store one; raises sqlalchemy.exc.IntegrityError where that charge is there already."""
        self.session.add(purchase)
        await self.session.flush()
        return purchase

    async def of_person(self, person_id: str) -> list[PurchaseRow]:
        """All that a person paid for, the oldest first."""
        query = select(PurchaseRow).where(PurchaseRow.person_id == person_id)
        return list(await self.session.scalars(query.order_by(PurchaseRow.created_at, PurchaseRow.id)))

    async def of_charge(self, platform: Platform, charge_id: str) -> PurchaseRow | None:
        """What was credited for a platform's charge."""
        query = select(PurchaseRow).where(
            PurchaseRow.platform == platform, PurchaseRow.charge_id == charge_id
        )
        return (
            await self.session.scalars(query, execution_options={"populate_existing": True})
        ).one_or_none()

    async def known(self, platform: Platform, charges: Collection[str]) -> set[str]:
        """Those of a platform's charges that were credited."""
        query = select(PurchaseRow.charge_id).where(
            PurchaseRow.platform == platform, PurchaseRow.charge_id.in_(charges)
        )
        return set(await self.session.scalars(query))

    async def add_subscription(self, subscription: SubscriptionRow) -> SubscriptionRow:
        """Store one; raises sqlalchemy.exc.IntegrityError where that charge is there already."""
        self.session.add(subscription)
        await self.session.flush()
        return subscription

    async def subscription(self, platform: Platform, charge_id: str) -> SubscriptionRow | None:
        """What somebody subscribed to under a platform's charge."""
        query = select(SubscriptionRow).where(
            SubscriptionRow.platform == platform, SubscriptionRow.charge_id == charge_id
        )
        return (
            await self.session.scalars(query, execution_options={"populate_existing": True})
        ).one_or_none()

    async def subscriptions_of(self, person_id: str) -> list[SubscriptionRow]:
        """All that a person ever subscribed to, the oldest first."""
        query = select(SubscriptionRow).where(SubscriptionRow.person_id == person_id)
        return list(
            await self.session.scalars(query.order_by(SubscriptionRow.started_at, SubscriptionRow.id))
        )

    async def running(self, person_id: str) -> list[SubscriptionRow]:
        """A person's subscriptions that are not over, the oldest first."""
        query = select(SubscriptionRow).where(
            SubscriptionRow.person_id == person_id, SubscriptionRow.due_at.is_not(None)
        )
        fresh = query.order_by(SubscriptionRow.started_at, SubscriptionRow.id)
        return list(await self.session.scalars(fresh, execution_options={"populate_existing": True}))

    async def subscriptions_due(self, at: datetime) -> list[SubscriptionRow]:
        """Those whose next month has begun, or that have ended, the first to come due first."""
        query = select(SubscriptionRow).where(SubscriptionRow.due_at <= at)
        return list(await self.session.scalars(query.order_by(SubscriptionRow.due_at)))

    async def forget(self, person_id: str) -> None:
        """An erased person's subscriptions are over here, whatever the platform says; no payer is known."""
        for row in await self.running(person_id):
            row.due_at = None
        for purchase in await self.of_person(person_id):
            purchase.payer = None
        await self.session.flush()
