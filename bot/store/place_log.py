"""What was made in a place, as everybody there could see it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.clips import ClipState, Tier
from bot.deliveries import DeliveryState
from bot.people import Platform
from bot.store.tables import AccountRow, CastRow, ClipRow, DeliveryRow, Person, ShareRow
from engine.contract.messages import Style

AT_ONCE = 500
"""Ids in one question to the database."""


@dataclass(frozen=True, slots=True)
class MadeThere:
    """A clip that was asked for in a chat of the place or, where it is `shared`, posted there afterwards.

    at: when. maker: handle; account: the platform's id of them; both None once they are erased. messages:
    where it stands in that chat, as the platform names them; none where it was never posted there.
    """

    clip: str
    at: datetime
    shared: bool
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
class PlaceLog:
    """Queries on clips, by place."""

    session: AsyncSession

    async def made(
        self, platform: Platform, place: str, since: datetime, carriers: Collection[str]
    ) -> list[MadeThere]:
        """All from a moment on, the oldest first.

        carriers: kinds of notices that carry a clip's file.
        """
        asked = _logged(platform, ClipRow.created_at, ClipRow.chat_id).where(
            ClipRow.platform == platform, ClipRow.place == place, ClipRow.created_at >= since
        )
        shared = (
            _logged(platform, ShareRow.created_at, ShareRow.chat_id)
            .join(ShareRow, ShareRow.clip_id == ClipRow.id)
            .where(ShareRow.platform == platform, ShareRow.place == place, ShareRow.created_at >= since)
            .where((ShareRow.platform != ClipRow.platform) | (ShareRow.chat_id != ClipRow.chat_id))
        )
        found: dict[tuple[str, str], MadeThere] = {}
        for query, is_shared in ((asked, False), (shared, True)):
            rows = (await self.session.execute(query)).all()
            posted = await self._messages(platform, [row.id for row in rows], carriers)
            for row in rows:  # once, though the maker may have several accounts there
                spot = (row.id, row.chat_id)
                found.setdefault(spot, _made(row, posted.get(spot, ()), shared=is_shared))
        return sorted(found.values(), key=lambda one: (one.at, one.clip))

    async def casts(self, clips: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Clip -> the handles of those who appear in it, by role."""
        found: dict[str, tuple[str, ...]] = {}
        for some in _parts(clips):
            query = (
                select(CastRow.clip_id, Person.handle)
                .join(Person, Person.id == CastRow.person_id)
                .where(CastRow.clip_id.in_(some))
                .order_by(CastRow.clip_id, CastRow.role)
            )
            for clip, handle in await self.session.execute(query):
                found[clip] = (*found.get(clip, ()), handle)
        return found

    async def _messages(
        self, platform: Platform, clips: Sequence[str], carriers: Collection[str]
    ) -> dict[tuple[str, str], tuple[str, ...]]:
        """Clip and chat -> the messages in it that carry the clip."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for some in _parts(clips):
            query = (
                select(DeliveryRow.clip_id, DeliveryRow.chat_id, DeliveryRow.message_id, DeliveryRow.notice)
                .where(
                    DeliveryRow.clip_id.in_(some),
                    DeliveryRow.platform == platform,
                    DeliveryRow.chat_id.is_not(None),
                    DeliveryRow.message_id.is_not(None),
                    DeliveryRow.state == DeliveryState.SENT,
                )
                .order_by(DeliveryRow.created_at, DeliveryRow.id)
            )
            for clip, chat, message, notice in await self.session.execute(query):
                if notice.get("kind") in carriers:
                    found[clip, chat] = (*found.get((clip, chat), ()), message)
        return found


def _logged(
    platform: Platform, at: InstrumentedAttribute[datetime], chat: InstrumentedAttribute[str]
) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ClipRow.id,
            at.label("at"),
            chat.label("chat_id"),
            Person.handle,
            Person.erased_at,
            AccountRow.platform_id,
            ClipRow.state,
            ClipRow.suspended_at,
            ClipRow.prompt,
            ClipRow.seconds,
            ClipRow.tier,
            ClipRow.style,
        )
        .join(Person, Person.id == ClipRow.maker_id)
        .outerjoin(AccountRow, (AccountRow.person_id == Person.id) & (AccountRow.platform == platform))
        .order_by(AccountRow.created_at)
    )


def _made(row: Any, messages: tuple[str, ...], *, shared: bool) -> MadeThere:
    return MadeThere(
        clip=row.id,
        at=row.at,
        shared=shared,
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


def _parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]
