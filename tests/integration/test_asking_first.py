"""Being asked before anything is rendered: the question, its answers, and what each of them leads to."""

from datetime import timedelta
from pathlib import Path

import pytest
from factories import NOON, ManualClock, likeness, someone
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.consent import ApprovalMode, Usage
from bot.errors import NotAgreedYet, NotAskedToApprove
from bot.notices import ApprovalAsked, RenderAsked
from bot.requests import MakeRequest
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PROMPT = '@owner waves and says "Wish you were here!"'


@pytest.fixture
async def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.app.set_approval(owner, ApprovalMode.BEFORE_RENDER)
    await house.hear()
    return house


async def _state(house: House, clip: str) -> ClipState:
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
    assert row is not None
    return row.state


async def _asked(house: House) -> tuple[str, str, str]:
    """The owner, the friend and a clip of theirs that waits for the owner."""
    owner, friend = await house.join("owner"), await house.join("friend")
    return owner, friend, (await house.order(friend, PROMPT)).id


async def test_the_credits_are_held_and_nothing_is_rendered_before_the_answer(house: House) -> None:
    _, friend, clip = await _asked(house)
    assert await _state(house, clip) is ClipState.ASKING
    assert house.queue.in_order() == []
    assert await house.available(friend) == 1000 - 64


async def test_the_owner_reads_who_asks_for_what_and_every_word_they_would_say(house: House) -> None:
    owner, _, clip = await _asked(house)
    question = dict(await house.hear())[owner]
    assert isinstance(question, RenderAsked)
    assert (question.clip, question.maker, question.prompt) == (clip, "friend", PROMPT)
    assert [(words.handle, words.text) for words in question.words] == [("owner", "Wish you were here!")]
    assert [part.handle for part in question.parts] == ["owner"]
    assert question.due_at == NOON + timedelta(hours=24)


async def test_the_maker_sees_for_whom_it_waits(house: House) -> None:
    _, friend, clip = await _asked(house)
    shown = await house.app.clip(friend, clip)
    assert (shown.state, shown.waiting_for) == (ClipState.ASKING, ("owner",))
    assert [button.action.value for button in shown.buttons] == ["cancel_clip"]


async def test_a_yes_queues_it_and_it_is_delivered_without_another_question(house: House) -> None:
    owner, friend, clip = await _asked(house)
    taken = await house.app.decide(owner, clip, approve=True)
    assert (taken.approved, taken.first) == (True, True)
    assert await _state(house, clip) is ClipState.QUEUED
    await house.finish_jobs()
    assert await house.video(friend, clip) == b"film"


async def test_a_no_ends_it_and_gives_the_credits_back(house: House) -> None:
    owner, friend, clip = await _asked(house)
    await house.app.decide(owner, clip, approve=False)
    assert await _state(house, clip) is ClipState.DENIED
    assert await house.available(friend) == 1000
    assert "clip_not_made" in await house.heard_by(friend)


async def test_silence_until_the_deadline_gives_the_credits_back(house: House) -> None:
    _, friend, clip = await _asked(house)
    house.clock.advance(hours=24)
    await house.app.sweep()
    assert await _state(house, clip) is ClipState.EXPIRED
    assert (await house.app.ledger(friend)).held == 0


async def test_the_maker_may_cancel_while_it_waits(house: House) -> None:
    owner, friend, clip = await _asked(house)
    await house.app.cancel(friend, clip)
    assert await house.available(friend) == 1000
    with pytest.raises(NotAskedToApprove):
        await house.app.decide(owner, clip, approve=True)


async def test_there_is_nothing_to_look_at_before_it_is_made(house: House) -> None:
    owner, _, clip = await _asked(house)
    with pytest.raises(NotAgreedYet):
        await house.video(owner, clip)


