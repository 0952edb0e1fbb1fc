"""Credits from elsewhere than the month: gifts, packs, plans, grants, refunds; and drafts that lapse."""

import asyncio
from pathlib import Path

import pytest
from factories import ManualClock, person
from house import House, house_settings, open_house

from bot.clips import Tier
from bot.consent import ApprovalMode, Visibility
from bot.errors import (
    AlreadySpent,
    ChargeOfAnother,
    GivenEnoughToday,
    NothingPaid,
    NothingToGive,
    OutsideWhatTheyAllow,
    Refused,
    ThatIsYou,
    TooLittleToGive,
    UnknownCharge,
    UnknownClip,
    UnknownPack,
    UnknownPerson,
)
from bot.notices import ClipRefunded, DraftExpiring, GiftReceived, PlanChanged
from bot.people import Platform
from bot.store.unit_of_work import UnitOfWork, Uow

pytestmark = pytest.mark.integration

OPERATOR = "root"
STARS = Platform.TELEGRAM
PACKS = [
    {"name": "Small", "credits": 500, "price": 499, "currency": "EUR", "stars": 250},
    {"name": "Pro month", "credits": 0, "price": 2000, "currency": "EUR", "plan_months": 1},
]


@pytest.fixture
async def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    settings = house_settings(tmp_path, credits={"packs": PACKS})
    house = open_house(uow, tmp_path, clock, settings)
    ada = await house.enrolled("ada")
    await house.join("bo")
    await house.app.grant(ada, "bo")
    await house.hear()
    return house


async def _delivered(house: House) -> tuple[str, str]:
    """Bo's clip of ada, 64 credits, as a draft; returns (maker, clip)."""
    await house.app.set_approval(await house.join("ada"), ApprovalMode.NEVER)
    bo = await house.join("bo")
    clip = (await house.order(bo, "@ada waves")).id
    await house.finish_jobs()
    await house.hear()
    return bo, clip


async def test_a_gift_goes_over_and_is_told(house: House) -> None:
    bo, ada = await house.join("bo"), await house.join("ada")
    sent = await house.app.gift(bo, "@Ada", 50, "Happy birthday!")
    assert (sent.friend, sent.available, await house.available(ada)) == ("ada", 950, 1050)
    assert await house.hear() == [(ada, GiftReceived(giver="bo", amount=50, message="Happy birthday!"))]


async def test_a_gift_handled_twice_is_given_once(house: House) -> None:
    bo = await house.join("bo")
    for _ in range(2):
        await house.app.gift(bo, "ada", 50, key="message-1")
    assert await house.available(bo) == 950


async def test_gifts_go_only_to_people_who_allow_the_giver(house: House) -> None:
    with pytest.raises(OutsideWhatTheyAllow):
        await house.app.gift(await house.join("ada"), "bo", 50)


async def test_who_is_blocked_reads_what_a_stranger_reads(house: House) -> None:
    ada, bo, cy = [await house.join(name) for name in ("ada", "bo", "cy")]
    await house.app.block(ada, "bo")
    said = []
    for giver in (bo, cy):
        with pytest.raises(Refused) as refused:
            await house.app.gift(giver, "ada", 50)
        said.append(refused.value.message)
    assert said[0] == said[1]


async def test_who_hides_from_the_giver_reads_like_nobody(house: House) -> None:
    await house.app.set_visibility(await house.join("ada"), Visibility.APPROVED)
    with pytest.raises(UnknownPerson):
        await house.app.gift(await house.join("cy"), "ada", 50)


async def test_nobody_gives_to_themselves(house: House) -> None:
    with pytest.raises(ThatIsYou):
        await house.app.gift(await house.join("bo"), "bo", 50)


@pytest.mark.parametrize("amount", [0, -5])
async def test_a_gift_is_at_least_one_credit(house: House, amount: int) -> None:
    with pytest.raises(NothingToGive):
        await house.app.gift(await house.join("bo"), "ada", amount)


async def test_a_day_has_its_limit_of_gifts(house: House) -> None:
    bo = await house.join("bo")
    await house.app.gift(bo, "ada", 450)
    with pytest.raises(GivenEnoughToday, match="50 are left"):
        await house.app.gift(bo, "ada", 51)
    house.clock.advance(hours=25)
    await house.app.gift(bo, "ada", 51)


async def test_nobody_gives_what_a_clip_holds(house: House) -> None:
    bo = await house.join("bo")
    await house.app.gift(bo, "ada", 500)
    house.clock.advance(hours=25)
    await house.order(bo, "@ada waves")
    with pytest.raises(TooLittleToGive, match="436"):
        await house.app.gift(bo, "ada", 437)


