"""The one message about each render: what it says, when, and who edits it."""

import asyncio
import random
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.consent import ApprovalMode, Usage, Visibility
from bot.deliveries import Hindrance
from bot.notices import Action, ClipShown, RenderStatus
from bot.people import Chat, Platform
from bot.requests import MakeRequest, StatusDue
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

HERE = Platform.TERMINAL


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    """Ada and Bo with likenesses; everyone may use Bo, who wants to see clips first."""
    house = open_house(sqlite_uow, tmp_path, clock)
    await house.enrolled("ada")
    bo = await house.enrolled("bo")
    await house.app.set_usage(bo, Usage.EVERYONE)
    await house.app.set_visibility(bo, Visibility.EVERYONE)
    await house.app.set_approval(bo, ApprovalMode.BEFORE_PUBLISH)
    return house


async def _started(
    house: House, text: str = "@me waves", *, posted: str | None = "room/1", **fields: object
) -> ClipShown:
    """A clip of Ada's that was proposed, in a message of the room where `posted` says which."""
    ada = await house.join("ada")
    request = MakeRequest(text=text, chat=ROOM, **fields)  # type: ignore[arg-type]  # a test's shorthand
    taken = await house.app.take_request(ada, request)
    if posted is not None:
        await house.app.proposal_posted(taken.id, posted)
    return await house.app.start(ada, taken.id)


async def _due(house: House) -> list[StatusDue]:
    return await house.app.due_statuses(HERE)


async def _told(house: House, message: str = "room/1") -> RenderStatus:
    """The one message that is due is edited; what it says."""
    (status,) = await _due(house)
    await house.app.status_told(status, status.message_id or message)
    return status.notice


async def _next(house: House) -> RenderStatus:
    """The same, as soon as it may be edited again."""
    house.clock.advance(seconds=2)
    return await _told(house)


async def _renders(house: House, clip: ClipShown, done: float) -> None:
    house.queue.work_on(f"{clip.id}.1", house.clock.now(), done=done)
    await house.app.take_outcomes()


async def test_the_message_of_a_proposal_goes_on_to_tell_of_its_render(house: House) -> None:
    clip = await _started(house)
    (status,) = await _due(house)
    assert (status.clip, status.message_id, status.chat_id) == (clip.id, "room/1", ROOM.chat_id)
    assert (status.notice.state, status.notice.place, status.notice.maker) == (ClipState.QUEUED, 1, "ada")


async def test_a_message_recorded_after_the_start_tells_of_the_render_too(house: House) -> None:
    ada = await house.join("ada")
    taken = await house.app.take_request(ada, MakeRequest(text="@me waves", chat=ROOM))
    await house.app.start(ada, taken.id)
    await house.app.proposal_posted(taken.id, "room/2")
    assert [one.message_id for one in await _due(house)] == ["room/2"]


async def test_without_a_message_one_is_to_be_posted_where_it_was_asked_for(house: House) -> None:
    await _started(house, posted=None)
    (status,) = await _due(house)
    assert (status.message_id, status.chat_id) == (None, ROOM.chat_id)


async def test_what_was_to_be_posted_is_not_posted_twice(house: House) -> None:
    await _started(house, posted=None)
    await _due(house)
    house.clock.advance(hours=1)
    assert await _due(house) == []


async def test_a_draft_is_told_of_to_its_maker_alone(house: House) -> None:
    await _started(house, posted=None, draft=True)
    (status,) = await _due(house)
    assert (status.chat_id, status.platform_id) == (None, "ada")


async def test_a_clip_that_nobody_proposed_has_no_message(house: House) -> None:
    await house.order(await house.join("ada"), "@me waves")
    assert await _due(house) == []


async def test_two_who_look_at_once_do_not_both_edit(house: House) -> None:
    await _started(house)
    found = await asyncio.gather(_due(house), _due(house))
    assert sum(len(each) for each in found) == 1


async def test_nothing_is_edited_within_two_seconds_and_then_it_says_the_latest(house: House) -> None:
    clip = await _started(house)
    await _told(house)
    said = []
    for tenth in range(1, 10):
        house.clock.advance(seconds=0.5)
        await _renders(house, clip, tenth / 10)
        if due := await _due(house):
            await house.app.status_told(due[0], "room/1")
            said.append((tenth, due[0].notice.done))
    assert said == [(4, 0.4), (8, 0.8)]


async def test_what_says_the_same_is_not_said_again(house: House) -> None:
    await _started(house)
    await _told(house)
    house.clock.advance(minutes=5)
    assert await _due(house) == []


