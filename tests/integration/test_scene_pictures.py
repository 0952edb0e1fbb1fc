"""A clip set in a picture that its maker sent: sealed before the clip is there, gone with it, seen first."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.consent import ApprovalMode, Usage
from bot.errors import FilesUnavailable, OutsideWhatTheyAllow, QueueUnavailable, SceneTooLarge
from bot.notices import ClipNotMade
from bot.requests import MakeRequest
from bot.store.unit_of_work import Uow
from engine.contract.keys import DataKey
from engine.contract.messages import RenderJob

pytestmark = pytest.mark.integration

MEADOW = b"a picture of a meadow"


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


def _scenes(house: House) -> list[str]:
    return [ref for ref in house.vault.files if ref.endswith("/scene")]


async def test_the_engine_gets_the_sealed_picture_with_its_key(house: House) -> None:
    ada = await house.enrolled("ada")
    clip = await house.order(ada, "@Self waves", scene=MEADOW)
    job = house.queue.jobs[f"{clip.id}.1"].job
    assert isinstance(job, RenderJob)
    assert job.scene == f"clips/{clip.id}/scene"
    key = house.engine.open(job.sealed_keys, job.job_id).keysets[job.scene]
    assert await house.vault.get(job.scene, DataKey.parse(key)) == MEADOW


async def test_a_clip_without_a_picture_has_none(house: House) -> None:
    ada = await house.enrolled("ada")
    clip = await house.order(ada, "@Self waves")
    job = house.queue.jobs[f"{clip.id}.1"].job
    assert isinstance(job, RenderJob)
    assert job.scene is None


async def test_the_picture_stays_while_the_clip_does(house: House) -> None:
    ada = await house.enrolled("ada")
    await house.order(ada, "@Self waves", scene=MEADOW)
    await house.finish_jobs()
    house.clock.advance(hours=1)
    await house.app.sweep()
    assert len(_scenes(house)) == 1


async def test_it_goes_with_the_clip(house: House) -> None:
    ada = await house.enrolled("ada")
    clip = await house.order(ada, "@Self waves", scene=MEADOW)
    await house.finish_jobs()
    await house.app.delete(ada, clip.id)
    house.clock.advance(hours=1)
    await house.app.sweep()
    assert _scenes(house) == []


async def test_a_cancelled_clip_leaves_no_picture(house: House) -> None:
    ada = await house.enrolled("ada")
    clip = await house.order(ada, "@Self waves", scene=MEADOW)
    await house.app.cancel(ada, clip.id)
    house.clock.advance(hours=1)
    await house.app.sweep()
    assert _scenes(house) == []


async def test_a_refused_clip_leaves_no_picture(house: House) -> None:
    ada = await house.join("ada")
    await house.enrolled("bob")
    with pytest.raises(OutsideWhatTheyAllow):
        await house.order(ada, "@bob waves", scene=MEADOW)
    assert _scenes(house) == []


async def test_a_queue_that_is_away_leaves_no_picture(house: House) -> None:
    ada = await house.enrolled("ada")
    house.queue.broken = True
    with pytest.raises(QueueUnavailable):
        await house.order(ada, "@Self waves", scene=MEADOW)
    assert _scenes(house) == []


async def test_a_vault_that_refuses_to_write_makes_no_clip(house: House) -> None:
    ada = await house.enrolled("ada")
    house.vault.unwritable = True
    with pytest.raises(FilesUnavailable):
        await house.order(ada, "@Self waves", scene=MEADOW)
    assert (await house.app.clips(ada)).clips == ()


async def test_one_message_handled_twice_has_one_picture(house: House) -> None:
    ada = await house.enrolled("ada")
    first = await house.order(ada, "@Self waves", scene=MEADOW, key="m1")
    again = await house.order(ada, "@Self waves", scene=MEADOW, key="m1")
    assert first.id == again.id
    assert _scenes(house) == [f"clips/{first.id}/scene"]


async def test_a_picture_has_its_bound(house: House) -> None:
    ada = await house.enrolled("ada")
    request = MakeRequest(text="@Self waves", chat=ROOM, scene=bytes(10_000_001))
    with pytest.raises(SceneTooLarge):
        await house.app.make(ada, request)
    shown = await house.app.preflight(ada, request)
    assert [refusal.code for refusal in shown.refusals] == [SceneTooLarge.code]


async def test_a_picture_with_somebody_in_it_costs_nothing(house: House) -> None:
    ada = await house.enrolled("ada")
    before = await house.available(ada)
    clip = await house.order(ada, "@Self waves", scene=MEADOW)
    house.queue.fail(f"{clip.id}.1", "scene_shows_a_person", "A face can be seen in the scene's picture.")
    await house.app.take_outcomes()
    (told,) = [notice for _, notice in await house.hear() if isinstance(notice, ClipNotMade)]
    assert [refusal.code for refusal in told.refusals] == ["scene_shows_a_person"]
    assert await house.available(ada) == before
    await house.app.sweep()
    house.clock.advance(hours=1)
    await house.app.sweep()
    assert _scenes(house) == []


@pytest.mark.parametrize(
    ("boundary", "state"), [("", ClipState.DELIVERED), ("no spiders", ClipState.APPROVAL)]
)
async def test_who_has_boundaries_sees_first_what_words_do_not_describe(
    house: House, boundary: str, state: ClipState
) -> None:
    ada, bob = await house.enrolled("ada"), await house.join("bob")
    await house.app.set_usage(ada, Usage.EVERYONE)
    await house.app.set_approval(ada, ApprovalMode.NEVER)
    if boundary:
        await house.app.add_boundary(ada, boundary)
    clip = await house.order(bob, "@ada waves", scene=MEADOW)
    await house.finish_jobs()
    assert (await house.app.clip(bob, clip.id)).state is state


async def test_a_picture_stands_in_no_repr() -> None:
    assert "meadow" not in repr(MakeRequest(text="@Self waves", chat=ROOM, scene=MEADOW))
