"""When people are told of clips with them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from factories import ManualClock, person
from house import ROOM, House, open_house

from bot.consent import ApprovalMode, Notify
from bot.notices import DigestTold, LikenessAsked, LikenessUsed
from bot.store.unit_of_work import Uow
from bot.use_cases.consents.notifying import next_digest, notify_use

pytestmark = pytest.mark.integration

PROMPT = '@owner waves and says "Wish you were here!"'


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


@pytest.fixture
async def owner(house: House) -> str:
    """Somebody with a likeness whose clips wait for nobody's yes."""
    owner = await house.enrolled("owner")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    return owner


@pytest.fixture
async def friend(house: House, owner: str) -> str:
    friend = await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.hear()
    return friend


async def _digest(house: House, owner: str) -> DigestTold | None:
    """The digest of the next day, if there is one."""
    house.clock.advance(hours=24)
    await house.app.sweep()
    found = [one for who, one in await house.hear() if who == owner and isinstance(one, DigestTold)]
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Notify.EACH_USE, (["likeness_asked"], ["likeness_used"])),
        (Notify.PUBLISHED, ([], ["likeness_used"])),
        (Notify.DIGEST, ([], [])),
        (Notify.NONE, ([], [])),
    ],
)
async def test_each_use_is_told_as_its_owner_wants(
    house: House, owner: str, friend: str, wanted: Notify, told: tuple[list[str], list[str]]
) -> None:
    await house.app.set_notify(owner, wanted)
    await house.order(friend, PROMPT)
    assert await house.heard_by(owner) == told[0]
    await house.finish_jobs()
    assert await house.heard_by(owner) == told[1]


async def test_the_notice_of_a_use_says_what_is_put_into_ones_mouth(
    house: House, owner: str, friend: str
) -> None:
    await house.order(friend, PROMPT)
    (asked,) = [one for who, one in await house.hear() if who == owner]
    assert isinstance(asked, LikenessAsked)
    assert [(one.handle, one.text) for one in asked.words] == [("owner", "Wish you were here!")]


async def test_a_digest_tells_of_each_clip_once_as_it_stood_last(
    house: House, owner: str, friend: str
) -> None:
    await house.app.set_notify(owner, Notify.DIGEST)
    made = await house.order(friend, PROMPT)
    await house.finish_jobs()
    await house.app.keep(friend, made.id)
    asked = await house.order(friend, PROMPT)
    told = await _digest(house, owner)
    assert told is not None
    assert {(use.clip, use.made) for use in told.uses} == {(made.id, True), (asked.id, False)}
    assert await _digest(house, owner) is None


async def test_a_digest_says_nothing_of_a_clip_that_is_no_more(house: House, owner: str, friend: str) -> None:
    await house.app.set_notify(owner, Notify.DIGEST)
    clip = await house.order(friend, PROMPT)
    await house.app.cancel(friend, clip.id)
    assert await _digest(house, owner) is None


async def test_who_wants_nothing_more_does_not_get_what_waited(house: House, owner: str, friend: str) -> None:
    await house.app.set_notify(owner, Notify.DIGEST)
    await house.order(friend, PROMPT)
    await house.app.set_notify(owner, Notify.NONE)
    assert await _digest(house, owner) is None


async def test_a_digest_goes_with_the_person_whose_clips_it_tells_of(
    house: House, owner: str, friend: str
) -> None:
    await house.app.set_notify(owner, Notify.DIGEST)
    await house.order(friend, PROMPT)
    await house.app.erase(friend)
    assert await _digest(house, owner) is None


async def test_who_erased_themselves_gets_no_digest(house: House, owner: str, friend: str) -> None:
    await house.app.set_notify(owner, Notify.DIGEST)
    await house.order(friend, PROMPT)
    await house.app.erase(owner)
    async with house.uow() as tx:
        assert await tx.digests.due(datetime(2100, 1, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize("wanted", Notify)
async def test_questions_always_come(house: House, owner: str, friend: str, wanted: Notify) -> None:
    await house.app.set_notify(owner, wanted)
    await house.app.set_approval(owner, ApprovalMode.BEFORE_PUBLISH)
    third = await house.join("third")
    await house.app.request_access(third, "owner", "", ROOM)
    await house.order(friend, PROMPT)
    await house.finish_jobs()
    kinds = await house.heard_by(owner)
    assert "access_asked" in kinds
    assert "approval_asked" in kinds


@pytest.mark.parametrize("wanted", Notify)
async def test_that_ones_likeness_was_replaced_always_comes(house: House, owner: str, wanted: Notify) -> None:
    await house.app.set_notify(owner, wanted)
    await house.hear()
    await house.record(owner)
    await house.finish_jobs()
    assert await house.heard_by(owner) == ["likeness_ready"]


async def test_the_use_of_a_character_is_told_to_its_owner(house: House, owner: str, friend: str) -> None:
    async with house.uow() as tx:
        rex = await tx.people.add(person(handle="rex", owner_id=owner))
    clip = await house.order(friend, PROMPT)
    await house.hear()
    notice = LikenessUsed(clip=clip.id, maker="friend", prompt="@rex barks", words=())
    async with house.uow() as tx:
        await notify_use(house.ports, tx, rex.id, notice, published=True, clip=clip.id)
    assert await house.heard_by(owner) == ["likeness_used"]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ((2026, 5, 4, 12, 0), (2026, 5, 4, 18)),
        ((2026, 5, 4, 18, 0), (2026, 5, 5, 18)),
        ((2026, 12, 31, 23, 59), (2027, 1, 1, 18)),
    ],
)
def test_digests_go_out_at_one_hour_of_the_day(now: tuple[int, ...], due: tuple[int, ...]) -> None:
    assert next_digest(datetime(*now, tzinfo=UTC), 18) == datetime(*due, tzinfo=UTC)
