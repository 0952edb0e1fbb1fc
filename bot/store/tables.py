"""The rows, which are the service's entities. Relations are ids: nothing is loaded by touching it."""

from datetime import datetime
from typing import Annotated, Any, dataclass_transform

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

from bot.approvals import Decision
from bot.audit import Audit
from bot.chores import ChoreKind
from bot.clips import ClipState, Tier
from bot.consent import AccessState, ApprovalMode, Usage
from bot.credits import EntryKind
from bot.deliveries import DeliveryState
from bot.ids import new_id
from bot.likeness import LikenessState
from bot.people import Platform
from bot.store.columns import Instant, Typed, words
from engine.contract.messages import Refusal, Resolution, Review, Screenplay, Stage, Style, Turn

PersonId = Annotated[str, mapped_column(ForeignKey("people.id"), index=True)]
ClipId = Annotated[str, mapped_column(ForeignKey("clips.id"), index=True)]

STRINGS: Any = Typed(tuple[str, ...])
REFUSALS: Any = Typed(tuple[Refusal, ...])
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
ENUMS = (
    AccessState, ApprovalMode, Audit, ChoreKind, ClipState, Decision, DeliveryState, EntryKind, LikenessState,
    Platform, Resolution, Stage, Style, Tier, Usage,
)  # fmt: skip


_COLUMNS: dict[Any, Any] = {datetime: Instant(), **{kind: words(kind) for kind in ENUMS}}


@dataclass_transform(kw_only_default=True, field_specifiers=(mapped_column,))
class Row(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False):
    """Base of every table. Rows are compared by identity; constructors take keywords only."""

    type_annotation_map = _COLUMNS


Row.metadata.naming_convention = NAMES


class Person(Row):
    """Somebody, on however many platforms. Erased, only the id remains, for others' rows to stay whole."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    handle: Mapped[str] = mapped_column(unique=True)
    """Case-folded already, so uniqueness in the column is uniqueness for readers."""
    created_at: Mapped[datetime]
    plan: Mapped[Tier] = mapped_column(default=Tier.STANDARD)
    pseudonym: Mapped[str | None] = mapped_column(unique=True, default_factory=new_id)
    """What audit rows call them; erasing empties it and so unties the trail from the person."""
    data_key: Mapped[bytes | None] = mapped_column(default=None, repr=False)
    """Wrapped by the service key. None: not made yet, or destroyed."""
    erased_at: Mapped[datetime | None] = mapped_column(default=None)


class AccountRow(Row):
    """One platform's name for a person."""

    __tablename__ = "accounts"

    platform: Mapped[Platform] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[PersonId]
    display_name: Mapped[str]
    created_at: Mapped[datetime]


class PlaceRow(Row):
    """A chat in which a person was seen; two people seen in one share a place."""

    __tablename__ = "places"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    platform: Mapped[Platform] = mapped_column(primary_key=True)
    chat_id: Mapped[str] = mapped_column(primary_key=True)
    first_seen_at: Mapped[datetime]


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


class SettingsRow(Row):
    """What a person allows. `version` rises with every change to settings, boundaries or grants."""

    __tablename__ = "settings"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    usage: Mapped[Usage] = mapped_column(default=Usage.ONLY_ME)
    approval: Mapped[ApprovalMode] = mapped_column(default=ApprovalMode.BEFORE_PUBLISH)
    version: Mapped[int] = mapped_column(default=1)


class BoundaryRow(Row):
    """Something that a person does not want to be shown in, in their own words."""

    __tablename__ = "boundaries"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    text: Mapped[str]
    created_at: Mapped[datetime]


class GrantRow(Row):
    """`owner` lets `grantee` put them into clips, until revoked. Old grants stay as history."""

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


class ClipRow(Row):
    """One clip, from request to end. `attempt` fences: what an older attempt reports changes nothing."""

    __tablename__ = "clips"
    __table_args__ = (UniqueConstraint("maker_id", "request_key"),)

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
    request_key: Mapped[str | None] = mapped_column(default=None)
    """Names the message that asked, so that one message handled twice makes one clip."""
    attempt: Mapped[int] = mapped_column(default=1)
    job_id: Mapped[str | None] = mapped_column(default=None, index=True)
    data_key: Mapped[bytes | None] = mapped_column(default=None, repr=False)
    """Wrapped by the service key. None: destroyed, and every copy of the files with it."""
    output_ref: Mapped[str | None] = mapped_column(default=None)
    poster_ref: Mapped[str | None] = mapped_column(default=None)
    sha256: Mapped[str | None] = mapped_column(default=None)
    verified: Mapped[bool] = mapped_column(default=False)
    stage: Mapped[Stage] = mapped_column(default=Stage.WAITING)
    done: Mapped[float] = mapped_column(default=0.0)
    heartbeat_at: Mapped[datetime | None] = mapped_column(default=None)
    review: Mapped[Review | None] = mapped_column(Typed(Review), default=None, repr=False)
    notes: Mapped[tuple[str, ...]] = mapped_column(STRINGS, default=())
    refusals: Mapped[tuple[Refusal, ...]] = mapped_column(REFUSALS, default=())
    due_at: Mapped[datetime | None] = mapped_column(index=True, default=None)
    rendered_at: Mapped[datetime | None] = mapped_column(default=None)
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


class ApprovalRow(Row):
    """One person asked about one clip; the first decision stands."""

    __tablename__ = "approvals"
    __table_args__ = (UniqueConstraint("clip_id", "person_id"),)

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    clip_id: Mapped[ClipId]
    person_id: Mapped[PersonId]
    created_at: Mapped[datetime]
    decision: Mapped[Decision] = mapped_column(default=Decision.WAITING)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)


_CLOSED = "kind IN ('settle', 'release')"


class LedgerRow(Row):
    """One movement of credits; never changed, never removed (a trigger on both databases says so too).

    `amount` is negative for `settle` and positive for all else; see `EntryKind` for what counts when.
    """

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("clip_id", "kind"),
        Index(
            "uq_ledger_closed",
            "clip_id",
            unique=True,
            sqlite_where=text(_CLOSED),
            postgresql_where=text(_CLOSED),
        ),
        CheckConstraint(
            "(kind IN ('hold', 'settle', 'release')) = (clip_id IS NOT NULL)", name="clip_where_it_belongs"
        ),
        CheckConstraint(
            "(kind = 'settle' AND amount <= 0) OR (kind <> 'settle' AND amount >= 0)", name="sign"
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    kind: Mapped[EntryKind]
    amount: Mapped[int]
    business_key: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    clip_id: Mapped[str | None] = mapped_column(ForeignKey("clips.id"), default=None)


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
    message_id: Mapped[str | None] = mapped_column(default=None)
    sending_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)


class AuditRow(Row):
    """Who did what to what. `actor` is a pseudonym or `service`. Append-only, by a trigger as well."""

    __tablename__ = "audit"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(index=True)
    action: Mapped[Audit] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(index=True)
    details: Mapped[dict[str, Any]] = mapped_column(Typed(dict[str, Any]), default_factory=dict)


class ChoreRow(Row):
    """Something to clear away outside the database, from `created_at` on; it stays until that succeeded."""

    __tablename__ = "chores"

    kind: Mapped[ChoreKind] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
