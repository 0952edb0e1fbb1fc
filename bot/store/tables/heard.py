"""What a platform told us already."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.people import Platform
from bot.store.tables.base import Row


class HeardRow(Row):
    """Something that a platform told us, by its own name for it; kept for as long as it may be told again."""

    __tablename__ = "heard"

    platform: Mapped[Platform] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
