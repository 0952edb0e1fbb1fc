"""Faces of enrolled people, sealed, and the clips in which one was seen that nobody had named."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.likeness import LikenessState
from bot.store.tables import FaceRow, LikenessRow, Person, SightingRow


@dataclass(frozen=True, slots=True)
class Faces:
    """Queries on `faces` and `sightings`."""

    session: AsyncSession

    async def keep(self, person_id: str, likeness_id: str, sealed: bytes) -> None:
        """Put a person's face in the place of the one before."""
        row = await self.session.get(FaceRow, person_id)
        if row is None:
            self.session.add(FaceRow(person_id=person_id, likeness_id=likeness_id, sealed=sealed))
        else:
            row.likeness_id, row.sealed = likeness_id, sealed
        await self.session.flush()

    async def others(self, than: Collection[str]) -> list[FaceRow]:
        """Everybody's but these people's."""
        query = select(FaceRow).where(FaceRow.person_id.not_in(than)).order_by(FaceRow.person_id)
        return list(await self.session.scalars(query))

    async def drop(self, person_id: str) -> None:
        """Forget a person's face."""
        await self.session.execute(delete(FaceRow).where(FaceRow.person_id == person_id))

    async def forget(self, person_id: str) -> None:
        """Forget a person's face, and where it was seen."""
        await self.drop(person_id)
        await self.session.execute(delete(SightingRow).where(SightingRow.person_id == person_id))

    async def missing(self) -> int:
        """How many people have a likeness in use and no face here: nobody would know them in a clip."""
        query = (
            select(func.count())
            .select_from(LikenessRow)
            .join(Person, Person.id == LikenessRow.person_id)
            .outerjoin(FaceRow, FaceRow.person_id == LikenessRow.person_id)
            .where(
                LikenessRow.state == LikenessState.READY,
                Person.owner_id.is_(None),
                FaceRow.person_id.is_(None),
            )
        )
        return (await self.session.scalars(query)).one()

    async def saw(self, clip_id: str, person_ids: Collection[str], at: datetime) -> list[str]:
        """Note whose faces a clip shows unnamed. Returns those who were not noted for it before."""
        known = set(await self.seen_in(clip_id))
        fresh = sorted(set(person_ids) - known)
        self.session.add_all(SightingRow(clip_id=clip_id, person_id=one, seen_at=at) for one in fresh)
        await self.session.flush()
        return fresh

    async def seen_in(self, clip_id: str) -> list[str]:
        """Whose faces a clip shows unnamed."""
        query = select(SightingRow.person_id).where(SightingRow.clip_id == clip_id)
        return list(await self.session.scalars(query.order_by(SightingRow.person_id)))
