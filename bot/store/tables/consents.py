"""What people allow, whom, and who asks."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.consent import AccessState, ApprovalMode, BoundaryPreset, Notify, Usage, Visibility
from bot.ids import new_id
from bot.people import Platform
from bot.store.columns import Typed
from bot.store.tables.base import PersonId, Row


class SettingsRow(Row):
    """What a person allows. `version` rises with every change to settings, boundaries or grants."""

    __tablename__ = "settings"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    usage: Mapped[Usage] = mapped_column(default=Usage.ONLY_ME)
    approval: Mapped[ApprovalMode] = mapped_column(default=ApprovalMode.BEFORE_PUBLISH)
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.APPROVED)
    notify: Mapped[Notify] = mapped_column(default=Notify.EACH_USE)
    paused_at: Mapped[datetime | None] = mapped_column(default=None)
    """Since when nobody but themselves can use their likeness; None: it can be used as set."""
    version: Mapped[int] = mapped_column(default=1)


class BoundaryRow(Row):
    """Something that a person does not want to be shown in: a preset, or their own words."""

    __tablename__ = "boundaries"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    text: Mapped[str]
    created_at: Mapped[datetime]
    preset: Mapped[BoundaryPreset | None] = mapped_column(default=None)
    """Where set, `text` is empty."""


class GrantRow(Row):
    """`owner` lets `grantee` put them into clips, until revoked or used up. Old grants stay as history."""

    __tablename__ = "grants"
    __table_args__ = (
        Index(
            "uq_grants_open",
            "owner_id",
            "grantee_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    owner_id: Mapped[PersonId]
    grantee_id: Mapped[PersonId]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
    until: Mapped[datetime | None] = mapped_column(default=None)
    clips: Mapped[int | None] = mapped_column(default=None)
    """For so many clips; those that were never delivered do not count (cast rows name the grant)."""
    platform: Mapped[Platform | None] = mapped_column(default=None)
    place: Mapped[str | None] = mapped_column(default=None)
    """With `platform`: only there (a server, or a chat where there are none)."""
    presets: Mapped[tuple[BoundaryPreset, ...]] = mapped_column(Typed(tuple[BoundaryPreset, ...]), default=())
    """Boundaries that bind this grantee besides the owner's own."""


class ExceptionRow(Row):
    """How the clips of one friend are approved where that differs from the owner's general rule."""

    __tablename__ = "approval_exceptions"

    owner_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    friend_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    approval: Mapped[ApprovalMode]


class BlockRow(Row):
    """`owner` wants nothing to do with `blocked`, who is never told."""

    __tablename__ = "blocks"

    owner_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    blocked_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    created_at: Mapped[datetime]


class DigestRow(Row):
    """A notice that waits for somebody's daily digest."""

    __tablename__ = "digests"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    notice: Mapped[dict[str, Any]] = mapped_column(Typed(dict[str, Any]), repr=False)
    due_at: Mapped[datetime] = mapped_column(index=True)
    clip_id: Mapped[str | None] = mapped_column(ForeignKey("clips.id"), default=None, index=True)


class AccessRequestRow(Row):
    """`requester` asks `owner` for a grant; at most one open request for each pair."""

    __tablename__ = "access_requests"
    __table_args__ = (
        Index(
            "uq_access_requests_open",
            "owner_id",
            "requester_id",
            unique=True,
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    owner_id: Mapped[PersonId]
    requester_id: Mapped[PersonId]
    message: Mapped[str]
    created_at: Mapped[datetime]
    state: Mapped[AccessState] = mapped_column(default=AccessState.WAITING)
    platform: Mapped[Platform | None] = mapped_column(default=None)
    chat_id: Mapped[str | None] = mapped_column(default=None)
    due_at: Mapped[datetime | None] = mapped_column(index=True, default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
