"""Challenges, and the recordings that answer them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.ids import new_id
from bot.likeness import LikenessState
from bot.people import Platform
from bot.store.columns import Typed
from bot.store.tables.base import REFUSALS, STRINGS, PersonId, Row
from engine.contract.messages import Refusal, Stage, Turn


class ChallengeRow(Row):
    """What one person was asked to do in front of the camera; good once, until due."""

    __tablename__ = "challenges"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    turns: Mapped[tuple[Turn, ...]] = mapped_column(Typed(tuple[Turn, ...]))
    phrase: Mapped[str]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None] = mapped_column(default=None)


_READY = text("state = 'ready'")


class LikenessRow(Row):
    """One enrolment: a recording and what was made of it. At most one of a person's is `ready`."""

    __tablename__ = "likenesses"
    __table_args__ = (
        Index("uq_likenesses_ready", "person_id", unique=True, sqlite_where=_READY, postgresql_where=_READY),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    state: Mapped[LikenessState] = mapped_column(index=True)
    created_at: Mapped[datetime]
    challenge_id: Mapped[str | None] = mapped_column(ForeignKey("challenges.id"), default=None, unique=True)
    attempt: Mapped[int] = mapped_column(default=1)
    footage_ref: Mapped[str | None] = mapped_column(default=None)
    vault_ref: Mapped[str | None] = mapped_column(default=None)
    verified: Mapped[bool] = mapped_column(default=False)
    advice: Mapped[tuple[str, ...]] = mapped_column(STRINGS, default=())
    refusals: Mapped[tuple[Refusal, ...]] = mapped_column(REFUSALS, default=())
    platform: Mapped[Platform | None] = mapped_column(default=None)
    chat_id: Mapped[str | None] = mapped_column(default=None)
    stage: Mapped[Stage] = mapped_column(default=Stage.WAITING)
    done: Mapped[float] = mapped_column(default=0.0)
    heartbeat_at: Mapped[datetime | None] = mapped_column(default=None)
    due_at: Mapped[datetime | None] = mapped_column(index=True, default=None)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)


class FaceRow(Row):
    """What an enrolled face measures, to know it in somebody else's clip; sealed by the service key."""

    __tablename__ = "faces"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    likeness_id: Mapped[str] = mapped_column(ForeignKey("likenesses.id"))
    sealed: Mapped[bytes] = mapped_column(repr=False)
    """A vector of 128 float32, encrypted, with the person's id as associated data."""


class SightingRow(Row):
    """Somebody enrolled here whose face a clip shows although its cast does not name them."""

    __tablename__ = "sightings"

    clip_id: Mapped[str] = mapped_column(ForeignKey("clips.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    seen_at: Mapped[datetime]
