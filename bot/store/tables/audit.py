"""The audit trail."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from bot.audit import Audit
from bot.ids import new_id
from bot.store.columns import Typed
from bot.store.tables.base import Row


class AuditRow(Row):
    """Who did what to what. `actor` is a pseudonym or `service`. Append-only, by a trigger as well.

    Every row carries the hash of the one before it (see bot.audit_chain), so none can be changed or taken out
    unseen.
    """

    __tablename__ = "audit"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(index=True)
    action: Mapped[Audit] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(index=True)
    details: Mapped[dict[str, Any]] = mapped_column(Typed(dict[str, Any]), default_factory=dict)
    seq: Mapped[int] = mapped_column(BigInteger, unique=True)
    """Its place in the chain, from 1, without gaps."""
    previous: Mapped[str]
    hash: Mapped[str]
    """SHA-256 in hexadecimal."""
