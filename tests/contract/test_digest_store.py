"""What waits for a digest, on SQLite and on Postgres."""

from datetime import timedelta

import pytest
from factories import NOON, someone, someone_with_clip

from bot.store.tables import DigestRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.contract


def _row(person: str, said: str = "x", clip: str | None = None) -> DigestRow:
    return DigestRow(person_id=person, notice={"said": said}, due_at=NOON, clip_id=clip)


async def test_a_digest_is_due_at_its_moment_and_taken_once(uow: Uow) -> None:
    async with uow() as tx:
        ada = (await someone(tx)).id
        for said in ("first", "second"):
            await tx.digests.add(_row(ada, said))
        assert await tx.digests.due(NOON - timedelta(seconds=1)) == []
        assert await tx.digests.due(NOON) == [ada]
        assert {row.notice["said"] for row in await tx.digests.take(ada, NOON)} == {"first", "second"}
        assert await tx.digests.take(ada, NOON) == []


async def test_what_comes_later_about_a_clip_replaces_what_waited(uow: Uow) -> None:
    async with uow() as tx:
        ada, clip = await someone_with_clip(tx)
        for said in ("asked for", "made"):
            await tx.digests.add(_row(ada.id, said, clip.id))
        assert [row.notice["said"] for row in await tx.digests.take(ada.id, NOON)] == ["made"]


async def test_nothing_is_said_of_a_clip_that_was_dropped(uow: Uow) -> None:
    async with uow() as tx:
        ada, clip = await someone_with_clip(tx)
        await tx.digests.add(_row(ada.id, clip=clip.id))
        await tx.digests.add(_row(ada.id, "other"))
        await tx.digests.drop([clip.id])
        assert [row.notice["said"] for row in await tx.digests.take(ada.id, NOON)] == ["other"]


async def test_nothing_is_said_to_who_is_forgotten(uow: Uow) -> None:
    async with uow() as tx:
        ada, mia = (await someone(tx)).id, (await someone(tx)).id
        for person in (ada, mia):
            await tx.digests.add(_row(person))
        await tx.digests.forget(ada)
        assert await tx.digests.due(NOON) == [mia]
