"""Two decide about one held clip at once, on SQLite and on Postgres: the first one stands."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

import pytest
from factories import ManualClock
from house import House, open_house

from bot.clips import ClipState
from bot.consent import ApprovalMode
from bot.credits import EntryKind
from bot.errors import NotHeld
from bot.store.unit_of_work import Uow
from engine.contract.messages import NudityScore

pytestmark = pytest.mark.integration


@pytest.fixture
async def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    return house


async def _held(house: House) -> str:
    clip = (await house.order(await house.join("friend"), "@owner waves")).id
    await house.finish(f"{clip}.1", nudity=NudityScore(worst=1, mean=1, frames=8))
    await house.app.take_outcomes()
    return clip


async def _state(house: House, clip: str) -> ClipState:
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
    assert row is not None
    return row.state


async def _together(*works: Awaitable[object]) -> int:
    """How many of them were too late."""
    done = await asyncio.gather(*works, return_exceptions=True)
    wrong = [each for each in done if isinstance(each, BaseException)]
    assert all(isinstance(each, NotHeld) for each in wrong), wrong
    return len(wrong)


async def _closings(house: House) -> list[EntryKind]:
    entries = (await house.app.ledger(await house.join("friend"))).entries
    return [entry.kind for entry in entries if entry.kind in {EntryKind.SETTLE, EntryKind.RELEASE}]


async def test_of_two_operators_one_decides(house: House) -> None:
    clip = await _held(house)
    late = await _together(
        *(house.desk.release(f"boss{number}", clip) for number in range(4)),
        *(house.desk.refuse(f"boss{number}", clip) for number in range(4)),
    )
    assert late == 7
    assert len(await _closings(house)) == 1


async def test_a_release_and_a_revocation_at_once_show_nothing_that_is_not_allowed(house: House) -> None:
    clip, owner = await _held(house), await house.join("owner")
    await _together(house.desk.release("boss", clip), house.app.revoke(owner, "friend"))
    assert await _state(house, clip) in {ClipState.REVOKED, ClipState.DELETED}
