"""Reports, strikes, penalties and appeals."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.ids import new_id
from bot.penalties import AppealState, PenaltyKind
from bot.reports import ReportKind, ReportState
from bot.store.columns import Typed
from bot.store.tables.base import PersonId, Row


class ReportRow(Row):
    """Somebody says that a clip or a person breaks the rules. Who said so is for operators alone."""

    __tablename__ = "reports"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    reporter_id: Mapped[PersonId]
    kind: Mapped[ReportKind]
    text: Mapped[str] = mapped_column(repr=False)
    created_at: Mapped[datetime]
    clip_id: Mapped[str | None] = mapped_column(ForeignKey("clips.id"), default=None, index=True)
    about_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"), default=None, index=True)
    """The person reported, or the maker of the clip."""
    evidence: Mapped[dict[str, Any]] = mapped_column(Typed(dict[str, Any]), default_factory=dict, repr=False)
    """What stood there when it was reported: prompt, words, who appears, hashes."""
    evidence_ref: Mapped[str | None] = mapped_column(default=None)
    evidence_key: Mapped[bytes | None] = mapped_column(default=None, repr=False)
    """A copy of the clip in the vault and its own key, wrapped by the service key; gone when due."""
    due_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    state: Mapped[ReportState] = mapped_column(default=ReportState.OPEN, index=True)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[str | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    """The operator's reason."""


class StrikeRow(Row):
    """One grave breach of the rules, counted until it expires or is lifted."""

    __tablename__ = "strikes"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    code: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    report_id: Mapped[str | None] = mapped_column(ForeignKey("reports.id"), default=None)
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)


class PenaltyRow(Row):
    """What a person may not do for a while, with the reason and the end that they are told."""

    __tablename__ = "penalties"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    kind: Mapped[PenaltyKind]
    reason: Mapped[str]
    created_at: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """None: without end."""
    strike_id: Mapped[str | None] = mapped_column(ForeignKey("strikes.id"), default=None)
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)


class AppealRow(Row):
    """A person asks operators to look at a penalty again; once for each penalty."""

    __tablename__ = "appeals"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    penalty_id: Mapped[str] = mapped_column(ForeignKey("penalties.id"), unique=True)
    person_id: Mapped[PersonId]
    text: Mapped[str] = mapped_column(repr=False)
    created_at: Mapped[datetime]
    state: Mapped[AppealState] = mapped_column(default=AppealState.OPEN, index=True)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[str | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")


class ClosedAccountRow(Row):
    """An account that was suspended or banned when its person erased themselves: it cannot begin anew."""

    __tablename__ = "closed_accounts"

    mark: Mapped[str] = mapped_column(primary_key=True)
    """A keyed hash of the platform's id: who reads the database learns of nobody."""
    created_at: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """None: for good."""
