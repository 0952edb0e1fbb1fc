"""What somebody set in private stays with them: no clip, trail or notice tells another of it."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.characters import CharacterKind, NewCharacter
from bot.clips import ClipState
from bot.consent import ApprovalMode, Usage, Visibility
from bot.errors import OutsideWhatTheyAllow, Refused
from bot.notices import ApprovalWaits
from bot.requests import MakeRequest
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PROMPT = "@owner waves"


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    return house


async def _trail(house: House, person: str) -> str:
    """All that somebody can read in the trail."""
    return (await house.app.export_receipts(person)).decode()


async def test_who_is_blocked_by_a_maker_does_not_read_it_off_the_clip_they_are_in(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    made = (await house.order(friend, PROMPT)).id
    await house.app.block(friend, "owner")
    await house.finish_jobs()
    shown = await house.app.clip(owner, made)
    assert (shown.state, shown.refusals) == (ClipState.REVOKED, ())


async def test_who_is_blocked_by_a_maker_does_not_read_it_in_a_receipt(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.order(friend, PROMPT)
    await house.app.block(friend, "owner")
    await house.finish_jobs()
    assert "block" not in await _trail(house, owner)


async def test_who_is_blocked_by_a_maker_does_not_read_it_in_an_entry_of_a_refusal(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.block(friend, "owner")
    with pytest.raises(Refused):
        await house.order(friend, PROMPT)
    assert "block" not in await _trail(house, owner)


async def test_a_revocation_that_took_nothing_back_stands_in_no_trail_but_ones_own(house: House) -> None:
    owner, stranger = await house.join("owner"), await house.join("stranger")
    before = await _trail(house, stranger)
    await house.app.revoke(owner, "stranger", pointed_out=True)
    assert (await _trail(house, stranger)).count("revoked") == before.count("revoked") == 0


async def test_a_maker_does_not_read_in_their_trail_who_of_several_said_no(house: House) -> None:
    owner, friend, other = (
        await house.join("owner"),
        await house.join("friend"),
        await house.enrolled("other"),
    )
    await house.app.grant(other, "friend")
    for person in (owner, other):
        await house.app.set_approval(person, ApprovalMode.BEFORE_PUBLISH)
    made = (await house.order(friend, "@owner and @other dance")).id
    await house.finish_jobs()
    await house.app.decide(owner, made, approve=True)
    before = await _trail(house, friend)
    await house.app.decide(other, made, approve=False)
    assert (await _trail(house, friend)).count("clip") == before.count("clip")
    assert '"denied"' in await _trail(house, other)


async def _with_rex(house: House) -> tuple[str, str]:
    """A keeper who hides, and rex of theirs, whom everybody here may see and ask for; returns both."""
    keeper, friend = await house.join("keeper"), await house.join("friend")
    await house.app.create_character(keeper, NewCharacter("rex", CharacterKind.PET, (b"front",)), ROOM)
    await house.finish_jobs()
    await house.app.set_visibility(keeper, Visibility.NOBODY)
    await house.app.set_visibility(keeper, Visibility.EVERYONE, of="rex")
    await house.app.set_usage(keeper, Usage.EVERYONE, of="rex")
    await house.app.set_approval(keeper, ApprovalMode.BOTH, of="rex")
    return keeper, friend


async def test_a_preflight_with_a_character_does_not_name_its_owner(house: House) -> None:
    _, friend = await _with_rex(house)
    shown = await house.app.preflight(friend, MakeRequest("@rex barks", ROOM))
    assert (shown.approvers, shown.asked_first) == (("rex",), ("rex",))


async def test_a_clip_that_waits_for_a_characters_owner_does_not_name_them(house: House) -> None:
    _, friend = await _with_rex(house)
    assert (await house.order(friend, "@rex barks")).waiting_for == ("rex",)


async def test_a_maker_who_waits_for_a_characters_owner_is_not_told_who_that_is(house: House) -> None:
    keeper, friend = await _with_rex(house)
    made = (await house.order(friend, "@rex barks")).id
    await house.app.decide(keeper, made, approve=True)
    await house.finish_jobs()
    (waits,) = [notice for _, notice in await house.hear() if isinstance(notice, ApprovalWaits)]
    assert waits.waiting_for == ("rex",)


async def test_who_plays_in_a_clip_with_their_character_is_named_themselves(house: House) -> None:
    keeper, friend = await _with_rex(house)
    await house.record(keeper)
    await house.finish_jobs()
    await house.app.grant(keeper, "friend")
    shown = await house.order(friend, "@keeper and @rex run")
    assert shown.waiting_for == ("keeper",)


async def test_a_gift_for_a_character_that_is_refused_does_not_name_its_owner(house: House) -> None:
    _, friend = await _with_rex(house)
    with pytest.raises(OutsideWhatTheyAllow) as refused:
        await house.app.gift(friend, "rex", 5)
    assert "keeper" not in refused.value.message


async def test_a_gift_for_a_character_is_one_for_the_character(house: House) -> None:
    keeper, friend = await _with_rex(house)
    await house.app.grant(keeper, "friend")
    assert (await house.app.gift(friend, "rex", 5)).friend == "rex"
