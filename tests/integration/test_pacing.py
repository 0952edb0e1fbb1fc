"""Nobody finds out by trying what somebody else allows."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house

from bot.consent import ApprovalMode
from bot.errors import OutsideWhatTheyAllow, Refused, TooManyCommands, TooManyTries
from bot.requests import MakeRequest
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    settings = house_settings(tmp_path)
    few = {"preflight": "4 per hour", "refusal": "2 per hour", "command": "3 per minute"}
    limits = settings.limits.model_copy(update=few)
    house = open_house(sqlite_uow, tmp_path, clock, settings.model_copy(update={"limits": limits}))
    for name in ("owner", "other"):
        person = await house.enrolled(name)
        await house.join("friend")
        await house.app.grant(person, "friend")
        await house.app.set_approval(person, ApprovalMode.NEVER)
        await house.app.add_boundary(person, "spiders")
    return house


async def _codes(house: House, text: str) -> list[str]:
    shown = await house.app.preflight(await house.join("friend"), MakeRequest(text, ROOM))
    return [one.code for one in shown.refusals]


async def test_so_many_looks_and_no_more(house: House) -> None:
    assert [await _codes(house, "@owner waves") for _ in range(5)] == [[], [], [], [], [TooManyTries.code]]


async def test_after_so_many_refusals_everything_reads_the_same(house: House) -> None:
    for _ in range(2):
        assert await _codes(house, "@owner sees spiders") == [OutsideWhatTheyAllow.code]
    assert await _codes(house, "@owner sees spiders") == [TooManyTries.code]
    assert await _codes(house, "@owner waves") == [TooManyTries.code]


async def test_asking_for_clips_is_looking_too(house: House) -> None:
    friend = await house.join("friend")
    for _ in range(2):
        with pytest.raises(OutsideWhatTheyAllow):
            await house.order(friend, "@owner sees spiders")
    with pytest.raises(TooManyTries):
        await house.order(friend, "@owner waves")


async def test_clips_that_are_cancelled_again_count(house: House) -> None:
    friend = await house.join("friend")
    for _ in range(4):
        await house.app.cancel(friend, (await house.order(friend, "@owner waves")).id)
    with pytest.raises(TooManyTries):
        await house.order(friend, "@owner waves")


async def test_a_message_handled_twice_counts_once(house: House) -> None:
    friend = await house.join("friend")
    for _ in range(6):
        await house.order(friend, "@owner waves", key="one message")


async def test_another_pair_is_counted_apart(house: House) -> None:
    for _ in range(5):
        await _codes(house, "@owner waves")
    assert await _codes(house, "@other waves") == []


async def test_a_cast_is_looked_at_only_where_everybody_may_be(house: House) -> None:
    for _ in range(5):
        await _codes(house, "@owner waves")
    assert await _codes(house, "@owner and @other wave") == [TooManyTries.code]


async def test_clips_of_oneself_are_never_counted(house: House) -> None:
    owner = await house.join("owner")
    for _ in range(8):
        assert (await house.app.preflight(owner, MakeRequest("@Self sees spiders", ROOM))).refusals == ()


async def test_commands_of_one_person_are_counted_whatever_they_are(house: House) -> None:
    friend = await house.join("friend")
    for _ in range(3):
        await house.app.pace(friend)
    with pytest.raises(TooManyCommands):
        await house.app.pace(friend)


async def test_nobody_waits_for_the_commands_of_another(house: House) -> None:
    friend, other = [await house.join(name) for name in ("friend", "other")]
    for _ in range(3):
        await house.app.pace(friend)
    await house.app.pace(other)


async def test_nothing_is_judged_once_a_pair_has_had_its_share(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        await _codes(house, "@owner waves")

    def judged(_screenplay: object) -> None:
        raise AssertionError("it was judged")

    monkeypatch.setattr(house.ports.judge, "moderate", judged)
    with pytest.raises(Refused, match="too often with owner"):
        await house.order(await house.join("friend"), "@owner forbidden")
