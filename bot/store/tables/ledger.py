"""Movements of credits."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.credits import EntryKind
from bot.ids import new_id
from bot.people import Platform
from bot.store.tables.base import PersonId, Row

_CLOSED = "kind IN ('settle', 'release')"
_TAKES = "kind IN ('settle', 'gift_out', 'reversal')"


class LedgerRow(Row):
    """One movement of credits; never changed, never removed, and none makes a debt (triggers say so, too).

    `amount` is negative for what takes away and positive for all else; see `EntryKind` for what counts when.
    """

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("clip_id", "kind"),
        Index(
            "uq_ledger_closed",
            "clip_id",
            unique=True,
            sqlite_where=text(_CLOSED),
            postgresql_where=text(_CLOSED),
        ),
        CheckConstraint(
            "(kind IN ('hold', 'settle', 'release', 'refund')) = (clip_id IS NOT NULL)",
            name="clip_where_it_belongs",
        ),
        CheckConstraint(f"({_TAKES}) AND amount <= 0 OR NOT ({_TAKES}) AND amount >= 0", name="sign"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    kind: Mapped[EntryKind]
    amount: Mapped[int]
    business_key: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    clip_id: Mapped[str | None] = mapped_column(ForeignKey("clips.id"), default=None)


class PurchaseRow(Row):
    """A pack that somebody paid for on a platform, once for each of the platform's charges."""

    __tablename__ = "purchases"
    __table_args__ = (UniqueConstraint("platform", "charge_id"),)

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    platform: Mapped[Platform]
    charge_id: Mapped[str]
    person_id: Mapped[PersonId]
    pack: Mapped[str]
    """Its name as it was; the rest stands here so that a changed price list changes no purchase."""
    credits: Mapped[int]
    plan_months: Mapped[int]
    price: Mapped[int]
    """In the currency's smallest unit."""
    currency: Mapped[str]
    created_at: Mapped[datetime]
    reversed_at: Mapped[datetime | None] = mapped_column(default=None)
    payer: Mapped[str | None] = mapped_column(default=None)
    """The account that paid, where the payment is given back by naming it; None once its person is erased."""
    offer_id: Mapped[str | None] = mapped_column(default=None)
    """What was paid for, where it was offered to this person alone."""


class SubscriptionRow(Row):
    """A month of the plan that somebody pays for again and again on a platform, under one charge of its.

    It outlives its person: an erased one's subscription, which the platform still tells of, brings nobody
    anything, and makes nobody a person again.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (UniqueConstraint("platform", "charge_id"),)

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    platform: Mapped[Platform]
    charge_id: Mapped[str]
    person_id: Mapped[PersonId]
    pack: Mapped[str]
    credits: Mapped[int]
    """With each month, as it was when the subscription began."""
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(default=None)
    """None: until somebody ends it."""
    months: Mapped[int] = mapped_column(default=0)
    """Months whose credits were given, or had begun before the subscription was known here."""
    due_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """When its next month begins, or it ends; None: it is over."""
    reversed_at: Mapped[datetime | None] = mapped_column(default=None)
