"""People who act at the same moment, on both databases: nothing is done twice, nobody waits for ever."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.errors import Refused
from bot.people import Account, Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PROMPT = "@owner waves"


@pytest.fixture
async def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    return house


async def _all(*works: Awaitable[object]) -> list[object]:
    """Everything at once; being refused is an answer, anything else is a fault."""
    answers = await asyncio.gather(*works, return_exceptions=True)
    faults = [one for one in answers if isinstance(one, BaseException) and not isinstance(one, Refused)]
    assert faults == []
    return list(answers)


async def test_two_first_words_make_one_person(house: House) -> None:
    account = Account(Platform.TERMINAL, "twin", "Twin")
    found = await _all(*(house.app.person_for(account, ROOM) for _ in range(4)))
    assert len({getattr(person, "id", None) for person in found}) == 1


async def test_one_message_handled_twice_at_once_makes_one_clip(house: House) -> None:
    friend = await house.join("friend")
    found = await _all(*(house.order(friend, PROMPT, key="m1") for _ in range(3)))
    assert len({getattr(clip, "id", None) for clip in found}) == 1


async def test_the_cap_holds_when_many_ask_at_once(house: House) -> None:
    friend = await house.join("friend")
    found = await _all(*(house.order(friend, PROMPT) for _ in range(5)))
    assert sum(isinstance(one, Refused) for one in found) == 3
    assert await house.available(friend) == 1000 - 2 * 64


async def test_a_yes_and_a_no_at_once_are_one_decision(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    clip = await house.order(friend, PROMPT)
    await house.finish_jobs()
    found = await _all(*(house.app.decide(owner, clip.id, approve=yes) for yes in (True, False, True, False)))
    assert sum(getattr(one, "first", False) for one in found) == 1
    assert len({getattr(one, "approved", None) for one in found}) == 1


async def test_two_bots_that_look_at_once_take_an_outcome_once(house: House) -> None:
    friend = await house.join("friend")
    await house.order(friend, PROMPT)
    await house.finish(house.queue.in_order()[0])
    await _all(*(house.app.take_outcomes() for _ in range(3)))
    kinds = [kind for kind in await house.heard_by(friend) if kind == "approval_waits"]
    assert len(kinds) == 1


async def test_cancel_revoke_delete_and_decide_at_once_end_it_once(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    first = await house.order(friend, PROMPT)
    await house.finish_jobs()
    second = await house.order(friend, PROMPT)
    await _all(
        house.app.cancel(friend, first.id),
        house.app.revoke(owner, "friend"),
        house.app.delete(owner, second.id),
        house.app.decide(owner, first.id, approve=True),
        house.app.cancel(friend, second.id),
        house.app.sweep(),
    )
    books = await house.app.ledger(friend)
    assert books.held == 0
    spent = [entry.clip for entry in books.entries if entry.kind.value == "settle"]
    states = {clip.id: clip.state for clip in (await house.app.clips(friend)).clips}
    assert books.available == 1000 - 64 * len(spent)
    assert all(states[clip or ""] in {ClipState.DELIVERED, ClipState.DELETED} for clip in spent)


async def test_two_people_who_revoke_one_another_at_once_both_succeed(house: House) -> None:
    owner, friend = await house.join("owner"), await house.enrolled("friend")
    await house.app.grant(friend, "owner")
    await house.order(friend, PROMPT)
    await house.order(owner, "@friend waves")
    await house.order(friend, PROMPT)
    await house.order(owner, "@friend waves")
    await _all(house.app.revoke(owner, "friend"), house.app.revoke(friend, "owner"))
    assert await house.available(owner) == await house.available(friend) == 1000


async def test_a_boundary_set_while_the_prompt_is_judged_counts(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    judge, loop = house.ports.judge, asyncio.get_running_loop()
    moderate = judge.moderate

    def slowly(screenplay: object) -> object:
        asyncio.run_coroutine_threadsafe(house.app.add_boundary(owner, "waves"), loop).result()
        return moderate(screenplay)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(judge, "moderate", slowly)
    with pytest.raises(Refused, match="outside what owner allows"):
        await house.order(friend, PROMPT)
