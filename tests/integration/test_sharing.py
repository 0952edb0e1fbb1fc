"""Sharing a clip in another conversation: by its maker alone, as far as everybody in it allows it there."""

import asyncio
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.consent import ApprovalMode, Usage
from bot.deliveries import DeliveryState
from bot.errors import (
    BeingLookedAt,
    CannotShare,
    ClipsPaused,
    OutsideWhatTheyAllow,
    Refused,
    SharedAlready,
    Suspended,
    UnknownClip,
)
from bot.grants import Limits
from bot.notices import ClipShared
from bot.people import Account, Chat, Platform
from bot.place_rules import PlaceRules
from bot.reports import ReportKind
from bot.requests import Surroundings
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

THERE = Chat(Platform.TERMINAL, "there", "elsewhere")
AROUND = Surroundings()


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return await _ready(open_house(sqlite_uow, tmp_path, clock))


async def _ready(house: House) -> House:
    """Bo may make clips with ada, who is not asked."""
    for name in ("ada", "bo"):
        await house.enrolled(name)
    ada = await house.join("ada")
    await house.join("ada", THERE)
    await house.app.set_approval(ada, ApprovalMode.NEVER)
    await house.app.grant(ada, "bo")
    await house.hear()
    return house


async def _made(house: House, *, draft: bool = False) -> tuple[str, str]:
    """Bo's finished clip of ada, and bo."""
    bo = await house.join("bo")
    clip = (await house.order(bo, "@ada waves", draft=draft)).id
    await house.finish_jobs()
    await house.hear()
    return clip, bo


async def _where(house: House, clip: str) -> list[tuple[str | None, DeliveryState]]:
    """In which chats the clip stands, or is to stand, with its file."""
    async with house.uow() as tx:
        said = await tx.deliveries.of_clip(clip)
    carrying = {"clip_delivered", "clip_shared"}
    return [(row.chat_id, row.state) for row in said if row.notice["kind"] in carrying]


async def test_a_shared_clip_comes_into_that_conversation(house: House) -> None:
    clip, bo = await _made(house)
    await house.app.share(bo, clip, THERE, AROUND)
    (delivery,) = [one for one in await house.app.due_deliveries(Platform.TERMINAL) if one.chat_id]
    assert (delivery.chat_id, delivery.person) == ("there", bo)
    assert delivery.notice == ClipShared(
        clip=clip, maker="bo", prompt="@ada waves", verified=True, notes=delivery.notice.notes
    )


async def test_it_is_not_shared_on_a_server_that_somebody_in_it_is_not_on(house: House) -> None:
    clip, bo = await _made(house)
    await house.app.left(Account(Platform.TERMINAL, "ada", "ada"), THERE)
    with pytest.raises(OutsideWhatTheyAllow):
        await house.app.share(bo, clip, THERE, AROUND)


async def test_those_in_it_are_told(house: House) -> None:
    clip, bo = await _made(house)
    await house.app.share(bo, clip, THERE, AROUND)
    ada = await house.join("ada")
    (told,) = [notice for who, notice in await house.hear() if who == ada]
    assert (told.kind, told.shared) == ("likeness_used", True)


async def test_a_draft_is_shared_where_it_was_asked_for(house: House) -> None:
    clip, bo = await _made(house, draft=True)
    assert await _where(house, clip) == [(None, DeliveryState.SENT)]
    home = await house.app.clip_home(bo, clip)
    assert home.place == ROOM.place
    await house.app.share(bo, clip, home, AROUND)
    assert (ROOM.chat_id, DeliveryState.PENDING) in await _where(house, clip)


