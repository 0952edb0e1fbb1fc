"""Somebody is erased at the moment in which they are asked for, on both databases: nothing is left."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.characters import CharacterKind, NewCharacter
from bot.clips import FINAL
from bot.consent import ApprovalMode, Usage, Visibility
from bot.errors import NothingToSee, Refused
from bot.store.tables import ClipRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration


@pytest.fixture
async def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    return house


async def _all(*works: Awaitable[object]) -> None:
    """Everything at once; being refused is an answer, anything else is a fault."""
    answers = await asyncio.gather(*works, return_exceptions=True)
    assert [one for one in answers if isinstance(one, BaseException) and not isinstance(one, Refused)] == []


async def _rows(house: House, person: str) -> list[ClipRow]:
    async with house.uow() as tx:
        return await tx.clips.made_by(person)


async def test_an_erasure_and_requests_at_once_leave_nothing_in_the_making(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await _all(
        house.order(friend, "@owner waves"),
        house.app.erase(owner),
        house.order(friend, "@owner waves"),
        house.order(friend, "@owner waves"),
    )
    assert all(row.state in FINAL for row in await _rows(house, friend))
    assert house.queue.in_order() == []


async def test_the_removal_of_a_character_and_requests_at_once_leave_nothing_in_the_making(
    house: House,
) -> None:
    owner = await house.join("owner")
    await house.app.create_character(owner, NewCharacter("rex", CharacterKind.PET, (b"front",)), ROOM)
    await house.finish_jobs()
    await _all(
        house.order(owner, "@rex barks"),
        house.app.delete_character(owner, "rex"),
        house.order(owner, "@rex barks"),
    )
    assert all(row.state in FINAL for row in await _rows(house, owner))
    assert house.queue.in_order() == []


async def test_who_is_erased_as_they_ask_has_nothing_in_the_making(house: House) -> None:
    friend = await house.join("friend")
    await _all(
        house.order(friend, "@owner waves"), house.app.erase(friend), house.order(friend, "@owner waves")
    )
    assert all(row.state in FINAL for row in await _rows(house, friend))
    assert house.queue.in_order() == []


async def test_clips_of_others_with_ones_character_go_with_oneself(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.create_character(owner, NewCharacter("rex", CharacterKind.PET, (b"front",)), ROOM)
    await house.finish_jobs()
    await house.app.set_usage(owner, Usage.EVERYONE, of="rex")
    await house.app.set_visibility(owner, Visibility.EVERYONE, of="rex")
    await house.app.set_approval(owner, ApprovalMode.NEVER, of="rex")
    kept = (await house.order(friend, "@rex barks")).id
    await house.finish_jobs()
    await house.app.keep(friend, kept)
    await house.app.erase(owner)
    with pytest.raises(NothingToSee):
        await house.video(friend, kept)


async def test_who_is_erased_as_their_new_likeness_comes_waits_for_nobody(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    made = (await house.order(friend, "@owner waves")).id
    enrolment = await house.record(owner)
    await house.finish(f"{enrolment}.1")
    await _all(house.app.take_outcomes(), house.app.erase(owner), house.app.take_outcomes())
    assert [row.state in FINAL for row in await _rows(house, friend) if row.id == made] == [True]
