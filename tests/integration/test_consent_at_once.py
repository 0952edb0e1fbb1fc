"""Consent given, taken back and used at the same moment, on both databases: never a gap."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

import pytest
from factories import ManualClock, clip
from house import House, open_house

from bot.clips import FINAL, ClipState
from bot.consent import ApprovalMode, Usage
from bot.errors import NotEnoughCredits, OutsideWhatTheyAllow, Refused
from bot.grants import Limits
from bot.notices import ClipShown
from bot.store.tables import ClipRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PROMPT = "@owner waves"
PRICE = 64


@pytest.fixture
async def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    return house


async def _all(*works: Awaitable[object]) -> list[object]:
    """Everything at once; being refused is an answer, anything else is a fault."""
    answers = await asyncio.gather(*works, return_exceptions=True)
    faults = [one for one in answers if isinstance(one, BaseException) and not isinstance(one, Refused)]
    assert faults == []
    return list(answers)


async def _rows(house: House, friend: str) -> list[ClipRow]:
    async with house.uow() as tx:
        return await tx.clips.made_by(friend)


async def _balanced(house: House, friend: str) -> None:
    """What was delivered is paid, what ended before that is not, and nothing is held for what is over."""
    rows = await _rows(house, friend)
    paid = sum(row.price for row in rows if row.delivered_at is not None)
    held = sum(row.price for row in rows if row.delivered_at is None and row.state not in FINAL)
    books = await house.app.ledger(friend)
    assert (books.held, books.available) == (held, 1000 - paid - held)


async def test_two_approvals_at_once_queue_the_clip_once(house: House) -> None:
    owner, other, friend = (
        await house.join("owner"),
        await house.enrolled("other"),
        await house.join("friend"),
    )
    await house.app.grant(other, "friend")
    for person in (owner, other):
        await house.app.set_approval(person, ApprovalMode.BEFORE_RENDER)
    made = (await house.order(friend, "@owner and @other wave")).id
    await _all(*(house.app.decide(person, made, approve=True) for person in (owner, other) for _ in "ab"))
    assert [row.state for row in await _rows(house, friend)] == [ClipState.QUEUED]
    assert house.queue.in_order() == [f"{made}.1"]


async def test_two_approvals_at_once_deliver_the_clip_once(house: House) -> None:
    owner, other, friend = (
        await house.join("owner"),
        await house.enrolled("other"),
        await house.join("friend"),
    )
    await house.app.grant(other, "friend")
    for person in (owner, other):
        await house.app.set_approval(person, ApprovalMode.BEFORE_PUBLISH)
    made = (await house.order(friend, "@owner and @other wave")).id
    await house.finish_jobs()
    await _all(*(house.app.decide(person, made, approve=True) for person in (owner, other)))
    assert (await house.heard_by(friend)).count("clip_delivered") == 1
    await _balanced(house, friend)


async def test_a_revocation_and_a_publication_at_once_leave_no_draft_behind(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    made = (await house.order(friend, PROMPT)).id
    await house.finish(f"{made}.1")
    await _all(house.app.take_outcomes(), house.app.revoke(owner, "friend"), house.app.take_outcomes())
    assert [row.state in FINAL for row in await _rows(house, friend)] == [True]
    await _balanced(house, friend)


async def test_a_revocation_and_requests_at_once_leave_nothing_in_the_making(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await _all(
        house.order(friend, PROMPT),
        house.app.revoke(owner, "friend"),
        house.order(friend, PROMPT),
        house.order(friend, PROMPT),
    )
    assert all(row.state in FINAL for row in await _rows(house, friend))
    assert house.queue.in_order() == []
    await _balanced(house, friend)


async def test_a_block_and_requests_at_once_leave_nothing_in_the_making(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.set_usage(owner, Usage.EVERYONE)
    await _all(
        house.order(friend, PROMPT),
        house.app.block(owner, "friend"),
        house.order(friend, PROMPT),
    )
    assert all(row.state in FINAL for row in await _rows(house, friend))
    await _balanced(house, friend)


async def test_a_deletion_and_an_approval_at_once_leave_no_file(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.set_approval(owner, ApprovalMode.BEFORE_PUBLISH)
    made = (await house.order(friend, PROMPT)).id
    await house.finish_jobs()
    await _all(house.app.decide(owner, made, approve=True), house.app.delete(owner, made))
    row = (await _rows(house, friend))[0]
    assert (row.state, row.data_key) == (ClipState.DELETED, None)
    await _balanced(house, friend)


async def test_an_approval_and_a_deadline_at_once_are_one_of_the_two(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.set_approval(owner, ApprovalMode.BEFORE_RENDER)
    made = (await house.order(friend, PROMPT)).id
    house.clock.advance(hours=24)
    await _all(house.app.decide(owner, made, approve=True), house.app.sweep())
    state = (await _rows(house, friend))[0].state
    assert (state is ClipState.QUEUED) == bool(house.queue.in_order())
    assert state in {ClipState.QUEUED, ClipState.EXPIRED}


async def test_two_requests_against_one_balance_spend_it_once(house: House) -> None:
    friend = await house.join("friend")
    async with house.uow() as tx:
        other = await tx.clips.add(clip(friend, state=ClipState.DELIVERED), [])
        await tx.ledger.hold(friend, other.id, 1000 - PRICE, house.clock.now())
    found = await _all(house.order(friend, PROMPT), house.order(friend, PROMPT))
    assert sum(isinstance(one, NotEnoughCredits) for one in found) == 1
    assert await house.available(friend) == 0


async def test_two_requests_against_a_grant_for_one_clip_are_one_clip(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.grant(owner, "friend", Limits(clips=1))
    found = await _all(*(house.order(friend, PROMPT) for _ in range(3)))
    assert sum(isinstance(one, ClipShown) for one in found) == 1
    assert sum(isinstance(one, OutsideWhatTheyAllow) for one in found) == 2


async def test_the_last_clip_of_a_grant_is_delivered_although_it_uses_it_up(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.grant(owner, "friend", Limits(clips=1))
    made = (await house.order(friend, PROMPT)).id
    await house.finish_jobs()
    assert await house.video(friend, made) == b"film"


async def test_a_clip_that_was_cancelled_leaves_the_grant_as_it_was(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.grant(owner, "friend", Limits(clips=1))
    await house.app.cancel(friend, (await house.order(friend, PROMPT)).id)
    assert (await house.order(friend, PROMPT)).state is ClipState.QUEUED


async def test_two_who_cast_one_another_at_once_do_not_wait_for_one_another(house: House) -> None:
    owner, friend = await house.join("owner"), await house.enrolled("friend")
    await house.app.grant(friend, "owner")
    await _all(
        *(house.order(friend, PROMPT) for _ in "ab"), *(house.order(owner, "@friend waves") for _ in "ab")
    )
    assert len(await _rows(house, friend)) == len(await _rows(house, owner)) == 2
