"""Movements of credits."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.credits import EntryKind
from bot.ids import new_id
from bot.store.tables.base import PersonId, Row

_CLOSED = "kind IN ('settle', 'release')"


class LedgerRow(Row):
    """One movement of credits; never changed, never removed (a trigger on both databases says so too).

    `amount` is negative for `settle` and positive for all else; see `EntryKind` for what counts when.
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
            "(kind IN ('hold', 'settle', 'release')) = (clip_id IS NOT NULL)", name="clip_where_it_belongs"
        ),
        CheckConstraint(
            "(kind = 'settle' AND amount <= 0) OR (kind <> 'settle' AND amount >= 0)", name="sign"
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    kind: Mapped[EntryKind]
    amount: Mapped[int]
    business_key: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    clip_id: Mapped[str | None] = mapped_column(ForeignKey("clips.id"), default=None)