async def test_two_gifts_at_once_against_one_balance_never_overdraw(house: House) -> None:
    bo = await house.join("bo")
    for _ in range(2):
        await house.app.gift(bo, "ada", 400)
        house.clock.advance(hours=25)
    gifts = (house.app.gift(bo, "ada", 150) for _ in range(4))
    answers = await asyncio.gather(*gifts, return_exceptions=True)
    assert sum(isinstance(one, Refused) for one in answers) == 3
    assert await house.available(bo) == 50


async def test_what_is_sold_is_shown_with_what_the_plan_brings(house: House) -> None:
    assert [(pack.name, pack.credits) for pack in house.app.packs().packs] == [
        ("Small", 500),
        ("Pro month", 4000),
    ]


async def test_a_paid_pack_is_credited(house: House) -> None:
    bo = await house.join("bo")
    bought = await house.app.purchase(bo, "small", "charge-1", STARS)
    assert (bought.first, bought.available) == (True, 1500)


async def test_a_charge_told_again_and_again_is_credited_once(house: House) -> None:
    bo = await house.join("bo")
    told = [house.app.purchase(bo, "Small", "charge-1", STARS) for _ in range(8)]
    assert sum(one.first for one in await asyncio.gather(*told)) == 1
    assert await house.available(bo) == 1500


async def test_a_charge_is_credited_to_one_person(house: House) -> None:
    await house.app.purchase(await house.join("bo"), "Small", "charge-1", STARS)
    with pytest.raises(ChargeOfAnother):
        await house.app.purchase(await house.join("ada"), "Small", "charge-1", STARS)


async def test_two_platforms_may_number_their_charges_alike(house: House) -> None:
    bo = await house.join("bo")
    for platform in (Platform.TELEGRAM, Platform.DISCORD):
        await house.app.purchase(bo, "Small", "1", platform)
    assert await house.available(bo) == 2000


async def test_what_is_not_sold_cannot_be_bought(house: House) -> None:
    with pytest.raises(UnknownPack):
        await house.app.purchase(await house.join("bo"), "Huge", "charge-1", STARS)


async def test_a_payment_that_went_back_takes_its_credits_along_once(house: House) -> None:
    bo = await house.join("bo")
    await house.app.purchase(bo, "Small", "charge-1", STARS)
    taken = [(await house.app.reverse_purchase(STARS, "charge-1")).credits for _ in range(2)]
    assert (taken, await house.available(bo)) == ([500, 0], 1000)


async def test_a_reversal_never_makes_a_balance_negative(house: House) -> None:
    bo = await house.join("bo")
    await house.app.purchase(bo, "Small", "charge-1", STARS)
    for _ in range(3):
        await house.app.gift(bo, "ada", 400)
        house.clock.advance(hours=25)
    with pytest.raises(AlreadySpent, match=r"500 credits .* 300 are left"):
        await house.app.reverse_purchase(STARS, "charge-1")
    done = await house.desk.reverse_purchase(OPERATOR, STARS, "charge-1", force=True)
    assert (done.credits, await house.available(bo)) == (300, 0)


async def test_what_was_never_paid_cannot_go_back(house: House) -> None:
    with pytest.raises(UnknownCharge):
        await house.app.reverse_purchase(STARS, "charge-1")


async def test_a_month_of_the_pro_plan_brings_its_allowance_and_the_front_of_the_queue(house: House) -> None:
    bo = await house.join("bo")
    bought = await house.app.purchase(bo, "Pro month", "charge-1", STARS)
    assert (bought.available, bought.plan_until) == (5000, house.clock.now().replace(month=6, day=3))
    await house.order(await house.join("ada"), "@me waves")
    clip = await house.order(bo, "@ada waves")
    assert house.queue.in_order()[0] == f"{clip.id}.1"


async def test_another_month_is_added_to_what_is_left(house: House) -> None:
    bo = await house.join("bo")
    first = await house.app.purchase(bo, "Pro month", "charge-1", STARS)
    house.clock.advance(days=10)
    second = await house.app.purchase(bo, "Pro month", "charge-2", STARS)
    assert first.plan_until is not None
    assert second.plan_until is not None
    assert (second.plan_until - first.plan_until).days == 30


async def test_the_plan_ends_with_what_was_paid_for_and_that_is_told(house: House) -> None:
    bo = await house.join("bo")
    await house.app.purchase(bo, "Pro month", "charge-1", STARS)
    house.clock.advance(days=30)
    await house.app.sweep()
    assert await house.hear() == [(bo, PlanChanged(plan=Tier.STANDARD, until=None, over=True))]
    await house.app.sweep()
    assert await house.hear() == []


