"""Who may come in: open, by invite with a waiting line, by server."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house

from bot.errors import (
    AlreadyIn,
    InviteNeeded,
    InviteOnly,
    InviteUnknown,
    NothingToWaitFor,
    OpenToAll,
    Refused,
    ServerNeeded,
    Suspended,
    TooManyAttempts,
    TooManyInvites,
    UnknownInvite,
    UnknownPerson,
)
from bot.people import Chat, Platform
from bot.requests import MakeRequest
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

INSIDE = Chat(Platform.DISCORD, "general", "123")
OPERATOR = "root"


def _house(uow: Uow, folder: Path, clock: ManualClock, **access: object) -> House:
    return open_house(uow, folder, clock, house_settings(folder, access={"mode": "invite"} | access))


@pytest.fixture
def by_invite(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return _house(sqlite_uow, tmp_path, clock)


async def _member(house: House, name: str) -> str:
    """Somebody whom operators let in."""
    person = await house.join(name)
    await house.desk.admit(OPERATOR, name)
    await house.hear()
    return person


async def test_an_open_service_lets_everybody_in(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> None:
    house = _house(sqlite_uow, tmp_path, clock, mode="open")
    assert await house.available(await house.join("ada")) == 1000


async def test_who_has_no_invite_gets_no_allowance(by_invite: House) -> None:
    assert await by_invite.available(await by_invite.join("ada")) == 0


async def test_who_has_no_invite_makes_nothing(by_invite: House) -> None:
    ada = await by_invite.join("ada")
    with pytest.raises(InviteNeeded):
        await by_invite.order(ada, "@me waves")


async def test_the_preflight_says_it_too(by_invite: House) -> None:
    ada = await by_invite.join("ada")
    shown = await by_invite.app.preflight(ada, MakeRequest("@me waves", ROOM))
    assert shown.refusals[0].code == "invite_needed"


@pytest.mark.parametrize("asked", ["enrol", "ask", "gift", "invite"])
async def test_who_has_no_invite_neither_lends_nor_asks_nor_gives(by_invite: House, asked: str) -> None:
    ada, app = await by_invite.join("ada"), by_invite.app
    await _member(by_invite, "bo")
    asking = {
        "enrol": lambda: app.begin_enrolment(ada, agreed=True),
        "ask": lambda: app.request_access(ada, "bo", "", ROOM),
        "gift": lambda: app.gift(ada, "bo", 5),
        "invite": lambda: app.invite(ada),
    }
    with pytest.raises(InviteNeeded):
        await asking[asked]()


async def test_who_has_no_invite_may_leave_for_good(by_invite: House) -> None:
    ada = await by_invite.join("ada")
    await by_invite.app.waitlist(ada)
    await by_invite.app.erase(ada)
    assert await by_invite.desk.waitlist() == []


async def test_a_code_lets_somebody_in_with_the_months_allowance(by_invite: House) -> None:
    code, _ = await by_invite.desk.make_invite(OPERATOR, 1)
    ada = await by_invite.join("ada")
    assert (await by_invite.app.redeem(ada, code)).allowance == 1000
    assert await by_invite.available(ada) == 1000


async def test_who_is_suspended_lets_nobody_in_by_a_code_of_theirs(
    by_invite: House, clock: ManualClock
) -> None:
    bo, ada = await _member(by_invite, "bo"), await by_invite.join("ada")
    code = (await by_invite.app.invite(bo)).code
    await by_invite.desk.strike(OPERATOR, "bo", "hate", penalty="suspension 3")
    with pytest.raises(Suspended):
        await by_invite.app.invite(bo)
    with pytest.raises(InviteUnknown):
        await by_invite.app.redeem(ada, code)
    clock.advance(days=4)
    await by_invite.app.redeem(ada, code)


async def test_a_code_is_read_however_it_is_written(by_invite: House) -> None:
    code, _ = await by_invite.desk.make_invite(OPERATOR, 1)
    await by_invite.app.redeem(await by_invite.join("ada"), f" {code.replace('-', ' ').lower()} ")


async def test_a_code_of_many_lets_in_as_many(by_invite: House) -> None:
    code, _ = await by_invite.desk.make_invite(OPERATOR, 2)
    for name in ("ada", "bo"):
        await by_invite.app.redeem(await by_invite.join(name), code)
    with pytest.raises(InviteUnknown):
        await by_invite.app.redeem(await by_invite.join("cy"), code)


async def test_wrong_used_up_lapsed_and_withdrawn_codes_read_alike(by_invite: House) -> None:
    desk, app = by_invite.desk, by_invite.app
    used, _ = await desk.make_invite(OPERATOR, 1)
    await app.redeem(await by_invite.join("ada"), used)
    withdrawn, invite = await desk.make_invite(OPERATOR, 1)
    await desk.withdraw_invite(OPERATOR, invite.id)
    lapsed, _ = await desk.make_invite(OPERATOR, 1, 1)
    by_invite.clock.advance(days=1)
    bo = await by_invite.join("bo")
    said = set()
    for code in ("AAAA-BBBB-CCCC-DDDD", used, withdrawn, lapsed):
        with pytest.raises(Refused) as refused:
            await app.redeem(bo, code)
        said.add((refused.value.code, refused.value.message))
    assert len(said) == 1


async def test_codes_cannot_be_tried_without_end(by_invite: House) -> None:
    ada = await by_invite.join("ada")
    for _ in range(10):
        with pytest.raises(InviteUnknown):
            await by_invite.app.redeem(ada, "AAAA-BBBB-CCCC-DDDD")
    with pytest.raises(TooManyAttempts):
        await by_invite.app.redeem(ada, "AAAA-BBBB-CCCC-DDDD")


async def test_who_is_in_redeems_nothing(by_invite: House) -> None:
    code, _ = await by_invite.desk.make_invite(OPERATOR, 2)
    ada = await by_invite.join("ada")
    await by_invite.app.redeem(ada, code)
    with pytest.raises(AlreadyIn):
        await by_invite.app.redeem(ada, code)


async def test_a_member_invites_a_friend(by_invite: House) -> None:
    made = await by_invite.app.invite(await _member(by_invite, "ada"))
    bo = await by_invite.join("bo")
    await by_invite.app.redeem(bo, made.code)
    assert await by_invite.available(bo) == 1000


async def test_a_member_invites_no_more_than_their_quota(by_invite: House) -> None:
    ada = await _member(by_invite, "ada")
    assert [(await by_invite.app.invite(ada)).left for _ in range(3)] == [2, 1, 0]
    with pytest.raises(TooManyInvites):
        await by_invite.app.invite(ada)


async def test_nobody_needs_an_invite_to_an_open_service(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = _house(sqlite_uow, tmp_path, clock, mode="open")
    with pytest.raises(OpenToAll):
        await house.app.invite(await house.join("ada"))


async def test_the_code_itself_is_kept_nowhere(by_invite: House) -> None:
    code, _ = await by_invite.desk.make_invite(OPERATOR, 1)
    async with by_invite.uow() as tx:
        ((invite, _),) = await tx.admission.listed()
    assert code not in repr(vars(invite))


async def test_the_line_tells_everybody_their_place(by_invite: House) -> None:
    places = []
    for name in ("ada", "bo", "cy"):
        places.append((await by_invite.app.waitlist(await by_invite.join(name))).place)
        by_invite.clock.advance(minutes=1)
    assert places == [1, 2, 3]


async def test_the_first_in_line_come_in_first_and_are_told(by_invite: House) -> None:
    people = {}
    for name in ("ada", "bo", "cy"):
        people[name] = await by_invite.join(name)
        await by_invite.app.waitlist(people[name])
        by_invite.clock.advance(minutes=1)
    assert await by_invite.desk.admit(OPERATOR, 2) == ["ada", "bo"]
    assert [who for who, notice in await by_invite.hear() if notice.kind == "admitted"] == [
        people["ada"],
        people["bo"],
    ]
    assert (await by_invite.app.waitlist(people["cy"])).place == 1


async def test_operators_may_let_in_one_by_name(by_invite: House) -> None:
    await by_invite.join("ada")
    assert await by_invite.desk.admit(OPERATOR, "ada") == ["ada"]
    assert await by_invite.desk.admit(OPERATOR, "ada") == []


async def test_nobody_is_let_in_who_is_not_there(by_invite: House) -> None:
    with pytest.raises(UnknownPerson):
        await by_invite.desk.admit(OPERATOR, "nobody")


async def test_an_invite_that_is_not_there_cannot_be_withdrawn(by_invite: House) -> None:
    with pytest.raises(UnknownInvite):
        await by_invite.desk.withdraw_invite(OPERATOR, "none")


async def test_without_a_line_there_is_nothing_to_wait_for(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = _house(sqlite_uow, tmp_path, clock, waitlist=False)
    ada = await house.join("ada")
    with pytest.raises(NothingToWaitFor):
        await house.app.waitlist(ada)
    with pytest.raises(InviteOnly):
        await house.order(ada, "@me waves")


async def test_members_of_an_allowed_server_are_in(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = _house(sqlite_uow, tmp_path, clock, mode="servers", servers=["discord:123"])
    assert await house.available(await house.join("ada", INSIDE)) == 1000


async def test_members_of_no_allowed_server_are_not(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = _house(sqlite_uow, tmp_path, clock, mode="servers", servers=["discord:123"])
    for chat in (None, ROOM, Chat(Platform.DISCORD, "123", "456"), Chat(Platform.TELEGRAM, "123")):
        ada = await house.join("ada", chat)
    with pytest.raises(ServerNeeded):
        await house.order(ada, "@me waves")


async def test_who_was_in_stays_in_when_the_door_is_closed(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    before = _house(sqlite_uow, tmp_path, clock, mode="open")
    await before.enrolled("ada")
    house = _house(sqlite_uow, tmp_path, clock)
    assert (await house.order(await house.join("ada"), "@me waves")).price == 64


async def test_who_waited_is_in_once_the_door_is_opened(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = _house(sqlite_uow, tmp_path, clock)
    ada = await house.join("ada")
    await house.app.waitlist(ada)
    house = _house(sqlite_uow, tmp_path, clock, mode="open")
    await house.join("ada")
    assert await house.available(ada) == 1000
    assert await house.desk.waitlist() == []
