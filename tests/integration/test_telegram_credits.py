"""Stars on Telegram: what is offered, what is looked at before it is paid, credited, or given back."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from factories import ManualClock
from house import House, house_settings, open_house
from office import open_office
from sqlalchemy.exc import OperationalError
from telegram.error import TelegramError
from telegram_house import TelegramHouse, telegram_settings
from telegram_server import paying
from telegram_server.faults import failing
from telegram_server.people import Person
from telegram_server.sales import Charge
from telegram_server.server import TelegramServer
from telegram_server.world import Chat, Message

from adapters.star_refunds import give_back
from bot.app import App
from bot.clips import Tier
from bot.credits import EntryKind
from bot.errors import RefundRefused
from bot.notices import AnyNotice
from bot.offers import Returnable
from bot.people import Account, Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PACKS = [
    {"name": "Small", "credits": 500, "price": 499, "currency": "EUR", "stars": 250},
    {"name": "Pro", "credits": 0, "price": 2000, "currency": "EUR", "plan_months": 1, "stars": 900},
    {"name": "Half a year", "credits": 0, "price": 9, "currency": "EUR", "plan_months": 6, "stars": 4000},
    {"name": "On Discord", "credits": 5000, "price": 3999, "currency": "EUR", "discord_sku": "7"},
]


@pytest.fixture
def house_on_telegram(
    sqlite_uow: Uow,
    tmp_path: Path,
    clock: ManualClock,
    telegram_server: TelegramServer,
    telegram_storage: Chat,
) -> House:
    settings = house_settings(
        tmp_path,
        telegram=telegram_settings(telegram_server, telegram_storage),
        credits={"packs": PACKS},
        operators={"name": "The Cameo Club", "contact": "club@example.org"},
    )
    return open_house(sqlite_uow, tmp_path, clock, settings)


@dataclass
class Shop:
    """Ada in her private chat with the bot, where packs are sold."""

    at: TelegramHouse
    ada: Person

    @property
    def app(self) -> App:
        return self.at.house.app

    async def person(self) -> str:
        return await self.at.person(self.ada)

    async def invoice(self, label: str = "⭐ 250 · Small") -> Message:
        await self.ada.tells("/packs")
        await self.ada.presses(await self.ada.hears("Stars"), label)
        return await self.ada.sees(lambda one: one.invoice is not None)

    async def link(self) -> str:
        await self.ada.tells("/packs")
        await self.ada.presses(await self.ada.hears("Stars"), "⭐ 900 · Pro")
        shown = await self.ada.hears("30 days")
        return str(shown.keyboard[0]["url"])

    async def pays(self, what: Message | str) -> Charge:
        charge = await self.ada.pays(what)
        await self.at.settle()
        return charge

    async def bought(self) -> int:
        entries = (await self.app.ledger(await self.person())).entries
        return sum(one.amount for one in entries if one.kind is EntryKind.PURCHASE)

    async def plan(self) -> Tier:
        return (await self.app.ledger(await self.person())).plan

    async def told(self) -> list[AnyNotice]:
        due = await self.app.due_deliveries(Platform.TELEGRAM)
        return [one.notice for one in due]


@pytest.fixture
async def shop(telegram_house: TelegramHouse) -> Shop:
    telegram_house.bot.purchases.now = telegram_house.house.clock.now
    return Shop(telegram_house, await telegram_house.member("ada"))


async def test_the_balance_says_what_can_be_spent_and_where_to_buy(shop: Shop) -> None:
    await shop.ada.tells("/credits")
    assert (await shop.ada.hears("1,000")).labels == ["📜 History", "⭐ Buy credits", "🎁 Give away"]


async def test_credits_are_given_to_who_is_named_next(shop: Shop) -> None:
    bo = await shop.at.enrolled("bo")
    await shop.app.grant(await shop.at.person(bo), await _handle(shop), pointed_out=True)
    await shop.ada.tells("/credits")
    await shop.ada.presses(await shop.ada.hears("1,000"), "🎁 Give away")
    await shop.ada.hears("Who gets")
    await shop.ada.tells("@nobody 50")
    await shop.ada.hears("nobody")
    await shop.ada.tells("@bo 50 Happy birthday!")
    await shop.ada.hears("950")


async def test_in_a_group_nobody_reads_what_somebody_has(shop: Shop) -> None:
    await shop.ada.says(shop.ada.here, "/credits")
    await shop.ada.hears("1,000")
    assert not [one for one in shop.ada.here.posted if "1,000" in one.text]


async def test_the_history_has_pages_that_turn(shop: Shop) -> None:
    for amount in range(20):
        await shop.at.house.desk.grant_credits("root", (await _handle(shop)), amount + 1)
    await shop.ada.tells("/credits")
    await shop.ada.presses(await shop.ada.hears("1,210"), "📜 History")
    first = await shop.ada.hears("Page 1 of 2")
    await shop.ada.presses(first, "page:credits:1")
    await shop.ada.hears("Page 2 of 2")


async def test_only_what_is_sold_for_stars_is_offered(shop: Shop) -> None:
    await shop.ada.tells("/packs")
    shown = await shop.ada.hears("Stars")
    assert shown.labels == ["⭐ 250 · Small", "⭐ 900 · Pro", "⭐ 4,000 · Half a year"]
    assert "EUR" not in shown.text


async def test_a_pack_that_is_not_there_is_not_offered(shop: Shop) -> None:
    await shop.ada.tells("/packs")
    shown = await shop.ada.hears("Stars")
    for data in ("buy:3", "buy:999", "buy:x", "buy:", "buy:" + "9" * 50):
        pressed = await shop.ada.forges_press(shown, data)
        assert "no pack" in pressed.text


async def test_a_pack_is_paid_and_credited_and_the_buyer_is_told_once(shop: Shop) -> None:
    await shop.pays(await shop.invoice())
    assert await shop.bought() == 500
    assert [one.kind for one in await shop.told()] == ["credits_bought"]


async def test_a_payment_told_again_and_again_is_credited_once(shop: Shop) -> None:
    charge = await shop.pays(await shop.invoice())
    for _ in range(3):
        await paying.tell_again(shop.at.server, charge)
    await shop.at.settle()
    assert await shop.bought() == 500


async def test_an_invoice_is_paid_once(shop: Shop) -> None:
    invoice = await shop.invoice()
    await shop.pays(invoice)
    refused = await shop.ada.checks_out(invoice)
    assert (refused.ok, "nothing was charged" in refused.error) == (False, True)


async def test_somebody_elses_invoice_cannot_be_paid(shop: Shop) -> None:
    invoice = await shop.invoice()
    bo = await shop.at.member("bo")
    name = f"{invoice.chat.id}/{invoice.id}"
    checkout = paying.check_out(shop.at.server, bo.user, shop.at.server.invoices[name])
    await shop.at.settle()
    assert (checkout.ok, "somebody else" in checkout.error) == (False, True)


async def test_an_old_invoice_cannot_be_paid(shop: Shop) -> None:
    invoice = await shop.invoice()
    shop.at.house.clock.advance(hours=25)
    assert (await shop.ada.checks_out(invoice)).ok is False


async def test_whoever_is_shut_out_meanwhile_is_not_charged(shop: Shop) -> None:
    invoice = await shop.invoice()
    await shop.at.house.desk.strike("root", await _handle(shop), "other", penalty="suspension 30")
    refused = await shop.ada.checks_out(invoice)
    assert (refused.ok, "suspended" in refused.error) == (False, True)


async def test_nobody_is_charged_while_the_store_is_away(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    invoice = await shop.invoice()

    async def away(*_given: object) -> None:
        raise OperationalError("select", {}, Exception("away"))

    monkeypatch.setattr(App, "check_offer", away)
    refused = await shop.ada.checks_out(invoice)
    assert (refused.ok, "Nothing was charged" in refused.error) == (False, True)


async def test_a_store_that_hangs_is_not_waited_for(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    invoice = await shop.invoice()

    async def hangs(*_given: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(App, "check_offer", hangs)
    monkeypatch.setattr("adapters.telegram.purchases.ANSWERED_S", 0.05)
    refused = await shop.ada.checks_out(invoice)
    assert (refused.ok, "Nothing was charged" in refused.error) == (False, True)


async def test_several_months_are_paid_once(shop: Shop) -> None:
    await shop.pays(await shop.invoice("⭐ 4,000 · Half a year"))
    assert (await shop.plan(), await shop.bought()) == (Tier.PRO, 24000)


async def test_the_plan_is_paid_each_month_until_somebody_ends_it(shop: Shop) -> None:
    charge = await shop.pays(await shop.link())
    assert (await shop.plan(), await shop.bought()) == (Tier.PRO, 4000)
    shop.at.house.clock.advance(days=30)
    await paying.renew(shop.at.server, charge)
    await shop.at.settle()
    assert await shop.bought() == 8000


async def test_ending_it_is_told_to_telegram_and_what_is_paid_stays(shop: Shop) -> None:
    charge = await shop.pays(await shop.link())
    await shop.ada.tells("/credits")
    balance = await shop.ada.hears("and then again")
    await shop.ada.presses(balance, "✖️ Pay no more")
    await shop.ada.hears("pro plan until")
    assert (charge.cancelled, await shop.plan()) == (True, Tier.PRO)


async def test_whoever_is_erased_pays_no_more(shop: Shop) -> None:
    charge = await shop.pays(await shop.link())
    await shop.app.erase(await shop.person())
    await shop.at.bot.purchases.end_renewals()
    assert charge.cancelled


async def test_telegram_is_told_again_where_it_was_away(shop: Shop) -> None:
    charge = await shop.pays(await shop.link())
    await shop.app.end_renewal(await shop.person())
    shop.at.server.faults.append(failing("editUserStarSubscription"))
    with pytest.raises(TelegramError):
        await shop.at.bot.purchases.end_renewals()
    await shop.at.bot.purchases.end_renewals()
    assert charge.cancelled


async def test_a_payment_that_nobody_heard_of_is_found_in_the_list(shop: Shop) -> None:
    checkout = await shop.ada.checks_out(await shop.invoice())
    await paying.pay(shop.at.server, checkout, tell=False)
    for _ in range(2):
        await shop.at.bot.purchases.once()
    assert await shop.bought() == 500


async def test_a_renewal_that_nobody_heard_of_is_found_in_the_list(shop: Shop) -> None:
    charge = await shop.pays(await shop.link())
    shop.at.house.clock.advance(days=30)
    await paying.renew(shop.at.server, charge, tell=False)
    await shop.at.bot.purchases.once()
    renewal = await shop.app.renewal(await shop.person())
    assert renewal is not None
    assert (await shop.bought(), renewal.until) == (8000, shop.at.house.clock.now() + timedelta(days=30))


async def test_a_refund_that_nobody_heard_of_is_found_in_the_list(shop: Shop) -> None:
    charge = await shop.pays(await shop.invoice())
    charge.refunded = True
    await shop.at.bot.purchases.once()
    assert (await shop.app.ledger(await shop.person())).available == 1000


async def test_what_was_paid_and_went_back_unheard_brings_nothing(shop: Shop) -> None:
    checkout = await shop.ada.checks_out(await shop.invoice())
    charge = await paying.pay(shop.at.server, checkout, tell=False)
    charge.refunded = True
    await shop.at.bot.purchases.once()
    assert await shop.bought() == 0


async def test_a_long_list_is_looked_through_and_not_again_from_its_beginning(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("PAGE", "OVERLAP"):
        monkeypatch.setattr(f"adapters.telegram.purchases.{limit}", 10)
    invoice = await shop.invoice()
    checkout = await shop.ada.checks_out(invoice)
    for _ in range(13):
        await paying.pay(shop.at.server, checkout, tell=False)
    assert await shop.at.bot.purchases.once() == 13
    asked = len(shop.at.server.asked("getStarTransactions"))
    assert await shop.at.bot.purchases.once() == 10
    assert len(shop.at.server.asked("getStarTransactions")) - asked == 3
    assert (await shop.app.ledger(await shop.person())).available == 1000 + 13 * 500


async def test_a_payment_that_brings_nobody_anything_goes_back_and_that_is_said(shop: Shop) -> None:
    checkout = await shop.ada.checks_out(await shop.invoice())
    await shop.app.erase(await shop.person())
    charge = await paying.pay(shop.at.server, checkout)
    await shop.ada.hears("go back to you")
    assert charge.refunded


async def test_an_old_payment_for_nothing_known_is_left_to_people(shop: Shop) -> None:
    checkout = await shop.ada.checks_out(await shop.invoice())
    await shop.app.erase(await shop.person())
    charge = await paying.pay(shop.at.server, checkout, tell=False)
    shop.at.house.clock.advance(hours=25)
    await shop.at.bot.purchases.once()
    assert not charge.refunded


async def test_a_payment_that_could_not_be_credited_at_once_is_credited_by_the_next_look(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = await shop.ada.checks_out(await shop.invoice())

    async def away(*_given: object) -> None:
        raise OperationalError("insert", {}, Exception("away"))

    with monkeypatch.context() as broken:
        broken.setattr(App, "paid", away)
        charge = await paying.pay(shop.at.server, checkout)
        await shop.at.settle()
    await shop.at.bot.purchases.once()
    assert (await shop.bought(), charge.refunded) == (500, False)


async def test_a_payment_that_telegram_gives_back_takes_its_credits_along(shop: Shop) -> None:
    charge = await shop.pays(await shop.invoice())
    await shop.at.bot.api.refund_star_payment(shop.ada.id, charge.id)
    await shop.at.settle()
    assert (await shop.app.ledger(await shop.person())).available == 1000
    assert [one.kind for one in await shop.told()] == ["credits_bought", "credits_reversed"]


async def test_a_question_about_a_payment_is_asked_for_and_taken(shop: Shop) -> None:
    await shop.ada.tells("/paysupport")
    await shop.ada.hears("when you paid")
    await shop.ada.tells("I paid yesterday, where are they?")
    await shop.ada.hears("have your question")
    (case,) = await shop.at.house.desk.payment_questions("root")
    assert case.text == "I paid yesterday, where are they?"


async def test_a_question_can_stand_behind_the_command(shop: Shop) -> None:
    await shop.ada.tells("/paysupport Where are they?")
    await shop.ada.hears("have your question")
    (case,) = await shop.at.house.desk.payment_questions("root")
    assert case.text == "Where are they?"


async def test_the_terms_say_who_sells(shop: Shop) -> None:
    await shop.ada.tells("/terms")
    assert "The Cameo Club, club@" in (await shop.ada.hears("Cameo Club")).text.replace("\u2060", "")


async def _handle(shop: Shop) -> str:
    name = str(shop.ada.id)
    return (await shop.app.person_for(Account(Platform.TELEGRAM, name, "ada"))).handle


def test_an_operator_answers_and_gives_back_what_was_never_credited_only_by_a_known_charge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office = open_office(tmp_path, monkeypatch, capsys)
    ada = office.joins("ada")
    taken = office.does(lambda app: app.ask_about_payment(ada, "Where is it?"))
    (listed,) = office.json("payments", "list")["questions"]
    assert listed["id"] == taken.question
    assert office.json("payments", "show", taken.question)["payments"] == []
    assert office.json("payments", "answer", taken.question, "There.")["answer"] == "There."
    assert office.types("payments", "list") == (0, "No questions.\n")
    assert office.types("payments", "refund", "telegram", "nothing")[0] == 2


async def test_operators_give_a_payment_back_through_telegram(shop: Shop) -> None:
    charge = await shop.pays(await shop.invoice())
    desk = shop.at.house.desk
    found = await desk.returnable(Platform.TELEGRAM, charge.id)
    for _ in range(2):
        await give_back(shop.at.bot.settings, found)
    await desk.reverse_purchase("root", Platform.TELEGRAM, charge.id)
    await shop.at.settle()
    assert charge.refunded
    assert (await shop.app.ledger(await shop.person())).available == 1000


async def test_what_telegram_does_not_give_back_is_said(shop: Shop) -> None:
    with pytest.raises(RefundRefused, match="Charge"):
        await give_back(shop.at.bot.settings, Returnable("nothing", str(shop.ada.id), 250))


async def test_nothing_is_given_back_without_a_token(tmp_path: Path) -> None:
    with pytest.raises(RefundRefused, match="token"):
        await give_back(house_settings(tmp_path), Returnable("stx1", "7", 250))


async def test_a_month_that_was_given_back_is_not_paid_again(shop: Shop) -> None:
    charge = await shop.pays(await shop.link())
    await shop.at.bot.api.refund_star_payment(shop.ada.id, charge.id)
    await shop.at.settle()
    assert (charge.cancelled, await shop.plan()) == (True, Tier.STANDARD)


async def test_a_payment_and_its_refund_told_together_bring_nothing(shop: Shop) -> None:
    checkout = await shop.ada.checks_out(await shop.invoice())
    charge = await paying.pay(shop.at.server, checkout)
    await shop.at.bot.api.refund_star_payment(shop.ada.id, charge.id)
    await shop.at.settle()
    assert (await shop.app.ledger(await shop.person())).available == 1000


async def test_who_asks_in_a_group_comes_by_a_link_to_the_balance(shop: Shop) -> None:
    bo = await shop.at.member("bo", started=False)
    await bo.says(bo.here, "/credits")
    pointed = await bo.sees(lambda one: bool(one.labels), bo.here)
    await bo.follows(pointed, pointed.labels[0])
    await bo.hears("1,000")


async def test_an_account_that_parts_pays_no_more(shop: Shop) -> None:
    charge = await shop.pays(await shop.link())
    other = Account(Platform.DISCORD, "7", "ada")
    there = (await shop.app.person_for(other)).id
    code = (await shop.app.link_code(await shop.person())).code
    await shop.app.link_accounts(there, code)
    await shop.app.unlink(await shop.person(), Platform.TELEGRAM)
    await shop.at.bot.purchases.end_renewals()
    assert charge.cancelled


async def test_ending_it_while_telegram_is_away_is_told_later(shop: Shop) -> None:
    charge = await shop.pays(await shop.link())
    shop.at.server.faults.append(failing("editUserStarSubscription"))
    await shop.ada.tells("/credits end")
    await shop.ada.hears("pro plan until")
    assert not charge.cancelled
    await shop.at.bot.purchases.end_renewals()
    assert charge.cancelled


async def test_the_loop_finds_what_was_missed_at_its_start(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = await shop.ada.checks_out(await shop.invoice())
    await paying.pay(shop.at.server, checkout, tell=False)
    looked = asyncio.Event()

    async def then() -> None:
        looked.set()

    monkeypatch.setattr(shop.at.bot.purchases, "end_renewals", then)
    loop = asyncio.create_task(shop.at.bot.purchases.run())
    await asyncio.wait_for(looked.wait(), 30)
    loop.cancel()
    assert await shop.bought() == 500
