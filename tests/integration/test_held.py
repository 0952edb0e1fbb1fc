"""A finished clip that operators look at first: who hears of it, who sees it, and what becomes of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from factories import ManualClock
from fakes import blameless
from house import House, open_house

from bot.clips import ClipState, HoldReason
from bot.consent import ApprovalMode, Notify, Usage
from bot.errors import NotAgreedYet
from bot.grants import Limits
from bot.store.tables import ClipRow
from bot.store.unit_of_work import Uow
from engine.contract.messages import NudityScore, RenderDone

pytestmark = pytest.mark.integration


@pytest.fixture
async def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    await house.app.set_notify(owner, Notify.NONE)
    await house.hear()
    return house


async def _held(house: House) -> tuple[str, str, str]:
    """The owner, the friend, and a clip in which something was seen."""
    owner, friend = await house.join("owner"), await house.join("friend")
    clip = (await house.order(friend, "@owner waves")).id
    await house.finish(f"{clip}.1")
    found = house.queue.jobs[f"{clip}.1"]
    assert isinstance(found.outcome, RenderDone)
    seen = blameless(found.job).model_copy(  # type: ignore[arg-type]  # a render, as its outcome says
        update={"nudity": NudityScore(worst=1, mean=1, frames=8)}
    )
    found.outcome = found.outcome.model_copy(update={"review": seen})
    await house.app.take_outcomes()
    return owner, friend, clip


async def _row(house: House, clip: str) -> ClipRow:
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
    assert row is not None
    return row


async def test_it_waits_and_says_why_to_nobody_but_operators(house: House) -> None:
    _, friend, clip = await _held(house)
    row = await _row(house, clip)
    assert (row.state, row.held_for) == (ClipState.HELD, (HoldReason.NUDITY,))
    assert (await house.app.ledger(friend)).held == 64


async def test_the_maker_and_who_appears_hear_of_it_whatever_they_want_to_hear(house: House) -> None:
    owner, friend, _ = await _held(house)
    heard = [(who, notice.kind) for who, notice in await house.hear()]
    assert (friend, "clip_held") in heard
    assert (owner, "clip_held_for_you") in heard


async def test_nobody_looks_at_it_meanwhile(house: House) -> None:
    owner, friend, clip = await _held(house)
    for person in (owner, friend):
        with pytest.raises(NotAgreedYet):
            await house.video(person, clip)


async def test_who_appears_may_delete_it_unseen(house: House) -> None:
    owner, friend, clip = await _held(house)
    await house.app.delete(owner, clip)
    assert (await _row(house, clip)).data_key is None
    assert await house.available(friend) == 1000


async def test_let_go_it_is_delivered_and_paid(house: House) -> None:
    _, friend, clip = await _held(house)
    await house.desk.release("ops", clip)
    assert await house.video(friend, clip) == b"film"
    assert await house.available(friend) == 1000 - 64


async def test_let_go_it_still_asks_who_wants_to_be_asked(house: House) -> None:
    owner, _, clip = await _held(house)
    await house.app.set_approval(owner, ApprovalMode.BEFORE_PUBLISH)
    await house.desk.release("ops", clip)
    assert (await _row(house, clip)).state is ClipState.APPROVAL


async def test_let_go_it_still_ends_where_consent_is_gone(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.grant(owner, "friend", Limits(until=house.clock.now() + timedelta(hours=1)))
    _, _, clip = await _held(house)
    house.clock.advance(hours=1)
    await house.desk.release("ops", clip)
    assert (await _row(house, clip)).state is ClipState.REVOKED
    assert await house.available(friend) == 1000


async def test_narrower_settings_end_it_at_once(house: House) -> None:
    owner, friend, clip = await _held(house)
    await house.app.set_usage(owner, Usage.ONLY_ME)
    assert (await _row(house, clip)).state is ClipState.REVOKED
    assert await house.available(friend) == 1000


async def test_a_revocation_ends_it(house: House) -> None:
    owner, friend, clip = await _held(house)
    await house.app.revoke(owner, "friend")
    assert (await _row(house, clip)).state is ClipState.REVOKED
    assert await house.available(friend) == 1000


async def test_the_maker_may_cancel_it(house: House) -> None:
    _, friend, clip = await _held(house)
    await house.app.cancel(friend, clip)
    assert await house.available(friend) == 1000


async def test_nobody_looking_until_the_deadline_gives_the_credits_back(house: House) -> None:
    _, friend, clip = await _held(house)
    await house.hear()
    house.clock.advance(hours=72)
    await house.app.sweep()
    assert (await _row(house, clip)).state is ClipState.EXPIRED
    assert (await house.app.ledger(friend)).held == 0
    assert "clip_not_made" in await house.heard_by(friend)
