"""Offers, what is paid for them again and again, and questions about payments."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import Platform
from bot.store.locks import LOCKED
from bot.store.tables import BookmarkRow, OfferRow, PaymentQuestionRow


@dataclass(frozen=True, slots=True)
class Offers:
    """Queries on `offers`, `payment_questions` and `bookmarks`."""

    session: AsyncSession

    async def add(self, offer: OfferRow) -> OfferRow:
        """Store one."""
        self.session.add(offer)
        await self.session.flush()
        return offer

    async def get(self, name: str) -> OfferRow | None:
        """The one of that id, as it is now."""
        return await self.session.get(OfferRow, name, populate_existing=True)

    async def of_person(self, person_id: str) -> list[OfferRow]:
        """All that were made to a person and are known still, the oldest first."""
        query = select(OfferRow).where(OfferRow.person_id == person_id)
        return list(await self.session.scalars(query.order_by(OfferRow.created_at, OfferRow.id)))

    async def running(self, person_id: str, after: datetime) -> list[OfferRow]:
        """What a person pays for again and again and is paid beyond that moment, the last to end first."""
        query = select(OfferRow).where(
            OfferRow.person_id == person_id,
            OfferRow.charge_id.is_not(None),
            OfferRow.cancelled_at.is_(None),
            OfferRow.until > after,
        )
        return list(await self.session.scalars(query.order_by(OfferRow.until.desc(), OfferRow.id)))

    async def to_end(self, platform: Platform, limit: int) -> list[OfferRow]:
        """What a platform is to be told that nobody pays for again, the oldest first."""
        query = select(OfferRow).where(OfferRow.platform == platform, OfferRow.to_end)
        return list(await self.session.scalars(query.order_by(OfferRow.created_at).limit(limit)))

    async def lapse(self, before: datetime) -> int:
        """Forget those that nobody paid for and that were over before that moment. Returns how many."""
        query = delete(OfferRow).where(OfferRow.due_at <= before, OfferRow.charge_id.is_(None))
        return len((await self.session.execute(query.returning(OfferRow.id))).all())

    async def end(self, person_id: str, platform: Platform, now: datetime) -> None:
        """Nobody pays again there for a person: the account that did is somebody else's now."""
        for row in await self.running(person_id, now):
            if row.platform is platform:
                row.cancelled_at, row.to_end = now, True
        await self.session.flush()

    async def forget(self, person_id: str, now: datetime) -> None:
        """Of an erased person stay the payments; whatever is paid again is ended on its platform first."""
        await self.session.execute(
            delete(PaymentQuestionRow).where(PaymentQuestionRow.person_id == person_id)
        )
        for row in await self.of_person(person_id):
            if row.charge_id is None:
                await self.session.delete(row)
            elif row.until is not None and row.until > now and row.cancelled_at is None:
                row.cancelled_at, row.to_end = now, True
            elif not row.to_end:
                row.payer = ""
        await self.session.flush()

    async def add_question(self, question: PaymentQuestionRow) -> PaymentQuestionRow:
        """Store one."""
        self.session.add(question)
        await self.session.flush()
        return question

    async def question(self, name: str, *, lock: bool = False) -> PaymentQuestionRow | None:
        """The one of that id."""
        return await self.session.get(
            PaymentQuestionRow, name, with_for_update=LOCKED if lock else None, populate_existing=True
        )

    async def questions(self, *, answered: bool) -> list[PaymentQuestionRow]:
        """All that were answered, or all that were not, the oldest first."""
        at = PaymentQuestionRow.answered_at
        query = select(PaymentQuestionRow).where(at.is_not(None) if answered else at.is_(None))
        return list(await self.session.scalars(query.order_by(PaymentQuestionRow.created_at)))

    async def questions_of(self, person_id: str) -> list[PaymentQuestionRow]:
        """A person's, the oldest first."""
        query = select(PaymentQuestionRow).where(PaymentQuestionRow.person_id == person_id)
        return list(await self.session.scalars(query.order_by(PaymentQuestionRow.created_at)))

    async def bookmark(self, platform: Platform, name: str) -> int:
        """How far a list was looked through; 0 where it never was."""
        row = await self.session.get(BookmarkRow, (platform, name), populate_existing=True)
        return 0 if row is None else row.place

    async def set_bookmark(self, platform: Platform, name: str, place: int) -> None:
        """Note how far; of two who look at once the one who came farther counts."""
        row = await self.session.get(BookmarkRow, (platform, name), populate_existing=True)
        if row is None:
            self.session.add(BookmarkRow(platform=platform, name=name, place=place))
            await self.session.flush()
            return
        farther = (BookmarkRow.platform == platform, BookmarkRow.name == name, BookmarkRow.place < place)
        await self.session.execute(update(BookmarkRow).where(*farther).values(place=place))
