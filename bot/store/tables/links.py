"""Addresses at which a clip can be watched for a while."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import ClipId, PersonId, Row


class LinkRow(Row):
    """One address. Only a hash of its token is kept: who reads the store can open nothing with it."""

    __tablename__ = "links"

    mark: Mapped[str] = mapped_column(primary_key=True)
    clip_id: Mapped[ClipId]
    person_id: Mapped[PersonId]
    """Who it was made for: it shows what they may see, as long as they may."""
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
