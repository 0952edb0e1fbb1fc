"""Clips, who appears in them, and who is asked."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.approvals import Decision, Phase
from bot.clips import ClipState, HoldReason, Tier
from bot.ids import new_id
from bot.people import Platform
from bot.store.columns import Typed
from bot.store.tables.base import REFUSALS, STRINGS, ClipId, PersonId, Row
from engine.contract.messages import Refusal, Resolution, Review, Screenplay, Stage, Style


class ClipRow(Row):
    """One clip, from request to end. `attempt` fences: what an older attempt reports changes nothing."""

    __tablename__ = "clips"
    __table_args__ = (
        UniqueConstraint("maker_id", "request_key"),
        Index("ix_clips_place", "place", "created_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    maker_id: Mapped[PersonId]
    state: Mapped[ClipState] = mapped_column(index=True)
    prompt: Mapped[str]
    screenplay: Mapped[Screenplay] = mapped_column(Typed(Screenplay), repr=False)
    tier: Mapped[Tier]
    resolution: Mapped[Resolution]
    style: Mapped[Style]
    seconds: Mapped[float]
    price: Mapped[int]
    seed: Mapped[int] = mapped_column(BigInteger)
    renderer: Mapped[str]
    created_at: Mapped[datetime]
    platform: Mapped[Platform]
    chat_id: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    """The server it was asked for in, else the chat: what grants that are bound to a place look at."""
    request_key: Mapped[str | None] = mapped_column(default=None)
    """Names the message that asked, so that one message handled twice makes one clip."""
    attempt: Mapped[int] = mapped_column(default=1)
    job_id: Mapped[str | None] = mapped_column(default=None, index=True)
    data_key: Mapped[bytes | None] = mapped_column(default=None, repr=False)
    """Wrapped by the service key. None: destroyed, and every copy of the files with it."""
    output_ref: Mapped[str | None] = mapped_column(default=None)
    poster_ref: Mapped[str | None] = mapped_column(default=None)
    small_ref: Mapped[str | None] = mapped_column(default=None)
    """A smaller version that fits `upload_limit`, where the clip itself does not."""
    bytes: Mapped[int | None] = mapped_column(default=None)
    small_bytes: Mapped[int | None] = mapped_column(default=None)
    upload_limit: Mapped[int | None] = mapped_column(default=None)
    """Largest file, in bytes, that could be posted where it was asked for."""
    draft: Mapped[bool] = mapped_column(default=False)
    """The maker alone receives it, and shares it when they like; else it comes where it was asked for."""
    remix_of: Mapped[str | None] = mapped_column(ForeignKey("clips.id"), default=None, index=True)
    sha256: Mapped[str | None] = mapped_column(default=None)
    verified: Mapped[bool] = mapped_column(default=False)
    stage: Mapped[Stage] = mapped_column(default=Stage.WAITING)
    done: Mapped[float] = mapped_column(default=0.0)
    heartbeat_at: Mapped[datetime | None] = mapped_column(default=None)
    review: Mapped[Review | None] = mapped_column(Typed(Review), default=None, repr=False)
    held_for: Mapped[tuple[HoldReason, ...]] = mapped_column(Typed(tuple[HoldReason, ...]), default=())
    """Why operators look at it, or looked at it, before it goes on."""
    released_by: Mapped[str | None] = mapped_column(default=None)
    """The operator who let it go on."""
    operator_note: Mapped[str] = mapped_column(default="", repr=False)
    """What that operator, or the one who refused it, wrote down for operators."""
    scene_ref: Mapped[str | None] = mapped_column(default=None)
    """A picture of the maker's that the scene is drawn from."""
    suspended_at: Mapped[datetime | None] = mapped_column(default=None)
    """Since when nobody but operators can look at it: it was reported, and that is not decided yet."""
    warned_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the maker was told that the draft is about to expire."""
    notes: Mapped[tuple[str, ...]] = mapped_column(STRINGS, default=())
    refusals: Mapped[tuple[Refusal, ...]] = mapped_column(REFUSALS, default=())
    due_at: Mapped[datetime | None] = mapped_column(index=True, default=None)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the current attempt was first seen running."""
    rendered_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    delivered_at: Mapped[datetime | None] = mapped_column(default=None)
    kept_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class CastRow(Row):
    """Who appears: one role of a clip, the person and the likeness that plays it."""

    __tablename__ = "cast"

    clip_id: Mapped[str] = mapped_column(ForeignKey("clips.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[PersonId]
    likeness_id: Mapped[str] = mapped_column(ForeignKey("likenesses.id"), index=True)
    grant_id: Mapped[str | None] = mapped_column(ForeignKey("grants.id"), default=None, index=True)
    """The grant that it rested on when the clip was asked for."""


class ShareRow(Row):
    """A place that a clip's maker posted it in, besides where it was asked for. It goes with the clip."""

    __tablename__ = "shares"

    clip_id: Mapped[str] = mapped_column(ForeignKey("clips.id"), primary_key=True)
    platform: Mapped[Platform] = mapped_column(primary_key=True)
    chat_id: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str]
    created_at: Mapped[datetime]


class ApprovalRow(Row):
    """One person asked about one clip, before the render or before it is shown; the first decision stands."""

    __tablename__ = "approvals"
    __table_args__ = (UniqueConstraint("clip_id", "person_id", "phase"),)

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    clip_id: Mapped[ClipId]
    person_id: Mapped[PersonId]
    created_at: Mapped[datetime]
    phase: Mapped[Phase] = mapped_column(default=Phase.BEFORE_PUBLISH)
    decision: Mapped[Decision] = mapped_column(default=Decision.WAITING)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
