"""Films that a platform keeps: sent again by their names, only to who may see them, until the clip ends."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import House, open_house

from bot.audit import Audit
from bot.errors import BeingLookedAt, NothingToSee, TooLargeToPost, UnknownClip
from bot.people import Platform
from bot.reports import ReportKind
from bot.requests import Uploaded
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

HERE, THERE = Platform.TERMINAL, Platform.TELEGRAM
FILM, SMALL = b"film" * 25, b"small" * 2
WHOLE, SMALLER = Uploaded("whole", whole=True), Uploaded("small", whole=False)


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    await house.enrolled("ada")
    return house


@pytest.fixture
async def clip(house: House) -> str:
    """A draft of Ada's, with a smaller version."""
    clip = (await house.order(await house.join("ada"), "@me waves")).id
    await house.finish(house.queue.in_order()[0], film=FILM, small=SMALL)
    await house.app.take_outcomes()
    return clip


async def _uploaded(house: House, clip: str, limit: int = len(FILM), who: str = "ada") -> Uploaded | None:
    return await house.app.uploaded(await house.join(who), clip, HERE, limit)


async def _takedowns(house: House) -> list[str]:
    return [one.message_id for one in await house.app.due_takedowns(HERE)]


async def test_what_was_never_sent_has_to_be_fetched(house: House, clip: str) -> None:
    assert await _uploaded(house, clip) is None


async def test_what_was_sent_once_is_sent_by_its_name(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, HERE, WHOLE)
    assert await _uploaded(house, clip) == WHOLE


async def test_each_platform_has_names_of_its_own(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, THERE, WHOLE)
    assert await _uploaded(house, clip) is None


async def test_the_smaller_version_stands_in_only_where_the_clip_does_not_fit(
    house: House, clip: str
) -> None:
    await house.app.remember_upload(clip, HERE, SMALLER)
    assert [await _uploaded(house, clip, len(FILM) - less) for less in (0, 1)] == [None, SMALLER]


async def test_what_is_there_whole_need_not_fit(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, HERE, WHOLE)
    assert await _uploaded(house, clip, 1) == WHOLE


async def test_where_neither_fits_it_is_refused(house: House, clip: str) -> None:
    with pytest.raises(TooLargeToPost):
        await _uploaded(house, clip, 1)


async def test_to_others_there_is_no_such_clip(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, HERE, WHOLE)
    with pytest.raises(UnknownClip):
        await _uploaded(house, clip, who="bo")


async def test_what_was_reported_is_not_handed_out(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, HERE, WHOLE)
    await house.app.report(await house.join("ada"), clip=clip, kind=ReportKind.ME_WITHOUT_CONSENT)
    with pytest.raises(BeingLookedAt):
        await _uploaded(house, clip)


async def test_what_has_ended_is_not_handed_out(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, HERE, WHOLE)
    await house.app.delete(await house.join("ada"), clip)
    with pytest.raises(NothingToSee):
        await _uploaded(house, clip)


async def test_each_use_is_written_down(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, HERE, WHOLE)
    await _uploaded(house, clip)
    receipts = await house.app.receipts(await house.join("ada"))
    assert [one.action for one in receipts.receipts].count(Audit.CLIP_FETCHED) == 1


async def test_a_name_that_the_platform_forgot_is_forgotten(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, HERE, WHOLE)
    await house.app.upload_lost(clip, HERE, WHOLE.file_id)
    assert await _uploaded(house, clip) is None


async def test_a_message_that_was_posted_only_to_keep_it_goes_with_the_clip(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, HERE, WHOLE, "storage/1")
    before = await _takedowns(house)
    await house.app.delete(await house.join("ada"), clip)
    assert (before, await _takedowns(house)) == ([], ["storage/1"])


async def test_one_that_arrived_as_the_clip_ended_goes_at_once(house: House, clip: str) -> None:
    await house.app.delete(await house.join("ada"), clip)
    await house.app.remember_upload(clip, HERE, WHOLE, "storage/1")
    assert await _takedowns(house) == ["storage/1"]


async def test_one_that_the_platform_forgot_goes_too(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, HERE, WHOLE, "storage/1")
    await house.app.upload_lost(clip, HERE, WHOLE.file_id)
    assert (await _uploaded(house, clip), await _takedowns(house)) == (None, ["storage/1"])


async def test_once_it_is_gone_nobody_tries_again(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, HERE, WHOLE, "storage/1")
    await house.app.delete(await house.join("ada"), clip)
    (gone,) = await house.app.due_takedowns(HERE)
    await house.app.mark_taken_down(gone.delivery)
    assert await _takedowns(house) == []


async def test_the_message_goes_with_its_erased_maker(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, HERE, WHOLE, "storage/1")
    await house.app.erase(await house.join("ada"))
    assert await _takedowns(house) == ["storage/1"]


async def test_that_a_message_has_to_go_is_news(house: House, clip: str) -> None:
    await house.app.remember_upload(clip, THERE, WHOLE, "storage/1")
    await house.ports.wakeups.wait(THERE.value, "poster", 0.01)
    await house.app.delete(await house.join("ada"), clip)
    assert await house.ports.wakeups.wait(THERE.value, "poster", 0.01)
