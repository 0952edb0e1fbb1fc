"""Films that platforms keep, on SQLite and on Postgres."""

from datetime import timedelta

import pytest
from factories import NOON, someone_with_clip
from sqlalchemy import select

from bot.people import Platform
from bot.store.tables import UploadRow
from bot.store.unit_of_work import UnitOfWork, Uow

pytestmark = pytest.mark.contract

HERE = Platform.TELEGRAM


async def _add(tx: UnitOfWork, clip: str, file: str, **more: object) -> UploadRow:
    about = {"platform": HERE, "whole": True, "created_at": NOON} | more
    row = UploadRow(clip_id=clip, file_id=file, **about)  # type: ignore[arg-type]  # a test's shorthand
    await tx.uploads.add(row)
    return row


async def _files(tx: UnitOfWork) -> set[str]:
    return set(await tx.session.scalars(select(UploadRow.file_id)))


async def test_the_newest_of_a_version_is_found(uow: Uow) -> None:
    async with uow() as tx:
        _, clip = await someone_with_clip(tx)
        await _add(tx, clip.id, "old")
        new = await _add(tx, clip.id, "new", created_at=NOON + timedelta(seconds=1))
        await _add(tx, clip.id, "small", whole=False)
        await _add(tx, clip.id, "elsewhere", platform=Platform.DISCORD)
        assert await tx.uploads.newest(HERE, clip.id, whole=True) is new


async def test_with_its_clip_one_goes_but_for_a_message_of_its_own(uow: Uow) -> None:
    async with uow() as tx:
        _, clip = await someone_with_clip(tx)
        _, other = await someone_with_clip(tx)
        await _add(tx, clip.id, "only a name")
        kept = await _add(tx, clip.id, "in storage", message_id="storage/1")
        await _add(tx, other.id, "another's")
        await tx.uploads.end(clip.id)
        assert await _files(tx) == {"in storage", "another's"}
        assert await tx.uploads.to_take_down(HERE, 10) == [kept]
        assert await tx.uploads.newest(HERE, clip.id, whole=True) is None


async def test_a_forgotten_name_takes_no_other_along(uow: Uow) -> None:
    async with uow() as tx:
        _, clip = await someone_with_clip(tx)
        await _add(tx, clip.id, "forgotten")
        await _add(tx, clip.id, "known")
        await tx.uploads.lost(HERE, clip.id, "forgotten")
        assert await _files(tx) == {"known"}


async def test_only_what_is_to_go_is_taken_down(uow: Uow) -> None:
    async with uow() as tx:
        _, clip = await someone_with_clip(tx)
        stays = await _add(tx, clip.id, "stays", message_id="storage/1")
        goes = await _add(tx, clip.id, "goes", message_id="storage/2", over=True)
        assert [await tx.uploads.taken_down(one.id) for one in (stays, goes, goes)] == [False, True, False]
