"""Films that platforms keep."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import Platform
from bot.store.tables import UploadRow


@dataclass(frozen=True, slots=True)
class Uploads:
    """Queries on `uploads`."""

    session: AsyncSession

    async def add(self, row: UploadRow) -> None:
        """Store a new one."""
        self.session.add(row)
        await self.session.flush()

    async def get(self, upload_id: str) -> UploadRow | None:
        """One of them."""
        return await self.session.get(UploadRow, upload_id)

    async def of_clip(self, clip_id: str) -> list[UploadRow]:
        """All of a clip, the newest first."""
        query = select(UploadRow).where(UploadRow.clip_id == clip_id)
        return list(await self.session.scalars(query.order_by(UploadRow.created_at.desc(), UploadRow.id)))

    async def newest(self, platform: Platform, clip_id: str, *, whole: bool) -> UploadRow | None:
        """The newest there of one version of a clip that has not ended."""
        query = select(UploadRow).where(
            UploadRow.platform == platform,
            UploadRow.clip_id == clip_id,
            UploadRow.whole == whole,
            UploadRow.over.is_(False),
        )
        newest = query.order_by(UploadRow.created_at.desc(), UploadRow.id).limit(1)
        return (await self.session.scalars(newest)).one_or_none()

    async def lost(self, platform: Platform, clip_id: str, file_id: str) -> None:
        """The platform knows it no longer by that name. A message of its own is still to go one day."""
        query = select(UploadRow).where(
            UploadRow.platform == platform, UploadRow.clip_id == clip_id, UploadRow.file_id == file_id
        )
        await self._end(list(await self.session.scalars(query)))

    async def end(self, clip_id: str) -> None:
        """Their clip has ended: messages of their own are to be taken down, the others are forgotten."""
        await self._end(await self.of_clip(clip_id))

    async def to_take_down(self, platform: Platform, limit: int) -> list[UploadRow]:
        """Those there whose messages are to be taken down, the oldest first."""
        query = select(UploadRow).where(UploadRow.platform == platform, UploadRow.over.is_(True))
        oldest = query.order_by(UploadRow.created_at, UploadRow.id).limit(limit)
        return list(await self.session.scalars(oldest))

    async def taken_down(self, upload_id: str) -> bool:
        """Its message is gone, or cannot be removed. False where it was not to be taken down."""
        query = delete(UploadRow).where(UploadRow.id == upload_id, UploadRow.over.is_(True))
        return (await self.session.execute(query.returning(UploadRow.id))).one_or_none() is not None

    async def _end(self, rows: list[UploadRow]) -> None:
        for row in rows:
            if row.message_id is None:
                await self.session.delete(row)
            else:
                row.over = True
        await self.session.flush()
