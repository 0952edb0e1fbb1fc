"""What the service owes somebody, and what it has to clear away."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.chores import ChoreKind
from bot.deliveries import DeliveryState
from bot.ids import new_id
from bot.people import Platform
from bot.store.columns import Typed
from bot.store.tables.base import Row


class DeliveryRow(Row):
    """Something the service owes somebody: to a chat, or to a person wherever they are reached."""

    __tablename__ = "deliveries"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    platform: Mapped[Platform]
    chat_id: Mapped[str | None]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"), index=True)
    notice: Mapped[dict[str, Any]] = mapped_column(Typed(dict[str, Any]), repr=False)
    created_at: Mapped[datetime]
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.PENDING, index=True)
    clip_id: Mapped[str | None] = mapped_column(ForeignKey("clips.id"), default=None, index=True)
    business_key: Mapped[str | None] = mapped_column(unique=True, default=None)
    """Where the same thing must not be said twice."""
    message_id: Mapped[str | None] = mapped_column(default=None, index=True)
    sending_at: Mapped[datetime | None] = mapped_column(default=None)
    """When a sender took it; of one that was put back, when its turn comes again."""
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    room: Mapped[str | None] = mapped_column(default=None)
    """For a message to somebody alone: the chat where they may be called if they cannot be reached so."""


class ChoreRow(Row):
    """Something to clear away outside the database, from `created_at` on; it stays until that succeeded."""

    __tablename__ = "chores"

    kind: Mapped[ChoreKind] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