async def test_who_wants_both_is_asked_twice(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.set_approval(owner, ApprovalMode.BOTH)
    clip = (await house.order(friend, PROMPT)).id
    assert "render_asked" in await house.heard_by(owner)
    await house.app.decide(owner, clip, approve=True)
    await house.finish_jobs()
    assert await _state(house, clip) is ClipState.APPROVAL
    asked = [notice for who, notice in await house.hear() if who == owner]
    assert isinstance(asked[-1], ApprovalAsked)
    await house.app.decide(owner, "", approve=True)
    assert await _state(house, clip) is ClipState.DELIVERED


async def test_a_second_click_between_the_two_questions_repeats_the_first_answer(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.set_approval(owner, ApprovalMode.BOTH)
    clip = (await house.order(friend, PROMPT)).id
    await house.app.decide(owner, clip, approve=True)
    again = await house.app.decide(owner, clip, approve=False)
    assert (again.approved, again.first) == (True, False)
    assert await _state(house, clip) is ClipState.QUEUED


async def test_a_friend_who_is_excepted_needs_no_yes(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.set_exception(owner, "friend", ApprovalMode.NEVER)
    clip = await house.order(friend, PROMPT)
    assert clip.state is ClipState.QUEUED


async def test_a_group_scene_needs_everybodys_yes(house: House) -> None:
    owner, other, friend = (
        await house.join("owner"),
        await house.enrolled("other"),
        await house.join("friend"),
    )
    await house.app.grant(other, "friend")
    await house.app.set_approval(other, ApprovalMode.BEFORE_RENDER)
    clip = (await house.order(friend, "@owner and @other wave")).id
    taken = await house.app.decide(owner, clip, approve=True)
    assert (taken.waiting_for, await _state(house, clip)) == (1, ClipState.ASKING)
    await house.app.decide(other, clip, approve=True)
    assert await _state(house, clip) is ClipState.QUEUED


async def test_one_no_in_a_group_ends_it_before_the_others_answered(house: House) -> None:
    owner, other, friend = (
        await house.join("owner"),
        await house.enrolled("other"),
        await house.join("friend"),
    )
    await house.app.grant(other, "friend")
    await house.app.set_approval(other, ApprovalMode.BEFORE_RENDER)
    clip = (await house.order(friend, "@owner and @other wave")).id
    await house.app.decide(other, clip, approve=False)
    assert await _state(house, clip) is ClipState.DENIED
    with pytest.raises(NotAskedToApprove):
        await house.app.decide(owner, clip, approve=True)


async def test_a_borderline_boundary_asks_who_never_wants_to_be_asked(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    await house.app.add_boundary(owner, "spiders")
    shown = await house.app.preflight(friend, MakeRequest("@owner sees spiders?", ROOM))
    assert (shown.refusals, shown.asked_first) == ((), ("owner",))
    assert (await house.order(friend, "@owner sees spiders?")).state is ClipState.ASKING


async def test_who_has_to_judge_reads_which_boundary_of_theirs_it_is(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.add_boundary(owner, "spiders")
    await house.order(friend, "@owner sees spiders?")
    question = dict(await house.hear())[owner]
    assert isinstance(question, RenderAsked)
    assert question.boundary == "spiders"


async def test_a_delicate_prompt_asks_everybody_before_the_render(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    assert (await house.order(friend, "@owner delicate")).state is ClipState.ASKING


async def test_a_boundary_that_is_set_while_it_waits_ends_it_at_once(house: House) -> None:
    owner, friend, clip = await _asked(house)
    await house.app.add_boundary(owner, "waves")
    assert await _state(house, clip) is ClipState.REVOKED
    assert await house.available(friend) == 1000
    assert house.queue.in_order() == []


async def test_who_comes_to_want_the_question_while_it_waits_is_asked_too(house: House) -> None:
    owner, other, friend = (
        await house.join("owner"),
        await house.enrolled("other"),
        await house.join("friend"),
    )
    await house.app.grant(other, "friend")
    await house.app.set_approval(other, ApprovalMode.NEVER)
    clip = (await house.order(friend, "@owner and @other wave")).id
    await house.app.set_approval(other, ApprovalMode.BEFORE_RENDER)
    await house.app.decide(owner, clip, approve=True)
    assert await _state(house, clip) is ClipState.ASKING
    assert "render_asked" in await house.heard_by(other)


async def test_who_comes_to_want_it_during_the_render_is_asked_before_it_is_shown(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    clip = (await house.order(friend, PROMPT)).id
    await house.app.set_approval(owner, ApprovalMode.BEFORE_RENDER)
    await house.finish_jobs()
    assert await _state(house, clip) is ClipState.APPROVAL


async def test_who_decides_for_two_in_a_clip_is_asked_once(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    async with house.uow() as tx:
        pet = await someone(tx, handle="rex", owner_id=owner, data_key=b"sealed")
        await tx.likenesses.add(likeness(pet.id))
        (await tx.consents.settings(pet.id)).usage = Usage.APPROVED
        await tx.consents.grant(pet.id, friend, house.clock.now())
    clip = (await house.order(friend, "@owner and @rex wave")).id
    assert (await house.heard_by(owner)).count("render_asked") == 1
    taken = await house.app.decide(owner, clip, approve=False)
    assert taken.waiting_for == 0


async def test_a_likeness_that_is_gone_by_the_time_of_the_yes_ends_it(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    other = await house.enrolled("other")
    await house.app.grant(other, "friend")
    await house.app.set_approval(other, ApprovalMode.NEVER)
    clip = (await house.order(friend, "@owner and @other wave")).id
    await house.app.erase(other)
    assert await _state(house, clip) is ClipState.DELETED
    with pytest.raises(NotAskedToApprove):
        await house.app.decide(owner, clip, approve=True)