async def test_a_plan_that_was_paid_back_is_over(house: House) -> None:
    bo = await house.join("bo")
    await house.app.purchase(bo, "Pro month", "charge-1", STARS)
    await house.app.reverse_purchase(STARS, "charge-1")
    assert (await house.desk.credits(OPERATOR, "bo")).plan is Tier.STANDARD


async def test_operators_give_a_plan_and_end_it(house: House) -> None:
    given = await house.desk.set_plan(OPERATOR, "bo", Tier.PRO, 2)
    assert given.until is not None
    assert (given.until - house.clock.now()).days == 60
    assert await house.available(await house.join("bo")) == 9000
    assert (await house.desk.set_plan(OPERATOR, "bo", Tier.STANDARD)).until is None


async def test_operators_give_credits_and_the_person_is_told(house: House) -> None:
    assert await house.desk.grant_credits(OPERATOR, "bo", 30, "Sorry for the wait") == 1030
    assert await house.heard_by(await house.join("bo")) == ["credits_granted"]


async def test_operators_see_what_somebody_has(house: House) -> None:
    bo = await house.join("bo")
    await house.order(bo, "@ada waves")
    seen = await house.desk.credits(OPERATOR, "bo")
    assert (seen.available, seen.held, len(seen.entries)) == (936, 64, 2)


async def test_a_refund_comes_once_and_is_told(house: House) -> None:
    bo, clip = await _delivered(house)
    assert await house.desk.refund(OPERATOR, clip, "It flickered") == 64
    assert await house.available(bo) == 1000
    notice = ClipRefunded(clip=clip, prompt="@ada waves", credits=64, note="It flickered")
    assert await house.hear() == [(bo, notice)]
    with pytest.raises(NothingPaid):
        await house.desk.refund(OPERATOR, clip)


async def test_a_clip_that_was_never_delivered_is_not_refunded(house: House) -> None:
    clip = await house.order(await house.join("bo"), "@ada waves")
    with pytest.raises(NothingPaid):
        await house.desk.refund(OPERATOR, clip.id)


async def test_a_clip_that_is_not_there_is_not_refunded(house: House) -> None:
    with pytest.raises(UnknownClip):
        await house.desk.refund(OPERATOR, "none")


async def test_the_maker_is_told_once_before_a_draft_expires(house: House) -> None:
    bo, clip = await _delivered(house)
    house.clock.advance(hours=20, minutes=59)
    await house.app.sweep()
    assert await house.hear() == []
    house.clock.advance(minutes=1)
    for _ in range(2):
        await house.app.sweep()
    due_at = house.clock.now().replace(day=5, hour=12, minute=0)
    assert await house.hear() == [(bo, DraftExpiring(clip=clip, prompt="@ada waves", due_at=due_at))]


async def test_a_saved_draft_is_not_warned_of(house: House) -> None:
    bo, clip = await _delivered(house)
    await house.app.keep(bo, clip)
    house.clock.advance(hours=22)
    await house.app.sweep()
    assert await house.hear() == []


async def test_an_expired_draft_is_not_refunded(house: House) -> None:
    bo, _ = await _delivered(house)
    house.clock.advance(hours=24)
    await house.app.sweep()
    assert await house.available(bo) == 936


async def test_a_gift_handled_twice_is_told_once_and_counts_once_against_the_day(house: House) -> None:
    bo = await house.join("bo")
    for _ in range(2):
        sent = await house.app.gift(bo, "ada", 300, key="message-1")
    assert sent.available == 700
    assert [notice.kind for _, notice in await house.hear()].count("gift_received") == 1


async def test_what_operators_give_a_character_is_its_owners(house: House) -> None:
    ada = await house.join("ada")
    async with house.uow() as tx:
        rex = await tx.people.add(person(handle="rex", owner_id=ada))
    await house.desk.grant_credits(OPERATOR, "rex", 7)
    await house.desk.set_plan(OPERATOR, "rex", Tier.PRO)
    shown = await house.desk.credits(OPERATOR, "rex")
    assert (shown.handle, shown.plan, shown.available) == ("ada", Tier.PRO, 1007 + 4000)
    async with house.uow() as tx:
        assert await tx.ledger.rows(rex.id) == []


async def test_a_character_is_let_in_with_its_owner(house: House) -> None:
    async with house.uow() as tx:
        rex = await tx.people.add(person(handle="rex", owner_id=await _id(tx, "ada")))
    assert await house.desk.admit(OPERATOR, "rex") == []
    async with house.uow() as tx:
        assert await tx.ledger.rows(rex.id) == []


async def _id(tx: UnitOfWork, handle: str) -> str:
    found = await tx.people.by_handle(handle)
    assert found is not None
    return found.id
