"""What people are asked to write next."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.dialogues import DialogueKind
from bot.people import Platform
from bot.store.columns import Typed
from bot.store.tables.base import Row


class DialogueRow(Row):
    """One person's dialogue in one chat."""

    __tablename__ = "dialogues"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    platform: Mapped[Platform] = mapped_column(primary_key=True)
    chat_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[DialogueKind]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    about: Mapped[str] = mapped_column(default="")
    answers: Mapped[dict[str, str]] = mapped_column(Typed(dict[str, str]), default_factory=dict, repr=False)
    turn: Mapped[int] = mapped_column(default=0)
