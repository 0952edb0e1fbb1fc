"""An account that is parted begins anew, with nothing, and gets out of nothing by it."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house

from bot.audit import Audit
from bot.consent import ApprovalMode, Usage
from bot.errors import (
    AccountClosedForGood,
    JustLinked,
    LinkUnfinished,
    NotLinked,
    OnlyAccount,
    OutsideWhatTheyAllow,
    PartingBarred,
    UnknownClip,
)
from bot.penalties import PenaltyKind
from bot.people import Account, Chat, Platform
from bot.reports import ReportKind
from bot.requests import FileKind, MakeRequest
from bot.store.tables import PenaltyRow
from bot.store.unit_of_work import Uow
from bot.use_cases.safety import penalising

pytestmark = pytest.mark.integration

THERE = Chat(Platform.TELEGRAM, "-100")


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def _there(house: House) -> str:
    """Who speaks from the account on the other platform."""
    return (await house.app.person_for(Account(Platform.TELEGRAM, "ada", "ada"), THERE)).id


async def _linked(house: House) -> str:
    """Ada, with a likeness, on both platforms."""
    ada, other = await house.enrolled("ada"), await _there(house)
    await house.app.link_accounts(other, (await house.app.link_code(ada)).code)
    await house.hear()
    return ada


async def test_it_is_a_new_person_with_nothing_and_all_stays_with_the_others(house: House) -> None:
    ada = await _linked(house)
    before = await house.available(ada)
    await house.app.unlink(ada, Platform.TELEGRAM)
    other = await _there(house)
    assert other != ada
    assert not (await house.app.me(other)).settings.likeness
    assert (await house.app.me(ada)).settings.likeness
    assert (await house.available(other), await house.available(ada)) == (0, before)


async def test_next_month_it_has_an_allowance_like_everybody(house: House) -> None:
    ada = await _linked(house)
    await house.app.unlink(ada, Platform.TELEGRAM)
    house.clock.advance(days=31)
    assert await house.available(await _there(house)) == house.ports.settings.tiers.standard.allowance


async def test_what_was_made_is_no_longer_to_be_seen_from_it(house: House) -> None:
    ada = await _linked(house)
    clip = await house.order(ada, "@Self waves")
    await house.finish_jobs()
    await house.app.unlink(ada, Platform.TELEGRAM)
    with pytest.raises(UnknownClip):
        await house.app.fetch(await _there(house), clip.id, FileKind.VIDEO)
    assert await house.app.fetch(ada, clip.id, FileKind.VIDEO) == b"film"


async def test_its_person_was_seen_in_its_chats_no_longer(house: House) -> None:
    ada = await _linked(house)
    await house.app.unlink(ada, Platform.TELEGRAM)
    async with house.uow() as tx:
        assert [row.platform for row in await tx.people.places(ada)] == [Platform.TERMINAL]


async def test_the_last_account_cannot_be_parted(house: House) -> None:
    with pytest.raises(OnlyAccount):
        await house.app.unlink(await house.join("ada"), Platform.TERMINAL)


async def test_an_account_that_is_not_there_cannot_be_parted(house: House) -> None:
    with pytest.raises(NotLinked):
        await house.app.unlink(await house.join("ada"), Platform.DISCORD)


@pytest.mark.parametrize("kind", [PenaltyKind.WARNING, PenaltyKind.NO_CASTING])
async def test_nobody_leaves_a_penalty_behind(house: House, kind: PenaltyKind) -> None:
    ada = await _linked(house)
    async with house.uow() as tx:
        await tx.penalties.add(PenaltyRow(person_id=ada, kind=kind, reason="x", created_at=house.clock.now()))
    with pytest.raises(PartingBarred):
        await house.app.unlink(ada, Platform.TELEGRAM)


async def test_who_was_taken_in_just_now_puts_nobody_out(house: House) -> None:
    ada = await _linked(house)
    with pytest.raises(JustLinked):
        await house.app.unlink(ada, Platform.TERMINAL, Platform.TELEGRAM)


async def test_who_was_there_before_puts_out_who_was_taken_in_just_now(house: House) -> None:
    ada = await _linked(house)
    await house.app.unlink(ada, Platform.TELEGRAM, Platform.TERMINAL)
    assert await _there(house) != ada


async def test_who_was_taken_in_just_now_may_leave(house: House) -> None:
    ada = await _linked(house)
    await house.app.unlink(ada, Platform.TELEGRAM, Platform.TELEGRAM)
    assert await _there(house) != ada


async def test_after_some_days_each_account_may_part_the_others(house: House) -> None:
    ada = await _linked(house)
    house.clock.advance(days=7)
    await house.app.unlink(ada, Platform.TERMINAL, Platform.TELEGRAM)
    assert await _there(house) == ada


async def test_who_came_along_just_now_is_put_out_in_spite_of_a_strike_which_then_both_have(
    house: House,
) -> None:
    ada = await _linked(house)
    async with house.uow() as tx:
        await penalising.strike(house.ports, tx, ada, "harassment")
    before = await house.app.standing(ada)
    await house.app.unlink(ada, Platform.TELEGRAM, Platform.TERMINAL)
    for one in (ada, await _there(house)):
        stands = await house.app.standing(one)
        assert [row.penalty for row in stands.penalties] == [row.penalty for row in before.penalties]
        assert [row.expires_at for row in stands.strikes] == [row.expires_at for row in before.strikes]


async def test_who_came_along_just_now_does_not_leave_a_strike_behind(house: House) -> None:
    ada = await _linked(house)
    async with house.uow() as tx:
        await penalising.strike(house.ports, tx, ada, "harassment")
    with pytest.raises(PartingBarred):
        await house.app.unlink(ada, Platform.TELEGRAM, Platform.TELEGRAM)


async def test_what_was_reported_before_is_decided_about_both(house: House) -> None:
    ada, bo = await _linked(house), await house.enrolled("bo")
    taken = await house.app.report(bo, handle="ada", kind=ReportKind.HARASSMENT)
    await house.app.unlink(ada, Platform.TELEGRAM)
    await house.desk.uphold("boss", taken.report, "")
    standing = [await house.app.standing(one) for one in (ada, await _there(house))]
    assert [len(one.strikes) for one in standing] == [1, 1]


async def test_what_is_reported_later_of_a_clip_from_before_is_about_both(house: House) -> None:
    ada, bo = await _linked(house), await house.enrolled("bo")
    clip = await house.order(ada, "@Self waves")
    await house.finish_jobs()
    await house.hear()
    house.clock.advance(days=1)
    await house.app.unlink(ada, Platform.TELEGRAM)
    taken = await house.app.report(bo, clip=clip.id, kind=ReportKind.HARASSMENT)
    await house.desk.uphold("boss", taken.report, "")
    assert len((await house.app.standing(await _there(house))).strikes) == 1


async def test_what_is_done_after_it_left_is_not_its_doing(house: House) -> None:
    ada, bo = await _linked(house), await house.enrolled("bo")
    await house.app.unlink(ada, Platform.TELEGRAM)
    house.clock.advance(days=1)
    taken = await house.app.report(bo, handle="ada", kind=ReportKind.HARASSMENT)
    await house.desk.uphold("boss", taken.report, "")
    assert (await house.app.standing(await _there(house))).strikes == ()


async def test_who_left_and_came_back_is_struck_once(house: House) -> None:
    ada, bo = await _linked(house), await house.enrolled("bo")
    taken = await house.app.report(bo, handle="ada", kind=ReportKind.HARASSMENT)
    await house.app.unlink(ada, Platform.TELEGRAM)
    code = (await house.app.link_code(ada)).code
    await house.app.link_accounts(await _there(house), code)
    await house.desk.uphold("boss", taken.report, "")
    assert len((await house.app.standing(ada)).strikes) == 1


async def test_who_left_and_erased_themselves_is_kept_out_by_a_ban(house: House) -> None:
    ada, bo = await _linked(house), await house.enrolled("bo")
    taken = await house.app.report(bo, handle="ada", kind=ReportKind.HARASSMENT)
    await house.app.unlink(ada, Platform.TELEGRAM)
    await house.app.erase(await _there(house))
    await house.desk.uphold("boss", taken.report, "", penalty="ban")
    with pytest.raises(AccountClosedForGood):
        await _there(house)


async def test_who_asked_before_each_of_their_clips_asks_the_parted_account_too(house: House) -> None:
    ada, bo = await _linked(house), await house.enrolled("bo")
    await house.app.grant(bo, "ada", pointed_out=True)
    await house.app.set_approval(bo, ApprovalMode.NEVER)
    await house.app.set_exception(bo, "ada", ApprovalMode.BEFORE_RENDER, pointed_out=True)
    await house.app.unlink(ada, Platform.TELEGRAM)
    async with house.uow() as tx:
        asked = await tx.consents.exception(bo, await _there(house))
    assert asked is ApprovalMode.BEFORE_RENDER


async def test_who_blocked_them_has_the_parted_account_blocked_too(house: House) -> None:
    ada, bo = await _linked(house), await house.enrolled("bo")
    await house.app.person_for(Account(Platform.TERMINAL, "bo", "bo"), THERE)
    await house.app.set_usage(bo, Usage.EVERYONE)
    await house.app.block(bo, "ada", pointed_out=True)
    await house.app.unlink(ada, Platform.TELEGRAM)
    with pytest.raises(OutsideWhatTheyAllow):
        await house.app.make(await _there(house), MakeRequest(text="@bo waves", chat=THERE))


async def test_who_took_back_what_they_allowed_them_keeps_the_parted_account_out(house: House) -> None:
    ada, bo = await _linked(house), await house.enrolled("bo")
    await house.app.person_for(Account(Platform.TERMINAL, "bo", "bo"), THERE)
    await house.app.set_usage(bo, Usage.EVERYONE)
    await house.app.grant(bo, "ada")
    await house.app.revoke(bo, "ada")
    await house.app.unlink(ada, Platform.TELEGRAM)
    with pytest.raises(OutsideWhatTheyAllow):
        await house.app.make(await _there(house), MakeRequest(text="@bo waves", chat=THERE))


async def test_a_clip_that_is_in_the_making_there_is_waited_for(house: House) -> None:
    ada = await _linked(house)
    clip = await house.order(ada, "@Self waves", chat=THERE)
    with pytest.raises(LinkUnfinished):
        await house.app.unlink(ada, Platform.TELEGRAM)
    await house.app.cancel(ada, clip.id)
    await house.app.unlink(ada, Platform.TELEGRAM)


async def test_what_was_to_be_said_to_them_alone_there_is_said_elsewhere(house: House) -> None:
    ada = await _linked(house)
    await house.app.grant(await house.enrolled("bo"), "ada", pointed_out=True)
    await house.app.unlink(ada, Platform.TELEGRAM, Platform.TERMINAL)
    due = await house.app.due_deliveries(Platform.TELEGRAM)
    assert [(one.person, one.notice.kind) for one in due] == [(await _there(house), "account_unlinked")]


async def test_both_trails_say_so(house: House) -> None:
    ada = await _linked(house)
    await house.app.unlink(ada, Platform.TELEGRAM)
    for one in (ada, await _there(house)):
        actions = [entry.action for entry in (await house.app.receipts(one)).receipts]
        assert Audit.ACCOUNT_UNLINKED.value in actions


async def test_where_one_is_let_in_by_invitation_it_needs_another(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, access={"mode": "invite"}))
    ada = await house.join("ada", ROOM)
    await house.app.redeem(ada, (await house.desk.make_invite("op", 1, None))[0])
    await house.app.link_accounts(await _there(house), (await house.app.link_code(ada)).code)
    await house.app.unlink(ada, Platform.TELEGRAM)
    parted = await _there(house)
    async with house.uow() as tx:
        person = await tx.people.get(parted)
    assert person is not None
    assert person.admitted_at is None
