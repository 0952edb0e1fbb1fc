"""Clips, who appears in them, and what those people say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approvals import Decision
from bot.clips import ClipState
from bot.store.locks import LOCKED
from bot.store.tables import ApprovalRow, CastRow, ClipRow


@dataclass(frozen=True, slots=True)
class Clips:
    """Queries on `clips`, `cast` and `approvals`."""

    session: AsyncSession

    async def add(self, clip: ClipRow, cast: Collection[CastRow]) -> ClipRow:
        """Store a new clip with everybody who appears in it."""
        self.session.add(clip)
        await self.session.flush()
        self.session.add_all(cast)
        await self.session.flush()
        return clip

    async def get(self, clip_id: str, *, lock: bool = False) -> ClipRow | None:
        """One clip; with `lock` as the database has it now, held until the transaction ends."""
        return await self.session.get(
            ClipRow, clip_id, with_for_update=LOCKED if lock else None, populate_existing=lock
        )

    async def by_key(self, maker_id: str, request_key: str) -> ClipRow | None:
        """The clip that a message of this person asked for before."""
        query = select(ClipRow).where(ClipRow.maker_id == maker_id, ClipRow.request_key == request_key)
        return (await self.session.scalars(query)).one_or_none()

    async def cast(self, clip_id: str) -> list[CastRow]:
        """Everybody who appears, by role."""
        query = select(CastRow).where(CastRow.clip_id == clip_id).order_by(CastRow.role)
        return list(await self.session.scalars(query))

    async def of_maker(self, maker_id: str, limit: int = 20) -> list[ClipRow]:
        """A person's clips, the newest first."""
        query = select(ClipRow).where(ClipRow.maker_id == maker_id)
        newest = query.order_by(ClipRow.created_at.desc(), ClipRow.id.desc()).limit(limit)
        return list(await self.session.scalars(newest))

    async def made_by(self, maker_id: str) -> list[ClipRow]:
        """All of a person's clips."""
        return list(await self.session.scalars(select(ClipRow).where(ClipRow.maker_id == maker_id)))

    async def with_person(self, person_id: str, states: Collection[ClipState]) -> list[ClipRow]:
        """Clips in which a person appears, whoever made them."""
        appears = select(CastRow.clip_id).where(CastRow.person_id == person_id)
        query = select(ClipRow).where(ClipRow.id.in_(appears), ClipRow.state.in_(states))
        return list(await self.session.scalars(query.order_by(ClipRow.created_at)))

    async def in_states(self, states: Collection[ClipState]) -> list[ClipRow]:
        """Clips of everybody in one of these states, the oldest first."""
        query = select(ClipRow).where(ClipRow.state.in_(states)).order_by(ClipRow.created_at, ClipRow.id)
        return list(await self.session.scalars(query))

    async def count(self, maker_id: str, states: Collection[ClipState]) -> int:
        """How many of a person's clips are in these states."""
        query = select(func.count()).where(ClipRow.maker_id == maker_id, ClipRow.state.in_(states))
        return (await self.session.scalars(query)).one()

    async def due(self, at: datetime) -> list[ClipRow]:
        """Clips whose deadline has come. Whoever ends a clip empties its `due_at`."""
        query = select(ClipRow).where(ClipRow.due_at <= at).order_by(ClipRow.due_at)
        return list(await self.session.scalars(query))

    async def ask(self, clip_id: str, person_ids: Collection[str], at: datetime) -> list[ApprovalRow]:
        """Open one approval for each person; those asked before are not asked again."""
        known = {row.person_id for row in await self.approvals(clip_id)}
        rows = [
            ApprovalRow(clip_id=clip_id, person_id=person_id, created_at=at)
            for person_id in dict.fromkeys(person_ids)
            if person_id not in known
        ]
        self.session.add_all(rows)
        await self.session.flush()
        return rows

    async def approvals(self, clip_id: str) -> list[ApprovalRow]:
        """Everybody who was asked about a clip, in the order asked."""
        query = select(ApprovalRow).where(ApprovalRow.clip_id == clip_id)
        fresh = query.order_by(ApprovalRow.created_at, ApprovalRow.id)
        return list(await self.session.scalars(fresh, execution_options={"populate_existing": True}))

    async def approval(self, clip_id: str, person_id: str) -> ApprovalRow | None:
        """What one person was asked about one clip."""
        query = select(ApprovalRow).where(ApprovalRow.clip_id == clip_id, ApprovalRow.person_id == person_id)
        return (await self.session.scalars(query)).one_or_none()

    async def waiting_for(self, person_id: str) -> list[ApprovalRow]:
        """What a person still has to decide, the oldest first."""
        query = select(ApprovalRow).where(
            ApprovalRow.person_id == person_id, ApprovalRow.decision == Decision.WAITING
        )
        return list(await self.session.scalars(query.order_by(ApprovalRow.created_at)))

    async def decide(self, clip_id: str, person_id: str, decision: Decision, at: datetime) -> bool:
        """Write a decision down if it is that person's first. Two clicks at once cannot both be it."""
        query = (
            update(ApprovalRow)
            .where(
                ApprovalRow.clip_id == clip_id,
                ApprovalRow.person_id == person_id,
                ApprovalRow.decision == Decision.WAITING,
            )
            .values(decision=decision, decided_at=at)
            .returning(ApprovalRow.id)
        )
        return (await self.session.execute(query)).one_or_none() is not None
