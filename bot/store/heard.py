"""What platforms told us already: they tell some things twice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import Platform
from bot.store.tables import HeardRow


@dataclass(frozen=True, slots=True)
class Heard:
    """Queries on `heard`."""

    session: AsyncSession

    async def note(self, platform: Platform, name: str, at: datetime) -> bool:
        """Note that a platform told us this. False where it had.

        Raises sqlalchemy.exc.IntegrityError where somebody noted it at the same time.
        """
        if await self.session.get(HeardRow, (platform, name)) is not None:
            return False
        self.session.add(HeardRow(platform=platform, name=name, at=at))
        await self.session.flush()
        return True

    async def lapse(self, before: datetime) -> int:
        """Forget what was told before that moment. Returns how much."""
        query = delete(HeardRow).where(HeardRow.at < before).returning(HeardRow.name)
        return len((await self.session.execute(query)).all())
