"""The whole story, and what each person may see and is told on the way, on both databases."""

from datetime import timedelta
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.consent import Usage
from bot.errors import NotAgreedYet, NotAskedToApprove, NothingToSee, UnknownClip, UnknownRequest
from bot.grants import Limits
from bot.notices import ApprovalAsked, ClipDelivered
from bot.people import Chat, Platform
from bot.requests import FileKind, MakeRequest
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PROMPT = '@owner on a beach at sunset, waves and says "Wish you were here!"'
PRICE = 64


@pytest.fixture
def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(uow, tmp_path, clock)


async def _friends(house: House) -> tuple[str, str]:
    """An owner with a likeness and a friend whom they let use it."""
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.hear()
    return owner, friend


async def test_the_first_clip_from_a_selfie_to_an_approved_paid_clip(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    assert await house.heard_by(owner) == ["likeness_ready"]
    asked = await house.app.request_access(friend, "@owner", "please?", ROOM)
    assert asked.request is not None
    assert await house.heard_by(owner) == ["access_asked"]
    await house.app.answer_access(owner, asked.request, allow=True)
    assert await house.heard_by(friend) == ["access_answered"]
    await house.app.add_boundary(owner, "violence")

    ready = await house.app.preflight(friend, MakeRequest(PROMPT, ROOM))
    assert (ready.price, ready.place, ready.approvers, ready.refusals) == (PRICE, 1, ("owner",), ())
    clip = await house.order(friend, PROMPT)
    assert await house.available(friend) == 1000 - PRICE
    await house.finish_jobs()

    heard = dict(await house.hear())
    question = heard[owner]
    assert isinstance(question, ApprovalAsked)
    assert [words.text for words in question.words] == ["Wish you were here!"]
    assert await house.video(owner, clip.id) == b"film"
    await house.app.decide(owner, clip.id, approve=True)
    delivered = dict(await house.hear())[friend]
    assert isinstance(delivered, ClipDelivered)
    assert await house.video(friend, clip.id) == b"film"
    assert await house.app.fetch(friend, clip.id, FileKind.POSTER) == b"still"
    ledger = await house.app.ledger(friend)
    assert [entry.kind.value for entry in ledger.entries] == ["settle", "hold", "allowance"]
    assert (ledger.available, ledger.held) == (1000 - PRICE, 0)


async def test_nobody_but_the_owner_sees_a_frame_before_they_agreed(house: House) -> None:
    _, friend = await _friends(house)
    stranger = await house.join("stranger")
    clip = await house.order(friend, PROMPT)
    await house.finish_jobs()

    with pytest.raises(NotAgreedYet):
        await house.video(friend, clip.id)
    with pytest.raises(UnknownClip):
        await house.video(stranger, clip.id)


async def test_a_maker_who_plays_in_it_waits_for_the_others_too(house: House) -> None:
    _, _ = await _friends(house)
    friend = await house.enrolled("friend")
    clip = await house.order(friend, "@Self and @owner wave")
    await house.finish_jobs()

    with pytest.raises(NotAgreedYet):
        await house.video(friend, clip.id)


async def test_a_clip_of_oneself_needs_nobodys_yes(house: House) -> None:
    owner = await house.enrolled("owner")
    await house.app.set_usage(owner, Usage.ONLY_ME)
    await house.app.add_boundary(owner, "beach")
    clip = await house.order(owner, "@Self on a beach")
    await house.finish_jobs()

    assert await house.video(owner, clip.id) == b"film"


async def test_a_denied_clip_gives_the_credits_back_and_keeps_the_reason(house: House) -> None:
    owner, friend = await _friends(house)
    clip = await house.order(friend, PROMPT)
    await house.finish_jobs()
    await house.hear()
    await house.app.decide(owner, clip.id, approve=False)

    assert await house.available(friend) == 1000
    assert await house.heard_by(friend) == ["clip_not_made"]
    with pytest.raises(NothingToSee):
        await house.video(owner, clip.id)


async def test_the_first_of_two_clicks_stands(house: House) -> None:
    owner, friend = await _friends(house)
    clip = await house.order(friend, PROMPT)
    await house.finish_jobs()
    first = await house.app.decide(owner, clip.id, approve=True)
    second = await house.app.decide(owner, clip.id, approve=False)

    assert (first.approved, first.first) == (True, True)
    assert (second.approved, second.first) == (True, False)
    assert (await house.app.clip(friend, clip.id)).state is ClipState.DELIVERED


async def test_a_revocation_ends_what_is_queued_running_and_waiting(house: House) -> None:
    owner, friend = await _friends(house)
    waiting = await house.order(friend, PROMPT)
    await house.finish_jobs()
    running = await house.order(friend, PROMPT)
    house.queue.work_on(f"{running.id}.1", house.clock.now())
    await house.app.take_outcomes()
    queued = await house.order(friend, PROMPT)
    changed = await house.app.revoke(owner, "friend")

    states = [(await house.app.clip(friend, clip.id)).state for clip in (waiting, running, queued)]
    assert (changed.stopped, states) == (3, [ClipState.REVOKED] * 3)
    assert await house.available(friend) == 1000


async def test_consent_is_decided_again_before_publishing(house: House) -> None:
    owner, friend = await _friends(house)
    clip = await house.order(friend, PROMPT)
    await house.app.add_boundary(owner, "beach")
    await house.finish_jobs()

    shown = await house.app.clip(friend, clip.id)
    assert shown.state is ClipState.REVOKED
    assert [refusal.code for refusal in shown.refusals] == ["outside_what_they_allow"]
    assert await house.available(friend) == 1000


async def test_consent_is_decided_again_when_the_last_yes_comes(house: House) -> None:
    owner, friend = await _friends(house)
    await house.app.grant(owner, "friend", Limits(until=house.clock.now() + timedelta(hours=1)))
    clip = await house.order(friend, PROMPT)
    await house.finish_jobs()
    house.clock.advance(hours=1)
    await house.app.decide(owner, clip.id, approve=True)

    assert (await house.app.clip(friend, clip.id)).state is ClipState.REVOKED


async def test_the_same_message_makes_one_clip(house: House) -> None:
    _, friend = await _friends(house)
    first = await house.order(friend, PROMPT, key="message-1")
    second = await house.order(friend, PROMPT, key="message-1")

    assert first.id == second.id
    assert await house.available(friend) == 1000 - PRICE


async def test_everyone_means_everyone_met_in_a_chat(house: House) -> None:
    owner, near = await house.enrolled("owner"), await house.join("near")
    far = await house.join("far", Chat(Platform.TERMINAL, "elsewhere"))
    await house.app.set_usage(owner, Usage.EVERYONE)

    assert (await house.app.preflight(near, MakeRequest(PROMPT, ROOM))).ok
    assert not (await house.app.preflight(far, MakeRequest(PROMPT, ROOM))).ok


async def test_a_boundary_a_denial_and_a_level_read_the_same(house: House) -> None:
    owner, friend = await _friends(house)
    await house.app.add_boundary(owner, "beach")
    boundary = await house.app.preflight(friend, MakeRequest(PROMPT, ROOM))
    await house.app.set_usage(owner, Usage.ONLY_ME)
    level = await house.app.preflight(friend, MakeRequest("@owner waves", ROOM))

    assert boundary.refusals == level.refusals
    assert "outside what owner allows" in level.refusals[0].message
    assert "/cameo ask owner" in level.refusals[0].message


async def test_a_delivered_clip_can_be_deleted_by_who_is_in_it(house: House) -> None:
    owner, friend = await _friends(house)
    clip = await house.order(friend, PROMPT)
    await house.finish_jobs()
    await house.app.decide(owner, clip.id, approve=True)
    await house.hear()
    await house.app.delete(owner, clip.id)
    await house.app.sweep()

    assert await house.heard_by(friend) == ["clip_gone"]
    assert not [ref for ref in house.vault.files if ref.startswith("clips/")]
    assert await house.available(friend) == 1000 - PRICE


async def test_erasing_destroys_key_and_files_and_tells_the_others(house: House) -> None:
    owner, friend = await _friends(house)
    clip = await house.order(friend, PROMPT)
    await house.finish_jobs()
    await house.app.decide(owner, clip.id, approve=True)
    await house.hear()
    await house.app.erase(owner)

    assert house.vault.files == {}
    assert await house.heard_by(friend) == ["clip_gone"]
    refused = await house.app.preflight(friend, MakeRequest(PROMPT, ROOM))
    assert [refusal.code for refusal in refused.refusals] == ["unknown_person"]
    async with house.uow() as tx:
        gone = await tx.people.get(owner)
        row = await tx.clips.get(clip.id)
    assert gone is not None
    assert row is not None
    assert (gone.data_key, gone.pseudonym, row.data_key) == (None, None, None)


async def test_everybody_who_wants_to_be_asked_has_to_agree(house: House) -> None:
    owner, friend = await _friends(house)
    other = await house.enrolled("other")
    await house.app.grant(other, "friend")
    clip = await house.order(friend, "@owner and @other dance")
    await house.finish_jobs()
    assert set((await house.app.clip(friend, clip.id)).waiting_for) == {"owner", "other"}

    first = await house.app.decide(owner, clip.id, approve=True)
    shown = await house.app.clip(friend, clip.id)
    assert (first.waiting_for, shown.state, shown.waiting_for) == (1, ClipState.APPROVAL, ("other",))
    assert (await house.app.decide(other, clip.id, approve=True)).waiting_for == 0
    assert (await house.app.clip(friend, clip.id)).state is ClipState.DELIVERED


async def test_one_no_ends_it_for_all(house: House) -> None:
    owner, friend = await _friends(house)
    other = await house.enrolled("other")
    await house.app.grant(other, "friend")
    clip = await house.order(friend, "@owner and @other dance")
    await house.finish_jobs()
    await house.app.decide(owner, clip.id, approve=False)

    with pytest.raises(NotAskedToApprove):
        await house.app.decide(other, clip.id, approve=True)
    with pytest.raises(NothingToSee):
        await house.video(other, clip.id)
    assert await house.available(friend) == 1000


async def test_nobody_decides_for_another(house: House) -> None:
    _, friend = await _friends(house)
    clip = await house.order(friend, PROMPT)
    await house.finish_jobs()
    with pytest.raises(NotAskedToApprove):
        await house.app.decide(friend, clip.id, approve=True)


async def test_only_the_one_who_is_asked_answers_a_request(house: House) -> None:
    _, friend = await house.enrolled("owner"), await house.join("friend")
    asked = await house.app.request_access(friend, "owner", "", ROOM)
    with pytest.raises(UnknownRequest):
        await house.app.answer_access(friend, asked.request or "", allow=True)


async def test_the_first_answer_to_a_request_stands(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    asked = await house.app.request_access(friend, "owner", "", ROOM)
    await house.app.answer_access(owner, asked.request or "", allow=False)
    again = await house.app.answer_access(owner, asked.request or "", allow=True)
    assert not again.granted
    assert (await house.app.settings(owner)).granted == ()


async def test_asking_twice_asks_once(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    first = await house.app.request_access(friend, "owner", "", ROOM)
    second = await house.app.request_access(friend, "owner", "", ROOM)
    assert (second.request, second.already_open) == (first.request, True)
    assert (await house.heard_by(owner)).count("access_asked") == 1
