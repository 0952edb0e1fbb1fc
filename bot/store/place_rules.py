"""What was decided for places, and what is usual in their chats."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clips import ClipState, Tier
from bot.deliveries import DeliveryState
from bot.people import Platform
from bot.place_rules import NO_DEFAULTS, NO_RULES, ChannelDefaults, PlaceRules
from bot.store.locks import LOCKED
from bot.store.tables import (
    AccountRow,
    CastRow,
    ChannelDefaultsRow,
    ClipRow,
    DeliveryRow,
    Person,
    PlaceRulesRow,
)
from engine.contract.messages import Style

NOT_COUNTED = (ClipState.FAILED,)
"""A clip that the house could not make was no clip of anybody's; everything else that was asked for was."""

_LOGGED = (
    ClipRow.id,
    ClipRow.created_at,
    Person.handle,
    Person.erased_at,
    AccountRow.platform_id,
    ClipRow.chat_id,
    ClipRow.state,
    ClipRow.suspended_at,
    ClipRow.prompt,
    ClipRow.seconds,
    ClipRow.tier,
    ClipRow.style,
)
AT_ONCE = 500
"""Ids in one question to the database."""


@dataclass(frozen=True, slots=True)
class MadeThere:
    """A clip as a place's own log looks at it.

    maker: handle; account: the platform's id of them; both None once they are erased. messages: where it was
    posted to everybody in a chat, as the platform names them.
    """

    clip: str
    at: datetime
    maker: str | None
    account: str | None
    chat_id: str
    state: ClipState
    suspended_at: datetime | None
    prompt: str
    seconds: float
    tier: Tier
    style: Style
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRulesStore:
    """Queries on `place_rules` and `channel_defaults`, and what their caps count."""

    session: AsyncSession

    async def get(self, platform: Platform, place: str) -> PlaceRules:
        """What holds there; `NO_RULES` where nobody decided anything."""
        row = await self.session.get(PlaceRulesRow, (platform, place))
        return NO_RULES if row is None else _rules(row)

    async def hold(self, platform: Platform, place: str) -> None:
        """Let nobody else count or change what holds there until the transaction ends.

        Where nothing was decided there is nothing to hold, and nothing to count.
        """
        await self.session.get(
            PlaceRulesRow, (platform, place), with_for_update=LOCKED, populate_existing=True
        )

    async def put(self, platform: Platform, place: str, rules: PlaceRules) -> None:
        """Store what holds there from now on."""
        row = await self.session.get(PlaceRulesRow, (platform, place))
        if row is None:
            self.session.add(PlaceRulesRow(platform=platform, place=place, **asdict(rules)))
        else:
            for name, value in asdict(rules).items():
                setattr(row, name, value)
        await self.session.flush()

    async def usual(self, platform: Platform, chat_id: str) -> ChannelDefaults:
        """What is usual in one chat; `NO_DEFAULTS` where nobody decided anything."""
        row = await self.session.get(ChannelDefaultsRow, (platform, chat_id))
        return NO_DEFAULTS if row is None else _defaults(row)

    async def all_usual(self, platform: Platform, place: str) -> dict[str, ChannelDefaults]:
        """Chat -> what is usual in it, of a whole place."""
        query = select(ChannelDefaultsRow).where(
            ChannelDefaultsRow.platform == platform, ChannelDefaultsRow.place == place
        )
        rows = await self.session.scalars(query.order_by(ChannelDefaultsRow.chat_id))
        return {row.chat_id: _defaults(row) for row in rows}

    async def set_usual(self, platform: Platform, place: str, chat_id: str, usual: ChannelDefaults) -> bool:
        """Store what is usual in a chat from now on. False where that is another place's chat."""
        row = await self.session.get(ChannelDefaultsRow, (platform, chat_id))
        if row is not None and row.place != place:
            return False
        if row is None and usual != NO_DEFAULTS:
            self.session.add(
                ChannelDefaultsRow(platform=platform, chat_id=chat_id, place=place, **asdict(usual))
            )
        elif row is not None and usual == NO_DEFAULTS:
            await self.session.delete(row)
        elif row is not None:
            for name, value in asdict(usual).items():
                setattr(row, name, value)
        await self.session.flush()
        return True

    async def asked_for(
        self, platform: Platform, place: str, since: datetime, limit: int, maker: str | None = None
    ) -> list[datetime]:
        """When the newest `limit` clips there were asked for after a moment, by one maker or by all."""
        query = select(ClipRow.created_at).where(
            ClipRow.platform == platform,
            ClipRow.place == place,
            ClipRow.created_at > since,
            ClipRow.state.not_in(NOT_COUNTED),
        )
        if maker is not None:
            query = query.where(ClipRow.maker_id == maker)
        return list(await self.session.scalars(query.order_by(ClipRow.created_at.desc()).limit(limit)))

    async def made_there(
        self, platform: Platform, place: str, since: datetime, carriers: Collection[str]
    ) -> list[MadeThere]:
        """The clips that were asked for there from a moment on, the oldest first.

        carriers: kinds of notices that carry a clip's file.
        """
        here = (ClipRow.platform == platform) & (ClipRow.place == place) & (ClipRow.created_at >= since)
        posted = await self._messages(here, carriers)
        query = (
            select(*_LOGGED)
            .join(Person, Person.id == ClipRow.maker_id)
            .outerjoin(AccountRow, (AccountRow.person_id == Person.id) & (AccountRow.platform == platform))
            .where(here)
            .order_by(ClipRow.created_at, ClipRow.id)
        )
        made: dict[str, MadeThere] = {}
        for row in await self.session.execute(query):  # of several accounts there one is enough
            made.setdefault(row.id, _made(row, posted.get(row.id, ())))
        return list(made.values())

    async def _messages(
        self, here: ColumnElement[bool], carriers: Collection[str]
    ) -> dict[str, tuple[str, ...]]:
        """Clip -> the messages in chats that carry it."""
        query = (
            select(DeliveryRow.clip_id, DeliveryRow.message_id, DeliveryRow.notice)
            .join(ClipRow, ClipRow.id == DeliveryRow.clip_id)
            .where(
                here,
                DeliveryRow.chat_id.is_not(None),
                DeliveryRow.message_id.is_not(None),
                DeliveryRow.state == DeliveryState.SENT,
            )
            .order_by(DeliveryRow.created_at)
        )
        found: dict[str, tuple[str, ...]] = {}
        for clip, message, notice in await self.session.execute(query):
            if notice.get("kind") in carriers:
                found[clip] = (*found.get(clip, ()), message)
        return found

    async def casts(self, clips: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Clip -> the handles of those who appear in it, by role."""
        found: dict[str, tuple[str, ...]] = {}
        for start in range(0, len(clips), AT_ONCE):
            query = (
                select(CastRow.clip_id, Person.handle)
                .join(Person, Person.id == CastRow.person_id)
                .where(CastRow.clip_id.in_(clips[start : start + AT_ONCE]))
                .order_by(CastRow.clip_id, CastRow.role)
            )
            for clip, handle in await self.session.execute(query):
                found[clip] = (*found.get(clip, ()), handle)
        return found


def _made(row: Any, messages: tuple[str, ...]) -> MadeThere:
    return MadeThere(
        clip=row.id,
        at=row.created_at,
        maker=row.handle if row.erased_at is None else None,
        account=row.platform_id,
        chat_id=row.chat_id,
        state=row.state,
        suspended_at=row.suspended_at,
        prompt=row.prompt,
        seconds=row.seconds,
        tier=row.tier,
        style=row.style,
        messages=messages,
    )


def _rules(row: PlaceRulesRow) -> PlaceRules:
    return PlaceRules(**{name: getattr(row, name) for name in PlaceRules.__dataclass_fields__})


def _defaults(row: ChannelDefaultsRow) -> ChannelDefaults:
    return ChannelDefaults(**{name: getattr(row, name) for name in ChannelDefaults.__dataclass_fields__})
