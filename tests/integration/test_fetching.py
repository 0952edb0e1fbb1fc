"""A film that fits where it is to be posted: the clip itself, else its smaller version, to who may see it."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import House, open_house

from bot.audit import Audit
from bot.consent import ApprovalMode
from bot.errors import BeingLookedAt, NotAgreedYet, NothingToSee, TooLargeToPost, UnknownClip
from bot.reports import ReportKind
from bot.requests import Surroundings
from bot.store.unit_of_work import Uow
from engine.contract.messages import RenderJob

pytestmark = pytest.mark.integration

FILM, SMALL = b"film" * 25, b"small" * 2
WHOLE, SMALLER = len(FILM), len(SMALL)


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    await house.enrolled("ada")
    return house


async def _made(house: House, *, small: bytes | None = SMALL, text: str = "@me waves") -> str:
    clip = (await house.order(await house.join("ada"), text)).id
    await house.finish(house.queue.in_order()[0], film=FILM, small=small)
    await house.app.take_outcomes()
    return clip


async def _fetched(house: House, clip: str, limit: int, who: str = "ada") -> tuple[bytes, bool]:
    film = await house.app.fetch_fitting(await house.join(who), clip, limit)
    return film.data, film.whole


async def _job(house: House, **around: int) -> RenderJob:
    await house.order(await house.join("ada"), "@me waves", surroundings=Surroundings(**around))
    job = house.queue.jobs[house.queue.in_order()[0]].job
    assert isinstance(job, RenderJob)
    return job


async def test_what_fits_comes_whole(house: House) -> None:
    clip = await _made(house)
    assert await _fetched(house, clip, WHOLE) == (FILM, True)


async def test_it_says_how_long_it_is_and_how_wide(house: House) -> None:
    clip = await _made(house)
    film = await house.app.fetch_fitting(await house.join("ada"), clip, WHOLE)
    assert (film.seconds > 0, film.size) == (True, (1280, 720))


async def test_one_byte_too_much_and_the_smaller_version_comes(house: House) -> None:
    clip = await _made(house)
    assert await _fetched(house, clip, WHOLE - 1) == (SMALL, False)


async def test_where_neither_fits_it_is_refused(house: House) -> None:
    clip = await _made(house)
    with pytest.raises(TooLargeToPost):
        await _fetched(house, clip, SMALLER - 1)


async def test_where_there_is_no_smaller_version_it_is_refused(house: House) -> None:
    clip = await _made(house, small=None)
    with pytest.raises(TooLargeToPost):
        await _fetched(house, clip, WHOLE - 1)


async def _of_before(house: House) -> str:
    """A clip that was made before sizes were kept."""
    clip = await _made(house)
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
        assert row is not None
        row.bytes = row.small_bytes = row.small_ref = None
    return clip


async def test_a_clip_of_unknown_size_that_fits_comes(house: House) -> None:
    assert await _fetched(house, await _of_before(house), WHOLE) == (FILM, True)


async def test_a_clip_of_unknown_size_that_does_not_fit_is_refused(house: House) -> None:
    clip = await _of_before(house)
    with pytest.raises(TooLargeToPost):
        await _fetched(house, clip, WHOLE - 1)


async def test_the_engine_is_asked_for_what_fits_where_the_clip_was_asked_for(house: House) -> None:
    assert (await _job(house, upload_limit=52_428_800)).fit_bytes == 52_428_800


async def test_what_is_shown_to_somebody_alone_fits_direct_messages_too(house: House) -> None:
    friend = await house.enrolled("friend")
    await house.app.grant(friend, "ada")
    around = Surroundings(upload_limit=52_428_800)
    for text, draft in (("@friend waves", False), ("@me waves", True)):
        await house.order(await house.join("ada"), text, surroundings=around, draft=draft)
    jobs = [house.queue.jobs[name].job for name in house.queue.in_order()]
    assert [job.fit_bytes for job in jobs if isinstance(job, RenderJob)] == [10_485_760] * 2


async def test_where_nobody_knows_it_is_asked_for_what_fits_everywhere(house: House) -> None:
    assert (await _job(house)).fit_bytes == 10 * 1024 * 1024


async def test_each_use_is_written_down_with_what_was_handed_out(house: House) -> None:
    clip = await _made(house)
    for limit in (WHOLE, SMALLER):
        await _fetched(house, clip, limit)
    async with house.uow() as tx:
        entries = [row for row in await tx.audit.of(clip) if row.action is Audit.CLIP_FETCHED]
    assert [row.details["file"] for row in entries] == ["video", "small"]


async def test_a_refusal_for_its_size_is_no_use(house: House) -> None:
    clip = await _made(house)
    with pytest.raises(TooLargeToPost):
        await _fetched(house, clip, 1)
    async with house.uow() as tx:
        assert [row for row in await tx.audit.of(clip) if row.action is Audit.CLIP_FETCHED] == []


async def test_both_versions_go_with_the_clip(house: House) -> None:
    clip = await _made(house)
    await house.app.delete(await house.join("ada"), clip)
    await house.app.sweep()
    assert [ref for ref in house.vault.files if ref.startswith(f"clips/{clip}/")] == []


async def test_a_clip_that_is_gone_has_none(house: House) -> None:
    clip = await _made(house)
    await house.app.delete(await house.join("ada"), clip)
    with pytest.raises(NothingToSee):
        await _fetched(house, clip, WHOLE)


async def test_to_a_stranger_there_is_no_such_clip(house: House) -> None:
    clip = await _made(house)
    with pytest.raises(UnknownClip):
        await house.app.fetch_fitting(await house.join("bob"), clip, WHOLE)


async def test_who_is_reported_hands_out_neither(house: House) -> None:
    await house.enrolled("eve")
    clip = await _made(house)
    ada = await house.join("ada")
    await house.app.report(ada, clip=clip, kind=ReportKind.ME_WITHOUT_CONSENT)
    with pytest.raises(BeingLookedAt):
        await _fetched(house, clip, SMALLER)


async def test_before_everybody_agreed_its_maker_gets_neither(house: House) -> None:
    friend = await house.enrolled("friend")
    await house.app.grant(friend, "ada")
    await house.app.set_approval(friend, ApprovalMode.BEFORE_PUBLISH)
    clip = await _made(house, text="@friend waves")
    with pytest.raises(NotAgreedYet):
        await _fetched(house, clip, SMALLER)
    assert await _fetched(house, clip, SMALLER, "friend") == (SMALL, False)
