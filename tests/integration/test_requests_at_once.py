"""A question for access that is answered as it lapses, and an answer that narrows what was allowed."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.consent import AccessState, ApprovalMode, Visibility
from bot.errors import Refused
from bot.grants import Limits
from bot.people import Chat, Platform
from bot.store.unit_of_work import Uow
from bot.use_cases.consents.requesting import expire_due

pytestmark = pytest.mark.integration

ELSEWHERE = Chat(Platform.TERMINAL, "elsewhere")


@pytest.fixture
async def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.set_visibility(owner, Visibility.EVERYONE)
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    return house


async def _all(*works: Awaitable[object]) -> None:
    """Everything at once; being refused is an answer, anything else is a fault."""
    answers = await asyncio.gather(*works, return_exceptions=True)
    assert [one for one in answers if isinstance(one, BaseException) and not isinstance(one, Refused)] == []


async def _asked(house: House) -> str:
    """A question whose time is over."""
    asked = await house.app.request_access(await house.join("friend"), "owner", "", ROOM)
    house.clock.advance(days=30)
    return asked.request or ""


async def test_an_answer_and_a_lapse_at_once_are_one_of_the_two(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    request = await _asked(house)
    await _all(expire_due(house.ports), house.app.answer_access(owner, request, allow=True))
    async with house.uow() as tx:
        row, granted = await tx.consents.request(request), await tx.consents.granted(owner, friend)
    assert row is not None
    assert (row.state is AccessState.ALLOWED) == granted
    assert (await house.heard_by(friend)).count("access_answered") == 1


async def test_an_answer_that_allows_less_ends_what_is_in_the_making_at_once(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.grant(owner, "friend", Limits(None, None, ROOM.platform, ROOM.place))
    made = (await house.order(friend, "@owner waves")).id
    asked = await house.app.request_access(friend, "owner", "", ELSEWHERE)
    there = Limits(None, None, ELSEWHERE.platform, ELSEWHERE.place)
    await house.app.answer_access(owner, asked.request or "", allow=True, limits=there)
    assert (await house.app.clip(friend, made)).state is ClipState.REVOKED
