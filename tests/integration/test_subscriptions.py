"""Subscriptions to the pro plan: months, renewals, ends and refunds, in whatever order these are told."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from factories import ManualClock
from house import House, house_settings, open_house

from bot.clips import Tier
from bot.credits import EntryKind
from bot.errors import ChargeOfAnother, SubscriptionOver, UnknownPack
from bot.notices import CreditsBought, CreditsReversed, PlanChanged
from bot.people import Platform
from bot.plans import Term, month_after
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

OPERATOR = "root"
SHOP = Platform.DISCORD
PACKS = [
    {"name": "Small", "credits": 500, "price": 499, "currency": "EUR", "discord_sku": "11"},
    {"name": "Pro", "credits": 0, "price": 2000, "currency": "EUR", "plan_months": 1, "discord_sku": "12"},
]


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return _selling(sqlite_uow, tmp_path, clock)


@pytest.fixture
def every_house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    """On SQLite and on Postgres."""
    return _selling(uow, tmp_path, clock)


def _selling(uow: Uow, folder: Path, clock: ManualClock) -> House:
    return open_house(uow, folder, clock, house_settings(folder, credits={"packs": PACKS}))


async def _subscribed(house: House, ends_at: datetime | None = None, charge: str = "s-1") -> str:
    bo = await house.join("bo")
    term = Term(house.clock.now(), ends_at)
    await house.app.subscribe(bo, "pro", charge, platform=SHOP, term=term)
    return bo


async def _plan(house: House, person: str) -> tuple[Tier, datetime | None]:
    shown = await house.app.ledger(person)
    return shown.plan, shown.plan_until


async def _bought(house: House, person: str) -> int:
    entries = (await house.app.ledger(person)).entries
    return sum(entry.amount for entry in entries if entry.kind is EntryKind.PURCHASE)


async def test_a_subscription_brings_the_plan_and_its_credits_and_the_buyer_is_told(house: House) -> None:
    bo = await _subscribed(house)
    assert await _plan(house, bo) == (Tier.PRO, None)
    told = CreditsBought(pack="Pro", credits=4000, available=5000, plan_until=None, first=True)
    assert await house.hear() == [(bo, told)]


async def test_one_told_of_again_and_again_begins_once(every_house: House) -> None:
    house = every_house
    bo, term = await house.join("bo"), Term(house.clock.now())
    begun = [house.app.subscribe(bo, "Pro", "s-1", platform=SHOP, term=term) for _ in range(8)]
    assert sum(one.first for one in await asyncio.gather(*begun)) == 1
    assert await _bought(house, bo) == 4000


async def test_a_subscription_is_one_persons(house: House) -> None:
    await _subscribed(house)
    term = Term(house.clock.now())
    with pytest.raises(ChargeOfAnother):
        await house.app.subscribe(await house.join("ada"), "Pro", "s-1", platform=SHOP, term=term)


@pytest.mark.parametrize("pack", ["Small", "Huge"])
async def test_only_what_brings_the_plan_can_be_subscribed_to(house: House, pack: str) -> None:
    term = Term(house.clock.now())
    with pytest.raises(UnknownPack):
        await house.app.subscribe(await house.join("bo"), pack, "s-1", platform=SHOP, term=term)


async def test_what_is_over_when_it_is_first_heard_of_brings_nothing(house: House) -> None:
    now = house.clock.now()
    term = Term(now - timedelta(days=40), now)
    with pytest.raises(SubscriptionOver):
        await house.app.subscribe(await house.join("bo"), "Pro", "s-1", platform=SHOP, term=term)


async def test_months_before_it_was_known_here_are_not_made_up_for(house: House) -> None:
    bo = await house.join("bo")
    term = Term(house.clock.now() - timedelta(days=200))
    await house.app.subscribe(bo, "Pro", "s-1", platform=SHOP, term=term)
    assert await _bought(house, bo) == 4000


async def test_an_open_one_brings_its_credits_each_month(every_house: House) -> None:
    house = every_house
    bo = await _subscribed(house)
    await house.hear()
    for months in (1, 2):
        house.clock.advance(days=31)
        for _ in range(2):
            await house.app.sweep()
        assert await _bought(house, bo) == 4000 * (months + 1)
    assert [notice.kind for _, notice in await house.hear()] == ["credits_bought"] * 2
    assert (await _plan(house, bo))[0] is Tier.PRO


async def test_months_that_nobody_looked_are_all_given(house: House) -> None:
    bo = await _subscribed(house)
    await house.hear()
    house.clock.advance(days=95)
    await house.app.sweep()
    assert await _bought(house, bo) == 4 * 4000
    assert [notice.credits for _, notice in await house.hear() if isinstance(notice, CreditsBought)] == [
        12000
    ]


async def test_a_renewal_moves_the_end_on_and_brings_the_next_month(house: House) -> None:
    start = house.clock.now()
    bo = await _subscribed(house, month_after(start, 1))
    house.clock.advance(days=30)
    renewed = Term(start, month_after(start, 2))
    for _ in range(2):
        assert await house.app.follow_subscription(SHOP, "s-1", renewed)
    assert await _plan(house, bo) == (Tier.PRO, renewed.ends_at)
    assert await _bought(house, bo) == 4000
    house.clock.advance(days=2)
    await house.app.sweep()
    assert await _bought(house, bo) == 8000


async def test_one_that_is_not_renewed_is_over_and_that_is_told(house: House) -> None:
    bo = await _subscribed(house, month_after(house.clock.now(), 1))
    await house.hear()
    house.clock.advance(days=32)
    for _ in range(2):
        await house.app.sweep()
    assert await house.hear() == [(bo, PlanChanged(plan=Tier.STANDARD, until=None, over=True))]
    assert await _plan(house, bo) == (Tier.STANDARD, None)


async def test_one_that_is_renewed_after_its_end_goes_on(house: House) -> None:
    start = house.clock.now()
    bo = await _subscribed(house, month_after(start, 1))
    house.clock.advance(days=33)
    await house.app.sweep()
    assert (await _plan(house, bo))[0] is Tier.STANDARD
    await house.app.follow_subscription(SHOP, "s-1", Term(start, month_after(start, 2)))
    assert (await _plan(house, bo))[0] is Tier.PRO
    assert await _bought(house, bo) == 8000


async def test_a_cancelled_one_lasts_until_its_month_is_over_and_that_is_told(house: House) -> None:
    start = house.clock.now()
    bo = await _subscribed(house)
    await house.hear()
    cancelled = Term(start, month_after(start, 1))
    for _ in range(2):
        await house.app.follow_subscription(SHOP, "s-1", cancelled)
    assert await house.hear() == [(bo, PlanChanged(plan=Tier.PRO, until=cancelled.ends_at))]
    house.clock.advance(days=32)
    await house.app.sweep()
    assert (await _plan(house, bo))[0] is Tier.STANDARD
    assert await _bought(house, bo) == 4000


async def test_one_that_nobody_knows_is_not_followed(house: House) -> None:
    assert not await house.app.follow_subscription(SHOP, "s-1", Term(house.clock.now()))


async def test_a_refund_ends_it_and_takes_its_last_month_along_once(every_house: House) -> None:
    house = every_house
    bo = await _subscribed(house)
    await house.hear()
    taken = [await house.app.payment_returned(SHOP, "s-1") for _ in range(2)]
    assert [one.credits for one in taken if one is not None] == [4000, 0]
    assert await house.hear() == [
        (bo, CreditsReversed(pack="Pro", credits=4000, available=1000)),
        (bo, PlanChanged(plan=Tier.STANDARD, until=None, over=True)),
    ]
    assert await _plan(house, bo) == (Tier.STANDARD, None)


async def test_a_refund_takes_what_is_left_and_makes_no_debt(house: House) -> None:
    bo, ada = await _subscribed(house), await house.enrolled("ada")
    await house.app.grant(ada, "bo")
    for _ in range(9):
        await house.app.gift(bo, "ada", 500)
        house.clock.advance(hours=25)
    back = await house.app.payment_returned(SHOP, "s-1")
    assert back is not None
    assert (back.credits, await house.available(bo)) == (500, 0)


async def test_a_refunded_one_does_not_come_back_with_an_old_message(house: House) -> None:
    start = house.clock.now()
    bo = await _subscribed(house)
    await house.app.payment_returned(SHOP, "s-1")
    await house.app.follow_subscription(SHOP, "s-1", Term(start))
    again = await house.app.subscribe(bo, "Pro", "s-1", platform=SHOP, term=Term(start))
    assert not again.first
    assert await _plan(house, bo) == (Tier.STANDARD, None)
    assert await house.available(bo) == 1000


async def test_a_refunded_pack_takes_what_is_left(house: House) -> None:
    bo = await house.join("bo")
    await house.app.purchase(bo, "Small", "c-1", SHOP)
    back = await house.app.payment_returned(SHOP, "c-1")
    assert back is not None
    assert (back.credits, await house.available(bo)) == (500, 1000)


async def test_what_was_never_credited_cannot_be_returned(house: House) -> None:
    assert await house.app.payment_returned(SHOP, "c-1") is None


async def test_two_subscriptions_and_a_paid_month_last_as_long_as_the_last_of_them(house: House) -> None:
    start = house.clock.now()
    bo = await _subscribed(house, month_after(start, 1))
    await house.desk.set_plan(OPERATOR, "bo", Tier.PRO, 2)
    assert await _plan(house, bo) == (Tier.PRO, start + timedelta(days=60))
    house.clock.advance(days=40)
    await house.app.sweep()
    assert (await _plan(house, bo))[0] is Tier.PRO
    house.clock.advance(days=21)
    await house.app.sweep()
    assert await _plan(house, bo) == (Tier.STANDARD, None)


async def test_operators_end_what_was_paid_and_not_what_is_subscribed_to(house: House) -> None:
    await _subscribed(house)
    await house.desk.set_plan(OPERATOR, "bo", Tier.PRO, 1)
    assert (await house.desk.set_plan(OPERATOR, "bo", Tier.STANDARD)).plan is Tier.PRO


async def test_a_bought_pack_is_told_where_nobody_waits_for_the_answer(house: House) -> None:
    bo = await house.join("bo")
    for _ in range(2):
        await house.app.purchase(bo, "Small", "c-1", SHOP, unasked=True)
    told = CreditsBought(pack="Small", credits=500, available=1500, plan_until=None, first=True)
    assert await house.hear() == [(bo, told)]


async def test_a_credited_charge_is_known_and_another_is_not(house: House) -> None:
    bo = await _subscribed(house)
    await house.app.purchase(bo, "Small", "c-1", SHOP)
    known = [await house.app.is_credited(SHOP, charge) for charge in ("s-1", "c-1", "c-2")]
    assert known == [True, True, False]


async def test_an_erased_persons_subscription_brings_nobody_anything_and_stays_known(house: House) -> None:
    bo = await _subscribed(house)
    await house.app.erase(bo)
    house.clock.advance(days=40)
    await house.app.sweep()
    assert await house.app.follow_subscription(SHOP, "s-1", Term(house.clock.now()))
    assert await house.app.payment_returned(SHOP, "s-1") is not None
    async with house.uow() as tx:
        assert sum(row.amount for row in await tx.ledger.rows(bo)) == 5000
        assert await tx.purchases.running(bo) == []
    assert await house.hear() == []


async def test_the_ledger_is_read_page_by_page(house: House) -> None:
    bo = await _subscribed(house)
    for number in range(11):
        house.clock.advance(seconds=1)
        await house.app.purchase(bo, "Small", f"c-{number}", SHOP)
    pages = [await house.app.ledger(bo, page, 5) for page in (-1, 0, 1, 2, 7)]
    assert [(one.page, one.pages, len(one.entries)) for one in pages] == [
        (0, 3, 5),
        (0, 3, 5),
        (1, 3, 5),
        (2, 3, 3),
        (2, 3, 3),
    ]
    assert {one.available for one in pages} == {1000 + 4000 + 11 * 500}
    assert len({(entry.at, entry.kind) for one in pages[1:4] for entry in one.entries}) == 13
