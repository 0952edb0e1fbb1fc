"""Offers that a platform takes the money for: made, looked at before they are paid, credited, ended."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house

from bot.clips import Tier
from bot.credits import EntryKind
from bot.errors import (
    AccountErased,
    AdministratorsMake,
    AlreadySpent,
    AlreadySubscribed,
    ChargeOfAnother,
    NotSubscribed,
    OfferChanged,
    OfferOver,
    Refused,
    Suspended,
    TooManyAttempts,
    UnknownCharge,
    UnknownOffer,
    UnknownPack,
    UnknownQuestion,
)
from bot.notices import CreditsBought, Matter, OperatorAsked, PaymentQuestionAnswered, PlanChanged
from bot.offers import GRACE, STARS, Offer, Payment
from bot.people import Account, Platform
from bot.place_rules import ADMINISTRATORS, ChooseMakers
from bot.requests import Surroundings
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

SHOP = Platform.TERMINAL
OPERATOR = "root"
PACKS = [
    {"name": "Small", "credits": 500, "price": 499, "currency": "EUR", "stars": 250},
    {"name": "Pro", "credits": 0, "price": 2000, "currency": "EUR", "plan_months": 1, "stars": 900},
    {"name": "Year", "credits": 0, "price": 2000, "currency": "EUR", "plan_months": 12, "stars": 9000},
    {"name": "Elsewhere", "credits": 5000, "price": 3999, "currency": "EUR"},
]


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return _selling(sqlite_uow, tmp_path, clock)


@pytest.fixture
def every_house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    """On SQLite and on Postgres."""
    return _selling(uow, tmp_path, clock)


def _selling(
    uow: Uow, folder: Path, clock: ManualClock, packs: list[dict[str, object]] | None = None
) -> House:
    sections = {"credits": {"packs": packs or PACKS}, "operators": {"people": ["terminal:boss"]}}
    return open_house(uow, folder, clock, house_settings(folder, **sections))


def _account(name: str) -> Account:
    return Account(SHOP, name, name)


async def _offered(house: House, name: str = "bo", pack: str = "Small") -> tuple[str, Offer]:
    person = await house.join(name)
    return person, await house.app.offer(person, _account(name), pack)


def _payment(offer: Offer, charge: str = "c-1", payer: str = "bo", **fields: object) -> Payment:
    return Payment(offer.id, charge, payer, offer.stars, **fields)  # type: ignore[arg-type]  # a test's shorthand


async def _pays(house: House, offer: Offer, charge: str = "c-1", **fields: object) -> CreditsBought:
    return await house.app.paid(SHOP, _payment(offer, charge, **fields))


async def _subscribed(house: House) -> tuple[str, Offer]:
    bo, offer = await _offered(house, pack="Pro")
    await _pays(house, offer, until=house.clock.now() + timedelta(days=30))
    await house.hear()
    return bo, offer


@pytest.mark.parametrize("pack", ["Elsewhere", "Huge", "small"])
async def test_only_what_is_sold_for_stars_is_offered(house: House, pack: str) -> None:
    with pytest.raises(UnknownPack):
        await _offered(house, pack=pack)


@pytest.mark.parametrize(("pack", "recurring"), [("Small", False), ("Pro", True), ("Year", False)])
async def test_one_month_of_the_plan_is_paid_each_month(house: House, pack: str, *, recurring: bool) -> None:
    _, offer = await _offered(house, pack=pack)
    assert offer.recurring is recurring


async def test_nobody_who_is_shut_out_is_offered_anything(house: House) -> None:
    await house.join("bo")
    await house.desk.strike(OPERATOR, "bo", "other", penalty="suspension 30")
    with pytest.raises(Suspended):
        await _offered(house)


async def test_an_offer_stands_as_it_was_made(house: House) -> None:
    bo, offer = await _offered(house)
    assert await house.app.check_offer(bo, offer.id, 250, STARS) == offer


@pytest.mark.parametrize(
    ("stars", "currency", "refusal"), [(249, STARS, OfferChanged), (250, "EUR", OfferChanged)]
)
async def test_it_is_paid_at_its_own_price(
    house: House, stars: int, currency: str, refusal: type[Refused]
) -> None:
    bo, offer = await _offered(house)
    with pytest.raises(refusal):
        await house.app.check_offer(bo, offer.id, stars, currency)


async def test_it_is_for_who_it_was_made_for(house: House) -> None:
    _, offer = await _offered(house)
    with pytest.raises(OfferOver):
        await house.app.check_offer(await house.join("ada"), offer.id, 250, STARS)


@pytest.mark.parametrize("name", ["", "nothing", "x" * 128])
async def test_what_was_never_offered_cannot_be_paid(house: House, name: str) -> None:
    with pytest.raises(OfferOver):
        await house.app.check_offer(await house.join("bo"), name, 250, STARS)


async def test_an_offer_lapses_after_a_day(house: House) -> None:
    bo, offer = await _offered(house)
    house.clock.advance(hours=25)
    with pytest.raises(OfferOver):
        await house.app.check_offer(bo, offer.id, 250, STARS)


@pytest.mark.parametrize("changed", [{"stars": 300}, {"credits": 400}, {"stars": 0}])
async def test_a_changed_price_list_ends_offers(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock, changed: dict[str, int]
) -> None:
    before = _selling(sqlite_uow, tmp_path, clock)
    bo, offer = await _offered(before)
    after = _selling(sqlite_uow, tmp_path, clock, [PACKS[0] | changed, *PACKS[1:]])
    with pytest.raises(OfferChanged):
        await after.app.check_offer(bo, offer.id, 250, STARS)


async def test_whoever_is_shut_out_meanwhile_does_not_pay(house: House) -> None:
    bo, offer = await _offered(house)
    await house.desk.strike(OPERATOR, "bo", "other", penalty="suspension 30")
    with pytest.raises(Suspended):
        await house.app.check_offer(bo, offer.id, 250, STARS)


async def test_a_paid_offer_cannot_be_paid_again(house: House) -> None:
    bo, offer = await _offered(house)
    await _pays(house, offer)
    with pytest.raises(OfferOver):
        await house.app.check_offer(bo, offer.id, 250, STARS)


async def test_a_payment_is_credited_and_told(house: House) -> None:
    bo, offer = await _offered(house)
    told = await _pays(house, offer)
    assert (told.credits, told.available, told.first) == (500, 1500, True)
    assert await house.hear() == [(bo, told)]


async def test_a_charge_told_again_and_again_is_credited_and_told_once(every_house: House) -> None:
    house = every_house
    bo, offer = await _offered(house)
    told = await asyncio.gather(*(_pays(house, offer) for _ in range(8)))
    assert sum(one.first for one in told) == 1
    assert (await house.available(bo), len(await house.hear())) == (1500, 1)


async def test_two_payments_of_one_offer_are_both_credited(house: House) -> None:
    bo, offer = await _offered(house)
    for charge in ("c-1", "c-2"):
        await _pays(house, offer, charge)
    assert await house.available(bo) == 2000


async def test_a_charge_is_of_one_offer(house: House) -> None:
    _, offer = await _offered(house)
    _, other = await _offered(house, "ada")
    await _pays(house, offer)
    with pytest.raises(ChargeOfAnother):
        await _pays(house, other)


async def test_what_was_paid_is_what_was_offered_whatever_is_sold_by_now(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    before = _selling(sqlite_uow, tmp_path, clock)
    _, offer = await _offered(before)
    after = _selling(sqlite_uow, tmp_path, clock, PACKS[1:])
    assert (await _pays(after, offer)).credits == 500


async def test_a_payment_for_nothing_that_was_offered_is_not_credited(house: House) -> None:
    await house.join("bo")
    with pytest.raises(UnknownOffer):
        await house.app.paid(SHOP, Payment("nothing", "c-1", "bo", 250))


async def test_less_than_the_price_buys_nothing(house: House) -> None:
    _, offer = await _offered(house)
    with pytest.raises(UnknownOffer):
        await house.app.paid(SHOP, Payment(offer.id, "c-1", "bo", 249))


async def test_nobody_is_there_to_credit_after_an_erasure(house: House) -> None:
    bo, offer = await _subscribed(house)
    await house.app.erase(bo)
    with pytest.raises(AccountErased):
        await _pays(house, offer, "c-2")


async def test_an_old_charge_of_an_erased_person_is_no_news(house: House) -> None:
    bo, offer = await _subscribed(house)
    await house.app.erase(bo)
    assert (await _pays(house, offer)).first is False


async def test_erasing_forgets_who_paid_once_the_platform_knows_that_it_is_over(house: House) -> None:
    bo, offer = await _subscribed(house)
    await house.app.erase(bo)
    (left,) = await house.app.renewals_to_end(SHOP)
    assert (left.offer, left.charge_id, left.payer) == (offer.id, "c-1", "bo")
    await house.app.renewal_ended(offer.id)
    async with house.uow() as tx:
        payers = {row.payer for row in await tx.offers.of_person(bo)}
        payers |= {row.payer for row in await tx.purchases.of_person(bo)}
    assert payers == {"", None}


async def test_each_months_payment_brings_its_month_and_its_credits(house: House) -> None:
    bo, offer = await _subscribed(house)
    house.clock.advance(days=30)
    again = await _pays(house, offer, "c-2", until=house.clock.now() + timedelta(days=30))
    assert again.plan_until == house.clock.now() + timedelta(days=30)
    entries = (await house.app.ledger(bo)).entries
    assert [one.amount for one in entries if one.kind is EntryKind.PURCHASE] == [4000, 4000]


async def test_a_payment_that_comes_a_little_late_ends_no_plan(house: House) -> None:
    bo, offer = await _subscribed(house)
    house.clock.advance(days=30, minutes=10)
    await house.app.sweep()
    assert (await house.app.ledger(bo)).plan is Tier.PRO
    await _pays(house, offer, "c-2", until=house.clock.now() + timedelta(days=30))
    assert [notice.kind for _, notice in await house.hear()] == ["credits_bought"]


async def test_a_payment_that_does_not_come_ends_the_plan(house: House) -> None:
    bo, _ = await _subscribed(house)
    house.clock.advance(days=30)
    house.clock.advance(seconds=GRACE.total_seconds() + 1)
    await house.app.sweep()
    assert (await house.app.ledger(bo)).plan is Tier.STANDARD
    assert await house.hear() == [(bo, PlanChanged(plan=Tier.STANDARD, until=None, over=True))]


async def test_the_plan_is_not_paid_twice_a_month(house: House) -> None:
    await _subscribed(house)
    with pytest.raises(AlreadySubscribed):
        await _offered(house, pack="Pro")


async def test_ending_it_keeps_what_is_paid(house: House) -> None:
    bo, offer = await _subscribed(house)
    until = house.clock.now() + timedelta(days=30)
    assert await house.app.end_renewal(bo) == PlanChanged(plan=Tier.PRO, until=until)
    assert await house.app.renewal(bo) is None
    (told,) = await house.app.renewals_to_end(SHOP)
    assert (told.offer, told.charge_id, told.payer) == (offer.id, "c-1", "bo")
    await house.app.renewal_ended(offer.id)
    assert await house.app.renewals_to_end(SHOP) == []


async def test_what_nobody_pays_each_month_cannot_be_ended(house: House) -> None:
    with pytest.raises(NotSubscribed):
        await house.app.end_renewal(await house.join("bo"))


async def test_whoever_ended_it_can_begin_anew(house: House) -> None:
    bo, _ = await _subscribed(house)
    await house.app.end_renewal(bo)
    _, again = await _offered(house, pack="Pro")
    assert await house.app.check_offer(bo, again.id, 900, STARS) == again


async def test_a_month_that_was_paid_back_is_not_paid_again(house: House) -> None:
    bo, offer = await _subscribed(house)
    await house.app.payment_returned(SHOP, "c-1")
    assert (await house.app.ledger(bo)).plan is Tier.STANDARD
    assert [one.offer for one in await house.app.renewals_to_end(SHOP)] == [offer.id]


async def test_offers_that_nobody_took_up_are_forgotten_and_paid_ones_are_not(house: House) -> None:
    bo, offer = await _offered(house)
    await _offered(house)
    await _pays(house, offer)
    house.clock.advance(days=40)
    await house.app.sweep()
    async with house.uow() as tx:
        assert [row.id for row in await tx.offers.of_person(bo)] == [offer.id]


async def test_credited_charges_are_told_from_others(house: House) -> None:
    _, offer = await _offered(house)
    await _pays(house, offer)
    assert await house.app.credited(SHOP, ["c-1", "c-2"]) == {"c-1"}


async def test_a_bookmark_moves_on_and_never_back(every_house: House) -> None:
    app = every_house.app
    marks = [await app.bookmark(SHOP, "stars", place) for place in (None, 100, 40, 120, None)]
    assert marks == [0, 100, 100, 120, 120]


async def test_a_payment_can_be_given_back_once(house: House) -> None:
    _, offer = await _offered(house)
    await _pays(house, offer)
    found = await house.desk.returnable(SHOP, "c-1")
    assert (found.charge_id, found.payer, found.stars) == ("c-1", "bo", 250)
    await house.desk.reverse_purchase(OPERATOR, SHOP, "c-1")
    with pytest.raises(UnknownCharge):
        await house.desk.returnable(SHOP, "c-1")


async def test_what_was_spent_is_given_back_only_where_operators_insist(house: House) -> None:
    bo, offer = await _offered(house)
    await _pays(house, offer)
    await house.join("ada")
    await house.enrolled("ada")
    await house.app.grant(await house.join("ada"), "bo")
    for _ in range(3):
        await house.app.gift(bo, "ada", 400)
        house.clock.advance(hours=25)
    with pytest.raises(AlreadySpent):
        await house.desk.returnable(SHOP, "c-1")
    assert (await house.desk.returnable(SHOP, "c-1", force=True)).stars == 250


async def test_a_question_about_a_payment_reaches_operators_and_its_answer_who_asked(house: House) -> None:
    boss, (bo, offer) = await house.join("boss"), await _offered(house)
    await _pays(house, offer)
    await house.hear()
    taken = await house.app.ask_about_payment(bo, "Where are my credits?")
    assert await house.hear() == [(boss, OperatorAsked(matter=Matter.PAYMENT, id=taken.question))]
    case = await house.desk.payment_question(OPERATOR, taken.question)
    assert (case.handle, case.text, [one.charge for one in case.payments]) == (
        "bo",
        "Where are my credits?",
        ["c-1"],
    )
    await house.desk.answer_payment_question(OPERATOR, taken.question, "They are there.")
    told = PaymentQuestionAnswered(question="Where are my credits?", answer="They are there.")
    assert await house.hear() == [(bo, told)]


async def test_a_question_is_answered_once(house: House) -> None:
    taken = await house.app.ask_about_payment(await house.join("bo"), "Where?")
    await house.desk.answer_payment_question(OPERATOR, taken.question, "There.")
    with pytest.raises(UnknownQuestion):
        await house.desk.answer_payment_question(OPERATOR, taken.question, "Here.")
    assert await house.desk.payment_questions(OPERATOR) == []
    assert len(await house.desk.payment_questions(OPERATOR, answered=True)) == 1


async def test_nobody_asks_about_payments_all_day(house: House) -> None:
    bo = await house.join("bo")
    for _ in range(5):
        await house.app.ask_about_payment(bo, "Where?")
    with pytest.raises(TooManyAttempts):
        await house.app.ask_about_payment(bo, "Where?")


async def test_erasing_takes_ones_questions_along(house: House) -> None:
    bo = await house.join("bo")
    await house.app.ask_about_payment(bo, "Where?")
    await house.app.erase(bo)
    assert await house.desk.payment_questions(OPERATOR) == []


async def test_who_administers_a_place_can_keep_clips_to_administrators(house: House) -> None:
    ada = await house.enrolled("ada")
    admin = Surroundings(manages=True)
    await house.app.rule_place(ada, ROOM, admin, ChooseMakers((ADMINISTRATORS,)))
    with pytest.raises(AdministratorsMake):
        await house.order(ada, "@me waves")
    await house.order(ada, "@me waves", surroundings=admin)
