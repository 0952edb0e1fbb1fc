"""One person, two platforms: what becomes one, and what is refused."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house
from sqlalchemy import select

from bot.audit import Audit
from bot.characters import CharacterKind, NewCharacter
from bot.clips import ClipState
from bot.consent import ApprovalMode, BoundaryPreset, Usage
from bot.credits import EntryKind
from bot.errors import (
    AccountErased,
    LinkCodeUnknown,
    LinkedThereAlready,
    LinkUnfinished,
    OutsideWhatTheyAllow,
    OwnLinkCode,
    Refused,
    Suspended,
    TooManyAttempts,
    TooManyCharacters,
)
from bot.likeness import LikenessState
from bot.linking import CODE_BITS
from bot.notices import LinkOffered
from bot.penalties import PenaltyKind
from bot.people import Account, Chat, Platform
from bot.requests import FileKind, MakeRequest
from bot.store.tables import LinkCodeRow, PenaltyRow
from bot.store.unit_of_work import Uow
from bot.use_cases.safety import penalising

pytestmark = pytest.mark.integration

THERE = Chat(Platform.TELEGRAM, "-100")


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def elsewhere(house: House, name: str, chat: Chat | None = THERE) -> str:
    """Somebody speaks on the other platform."""
    return (await house.app.person_for(Account(Platform.TELEGRAM, name, name), chat)).id


async def enrolled_elsewhere(house: House, name: str) -> str:
    """Somebody went through setup on the other platform."""
    person = await elsewhere(house, name)
    await house.record(person)
    await house.finish_jobs()
    return person


async def link(house: House, shows: str, types: str) -> str:
    """Make two accounts one; returns whose they are."""
    code = (await house.app.link_code(shows)).code
    await house.app.link_accounts(types, code)
    async with house.uow() as tx:
        person = await tx.people.get(types)
    assert person is not None
    return person.merged_into or types


async def offered(house: House, shows: str, types: str) -> LinkOffered:
    """What the one who types the code reads."""
    return await house.app.offer_linking(types, (await house.app.link_code(shows)).code)


async def delivered(house: House, maker: str, text: str) -> str:
    """A clip that its maker has."""
    clip = await house.order(maker, text)
    await house.finish_jobs()
    await house.hear()
    return clip.id


async def test_both_accounts_are_whoever_showed_the_code(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    assert await link(house, ada, other) == ada
    assert (await elsewhere(house, "ada-there"), await house.join("ada")) == (ada, ada)


async def test_the_one_with_a_likeness_stays_whoever_showed_the_code(house: House) -> None:
    ada, other = await house.enrolled("ada"), await elsewhere(house, "ada-there")
    assert await link(house, other, ada) == ada


async def test_of_two_likenesses_that_of_who_typed_is_destroyed_and_that_is_said_before(house: House) -> None:
    ada, other = await house.enrolled("ada"), await enrolled_elsewhere(house, "ada-there")
    async with house.uow() as tx:
        lost = await tx.likenesses.current(other)
    assert lost is not None
    assert lost.vault_ref in house.vault.files
    assert (await offered(house, ada, other)).destroyed == "ada-there"
    await link(house, ada, other)
    assert lost.vault_ref not in house.vault.files
    async with house.uow() as tx:
        gone, kept = await tx.likenesses.get(lost.id), await tx.likenesses.current(ada)
        tombstone = await tx.people.get(other)
    assert gone is not None
    assert tombstone is not None
    assert (gone.state, tombstone.data_key) == (LikenessState.ERASED, None)
    assert kept is not None


async def test_a_likeness_made_after_the_code_destroys_nobodys(house: House) -> None:
    ada, other = await house.join("ada"), await enrolled_elsewhere(house, "ada-there")
    code = (await house.app.link_code(ada)).code
    assert (await house.app.offer_linking(other, code)).destroyed == ""
    house.clock.advance(minutes=2)
    await house.record(ada)
    await house.finish_jobs()
    with pytest.raises(LinkCodeUnknown):
        await house.app.link_accounts(other, code)


async def test_a_strike_for_who_is_part_of_somebody_else_is_theirs(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    await link(house, ada, other)
    async with house.uow() as tx:
        await penalising.strike(house.ports, tx, other, "harassment")
    assert len((await house.app.standing(ada)).strikes) == 1


async def test_an_allowance_that_came_back_does_not_come_along(house: House) -> None:
    ada, other = await house.join("ada"), await enrolled_elsewhere(house, "ada-there")
    monthly = await house.available(other)
    clip = await delivered(house, other, "@Self waves")
    await house.desk.refund("op", clip, "")
    assert (await offered(house, ada, other)).lapsing == monthly


async def test_what_either_made_is_theirs_to_see(house: House) -> None:
    ada, other = await house.enrolled("ada"), await enrolled_elsewhere(house, "ada-there")
    mine = await delivered(house, ada, "@Self waves")
    theirs = await delivered(house, other, "@Self waves")
    await link(house, ada, other)
    assert {clip.id for clip in (await house.app.clips(ada)).clips} == {mine, theirs}
    for clip in (mine, theirs):
        assert await house.app.fetch(ada, clip, FileKind.VIDEO) == b"film"


async def test_a_clip_can_be_made_with_the_likeness_from_the_other_platform(house: House) -> None:
    ada, other = await house.enrolled("ada"), await elsewhere(house, "ada-there")
    await link(house, ada, other)
    request = MakeRequest(text="@Self waves", chat=THERE)
    clip = await house.app.make(await elsewhere(house, "ada-there"), request)
    await house.finish_jobs()
    assert (await house.app.clip(ada, clip.id)).state is ClipState.DELIVERED


async def test_a_character_of_either_plays_for_both(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    await house.app.create_character(other, NewCharacter("rex", CharacterKind.PET, (b"front",)), THERE)
    await house.finish_jobs()
    await link(house, ada, other)
    assert [one.handle for one in (await house.app.characters(ada)).characters] == ["rex"]
    clip = await house.order(ada, "@rex jumps")
    await house.finish_jobs()
    assert (await house.app.clip(ada, clip.id)).state is ClipState.DELIVERED


async def test_together_they_have_no_more_characters_than_one_person_may(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, characters={"per_person": 1}))
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    await house.app.create_character(other, NewCharacter("rex", CharacterKind.PET, (b"front",)), THERE)
    await house.app.create_character(ada, NewCharacter("tim", CharacterKind.PET, (b"front",)), ROOM)
    await house.finish_jobs()
    with pytest.raises(TooManyCharacters):
        await link(house, ada, other)


async def test_the_handle_of_who_is_no_more_is_free_again(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "bo")
    await link(house, ada, other)
    newcomer = await house.join("bo")
    async with house.uow() as tx:
        assert await tx.people.handles([newcomer]) == {newcomer: "bo"}


async def test_who_is_part_of_somebody_else_can_do_nothing_more_alone(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    await link(house, ada, other)
    with pytest.raises(AccountErased):
        await house.app.me(other)


async def test_boundaries_of_both_hold(house: House) -> None:
    ada, other = await house.enrolled("ada"), await elsewhere(house, "ada-there")
    await house.app.add_boundary(ada, "romance")
    for words in ("romance", "violence"):
        await house.app.add_boundary(other, words)
    await link(house, ada, other)
    shown = await house.app.settings(ada)
    assert [one.preset for one in shown.boundaries] == [BoundaryPreset.ROMANCE, BoundaryPreset.VIOLENCE]


async def test_who_paused_on_either_side_is_paused(house: House) -> None:
    ada, other = await house.enrolled("ada"), await elsewhere(house, "ada-there")
    await house.app.pause(other)
    await link(house, ada, other)
    assert (await house.app.settings(ada)).paused_at is not None


async def test_a_friend_of_either_may_use_the_likeness(house: House) -> None:
    ada, other, bo = await house.enrolled("ada"), await elsewhere(house, "ada-there"), await house.join("bo")
    await house.app.set_usage(ada, Usage.APPROVED)
    await house.app.grant(other, "bo", pointed_out=True)
    await link(house, ada, other)
    assert (await house.app.preflight(bo, MakeRequest(text="@ada waves", chat=ROOM))).ok


async def test_a_grant_that_let_nothing_through_does_not_open_the_others_likeness(house: House) -> None:
    ada, other, _ = await house.enrolled("ada"), await elsewhere(house, "ada-there"), await house.join("bo")
    await house.app.grant(other, "bo", pointed_out=True)
    await house.app.set_usage(other, Usage.ONLY_ME)
    await link(house, ada, other)
    assert (await house.app.settings(ada)).granted == ()


async def test_a_friends_clips_are_asked_about_as_on_the_stricter_side(house: House) -> None:
    ada, other, _ = await house.enrolled("ada"), await elsewhere(house, "ada-there"), await house.join("bo")
    await house.app.set_approval(ada, ApprovalMode.NEVER)
    await house.app.grant(other, "bo", pointed_out=True)
    await house.app.set_approval(other, ApprovalMode.BEFORE_RENDER)
    await link(house, ada, other)
    (excepted,) = (await house.app.settings(ada)).exceptions
    assert (excepted.handle, excepted.approval) == ("bo", ApprovalMode.BEFORE_RENDER)


@pytest.mark.parametrize("blocker", ["ada", "other"])
async def test_whom_either_blocked_both_block_and_a_grant_ends(house: House, blocker: str) -> None:
    both = {"ada": await house.enrolled("ada"), "other": await elsewhere(house, "ada-there")}
    bo = await house.join("bo")
    for one in both.values():
        await house.app.grant(one, "bo", pointed_out=True)
    await house.app.block(both[blocker], "bo", pointed_out=True)
    await link(house, both["ada"], both["other"])
    shown = await house.app.settings(both["ada"])
    assert (shown.granted, shown.blocked) == ((), ("bo",))
    assert not (await house.app.preflight(bo, MakeRequest(text="@ada waves", chat=ROOM))).ok


async def test_who_blocked_either_has_both_blocked(house: House) -> None:
    ada, other, bo = await house.join("ada"), await elsewhere(house, "ada-there"), await house.enrolled("bo")
    await house.app.set_usage(bo, Usage.EVERYONE)
    await house.app.block(bo, "ada-there", pointed_out=True)
    await link(house, ada, other)
    with pytest.raises(OutsideWhatTheyAllow):
        await house.order(ada, "@bo waves")


async def test_what_either_took_back_stays_taken_back(house: House) -> None:
    ada, other, _ = await house.enrolled("ada"), await elsewhere(house, "ada-there"), await house.join("bo")
    await house.app.grant(ada, "bo")
    await house.app.grant(other, "bo", pointed_out=True)
    await house.app.revoke(other, "bo", pointed_out=True)
    await link(house, ada, other)
    assert (await house.app.settings(ada)).granted == ()


async def test_what_the_two_allowed_one_another_is_over(house: House) -> None:
    ada, other = await house.enrolled("ada"), await elsewhere(house, "ada-there")
    await house.app.grant(ada, "ada-there", pointed_out=True)
    await house.app.block(other, "ada", pointed_out=True)
    await house.app.request_access(other, "ada", "", THERE, pointed_out=True)
    await link(house, ada, other)
    friends = await house.app.friends(ada)
    assert (friends.grants, friends.granted_by, friends.asked_of_me, friends.blocked) == ((), (), (), ())


async def test_bought_credits_come_along_and_one_allowance_a_month(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    monthly = await house.available(ada)
    async with house.uow() as tx:
        await tx.ledger.add(other, EntryKind.PURCHASE, 500, "bought", house.clock.now())
    offer = await offered(house, ada, other)
    assert (offer.credits, offer.lapsing) == (500, monthly)
    await link(house, ada, other)
    assert await house.available(ada) == monthly + 500


async def test_linking_and_parting_again_brings_no_credits(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    monthly = await house.available(ada)
    for _ in range(3):
        await link(house, ada, other)
        await house.app.unlink(ada, Platform.TELEGRAM)
        other = await elsewhere(house, "ada-there")
        assert await house.available(other) == 0
    assert await house.available(ada) == monthly


async def test_whose_month_came_along_gets_no_other(house: House) -> None:
    other = await elsewhere(house, "ada-there")
    monthly = await house.available(other)
    house.clock.advance(days=31)
    ada = await house.join("ada")
    house.clock.advance(days=31)
    assert await elsewhere(house, "ada-there") == other
    before = await house.available(other) + await house.available(ada)
    await link(house, ada, other)
    await house.join("ada")
    assert (before, await house.available(ada)) == (3 * monthly, 3 * monthly)


async def test_a_refund_of_a_clip_made_before_reaches_who_they_are_now(house: House) -> None:
    ada, other = await house.join("ada"), await enrolled_elsewhere(house, "ada-there")
    clip = await delivered(house, other, "@Self waves")
    kept = await link(house, other, ada)
    before = await house.available(kept)
    house.clock.advance(days=1)
    back = await house.desk.refund("op", clip, "")
    assert await house.available(other) == before + back


async def test_a_paid_month_that_is_left_adds_up(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    now = house.clock.now()
    async with house.uow() as tx:
        for name, days in ((ada, 10), (other, 5)):
            person = await tx.people.get(name)
            assert person is not None
            person.plan_until = now + timedelta(days=days)
    await link(house, ada, other)
    async with house.uow() as tx:
        person = await tx.people.get(ada)
    assert person is not None
    assert person.plan_until == now + timedelta(days=15)


async def test_a_charge_that_arrives_late_is_credited_to_who_they_are_now(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    packs = {"packs": [{"name": "Small", "credits": 500, "price": 499, "currency": "EUR"}]}
    house = open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, credits=packs))
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    await link(house, ada, other)
    before = await house.available(ada)
    await house.app.purchase(other, "small", "charge-1", platform=Platform.TELEGRAM)
    assert await house.available(ada) == before + 500


async def test_strikes_of_both_count(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    for one in (ada, other):
        async with house.uow() as tx:
            await tx.penalties.add(
                PenaltyRow(person_id=one, kind=PenaltyKind.WARNING, reason="x", created_at=house.clock.now())
            )
    await link(house, ada, other)
    assert len((await house.app.standing(ada)).penalties) == 2


async def _shut_out(house: House, person: str) -> None:
    async with house.uow() as tx:
        await tx.penalties.add(
            PenaltyRow(
                person_id=person, kind=PenaltyKind.SUSPENSION, reason="x", created_at=house.clock.now()
            )
        )


async def test_who_is_shut_out_neither_shows_nor_types_a_code(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    code = (await house.app.link_code(ada)).code
    await _shut_out(house, other)
    with pytest.raises(Suspended):
        await house.app.link_code(other)
    with pytest.raises(Suspended):
        await house.app.link_accounts(other, code)


async def test_a_code_of_somebody_shut_out_reads_like_any_wrong_one(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    code = (await house.app.link_code(ada)).code
    await _shut_out(house, ada)
    with pytest.raises(LinkCodeUnknown):
        await house.app.offer_linking(other, code)


async def test_an_offer_changes_nothing_and_the_code_stays_good(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    code = (await house.app.link_code(ada)).code
    first, second = [await house.app.offer_linking(other, code) for _ in range(2)]
    assert first == second
    assert len((await house.app.linked(other)).accounts) == 1


async def test_a_code_may_be_typed_in_any_way_and_is_kept_as_a_hash_alone(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    code = (await house.app.link_code(ada)).code
    async with house.uow() as tx:
        kept = (await tx.session.scalars(select(LinkCodeRow))).one()
    assert code.replace("-", "") not in kept.code_hash
    await house.app.link_accounts(other, f" {code.replace('-', ' ').lower()} ")
    assert len((await house.app.linked(ada)).accounts) == 2


async def test_a_code_works_once(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    code = (await house.app.link_code(ada)).code
    await house.app.link_accounts(other, code)
    third = (await house.app.person_for(Account(Platform.DISCORD, "ada-3", "ada-3"), None)).id
    with pytest.raises(LinkCodeUnknown):
        await house.app.link_accounts(third, code)


async def test_a_code_is_over_after_ten_minutes(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    code = (await house.app.link_code(ada)).code
    house.clock.advance(minutes=10)
    with pytest.raises(LinkCodeUnknown):
        await house.app.link_accounts(other, code)
    await house.app.sweep()
    async with house.uow() as tx:
        assert await tx.link_codes.lapse(house.clock.now()) == 0


async def test_a_newer_code_takes_the_place_of_the_one_before(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    old, new = [(await house.app.link_code(ada)).code for _ in range(2)]
    with pytest.raises(LinkCodeUnknown):
        await house.app.link_accounts(other, old)
    await house.app.link_accounts(other, new)


async def test_guessing_is_stopped_after_ten_tries(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    code = (await house.app.link_code(ada)).code
    for _ in range(10):
        with pytest.raises(LinkCodeUnknown):
            await house.app.offer_linking(other, "AAAAA-AAAAA")
    with pytest.raises(TooManyAttempts):
        await house.app.link_accounts(other, code)
    assert CODE_BITS >= 40


async def test_ones_own_code_joins_nothing(house: House) -> None:
    ada = await house.join("ada")
    with pytest.raises(OwnLinkCode):
        await house.app.link_accounts(ada, (await house.app.link_code(ada)).code)


async def test_two_accounts_of_one_platform_stay_two_people(house: House) -> None:
    ada, bo = await house.join("ada"), await house.join("bo")
    with pytest.raises(LinkedThereAlready):
        await link(house, ada, bo)


async def test_what_is_in_the_making_with_the_one_who_goes_is_waited_for(house: House) -> None:
    ada, other = await house.enrolled("ada"), await enrolled_elsewhere(house, "ada-there")
    clip = await house.order(other, "@Self waves")
    with pytest.raises(LinkUnfinished):
        await link(house, ada, other)
    await house.app.cancel(other, clip.id)
    assert await link(house, ada, other) == ada


async def test_what_the_one_who_stays_has_in_the_making_goes_on(house: House) -> None:
    ada, other = await house.enrolled("ada"), await elsewhere(house, "ada-there")
    clip = await house.order(ada, "@Self waves")
    await link(house, ada, other)
    await house.finish_jobs()
    assert (await house.app.clip(ada, clip.id)).state is ClipState.DELIVERED


async def test_a_block_that_came_along_ends_what_is_in_the_making(house: House) -> None:
    ada, other, bo = await house.enrolled("ada"), await elsewhere(house, "ada-there"), await house.join("bo")
    await house.app.set_approval(ada, ApprovalMode.NEVER)
    await house.app.grant(ada, "bo")
    await house.app.block(other, "bo", pointed_out=True)
    clip = await house.order(bo, "@ada waves")
    await link(house, ada, other)
    assert (await house.app.clip(bo, clip.id)).state is ClipState.REVOKED


async def test_all_accounts_are_told_save_where_it_was_answered(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    code = (await house.app.link_code(ada)).code
    await house.app.link_accounts(other, code, Platform.TELEGRAM)
    assert await house.heard_by(ada) == ["accounts_linked"]
    assert await house.app.due_deliveries(Platform.TELEGRAM) == []


async def test_receipts_show_what_was_before_on_both_sides(house: House) -> None:
    ada, other = await house.join("ada"), await enrolled_elsewhere(house, "ada-there")
    kept = await link(house, ada, other)
    assert kept == other
    actions = [one.action for one in (await house.app.receipts(kept)).receipts]
    assert actions.count(Audit.PERSON_JOINED.value) == 2
    assert Audit.ACCOUNTS_LINKED.value in actions
    await house.desk.verify_audit()


async def test_erasing_unties_both_trails(house: House) -> None:
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    await link(house, ada, other)
    await house.app.erase(ada)
    async with house.uow() as tx:
        people = [await tx.people.get(one) for one in (ada, other)]
        assert await tx.people.accounts(ada) == []
    assert [one.pseudonym for one in people if one is not None] == [None, None]


async def test_two_codes_typed_at_once_in_both_directions_make_one_person(
    uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = open_house(uow, tmp_path, clock)
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    shown, typed = [(await house.app.link_code(one)).code for one in (ada, other)]
    done = await asyncio.gather(
        house.app.link_accounts(other, shown),
        house.app.link_accounts(ada, typed),
        return_exceptions=True,
    )
    assert sorted(isinstance(one, Refused) for one in done) == [False, True]
    assert await house.join("ada") == await elsewhere(house, "ada-there")


async def test_a_block_that_is_written_while_accounts_are_joined_is_not_lost(house: House) -> None:
    ada, other, bo = await house.join("ada"), await elsewhere(house, "ada-there"), await house.join("bo")
    await link(house, ada, other)
    async with house.uow() as tx:
        await tx.consents.block(bo, other, house.clock.now())
    await house.app.sweep()
    async with house.uow() as tx:
        assert await tx.consents.blocked(bo, ada)


async def test_three_accounts_joined_one_after_the_other_are_one_person_with_all_of_theirs(
    house: House,
) -> None:
    third = (await house.app.person_for(Account(Platform.DISCORD, "c", "c"), Chat(Platform.DISCORD, "c"))).id
    await house.record(third)
    await house.finish_jobs()
    clip = await delivered(house, third, "@Self waves")
    ada, other = await house.enrolled("ada"), await enrolled_elsewhere(house, "ada-there")
    assert await link(house, other, third) == other
    assert await link(house, ada, other) == ada
    async with house.uow() as tx:
        first = await tx.people.get(third)
    assert first is not None
    assert first.merged_into == ada
    assert await house.app.fetch(ada, clip, FileKind.VIDEO) == b"film"
    before = await house.available(ada)
    assert await house.desk.refund("op", clip, "") == await house.available(ada) - before
    await house.desk.verify_audit()


async def test_in_a_service_by_invitation_whoever_was_let_in_as_either_is_in(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, access={"mode": "invite"}))
    ada, other = await house.join("ada"), await elsewhere(house, "ada-there")
    await house.app.redeem(other, (await house.desk.make_invite("op", 1, None))[0])
    await house.app.waitlist(ada)
    await link(house, ada, other)
    async with house.uow() as tx:
        person = await tx.people.get(ada)
        assert await tx.admission.place(ada) is None
    assert person is not None
    assert person.admitted_at is not None
