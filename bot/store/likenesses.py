"""Challenges and likenesses."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.likeness import LikenessState
from bot.store.locks import LOCKED
from bot.store.tables import ChallengeRow, LikenessRow


@dataclass(frozen=True, slots=True)
class Likenesses:
    """Queries on `challenges` and `likenesses`."""

    session: AsyncSession

    async def add_challenge(self, challenge: ChallengeRow) -> ChallengeRow:
        """Store what somebody is asked to do."""
        self.session.add(challenge)
        await self.session.flush()
        return challenge

    async def challenge(self, challenge_id: str) -> ChallengeRow | None:
        """The challenge by id, whoever it was given to."""
        return await self.session.get(ChallengeRow, challenge_id)

    async def open_challenge(self, person_id: str, at: datetime) -> ChallengeRow | None:
        """The newest challenge that a person can still answer."""
        mine = (ChallengeRow.person_id == person_id) & ChallengeRow.used_at.is_(None)
        query = select(ChallengeRow).where(mine, ChallengeRow.due_at > at)
        newest = query.order_by(ChallengeRow.created_at.desc(), ChallengeRow.id.desc()).limit(1)
        return (await self.session.scalars(newest)).one_or_none()

    async def use_challenge(self, challenge_id: str, person_id: str, at: datetime) -> ChallengeRow | None:
        """Use it up, once, by the person it was given to and in time; None where any of that fails."""
        query = (
            update(ChallengeRow)
            .where(
                ChallengeRow.id == challenge_id,
                ChallengeRow.person_id == person_id,
                ChallengeRow.used_at.is_(None),
                ChallengeRow.due_at > at,
            )
            .values(used_at=at)
            .returning(ChallengeRow)
        )
        return (
            await self.session.scalars(query, execution_options={"populate_existing": True})
        ).one_or_none()

    async def add(self, likeness: LikenessRow) -> LikenessRow:
        """Store a new enrolment."""
        self.session.add(likeness)
        await self.session.flush()
        return likeness

    async def get(self, likeness_id: str, *, lock: bool = False) -> LikenessRow | None:
        """One enrolment; with `lock` as the database has it now, held until the transaction ends."""
        return await self.session.get(
            LikenessRow, likeness_id, with_for_update=LOCKED if lock else None, populate_existing=lock
        )

    async def current(self, person_id: str) -> LikenessRow | None:
        """The likeness in use."""
        query = select(LikenessRow).where(
            LikenessRow.person_id == person_id, LikenessRow.state == LikenessState.READY
        )
        return (await self.session.scalars(query)).one_or_none()

    async def of(self, person_id: str) -> list[LikenessRow]:
        """Every enrolment of a person, the newest first."""
        query = (
            select(LikenessRow)
            .where(LikenessRow.person_id == person_id)
            .order_by(LikenessRow.created_at.desc(), LikenessRow.id.desc())
        )
        return list(await self.session.scalars(query))

    async def in_states(self, states: Collection[LikenessState]) -> list[LikenessRow]:
        """Enrolments of everybody that are in one of these states, the oldest first."""
        query = select(LikenessRow).where(LikenessRow.state.in_(states)).order_by(LikenessRow.created_at)
        return list(await self.session.scalars(query))

    async def due(self, at: datetime) -> list[LikenessRow]:
        """Enrolments whose deadline has come."""
        return list(await self.session.scalars(select(LikenessRow).where(LikenessRow.due_at <= at)))

    async def drop_challenges(self, at: datetime) -> int:
        """Delete challenges that are over and that no recording answers. Returns how many."""
        over = ChallengeRow.due_at <= at
        return await self._drop(over)

    async def drop_challenges_of(self, person_id: str) -> int:
        """Delete a person's challenges that no recording answers. Returns how many."""
        return await self._drop(ChallengeRow.person_id == person_id)

    async def _drop(self, which: ColumnElement[bool]) -> int:
        query = delete(ChallengeRow).where(which, ChallengeRow.used_at.is_(None)).returning(ChallengeRow.id)
        return len((await self.session.execute(query)).all())
