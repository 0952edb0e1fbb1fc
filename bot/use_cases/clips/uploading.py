"""Films that a platform keeps already: sent again by their names there, as long as somebody may see them."""

from bot.clips import FINAL
from bot.people import Platform
from bot.ports import Ports
from bot.requests import FileKind, Uploaded
from bot.store.tables import UploadRow
from bot.use_cases.clips.fetching import SMALL, film_of, is_whole_in, seen, write_down


async def uploaded(
    ports: Ports, person: str, name: str, platform: Platform, limit_bytes: int
) -> Uploaded | None:
    """Decide who may see it now as `fetching` does, and write the use down, where there is one to be sent."""
    async with ports.uow() as tx:
        row = await seen(tx, person, name)
        film_of(row)
        kept = await tx.uploads.newest(platform, row.id, whole=True)
        if kept is None and not is_whole_in(row, limit_bytes):
            kept = await tx.uploads.newest(platform, row.id, whole=False)
        if kept is None:
            return None
        await write_down(ports, tx, person, row, FileKind.VIDEO.value if kept.whole else SMALL)
        return Uploaded(kept.file_id, kept.whole)


async def remember(
    ports: Ports, name: str, platform: Platform, upload: Uploaded, message_id: str | None
) -> None:
    """Keep what a platform calls a film. Where its clip has ended meanwhile, its message is to go."""
    async with ports.uow() as tx:
        clip = await tx.clips.get(name, lock=True)
        if clip is None:
            return
        known = await tx.uploads.newest(platform, name, whole=upload.whole)
        over = clip.state in FINAL
        if message_id is None and (over or (known is not None and known.file_id == upload.file_id)):
            return
        await tx.uploads.add(
            UploadRow(
                platform=platform,
                clip_id=name,
                whole=upload.whole,
                file_id=upload.file_id,
                created_at=ports.clock.now(),
                message_id=message_id,
                over=over,
            )
        )


async def lost(ports: Ports, name: str, platform: Platform, file_id: str) -> None:
    """The platform does not know it by that name any more."""
    async with ports.uow() as tx:
        await tx.uploads.lost(platform, name, file_id)
