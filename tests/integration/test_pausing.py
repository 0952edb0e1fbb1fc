"""Taking one's likeness out of everybody else's hands, and back, through the use cases on both stores."""

from pathlib import Path

import pytest
from factories import NOON, ManualClock
from house import ROOM, House, open_house

from bot.audit import Audit
from bot.clips import ClipState
from bot.consent import ApprovalMode
from bot.errors import OutsideWhatTheyAllow, UnknownPerson
from bot.notices import ClipNotMade, WhyNot
from bot.people import Platform
from bot.requests import MakeRequest
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PROMPT = "@owner waves on a beach"


@pytest.fixture
async def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    await house.hear()
    return house


async def _refusals(house: House, name: str) -> list[str]:
    shown = await house.app.preflight(await house.join(name), MakeRequest(PROMPT, ROOM))
    return [one.message for one in shown.refusals]


async def _state(house: House, clip: str) -> ClipState:
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
        assert row is not None
        return row.state


async def test_nobody_who_was_allowed_is_let_in_and_they_read_what_a_stranger_reads(house: House) -> None:
    await house.app.pause(await house.join("owner"))
    assert await _refusals(house, "friend") == [OutsideWhatTheyAllow(name="owner").message]
    assert await _refusals(house, "friend") == await _refusals(house, "stranger")


async def test_oneself_is_let_in_meanwhile(house: House) -> None:
    await house.app.pause(await house.join("owner"))
    assert await _refusals(house, "owner") == []


async def test_after_resuming_everything_is_as_it_was_set(house: House) -> None:
    owner = await house.join("owner")
    before = await house.app.settings(owner)
    await house.app.pause(owner)
    assert await house.app.resume(owner) == before
    assert await _refusals(house, "friend") == []


async def test_what_others_have_in_the_making_ends_and_costs_them_nothing(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    credits_before = await house.available(friend)
    clip = await house.order(friend, PROMPT)
    await house.hear()
    await house.app.pause(owner)
    assert await _state(house, clip.id) is ClipState.REVOKED
    assert await house.available(friend) == credits_before
    told = [said for who, said in await house.hear() if who == friend and isinstance(said, ClipNotMade)]
    assert [said.why for said in told] == [WhyNot.ACCESS_ENDED]


async def test_why_it_ended_is_for_its_maker_alone_since_it_may_be_whom_they_have_blocked(
    house: House,
) -> None:
    friend = await house.join("friend")
    await house.order(friend, PROMPT)
    await house.hear()
    await house.app.block(friend, "owner")
    await house.finish_jobs()
    due = await house.app.due_deliveries(Platform.TERMINAL)
    said = [one for one in due if isinstance(one.notice, ClipNotMade)]
    assert [(one.chat_id, bool(one.notice.refusals)) for one in said] == [(None, True)]


async def test_a_clip_of_oneself_goes_on(house: House) -> None:
    owner = await house.join("owner")
    clip = await house.order(owner, "@Self waves on a beach")
    await house.app.pause(owner)
    await house.finish_jobs()
    assert await _state(house, clip.id) is ClipState.DELIVERED


async def test_pausing_again_keeps_the_first_moment_and_is_written_down_once(
    house: House, clock: ManualClock
) -> None:
    owner = await house.join("owner")
    first = await house.app.pause(owner)
    clock.advance(hours=1)
    again = await house.app.pause(owner)
    await house.app.resume(owner)
    await house.app.resume(owner)
    async with house.uow() as tx:
        person = await tx.people.get(owner)
        assert person is not None
        tags = [row.action for row in await tx.audit.about([person.pseudonym or ""])]
    assert (first.paused_at, again.paused_at) == (NOON, NOON)
    assert [tags.count(Audit.SETTINGS_PAUSED), tags.count(Audit.SETTINGS_RESUMED)] == [1, 1]


async def test_nobody_pauses_somebody_elses_likeness(house: House) -> None:
    with pytest.raises(UnknownPerson):
        await house.app.pause(await house.join("friend"), "owner")


async def test_an_erased_person_leaves_no_pause_behind(house: House) -> None:
    owner = await house.join("owner")
    await house.app.pause(owner)
    await house.app.erase(owner)
    async with house.uow() as tx:
        assert (await tx.consents.settings(owner)).paused_at is None
