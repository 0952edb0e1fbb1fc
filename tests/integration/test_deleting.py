"""Whoever appears ends a clip at any time: its key goes, the others hear, posted copies are taken down."""

from pathlib import Path

import pytest
from factories import ManualClock, likeness, someone
from house import House, house_settings, open_house

from bot.clips import FINAL, HoldReason
from bot.consent import ApprovalMode
from bot.deliveries import DeliveryState
from bot.people import Account, Chat, Platform
from bot.store.tables import CastRow, ClipRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

ROOM = Chat(Platform.TERMINAL, "room")
STEPS = ("asking", "queued", "rendering", "held", "approval", "delivered", "kept")


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return await _friends(open_house(sqlite_uow, tmp_path, clock))


async def _friends(house: House) -> House:
    """An owner, another, and a friend who may use both."""
    for name in ("owner", "other"):
        person = await house.enrolled(name)
        await house.app.set_approval(person, ApprovalMode.NEVER)
        await house.join("friend")
        await house.app.grant(person, "friend")
    await house.hear()
    return house


async def _row(house: House, clip: str) -> ClipRow:
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
    assert row is not None
    return row


async def _at(house: House, step: str) -> str:
    """A clip with both of them that has come so far."""
    owner, friend = await house.join("owner"), await house.join("friend")
    modes = {"asking": ApprovalMode.BEFORE_RENDER, "approval": ApprovalMode.BEFORE_PUBLISH}
    await house.app.set_approval(owner, modes.get(step, ApprovalMode.NEVER))
    clip = (await house.order(friend, "@owner and @other wave")).id
    if step == "rendering":
        house.queue.work_on(f"{clip}.1", house.clock.now())
        await house.app.take_outcomes()
    if step == "held":
        await _hold(house, clip)
    if step in {"approval", "delivered", "kept"}:
        await house.finish_jobs()
    if step == "kept":
        await house.app.keep(friend, clip)
    assert (await _row(house, clip)).state.value == step
    return clip


async def _hold(house: House, clip: str) -> None:
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
        assert row is not None
        row.state, row.held_for = row.state.HELD, (HoldReason.REPORTED,)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", ["owner", "other", "friend"])
async def test_everybody_in_it_and_its_maker_may_delete_it_at_every_step(
    house: House, step: str, who: str
) -> None:
    clip = await _at(house, step)
    await house.hear()
    person = await house.join(who)
    await house.app.delete(person, clip)
    row = await _row(house, clip)
    assert (row.state in FINAL, row.data_key) == (True, None)
    told = {name for name, notice in await house.hear() if notice.kind in {"clip_gone", "clip_not_made"}}
    assert told == {await house.join(name) for name in ("owner", "other", "friend")} - {person}


@pytest.mark.parametrize("step", STEPS)
async def test_a_stranger_deletes_nothing(house: House, step: str) -> None:
    clip = await _at(house, step)
    with pytest.raises(Exception, match="no such clip"):
        await house.app.delete(await house.join("stranger"), clip)


@pytest.mark.parametrize("step", ["asking", "queued", "held", "approval"])
async def test_a_clip_that_was_never_received_costs_nothing(house: House, step: str) -> None:
    clip = await _at(house, step)
    await house.app.delete(await house.join("owner"), clip)
    assert await house.available(await house.join("friend")) == 1000


async def test_what_was_received_is_paid_also_where_somebody_else_deletes_it(house: House) -> None:
    clip = await _at(house, "delivered")
    await house.app.delete(await house.join("owner"), clip)
    assert await house.available(await house.join("friend")) == 1000 - 64


@pytest.mark.parametrize(("who", "back"), [("owner", 64), ("friend", 0)])
async def test_an_operator_may_have_it_paid_back_unless_the_maker_deletes_it(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock, who: str, back: int
) -> None:
    settings = house_settings(tmp_path)
    generous = settings.model_copy(
        update={"clips": settings.clips.model_copy(update={"refund_deleted": True})}
    )
    house = await _friends(open_house(sqlite_uow, tmp_path, clock, generous))
    clip = await _at(house, "delivered")
    await house.app.delete(await house.join(who), clip)
    assert await house.available(await house.join("friend")) == 1000 - 64 + back