async def test_who_took_a_message_and_died_leaves_it_to_others(house: House) -> None:
    await _started(house)
    await _due(house)
    house.clock.advance(seconds=29)
    assert await _due(house) == []
    house.clock.advance(seconds=1)
    assert len(await _due(house)) == 1


async def test_the_message_follows_a_clip_to_its_end(house: House) -> None:
    clip = await _started(house, "@bo waves")
    said = [await _told(house)]
    await _renders(house, clip, 0.5)
    said.append(await _next(house))
    await house.finish(f"{clip.id}.1")
    await house.app.take_outcomes()
    said.append(await _next(house))
    await house.app.decide(await house.join("bo"), clip.id, approve=True)
    said.append(await _next(house))
    states = [ClipState.QUEUED, ClipState.RENDERING, ClipState.APPROVAL, ClipState.DELIVERED]
    assert [one.state for one in said] == states
    assert [one.waiting_for for one in said] == [(), (), ("bo",), ()]
    assert [[button.action for button in one.buttons] for one in said] == [[Action.CANCEL_CLIP]] * 3 + [[]]
    await house.hear()
    assert not (await _next(house)).draft
    house.clock.advance(hours=1)
    assert await _due(house) == []


async def test_a_finished_clip_is_posted_once_it_stands_in_the_room(house: House) -> None:
    await _started(house)
    await house.finish_jobs()
    assert (await _told(house)).draft
    await house.hear()
    assert not (await _next(house)).draft


async def test_what_nobody_could_post_is_with_its_maker(house: House) -> None:
    await _started(house)
    await house.finish_jobs()
    await _told(house)
    for one in await house.app.due_deliveries(HERE):
        await house.app.mark_hindered(one.id, Hindrance.FORBIDDEN)
    house.clock.advance(seconds=2)
    (status,) = await _due(house)
    assert (status.notice.draft, status.last) == (True, True)


async def test_what_ends_after_it_was_posted_is_said_once_more_without_the_prompt(house: House) -> None:
    clip = await _started(house)
    await house.finish_jobs()
    assert (await _told(house)).prompt == "@me waves"
    await house.app.delete(await house.join("ada"), clip.id)
    gone = await _next(house)
    assert (gone.state, gone.prompt, gone.cast) == (ClipState.DELETED, "", ())


async def test_an_end_while_the_message_is_edited_is_said_too(house: House) -> None:
    clip = await _started(house)
    await house.finish_jobs()
    (status,) = await _due(house)
    await house.app.delete(await house.join("ada"), clip.id)
    await house.app.status_told(status, "room/1")
    assert (await _next(house)).state is ClipState.DELETED


async def test_what_was_certainly_not_said_comes_again(house: House) -> None:
    for posted in ("room/1", None):
        clip = await _started(house, posted=posted)
        await _due(house)
        await house.app.status_put_back(clip.id)
    assert [one.message_id for one in await _due(house)] == [None]
    house.clock.advance(seconds=2)
    assert [one.message_id for one in await _due(house)] == ["room/1"]


async def test_telegrams_messages_are_edited_less_often(house: House) -> None:
    chat = Chat(Platform.TELEGRAM, "-1001")
    ada = await house.join("ada")
    taken = await house.app.take_request(ada, MakeRequest(text="@me waves", chat=chat))
    await house.app.proposal_posted(taken.id, "-1001/1")
    clip = await house.app.start(ada, taken.id)
    (status,) = await house.app.due_statuses(Platform.TELEGRAM)
    await house.app.status_told(status, "-1001/1")
    await _renders(house, clip, 0.5)
    house.clock.advance(seconds=2)
    soon = await house.app.due_statuses(Platform.TELEGRAM)
    house.clock.advance(seconds=1)
    assert [len(soon), len(await house.app.due_statuses(Platform.TELEGRAM))] == [0, 1]


async def test_a_message_that_is_gone_is_left_alone(house: House) -> None:
    clip = await _started(house)
    await house.app.status_lost(clip.id)
    await _renders(house, clip, 0.5)
    house.clock.advance(minutes=1)
    assert await _due(house) == []


async def test_why_a_clip_ended_is_told_where_nobody_else_reads(house: House) -> None:
    for posted, draft in (("room/1", False), (None, True)):
        await _started(house, "@bo waves", posted=posted, draft=draft)
    await house.app.set_usage(await house.join("bo"), Usage.ONLY_ME)
    said = {status.chat_id: status.notice for status in await _due(house)}
    assert {chat: [one.code for one in each.refusals] for chat, each in said.items()} == {
        ROOM.chat_id: [],
        None: ["outside_what_they_allow"],
    }


