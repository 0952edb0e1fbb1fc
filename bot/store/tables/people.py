"""People, their accounts, and where they were seen."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.characters import CharacterKind
from bot.clips import Tier
from bot.ids import new_id
from bot.people import Platform
from bot.store.tables.base import PersonId, Row


class Person(Row):
    """Somebody, on however many platforms. Erased, only the id remains, for others' rows to stay whole."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    handle: Mapped[str] = mapped_column(unique=True)
    """Case-folded already, so uniqueness in the column is uniqueness for readers."""
    created_at: Mapped[datetime]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"), default=None, index=True)
    """None: a human being. Else a character (pet, object, mascot, licensed): its owner decides for it."""
    admitted_at: Mapped[datetime | None] = mapped_column(default=None)
    """Since when they may use the service; None: they wait for an invite."""
    plan: Mapped[Tier] = mapped_column(default=Tier.STANDARD)
    plan_until: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """When a paid month ends; None on the standard plan."""
    pseudonym: Mapped[str | None] = mapped_column(unique=True, default_factory=new_id)
    """What audit rows call them; erasing empties it and so unties the trail from the person."""
    data_key: Mapped[bytes | None] = mapped_column(default=None, repr=False)
    """Wrapped by the service key. None: not made yet, or destroyed."""
    erased_at: Mapped[datetime | None] = mapped_column(default=None)
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("people.id"), default=None, index=True)
    """Whom all of theirs went to when their accounts were joined, at `erased_at`; never in a chain."""
    parted_from: Mapped[str | None] = mapped_column(ForeignKey("people.id"), default=None, index=True)
    """Whose account theirs was before, until `created_at`: what was done before that day is both people's."""


class AccountRow(Row):
    """One platform's name for a person."""

    __tablename__ = "accounts"

    platform: Mapped[Platform] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[PersonId]
    display_name: Mapped[str]
    created_at: Mapped[datetime]
    language: Mapped[str | None] = mapped_column(default=None)
    """The language tag that the platform last said they read; None: it never said."""
    chosen_language: Mapped[str | None] = mapped_column(default=None)
    """The language tag that they chose there themselves; None: what the platform says."""

    @property
    def reads(self) -> str | None:
        """The language to write to them in there; None where nobody said."""
        return self.chosen_language or self.language

    username: Mapped[str | None] = mapped_column(default=None)
    """What `@` finds them by on the platform, folded; one account's at a time. None: nothing does."""
    linked_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it came to whoever has it now; None: it was theirs from the first."""

    __table_args__ = (Index("ix_accounts_username", "platform", "username"),)


class LinkCodeRow(Row):
    """A code that joins another account to its person's: good once, until due, and one for each person."""

    __tablename__ = "link_codes"

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the code: who reads the database learns no code."""
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), unique=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)


class PlaceRow(Row):
    """Where a person was seen: `chat_id` is the server where there are servers, else the chat itself."""

    __tablename__ = "places"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    platform: Mapped[Platform] = mapped_column(primary_key=True)
    chat_id: Mapped[str] = mapped_column(primary_key=True)
    first_seen_at: Mapped[datetime]


class CharacterRow(Row):
    """What a person's row cannot say of a character: what it is, and under which licence it is used."""

    __tablename__ = "characters"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    kind: Mapped[CharacterKind]
    licensed: Mapped[bool] = mapped_column(default=False)
    attribution: Mapped[str] = mapped_column(default="")
    tier: Mapped[Tier] = mapped_column(default=Tier.STANDARD)
    """The least plan that may make clips with it."""
