"""Who may come in: invite codes, and the line of those who wait."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.ids import new_id
from bot.store.tables.base import Row


class InviteRow(Row):
    """An invite code, good for `quota` people until it lapses."""

    __tablename__ = "invites"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    code_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the code: who reads the database learns no code."""
    quota: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[str | None] = mapped_column(ForeignKey("people.id"), default=None, index=True)
    """None: an operator."""
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)


class InviteUseRow(Row):
    """A person who came in by a code."""

    __tablename__ = "invite_uses"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    invite_id: Mapped[str] = mapped_column(ForeignKey("invites.id"), index=True)
    at: Mapped[datetime]


class WaitlistRow(Row):
    """A person who waits; their place is counted from `joined_at`."""

    __tablename__ = "waitlist"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    joined_at: Mapped[datetime]
