"""Reports, and what is kept of the things reported until they are decided."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.reports import ReportState
from bot.store.locks import LOCKED
from bot.store.tables import CastRow, Person, ReportRow


@dataclass(frozen=True, slots=True)
class Reports:
    """Queries on `reports`."""

    session: AsyncSession

    async def add(self, report: ReportRow) -> ReportRow:
        """Store a new report."""
        self.session.add(report)
        await self.session.flush()
        return report

    async def get(self, report_id: str, *, lock: bool = False) -> ReportRow | None:
        """One report; with `lock` as the database has it now, held until the transaction ends."""
        return await self.session.get(
            ReportRow, report_id, with_for_update=LOCKED if lock else None, populate_existing=lock
        )

    async def newest(self, state: ReportState | None = None, limit: int = 100) -> list[ReportRow]:
        """Reports in this state, or all; the newest first."""
        query = select(ReportRow).order_by(ReportRow.created_at.desc(), ReportRow.id.desc()).limit(limit)
        if state is not None:
            query = query.where(ReportRow.state == state)
        return list(await self.session.scalars(query))

    async def open_on_clip(self, clip_id: str) -> list[ReportRow]:
        """What is still to be decided about a clip, the oldest first."""
        query = select(ReportRow).where(ReportRow.clip_id == clip_id, ReportRow.state == ReportState.OPEN)
        return list(await self.session.scalars(query.order_by(ReportRow.created_at, ReportRow.id)))

    async def open_on_person(self, person_id: str) -> list[ReportRow]:
        """What is still to be decided about a person, clips apart; the oldest first."""
        query = select(ReportRow).where(
            ReportRow.about_id == person_id,
            ReportRow.clip_id.is_(None),
            ReportRow.state == ReportState.OPEN,
        )
        return list(await self.session.scalars(query.order_by(ReportRow.created_at, ReportRow.id)))

    async def by_reporter(self, person_id: str) -> list[ReportRow]:
        """Everything that a person reported."""
        return list(await self.session.scalars(select(ReportRow).where(ReportRow.reporter_id == person_id)))

    async def about(self, person_id: str) -> list[ReportRow]:
        """Everything that was reported of a person or of their clips."""
        return list(await self.session.scalars(select(ReportRow).where(ReportRow.about_id == person_id)))

    async def on_clips(self, clip_ids: list[str]) -> list[ReportRow]:
        """Everything that was reported of these clips."""
        return list(await self.session.scalars(select(ReportRow).where(ReportRow.clip_id.in_(clip_ids))))

    async def with_person(self, person_id: str) -> list[ReportRow]:
        """Everything that was reported of clips in which a person, or a character of theirs, appears."""
        theirs = select(Person.id).where((Person.id == person_id) | (Person.owner_id == person_id))
        clips = select(CastRow.clip_id).where(CastRow.person_id.in_(theirs))
        return list(await self.session.scalars(select(ReportRow).where(ReportRow.clip_id.in_(clips))))

    async def due(self, at: datetime, limit: int = 100) -> list[str]:
        """Ids of those whose evidence is to be destroyed, the longest due first."""
        query = select(ReportRow.id).where(ReportRow.due_at <= at)
        return list(await self.session.scalars(query.order_by(ReportRow.due_at, ReportRow.id).limit(limit)))

    async def counted(self, person_id: str) -> tuple[int, int]:
        """How many reports a person made, and how many are about them or their clips."""
        made, about = (
            select(func.count()).where(column == person_id)
            for column in (ReportRow.reporter_id, ReportRow.about_id)
        )
        return (await self.session.scalars(made)).one(), (await self.session.scalars(about)).one()
