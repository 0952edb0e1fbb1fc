"""Rooms: what a server's administrators decided there, requests that wait for a word, status messages."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.clips import Tier
from bot.consent import BoundaryPreset
from bot.ids import new_id
from bot.people import Platform
from bot.requests import Surroundings
from bot.store.columns import Typed
from bot.store.tables.base import STRINGS, PersonId, Row
from engine.contract.messages import Style


class PlaceRulesRow(Row):
    """What holds in one server, or in one chat where there are no servers. No row: nothing was decided."""

    __tablename__ = "place_rules"

    platform: Mapped[Platform] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    paused: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str | None] = mapped_column(default=None)
    """What is said to everybody there is said in this language; None: in the asker's."""
    channels: Mapped[tuple[str, ...]] = mapped_column(STRINGS, default=())
    """Chats in which clips may be asked for; none: in all of them."""
    makers: Mapped[tuple[str, ...]] = mapped_column(STRINGS, default=())
    """Roles there whose members may make clips; none: everybody."""
    per_member: Mapped[int | None] = mapped_column(default=None)
    """Clips that each person may ask for there within 24 hours."""
    per_place: Mapped[int | None] = mapped_column(default=None)
    """Clips that all may ask for there within 24 hours."""
    gated: Mapped[tuple[BoundaryPreset, ...]] = mapped_column(Typed(tuple[BoundaryPreset, ...]), default=())
    """Subjects that belong into age-gated channels only."""


class ChannelDefaultsRow(Row):
    """What a request in one chat means where it does not say."""

    __tablename__ = "channel_defaults"

    platform: Mapped[Platform] = mapped_column(primary_key=True)
    chat_id: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(index=True)
    seconds: Mapped[float | None] = mapped_column(default=None)
    tier: Mapped[Tier | None] = mapped_column(default=None)
    style: Mapped[Style | None] = mapped_column(default=None)
    draft: Mapped[bool | None] = mapped_column(default=None)


class MovedChatRow(Row):
    """A chat that goes by another id now; operators may have named it by the old one in their settings."""

    __tablename__ = "moved_chats"

    platform: Mapped[Platform] = mapped_column(primary_key=True)
    old_id: Mapped[str] = mapped_column(primary_key=True)
    new_id: Mapped[str] = mapped_column(index=True)


class ProposalRow(Row):
    """A request that was looked at and waits for its maker's word; nothing is held for it yet."""

    __tablename__ = "proposals"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[PersonId]
    platform: Mapped[Platform]
    chat_id: Mapped[str]
    place: Mapped[str]
    text: Mapped[str] = mapped_column(repr=False)
    mentions: Mapped[dict[str, str]] = mapped_column(Typed(dict[str, str]), repr=False)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    seconds: Mapped[float | None] = mapped_column(default=None)
    tier: Mapped[Tier | None] = mapped_column(default=None)
    style: Mapped[Style | None] = mapped_column(default=None)
    draft: Mapped[bool | None] = mapped_column(default=None)
    around: Mapped[Surroundings] = mapped_column(Typed(Surroundings), default=Surroundings(), repr=False)
    """What the platform said of where it was asked for, when somebody looked last."""
    remix_of: Mapped[str | None] = mapped_column(ForeignKey("clips.id"), default=None, index=True)
    message_id: Mapped[str | None] = mapped_column(default=None)
    """The message that is to become the status message of its render, where one stands already."""
    clip_id: Mapped[str | None] = mapped_column(ForeignKey("clips.id"), default=None, index=True)
    """What came of it."""


class StatusRow(Row):
    """The one message that tells how a render goes, edited in place."""

    __tablename__ = "statuses"

    clip_id: Mapped[str] = mapped_column(ForeignKey("clips.id"), primary_key=True)
    platform: Mapped[Platform]
    chat_id: Mapped[str | None]
    """None: with the maker alone."""
    message_id: Mapped[str | None] = mapped_column(default=None, index=True)
    """None: it does not stand there yet."""
    shown: Mapped[str] = mapped_column(default="")
    """What it says now, as a digest: the same thing is not said twice."""
    next_at: Mapped[datetime | None] = mapped_column(default=None)
    """Nobody edits it before: it was edited just now, or somebody is at it."""
    over: Mapped[bool] = mapped_column(default=False, index=True)
    """It says how the render ended, or it is gone; nobody edits it any more."""
