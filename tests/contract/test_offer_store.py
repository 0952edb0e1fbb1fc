"""Offers, what is paid for them again, and questions about payments as the store keeps them."""

from datetime import datetime, timedelta

import pytest
from factories import NOON, someone

from bot.people import Platform
from bot.store.tables import OfferRow, PaymentQuestionRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.contract

SHOP = Platform.TELEGRAM


def _offer(person: str, **fields: object) -> OfferRow:
    given = {"person_id": person, "platform": SHOP, "payer": "7", "pack": "Pro", "credits": 4000}
    given |= {"stars": 900, "plan_months": 1, "recurring": True, "created_at": NOON}
    return OfferRow(**given | fields)  # type: ignore[arg-type]  # a test's shorthand


def _paid(person: str, until: datetime, **fields: object) -> OfferRow:
    return _offer(person, charge_id=f"c-{until:%d%H}", until=until, **fields)


async def test_what_nobody_paid_for_lapses_and_what_was_paid_stays(uow: Uow) -> None:
    async with uow() as tx:
        person = (await someone(tx)).id
        for due in (1, 3):
            await tx.offers.add(_offer(person, due_at=NOON + timedelta(hours=due)))
        paid = await tx.offers.add(_paid(person, NOON))
        assert await tx.offers.lapse(NOON + timedelta(hours=2)) == 1
        left = [row.id for row in await tx.offers.of_person(person)]
    assert (len(left), paid.id in left) == (2, True)


async def test_what_runs_is_paid_beyond_now_and_nobody_ended_it(uow: Uow) -> None:
    async with uow() as tx:
        person = (await someone(tx)).id
        later = await tx.offers.add(_paid(person, NOON + timedelta(days=9)))
        sooner = await tx.offers.add(_paid(person, NOON + timedelta(days=3)))
        await tx.offers.add(_paid(person, NOON - timedelta(days=1)))
        await tx.offers.add(_paid(person, NOON + timedelta(days=5), cancelled_at=NOON))
        running = await tx.offers.running(person, NOON)
    assert [row.id for row in running] == [later.id, sooner.id]


async def test_an_account_that_parts_pays_no_more_for_who_it_leaves(uow: Uow) -> None:
    async with uow() as tx:
        person = (await someone(tx)).id
        row = await tx.offers.add(_paid(person, NOON + timedelta(days=9)))
        await tx.offers.end(person, Platform.DISCORD, NOON)
        assert await tx.offers.to_end(SHOP, 10) == []
        await tx.offers.end(person, SHOP, NOON)
        assert await tx.offers.to_end(SHOP, 10) == [row]


async def test_forgetting_ends_what_runs_and_keeps_the_payer_of_that_alone(uow: Uow) -> None:
    async with uow() as tx:
        person = (await someone(tx)).id
        running = await tx.offers.add(_paid(person, NOON + timedelta(days=9)))
        over = await tx.offers.add(_paid(person, NOON - timedelta(days=9)))
        await tx.offers.add(_offer(person, due_at=NOON))
        await tx.offers.add_question(PaymentQuestionRow(person_id=person, text="Where?", created_at=NOON))
        await tx.offers.forget(person, NOON)
        assert {row.id: row.payer for row in await tx.offers.of_person(person)} == {
            running.id: "7",
            over.id: "",
        }
        assert await tx.offers.to_end(SHOP, 10) == [running]
        assert await tx.offers.questions(answered=False) == []


async def test_questions_come_in_order_until_they_are_answered(uow: Uow) -> None:
    async with uow() as tx:
        person = (await someone(tx)).id
        for minutes in (2, 1):
            at = NOON + timedelta(minutes=minutes)
            await tx.offers.add_question(PaymentQuestionRow(person_id=person, text="Where?", created_at=at))
        first, second = await tx.offers.questions(answered=False)
        first.answered_at = NOON
        await tx.session.flush()
        assert await tx.offers.questions(answered=False) == [second]
        assert await tx.offers.questions(answered=True) == [first]


async def test_a_bookmark_stays_where_somebody_came_farther(uow: Uow) -> None:
    for place in (100, 40):
        async with uow() as tx:
            await tx.offers.set_bookmark(SHOP, "stars", place)
    async with uow() as tx:
        assert await tx.offers.bookmark(SHOP, "stars") == 100
        assert await tx.offers.bookmark(SHOP, "other") == 0