async def test_it_is_shared_once_in_one_conversation_however_often_it_is_asked(
    uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = await _ready(open_house(uow, tmp_path, clock))
    clip, bo = await _made(house)
    asked = (house.app.share(bo, clip, THERE, AROUND) for _ in range(4))
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(isinstance(one, SharedAlready) for one in answers) == 3
    assert [chat for chat, _ in await _where(house, clip)].count("there") == 1


async def test_it_is_not_shared_where_it_was_posted_before(house: House) -> None:
    clip, bo = await _made(house)
    with pytest.raises(SharedAlready):
        await house.app.share(bo, clip, ROOM, AROUND)


async def test_only_its_maker_shares_it(house: House) -> None:
    clip, _ = await _made(house)
    for name in ("ada", "cy"):
        with pytest.raises(UnknownClip):
            await house.app.share(await house.join(name), clip, THERE, AROUND)
        with pytest.raises(UnknownClip):
            await house.app.clip_home(await house.join(name), clip)


async def test_what_is_not_finished_is_not_shared(house: House) -> None:
    bo = await house.join("bo")
    clip = await house.order(bo, "@ada waves")
    with pytest.raises(CannotShare, match="queued"):
        await house.app.share(bo, clip.id, THERE, AROUND)


async def test_what_is_looked_at_is_not_shared(house: House) -> None:
    clip, bo = await _made(house)
    await house.app.report(await house.join("ada"), clip=clip, kind=ReportKind.OTHER)
    with pytest.raises(BeingLookedAt):
        await house.app.share(bo, clip, THERE, AROUND)


async def test_a_grant_for_one_place_does_not_reach_another(house: House) -> None:
    ada = await house.join("ada")
    await house.app.revoke(ada, "bo")
    await house.app.grant(ada, "bo", Limits(platform=ROOM.platform, place=ROOM.place))
    clip, bo = await _made(house)
    with pytest.raises(OutsideWhatTheyAllow):
        await house.app.share(bo, clip, THERE, AROUND)


async def test_the_last_clip_of_a_grant_can_still_be_shared(house: House) -> None:
    ada = await house.join("ada")
    await house.app.revoke(ada, "bo")
    await house.app.grant(ada, "bo", Limits(clips=1))
    clip, bo = await _made(house)
    assert (await house.app.share(bo, clip, THERE, AROUND)).clip == clip


async def _changed(house: House, how: str) -> None:
    ada = await house.join("ada")
    match how:
        case "usage":
            await house.app.set_usage(ada, Usage.ONLY_ME)
        case "boundary":
            await house.app.add_boundary(ada, "waves")
        case "asks":
            await house.app.set_approval(ada, ApprovalMode.BEFORE_PUBLISH)


@pytest.mark.parametrize("how", ["usage", "boundary", "asks"])
async def test_what_they_allow_no_longer_is_not_shared_and_the_reason_stays_theirs(
    house: House, how: str
) -> None:
    clip, bo = await _made(house)
    await house.app.keep(bo, clip)
    await _changed(house, how)
    with pytest.raises(Refused) as refused:
        await house.app.share(bo, clip, THERE, AROUND)
    assert refused.value.message == OutsideWhatTheyAllow(name="ada").message
    assert "there" not in [chat for chat, _ in await _where(house, clip)]


async def test_who_said_yes_to_this_very_clip_is_not_asked_again(house: House) -> None:
    ada, bo = await house.join("ada"), await house.join("bo")
    await house.app.set_approval(ada, ApprovalMode.BEFORE_PUBLISH)
    clip = (await house.order(bo, "@ada waves")).id
    await house.finish_jobs()
    await house.app.decide(ada, clip, approve=True)
    assert (await house.app.share(bo, clip, THERE, AROUND)).clip == clip


async def test_the_consent_it_rested_on_is_written_down(house: House) -> None:
    clip, bo = await _made(house)
    await house.app.share(bo, clip, THERE, AROUND)
    receipts = (await house.app.export_receipts(await house.join("ada"))).decode().splitlines()
    assert len([line for line in receipts if '"share"' in line and clip in line]) == 1


async def test_the_place_has_its_say(house: House) -> None:
    clip, bo = await _made(house)
    async with house.uow() as tx:
        await tx.place_rules.put(THERE.platform, THERE.place, PlaceRules(paused=True))
    with pytest.raises(ClipsPaused):
        await house.app.share(bo, clip, THERE, AROUND)


async def test_who_is_suspended_shares_nothing(house: House) -> None:
    clip, bo = await _made(house)
    await house.desk.strike("root", "bo", "other", penalty="suspension 7")
    with pytest.raises(Suspended):
        await house.app.share(bo, clip, THERE, AROUND)


async def test_a_shared_copy_comes_down_with_the_clip(house: House) -> None:
    clip, bo = await _made(house)
    await house.app.share(bo, clip, THERE, AROUND)
    await house.hear()
    await house.app.delete(await house.join("ada"), clip)
    down = {one.chat_id for one in await house.app.due_takedowns(Platform.TERMINAL)}
    assert down >= {"there", ROOM.chat_id}


async def test_a_copy_that_ended_before_it_was_posted_is_taken_down_after_it(house: House) -> None:
    clip, bo = await _made(house)
    await house.app.share(bo, clip, THERE, AROUND)
    due = [one for one in await house.app.due_deliveries(Platform.TERMINAL) if one.chat_id == "there"]
    await house.app.delete(bo, clip)
    await house.app.mark_sent(due[0].id, "late")
    assert "late" in [one.message_id for one in await house.app.due_takedowns(Platform.TERMINAL)]


async def test_who_sees_it_there_can_report_it_and_others_cannot(house: House) -> None:
    clip, bo = await _made(house, draft=True)
    seer = await house.join("cy", THERE)
    with pytest.raises(UnknownClip):
        await house.app.offer_report(seer, clip)
    await house.app.share(bo, clip, THERE, AROUND)
    assert (await house.app.offer_report(seer, clip)).clip == clip
    with pytest.raises(UnknownClip):
        await house.app.offer_report(await house.join("di", Chat(Platform.TERMINAL, "third")), clip)


async def test_a_draft_that_was_never_shared_cannot_be_reported_by_who_was_there(house: House) -> None:
    clip, _ = await _made(house, draft=True)
    with pytest.raises(UnknownClip):
        await house.app.offer_report(await house.join("cy"), clip)


async def test_a_shared_draft_is_a_draft_still(house: House) -> None:
    clip, bo = await _made(house, draft=True)
    await house.app.share(bo, clip, THERE, AROUND)
    await house.hear()
    house.clock.advance(hours=25)
    await house.app.sweep()
    assert (await house.app.clip(bo, clip)).state is ClipState.EXPIRED
    assert "there" in [one.chat_id for one in await house.app.due_takedowns(Platform.TERMINAL)]


async def test_erasing_its_maker_forgets_where_it_was_shared(house: House) -> None:
    clip, bo = await _made(house)
    await house.app.share(bo, clip, THERE, AROUND)
    seer = await house.join("cy", THERE)
    await house.app.erase(bo)
    async with house.uow() as tx:
        assert not await tx.clips.shared_with(clip, seer)
