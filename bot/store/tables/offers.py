"""What platforms that take the money themselves are asked to sell, and questions about such payments."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.ids import new_id
from bot.people import Platform
from bot.store.tables.base import PersonId, Row


class OfferRow(Row):
    """One pack at one price for one person. What was paid for is kept, as purchases are."""

    __tablename__ = "offers"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    platform: Mapped[Platform]
    payer: Mapped[str]
    """The account that pays, as its platform numbers it; "" once its person is erased."""
    pack: Mapped[str]
    """Its name; the rest stands here so that a changed price list changes nothing that was offered."""
    credits: Mapped[int]
    stars: Mapped[int]
    plan_months: Mapped[int]
    recurring: Mapped[bool]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """It can be taken up until then; None: it was."""
    charge_id: Mapped[str | None] = mapped_column(default=None)
    """The first payment: the platform calls a subscription by it."""
    until: Mapped[datetime | None] = mapped_column(default=None)
    """Of a month that is paid again: the end of what is paid."""
    cancelled_at: Mapped[datetime | None] = mapped_column(default=None)
    """Nobody is to pay for it again."""
    to_end: Mapped[bool] = mapped_column(default=False, index=True)
    """And its platform does not know yet."""


class PaymentQuestionRow(Row):
    """What somebody asks the people who run the service about a payment."""

    __tablename__ = "payment_questions"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    text: Mapped[str] = mapped_column(repr=False)
    created_at: Mapped[datetime]
    answered_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    answered_by: Mapped[str | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(default="", repr=False)


class BookmarkRow(Row):
    """How far a list of a platform's was looked through."""

    __tablename__ = "bookmarks"

    platform: Mapped[Platform] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