async def test_of_somebody_erased_messages_are_emptied_and_then_forgotten(house: House) -> None:
    clip = await _started(house)
    await house.finish_jobs()
    await _told(house)
    await house.app.erase(await house.join("ada"))
    (status,) = await _due_later(house)
    assert (status.message_id, status.person, status.notice.prompt, status.notice.maker) == (
        "room/1",
        None,
        "",
        "",
    )
    await house.app.status_told(status, "room/1")
    async with house.uow() as tx:
        assert await tx.statuses.get(clip.id) is None


async def _due_later(house: House) -> list[StatusDue]:
    house.clock.advance(seconds=2)
    return await _due(house)


async def test_a_message_of_somebody_erased_that_cannot_be_edited_is_forgotten(house: House) -> None:
    clip = await _started(house)
    await _told(house)
    await house.app.erase(await house.join("ada"))
    await house.app.status_lost(clip.id)
    async with house.uow() as tx:
        assert await tx.statuses.get(clip.id) is None


async def _was_rendered(house: House, seconds: float) -> None:
    """A clip of four seconds was made before, in that time."""
    clip = await house.order(await house.join("ada"), "@me waves")
    await _renders(house, clip, 0.1)
    house.clock.advance(seconds=seconds)
    await house.finish(f"{clip.id}.1")
    await house.app.take_outcomes()


async def test_the_time_that_is_left_is_measured_on_what_was_made_here(house: House) -> None:
    ada = await house.join("ada")
    request = MakeRequest(text="@me waves", chat=ROOM)
    assert (await house.app.preflight(ada, request)).expected_s is None
    await _was_rendered(house, 120)
    assert (await house.app.preflight(ada, request)).expected_s == pytest.approx(120)
    clip = await _started(house)
    assert (await house.app.clip(ada, clip.id)).left_s == pytest.approx(120)
    await _renders(house, clip, 0.5)
    house.clock.advance(seconds=30)
    assert (await _told(house)).left_s == pytest.approx(30)


async def test_who_waits_is_told_of_those_before(house: House) -> None:
    await _was_rendered(house, 120)
    await house.order(await house.join("bo"), "@me waves")
    await _started(house)
    assert (await _told(house)).left_s == pytest.approx(240)


async def test_messages_of_another_platform_are_none_of_ours(house: House) -> None:
    await _started(house)
    assert await house.app.due_statuses(Platform.DISCORD) == []


async def test_what_is_drawn_is_shown_where_it_may_be_and_a_draft_to_its_maker_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def frame(*_: object) -> bytes:
        return b"jpeg"

    monkeypatch.setattr("bot.use_cases.clips.previewing.preview", frame)
    asked = {"here": ("room/1", False), "a draft, here": ("room/2", True)}
    for posted, draft in asked.values():
        await _renders(house, await _started(house, posted=posted, draft=draft), 0.5)
    shown = {status.message_id: status.preview for status in await _due(house)}
    assert shown == {"room/1": b"jpeg", "room/2": None}


async def test_a_draft_is_drawn_before_its_maker_alone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def frame(*_: object) -> bytes:
        return b"jpeg"

    monkeypatch.setattr("bot.use_cases.clips.previewing.preview", frame)
    await _renders(house, await _started(house, posted=None, draft=True), 0.5)
    assert [(status.chat_id, status.preview) for status in await _due(house)] == [(None, b"jpeg")]


@pytest.mark.parametrize("seed", range(3))
async def test_however_two_processes_take_turns_no_message_is_edited_within_two_seconds(
    house: House, seed: int
) -> None:
    chance, clip = random.Random(seed), await _started(house)
    times: list[datetime] = []
    in_hand: list[StatusDue] = []
    for step in range(60):
        house.clock.advance(seconds=chance.choice((0.1, 0.5, 1.0, 2.0)))
        if chance.random() < 0.7:
            await _renders(house, clip, (step + 1) / 60)
        in_hand += [status for found in (await _due(house), await _due(house)) for status in found]
        assert len(in_hand) <= 1, "a message is in one hand at a time"
        if in_hand and chance.random() < 0.6:
            status = in_hand.pop()
            await house.app.status_told(status, "room/1")
            times.append(house.clock.now())
    for status in in_hand:
        await house.app.status_told(status, "room/1")
    await house.finish(f"{clip.id}.1")
    await house.app.take_outcomes()
    assert min(later - earlier for earlier, later in pairwise(times)) >= timedelta(seconds=2)
    assert (await _next(house)).state is ClipState.DELIVERED
