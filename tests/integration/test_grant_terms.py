"""What a grant is bound to counts at every moment: when a clip is asked for, and before it is shown."""

from datetime import timedelta
from pathlib import Path

import pytest
from factories import NOON, ManualClock
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.consent import ApprovalMode, BoundaryPreset, Usage
from bot.errors import OutsideWhatTheyAllow
from bot.grants import Limits
from bot.people import Account, Chat, Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PROMPT = "@owner waves"
ATTIC = Chat(Platform.TERMINAL, "attic")


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    await house.app.set_approval(await house.enrolled("owner"), ApprovalMode.NEVER)
    await house.join("friend")
    return house


async def _granted(house: House, **limits: object) -> tuple[str, str]:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.grant(owner, "friend", Limits(**limits))  # type: ignore[arg-type]  # a test's shorthand
    return owner, friend


async def _state(house: House, person: str, clip: str) -> ClipState:
    return (await house.app.clip(person, clip)).state


async def test_after_its_date_it_lets_nothing_through(house: House) -> None:
    _, friend = await _granted(house, until=NOON + timedelta(days=1))
    await house.order(friend, PROMPT)
    house.clock.advance(days=1)
    with pytest.raises(OutsideWhatTheyAllow):
        await house.order(friend, PROMPT)


async def test_a_date_that_passes_during_the_render_ends_the_clip(house: House) -> None:
    _, friend = await _granted(house, until=NOON + timedelta(minutes=5))
    clip = (await house.order(friend, PROMPT)).id
    house.clock.advance(minutes=5)
    await house.finish_jobs()
    assert await _state(house, friend, clip) is ClipState.REVOKED
    assert (await house.app.ledger(friend)).held == 0


async def test_a_date_that_passes_while_a_question_waits_ends_the_clip_as_it_is_answered(
    house: House,
) -> None:
    owner, friend = await _granted(house, until=NOON + timedelta(minutes=5))
    await house.app.set_approval(owner, ApprovalMode.BEFORE_RENDER)
    clip = (await house.order(friend, PROMPT)).id
    house.clock.advance(minutes=5)
    await house.app.decide(owner, clip, approve=True)
    assert await _state(house, friend, clip) is ClipState.REVOKED


async def test_it_counts_clips_that_were_made_or_are_in_the_making(house: House) -> None:
    _, friend = await _granted(house, clips=2)
    await house.order(friend, PROMPT)
    await house.finish_jobs()
    await house.order(friend, PROMPT)
    with pytest.raises(OutsideWhatTheyAllow):
        await house.order(friend, PROMPT)


async def test_a_clip_that_failed_is_not_counted(house: House) -> None:
    _, friend = await _granted(house, clips=1)
    clip = (await house.order(friend, PROMPT)).id
    house.queue.fail(f"{clip}.1")
    await house.app.take_outcomes()
    assert (await house.order(friend, PROMPT)).state is ClipState.QUEUED


async def test_a_clip_that_was_deleted_after_it_was_received_stays_counted(house: House) -> None:
    _, friend = await _granted(house, clips=1)
    clip = (await house.order(friend, PROMPT)).id
    await house.finish_jobs()
    await house.app.delete(friend, clip)
    with pytest.raises(OutsideWhatTheyAllow):
        await house.order(friend, PROMPT)


async def test_it_holds_only_where_it_was_given(house: House) -> None:
    _, friend = await _granted(house, platform=Platform.TERMINAL, place="room")
    assert (await house.order(friend, PROMPT)).state is ClipState.QUEUED
    with pytest.raises(OutsideWhatTheyAllow):
        await house.order(friend, PROMPT, chat=ATTIC)


async def test_another_room_of_the_same_server_is_the_same_place(house: House) -> None:
    for name in ("friend", "owner"):
        await house.join(name, Chat(Platform.DISCORD, "general", server="guild"))
    _, friend = await _granted(house, platform=Platform.DISCORD, place="guild")
    clip = await house.order(friend, PROMPT, chat=Chat(Platform.DISCORD, "off-topic", server="guild"))
    assert clip.state is ClipState.QUEUED


async def test_who_is_not_on_the_server_is_in_no_clip_there_whatever_they_granted(house: House) -> None:
    there = Chat(Platform.DISCORD, "general", server="guild")
    await house.join("friend", there)
    owner, friend = await _granted(house)
    with pytest.raises(OutsideWhatTheyAllow):
        await house.order(friend, PROMPT, chat=there)
    await house.join("owner", there)
    clip = await house.order(friend, PROMPT, chat=there)
    await house.app.left(Account(Platform.TERMINAL, "owner", "owner"), there)
    assert (await house.app.clip(friend, clip.id)).state is ClipState.REVOKED
    assert "absent" in str(await house.app.receipts(owner))


async def test_its_presets_bind_that_friend_besides_the_owners_own_boundaries(house: House) -> None:
    owner, friend = await _granted(house, presets=(BoundaryPreset.WEAPONS,))
    other = await house.join("other")
    await house.app.grant(owner, "other")
    with pytest.raises(OutsideWhatTheyAllow):
        await house.order(friend, "@owner with weapons")
    assert (await house.order(other, "@owner with weapons")).state is ClipState.QUEUED


async def test_where_everybody_is_let_in_a_grant_is_not_used_up(house: House) -> None:
    owner, friend = await _granted(house, clips=1)
    await house.app.set_usage(owner, Usage.EVERYONE)
    for _ in range(2):
        await house.order(friend, PROMPT)
        await house.finish_jobs()
    async with house.uow() as tx:
        grant = await tx.consents.open_grant(owner, friend)
        assert grant is not None
        assert await tx.consents.grant_used(grant.id) == 0


async def test_a_new_grant_counts_for_what_the_old_one_began(house: House) -> None:
    owner, friend = await _granted(house, clips=1)
    clip = (await house.order(friend, PROMPT)).id
    await house.app.grant(owner, "friend", Limits(clips=3))
    await house.finish_jobs()
    assert await house.video(friend, clip) == b"film"


async def test_a_mutual_whose_own_grant_has_lapsed_is_none(house: House) -> None:
    owner, friend = await _granted(house)
    await house.app.set_usage(owner, Usage.MUTUALS)
    await house.app.grant(friend, "owner", Limits(until=NOON + timedelta(hours=1)))
    assert (await house.order(friend, PROMPT, chat=ROOM)).state is ClipState.QUEUED
    house.clock.advance(hours=1)
    with pytest.raises(OutsideWhatTheyAllow):
        await house.order(friend, PROMPT)
