"""Films that a platform keeps, and hands out again under a name of its own."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.ids import new_id
from bot.people import Platform
from bot.store.tables.base import ClipId, Row


class UploadRow(Row):
    """A clip's film as one platform keeps it: it is sent once, and from then on by its name there.

    It goes with the clip; one that stands in a message of its own as soon as that is gone.
    """

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    platform: Mapped[Platform]
    clip_id: Mapped[ClipId]
    whole: Mapped[bool]
    """The clip itself, not the smaller version of it."""
    file_id: Mapped[str]
    """What the platform calls it."""
    created_at: Mapped[datetime]
    message_id: Mapped[str | None] = mapped_column(default=None)
    """The message that was posted only to have it kept, where there is one."""
    over: Mapped[bool] = mapped_column(default=False, index=True)
    """Its clip has ended; the message is to be taken down."""