async def test_the_owner_of_a_character_may_delete_a_clip_with_it(house: House) -> None:
    clip, keeper = await _at(house, "delivered"), await house.join("keeper")
    async with house.uow() as tx:
        pet = await someone(tx, handle="rex", owner_id=keeper)
        own = await tx.likenesses.add(likeness(pet.id))
        tx.session.add(CastRow(clip_id=clip, role="rex", person_id=pet.id, likeness_id=own.id))
    assert (await house.app.delete(keeper, clip)).state in FINAL


async def test_posted_copies_are_to_be_taken_down(house: House) -> None:
    clip = await _at(house, "delivered")
    await house.hear()
    assert await house.app.due_takedowns(Platform.TERMINAL) == []
    await house.app.delete(await house.join("owner"), clip)
    due = await house.app.due_takedowns(Platform.TERMINAL)
    places = {(one.chat_id, one.platform_id) for one in due}
    assert places == {("room", "friend"), (None, "owner"), (None, "other")}
    assert all(one.message_id == f"m-{one.delivery}" for one in due)


async def test_what_was_said_without_the_file_stays(house: House) -> None:
    clip = await _at(house, "approval")
    await house.hear()
    await house.app.delete(await house.join("owner"), clip)
    async with house.uow() as tx:
        kinds = {
            str(row.notice["kind"]): row.state
            for row in await tx.deliveries.of_clip(clip)
            if row.state is not DeliveryState.PENDING
        }
    assert kinds["approval_asked"] is DeliveryState.TAKE_DOWN
    assert kinds["approval_waits"] is DeliveryState.SENT


async def test_what_was_taken_down_or_cannot_be_is_not_offered_again(house: House) -> None:
    clip = await _at(house, "delivered")
    await house.hear()
    await house.app.delete(await house.join("friend"), clip)
    first, second, third = await house.app.due_takedowns(Platform.TERMINAL)
    await house.app.mark_taken_down(first.delivery)
    await house.app.mark_take_down_failed(second.delivery)
    assert await house.app.due_takedowns(Platform.TERMINAL) == [third]


async def test_a_draft_that_nobody_saved_is_taken_down(house: House) -> None:
    await _at(house, "delivered")
    await house.hear()
    house.clock.advance(hours=24)
    await house.app.sweep()
    assert len(await house.app.due_takedowns(Platform.TERMINAL)) == 3


async def test_a_copy_that_was_posted_as_the_clip_was_deleted_is_taken_down_too(house: House) -> None:
    clip = await _at(house, "delivered")
    due = {one.notice.kind: one for one in await house.app.due_deliveries(Platform.TERMINAL)}
    await house.app.delete(await house.join("owner"), clip)
    await house.app.mark_sent(due["clip_delivered"].id, "m1")
    assert [one.message_id for one in await house.app.due_takedowns(Platform.TERMINAL)] == ["m1"]


async def test_a_revoked_draft_is_taken_down(house: House) -> None:
    await _at(house, "delivered")
    await house.hear()
    await house.app.revoke(await house.join("owner"), "friend")
    assert len(await house.app.due_takedowns(Platform.TERMINAL)) == 3


async def test_erasing_somebody_in_it_takes_down_what_the_maker_was_sent(house: House) -> None:
    await _at(house, "kept")
    await house.hear()
    await house.app.erase(await house.join("owner"))
    due = await house.app.due_takedowns(Platform.TERMINAL)
    assert {one.platform_id for one in due} == {"friend", "other"}


async def test_erasing_the_maker_takes_down_what_stands_in_rooms_and_names_nobody(house: House) -> None:
    await _at(house, "kept")
    await house.hear()
    await house.app.erase(await house.join("friend"))
    due = await house.app.due_takedowns(Platform.TERMINAL)
    in_rooms = [one for one in due if one.chat_id is not None]
    assert [(one.chat_id, one.platform_id) for one in in_rooms] == [("room", None)]


async def test_nothing_is_taken_down_where_nothing_was_posted(house: House) -> None:
    clip = await _at(house, "queued")
    await house.hear()
    await house.app.delete(await house.join("owner"), clip)
    assert await house.app.due_takedowns(Platform.TERMINAL) == []


async def test_other_platforms_are_not_asked_for_it(house: House) -> None:
    clip = await _at(house, "delivered")
    await house.hear()
    await house.app.person_for(Account(Platform.DISCORD, "d1", "far"), None)
    await house.app.delete(await house.join("owner"), clip)
    assert await house.app.due_takedowns(Platform.DISCORD) == []
