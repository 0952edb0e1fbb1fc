"""A look at a clip while it is rendered: for its maker, and only where nobody else has a say in it."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house

from bot.characters import CharacterKind, NewCharacter
from bot.consent import ApprovalMode
from bot.errors import UnknownClip
from bot.store.unit_of_work import Uow
from engine.contract import preview
from engine.contract.keys import DataKey
from engine.contract.messages import RenderJob

pytestmark = pytest.mark.integration

JPEG = b"\xff\xd8 a frame"


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    settings = house_settings(tmp_path, moderation={"after": {"several_people": "never"}})
    house = open_house(sqlite_uow, tmp_path, clock, settings)
    for name in ("ada", "friend"):
        await house.enrolled(name)
    friend = await house.join("friend")
    await house.app.grant(friend, "ada")
    await house.app.set_approval(friend, ApprovalMode.NEVER)
    return house


async def _drawn(house: House, text: str) -> str:
    """A clip of ada's that the engine draws, and of which it has shown a frame."""
    clip = (await house.order(await house.join("ada"), text)).id
    await _show(house, JPEG)
    return clip


async def _show(house: House, jpeg: bytes, *, done: float = 0.5) -> None:
    (name,) = [name for name, one in house.queue.jobs.items() if one.outcome is None]
    job = house.queue.jobs[name].job
    assert isinstance(job, RenderJob)
    key = DataKey.parse(house.engine.open(job.sealed_keys, name).keysets[job.output])
    at = house.clock.advance(seconds=1)
    house.queue.work_on(name, at, done=done, preview=preview.seal(jpeg, key, name))
    await house.app.take_outcomes()


async def _seen(house: House, clip: str) -> bytes | None:
    return await house.app.preview(await house.join("ada"), clip)


async def test_a_maker_who_is_alone_in_it_sees_it(house: House) -> None:
    assert await _seen(house, await _drawn(house, "@me waves")) == JPEG


async def test_the_newest_one_is_seen(house: House) -> None:
    clip = await _drawn(house, "@me waves")
    await _show(house, b"another", done=0.6)
    assert await _seen(house, clip) == b"another"


async def test_progress_without_a_frame_leaves_the_one_before(house: House) -> None:
    clip = await _drawn(house, "@me waves")
    house.queue.work_on(house.queue.in_progress()[0], house.clock.advance(seconds=1), done=0.7)
    await house.app.take_outcomes()
    assert await _seen(house, clip) == JPEG


async def test_before_the_first_there_is_none(house: House) -> None:
    clip = (await house.order(await house.join("ada"), "@me waves")).id
    assert await _seen(house, clip) is None


async def test_whose_yes_is_not_asked_may_be_seen_with_them(house: House) -> None:
    assert await _seen(house, await _drawn(house, "@me and @friend wave")) == JPEG


async def test_who_is_asked_before_it_is_shown_is_not_seen_before(house: House) -> None:
    await house.app.set_approval(await house.join("friend"), ApprovalMode.BEFORE_PUBLISH)
    assert await _seen(house, await _drawn(house, "@me and @friend wave")) is None


async def test_who_wants_to_be_asked_from_now_on_is_seen_no_more(house: House) -> None:
    clip = await _drawn(house, "@me and @friend wave")
    await house.app.set_approval(await house.join("friend"), ApprovalMode.BEFORE_PUBLISH)
    assert await _seen(house, clip) is None


async def test_who_agreed_to_the_words_and_is_not_asked_again_may_be_seen(house: House) -> None:
    friend = await house.join("friend")
    await house.app.set_approval(friend, ApprovalMode.BEFORE_RENDER)
    clip = (await house.order(await house.join("ada"), "@friend waves")).id
    await house.app.decide(friend, clip, approve=True)
    await _show(house, JPEG)
    assert await _seen(house, clip) == JPEG


async def test_who_is_asked_twice_is_not_seen_between(house: House) -> None:
    friend = await house.join("friend")
    await house.app.set_approval(friend, ApprovalMode.BOTH)
    clip = (await house.order(await house.join("ada"), "@friend waves")).id
    await house.app.decide(friend, clip, approve=True)
    await _show(house, JPEG)
    assert await _seen(house, clip) is None


async def test_where_moderation_asks_everybody_nobody_is_seen(house: House) -> None:
    friend = await house.join("friend")
    clip = (await house.order(await house.join("ada"), "a delicate scene with @friend")).id
    await house.app.decide(friend, clip, approve=True)
    await _show(house, JPEG)
    assert await _seen(house, clip) is None


async def test_where_operators_look_at_clips_of_several_people_nobody_sees_them_first(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    settings = house_settings(tmp_path, moderation={"after": {"several_people": "always"}})
    house = open_house(sqlite_uow, tmp_path, clock, settings)
    await house.enrolled("ada")
    friend = await house.enrolled("friend")
    await house.app.grant(friend, "ada")
    await house.app.set_approval(friend, ApprovalMode.NEVER)
    assert await _seen(house, await _drawn(house, "@me and @friend wave")) is None


async def test_a_character_of_ones_own_is_ones_own(house: House) -> None:
    await house.app.create_character(
        await house.join("ada"), NewCharacter("rex", CharacterKind.PET, (b"front",)), ROOM
    )
    await house.finish_jobs()
    assert await _seen(house, await _drawn(house, "@me and @rex wave")) == JPEG


@pytest.mark.parametrize("who", ["friend", "stranger"])
async def test_to_everybody_else_there_is_no_such_clip(house: House, who: str) -> None:
    clip = await _drawn(house, "@me and @friend wave")
    with pytest.raises(UnknownClip):
        await house.app.preview(await house.join(who), clip)


async def test_once_it_is_rendered_there_is_none(house: House) -> None:
    clip = await _drawn(house, "@me waves")
    await house.finish(house.queue.in_progress()[0])
    await house.app.take_outcomes()
    assert await _seen(house, clip) is None


async def test_nothing_of_it_is_left_once_it_is_rendered(house: House) -> None:
    await _drawn(house, "@me waves")
    (name,) = house.queue.in_progress()
    await house.finish(name)
    await house.app.take_outcomes()
    assert await house.ports.previews.get(name) is None


async def test_of_a_clip_that_was_cancelled_there_is_none(house: House) -> None:
    clip = await _drawn(house, "@me waves")
    await house.app.cancel(await house.join("ada"), clip)
    assert await _seen(house, clip) is None


async def test_of_an_attempt_that_was_lost_there_is_none(house: House) -> None:
    clip = await _drawn(house, "@me waves")
    del house.queue.jobs[house.queue.in_progress()[0]]
    await house.app.take_outcomes()
    assert await _seen(house, clip) is None


async def test_what_lies_in_between_is_sealed(house: House) -> None:
    await _drawn(house, "@me waves")
    kept = await house.ports.previews.get(house.queue.in_progress()[0])
    assert kept is not None
    assert JPEG not in kept


async def test_what_is_no_frame_of_this_clip_is_none(house: House) -> None:
    clip = await _drawn(house, "@me waves")
    await house.ports.previews.put(house.queue.in_progress()[0], b"of something else")
    assert await _seen(house, clip) is None
