"""Clips, who appears in them, and what those people say."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approvals import Decision, Phase
from bot.clips import QUESTIONS, ClipState
from bot.costs import Render
from bot.people import Platform
from bot.store.locks import LOCKED
from bot.store.tables import ApprovalRow, CastRow, ClipRow, Person, PlaceRow, ShareRow


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

    async def controllers(self, clip_id: str) -> set[str]:
        """Ids of those who decide for who appears: the people themselves, and the owners of characters."""
        query = select(Person.id, Person.owner_id).join(CastRow, CastRow.person_id == Person.id)
        found = await self.session.execute(query.where(CastRow.clip_id == clip_id))
        return {owner or person for person, owner in found}

    async def of_maker(self, maker_id: str, limit: int = 20) -> list[ClipRow]:
        """A person's clips, the newest first."""
        query = select(ClipRow).where(ClipRow.maker_id == maker_id)
        newest = query.order_by(ClipRow.created_at.desc(), ClipRow.id.desc()).limit(limit)
        return list(await self.session.scalars(newest))

    async def made_by(self, maker_id: str, states: Collection[ClipState] = tuple(ClipState)) -> list[ClipRow]:
        """All of a person's clips in these states."""
        query = select(ClipRow).where(ClipRow.maker_id == maker_id, ClipRow.state.in_(states))
        return list(await self.session.scalars(query))

    async def with_person(self, person_id: str, states: Collection[ClipState]) -> list[ClipRow]:
        """Clips in which a person appears, whoever made them."""
        appears = select(CastRow.clip_id).where(CastRow.person_id == person_id)
        query = select(ClipRow).where(ClipRow.id.in_(appears), ClipRow.state.in_(states))
        return list(await self.session.scalars(query.order_by(ClipRow.created_at)))

    async def shared_with(self, clip_id: str, person_id: str) -> bool:
        """Whether its maker shared it in a place where that person was seen."""
        query = (
            select(ShareRow.clip_id)
            .join(PlaceRow, (PlaceRow.platform == ShareRow.platform) & (PlaceRow.chat_id == ShareRow.place))
            .where(ShareRow.clip_id == clip_id, PlaceRow.person_id == person_id)
            .limit(1)
        )
        return (await self.session.execute(query)).one_or_none() is not None

    async def shared(self, share: ShareRow) -> None:
        """Note where its maker shares a clip; sharing it there again is the same."""
        await self.session.merge(share)
        await self.session.flush()

    async def share_place(self, clip_id: str, platform: Platform, chat_id: str) -> str | None:
        """The place of a chat that a clip was shared in; None where it was not."""
        row = await self.session.get(ShareRow, (clip_id, platform, chat_id))
        return None if row is None else row.place

    async def forget_shares(self, clip_id: str) -> None:
        """Remove where a clip was shared."""
        await self.session.execute(delete(ShareRow).where(ShareRow.clip_id == clip_id))

    async def count_there(
        self, person_id: str, subjects: Collection[str], states: Collection[ClipState]
    ) -> int:
        """How many clips `page_there` pages through."""
        query = select(func.count()).where(*_there(person_id, subjects, states))
        return (await self.session.scalars(query)).one()

    async def page_there(
        self,
        person_id: str,
        subjects: Collection[str],
        states: Collection[ClipState],
        *,
        limit: int,
        skip: int,
    ) -> list[ClipRow]:
        """Clips in these states, the newest first: a person's own or, with `subjects`, others' with these."""
        query = select(ClipRow).where(*_there(person_id, subjects, states))
        newest = query.order_by(ClipRow.created_at.desc(), ClipRow.id.desc()).limit(limit).offset(skip)
        return list(await self.session.scalars(newest))

    async def works(self, limit: int) -> list[Render]:
        """What the newest renders took, the newest first."""
        query = (
            select(
                ClipRow.renderer, ClipRow.resolution, ClipRow.seconds, ClipRow.started_at, ClipRow.rendered_at
            )
            .where(ClipRow.rendered_at.is_not(None), ClipRow.started_at.is_not(None))
            .order_by(ClipRow.rendered_at.desc())
            .limit(limit)
        )
        return [
            Render(renderer, resolution, seconds, (rendered - started).total_seconds())
            for renderer, resolution, seconds, started, rendered in await self.session.execute(query)
            if started is not None and rendered is not None
        ]

    async def in_states(self, states: Collection[ClipState]) -> list[ClipRow]:
        """Clips of everybody in one of these states, the oldest first."""
        query = select(ClipRow).where(ClipRow.state.in_(states)).order_by(ClipRow.created_at, ClipRow.id)
        return list(await self.session.scalars(query))

    async def count(self, maker_id: str, states: Collection[ClipState]) -> int:
        """How many of a person's clips are in these states."""
        query = select(func.count()).where(ClipRow.maker_id == maker_id, ClipRow.state.in_(states))
        return (await self.session.scalars(query)).one()

    async def rendering(self) -> Counter[str]:
        """How many clips are being rendered at this moment, by renderer."""
        query = select(ClipRow.renderer, func.count()).where(ClipRow.state == ClipState.RENDERING)
        found = await self.session.execute(query.group_by(ClipRow.renderer))
        return Counter({row.renderer: row[1] for row in found})

    async def due(self, at: datetime) -> list[ClipRow]:
        """Clips whose deadline has come. Whoever ends a clip empties its `due_at`."""
        query = select(ClipRow).where(ClipRow.due_at <= at).order_by(ClipRow.due_at)
        return list(await self.session.scalars(query))

    async def rendered_since(self, since: datetime) -> list[ClipRow]:
        """Clips rendered from that moment on whose render was seen to begin, whatever became of them."""
        query = select(ClipRow).where(ClipRow.rendered_at >= since, ClipRow.started_at.is_not(None))
        return list(await self.session.scalars(query.order_by(ClipRow.rendered_at)))

    async def expiring(self, at: datetime, before: datetime) -> list[str]:
        """Ids of drafts that expire between the two moments and whose makers were not told yet."""
        query = select(ClipRow.id).where(
            ClipRow.state == ClipState.DELIVERED,
            ClipRow.warned_at.is_(None),
            ClipRow.due_at > at,
            ClipRow.due_at <= before,
        )
        return list(await self.session.scalars(query.order_by(ClipRow.due_at)))

    async def ask(
        self,
        clip_id: str,
        person_ids: Collection[str],
        at: datetime,
        phase: Phase = Phase.BEFORE_PUBLISH,
    ) -> list[ApprovalRow]:
        """Open one approval for each person; those asked in this phase before are not asked again."""
        known = {row.person_id for row in await self.approvals(clip_id, phase)}
        rows = [
            ApprovalRow(clip_id=clip_id, person_id=person_id, created_at=at, phase=phase)
            for person_id in dict.fromkeys(person_ids)
            if person_id not in known
        ]
        self.session.add_all(rows)
        await self.session.flush()
        return rows

    async def approvals(self, clip_id: str, phase: Phase | None = None) -> list[ApprovalRow]:
        """Everybody who was asked about a clip (in one phase, else in any), in the order asked."""
        query = select(ApprovalRow).where(ApprovalRow.clip_id == clip_id)
        if phase is not None:
            query = query.where(ApprovalRow.phase == phase)
        fresh = query.order_by(ApprovalRow.created_at, ApprovalRow.id)
        return list(await self.session.scalars(fresh, execution_options={"populate_existing": True}))

    async def asked(self, clip_id: str, person_id: str) -> list[ApprovalRow]:
        """What one person was asked about one clip, the newest question first."""
        query = select(ApprovalRow).where(ApprovalRow.clip_id == clip_id, ApprovalRow.person_id == person_id)
        newest = query.order_by(ApprovalRow.created_at.desc(), ApprovalRow.id.desc())
        return list(await self.session.scalars(newest, execution_options={"populate_existing": True}))

    async def waiting_for(self, person_id: str) -> list[ApprovalRow]:
        """What a person still has to decide about clips that wait for it, the oldest first."""
        query = (
            select(ApprovalRow)
            .join(ClipRow, ClipRow.id == ApprovalRow.clip_id)
            .where(
                ApprovalRow.person_id == person_id,
                ApprovalRow.decision == Decision.WAITING,
                ClipRow.state.in_(QUESTIONS),
            )
        )
        return list(await self.session.scalars(query.order_by(ApprovalRow.created_at)))

    async def decide(
        self,
        clip_id: str,
        person_id: str,
        decision: Decision,
        at: datetime,
        phase: Phase = Phase.BEFORE_PUBLISH,
    ) -> bool:
        """Write a decision down if it is that person's first in a phase. Of two clicks at once one is."""
        query = (
            update(ApprovalRow)
            .where(
                ApprovalRow.clip_id == clip_id,
                ApprovalRow.person_id == person_id,
                ApprovalRow.phase == phase,
                ApprovalRow.decision == Decision.WAITING,
            )
            .values(decision=decision, decided_at=at)
            .returning(ApprovalRow.id)
        )
        return (await self.session.execute(query)).one_or_none() is not None


def _there(
    person_id: str, subjects: Collection[str], states: Collection[ClipState]
) -> tuple[ColumnElement[bool], ...]:
    """A person's clips in these states; with `subjects`, those of others that one of these appears in."""
    if not subjects:
        return ClipRow.maker_id == person_id, ClipRow.state.in_(states)
    appears = select(CastRow.clip_id).where(CastRow.person_id.in_(subjects))
    return ClipRow.id.in_(appears), ClipRow.maker_id != person_id, ClipRow.state.in_(states)
