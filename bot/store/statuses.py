"""Messages that tell how renders go."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clips import ClipState
from bot.people import Platform
from bot.store.tables import ClipRow, StatusRow
from engine.contract.messages import Resolution, Stage

AT_ONCE = 100
"""Rows that are made into values before others have their turn."""


@dataclass(frozen=True, slots=True)
class OpenStatus:
    """A message that may have something to say: what it says, and where its clip is.

    prompted: the prompt is still kept.
    """

    clip_id: str
    next_at: datetime | None
    shown: str
    state: ClipState
    stage: Stage
    done: float
    attempt: int
    job_id: str | None
    renderer: str
    resolution: Resolution
    seconds: float
    started_at: datetime | None
    prompted: bool


_LOOKED_AT = (
    StatusRow.clip_id,
    StatusRow.next_at,
    StatusRow.shown,
    ClipRow.state,
    ClipRow.stage,
    ClipRow.done,
    ClipRow.attempt,
    ClipRow.job_id,
    ClipRow.renderer,
    ClipRow.resolution,
    ClipRow.seconds,
    ClipRow.started_at,
    ClipRow.prompt != "",
)


@dataclass(frozen=True, slots=True)
class Statuses:
    """Queries on `statuses`."""

    session: AsyncSession

    async def add(self, row: StatusRow) -> bool:
        """Store where the message of a clip stands, or is to stand. False where it has one already."""
        if await self.get(row.clip_id) is not None:
            return False
        self.session.add(row)
        await self.session.flush()
        return True

    async def get(self, clip_id: str) -> StatusRow | None:
        """The message of one clip."""
        return await self.session.get(StatusRow, clip_id, populate_existing=True)

    async def at(self, platform: Platform, message_id: str) -> StatusRow | None:
        """What a message there tells of."""
        query = select(StatusRow).where(StatusRow.platform == platform, StatusRow.message_id == message_id)
        return (await self.session.scalars(query.limit(1))).one_or_none()

    async def open(self, platform: Platform, at: datetime) -> list[OpenStatus]:
        """Those there that somebody may edit now; who waited longest comes first.

        One that does not stand there yet is tried once: whoever began to post it may have done so. There may
        be thousands, looked at again and again: only what tells whether one has something to say is read.
        """
        standing = StatusRow.message_id.is_not(None) & or_(
            StatusRow.next_at.is_(None), StatusRow.next_at <= at
        )
        new = StatusRow.message_id.is_(None) & StatusRow.next_at.is_(None)
        query = (
            select(*_LOOKED_AT)
            .join(ClipRow, ClipRow.id == StatusRow.clip_id)
            .where(StatusRow.platform == platform, StatusRow.over.is_(False), or_(standing, new))
            .order_by(StatusRow.next_at.nulls_first(), StatusRow.clip_id)
        )
        found: list[OpenStatus] = []
        rows = await self.session.stream(query, execution_options={"yield_per": AT_ONCE})
        async for some in rows.partitions():
            found += [OpenStatus(*tuple(row)) for row in some]
            await asyncio.sleep(0)
        return found

    async def claim(self, status: OpenStatus, until: datetime) -> StatusRow | None:
        """Take it for oneself until that moment. None where somebody else was faster: then it is theirs."""
        before = StatusRow.next_at == status.next_at
        query = (
            update(StatusRow)
            .where(
                StatusRow.clip_id == status.clip_id,
                StatusRow.next_at.is_(None) if status.next_at is None else before,
                StatusRow.over.is_(False),
            )
            .values(next_at=until)
            .returning(StatusRow.clip_id)
        )
        taken = (await self.session.execute(query)).one_or_none()
        return None if taken is None else await self.get(status.clip_id)

    async def told(self, clip_id: str, *, message_id: str, shown: str, next_at: datetime, over: bool) -> bool:
        """It stands there and says that now. False where there is no such message any more."""
        query = (
            update(StatusRow)
            .where(StatusRow.clip_id == clip_id)
            .values(message_id=message_id, shown=shown, next_at=next_at, over=over)
            .returning(StatusRow.clip_id)
        )
        return (await self.session.execute(query)).one_or_none() is not None

    async def lost(self, clip_id: str) -> None:
        """It is gone there, or cannot stand there: nobody tries again."""
        await self.session.execute(update(StatusRow).where(StatusRow.clip_id == clip_id).values(over=True))

    async def reopen(self, clip_id: str) -> None:
        """What it said is no longer so; where it stands, it is edited once more."""
        query = update(StatusRow).where(StatusRow.clip_id == clip_id, StatusRow.message_id.is_not(None))
        await self.session.execute(query.values(over=False))

    async def blank(self, clip_id: str) -> None:
        """What it says is to go, also where it was over; one that never stood there is forgotten at once."""
        never = delete(StatusRow).where(StatusRow.clip_id == clip_id, StatusRow.message_id.is_(None))
        await self.session.execute(never)
        await self.reopen(clip_id)

    async def forget(self, clip_id: str) -> None:
        """Keep no longer where the message of a clip stands."""
        await self.session.execute(delete(StatusRow).where(StatusRow.clip_id == clip_id))
