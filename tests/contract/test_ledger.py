"""The ledger, on SQLite and on Postgres: what must hold of money, one sentence each."""

import asyncio

import pytest
from factories import NOON, ManualClock, clip, someone, someone_with_clip
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot import credits as movements
from bot.credits import EntryKind
from bot.errors import NotEnoughCredits
from bot.store.engine import open_engine
from bot.store.ledger import ClosedOtherwiseError, NoHoldError, NotSettledError
from bot.store.tables import LedgerRow
from bot.store.unit_of_work import UnitOfWork, Uow, units_of_work

pytestmark = pytest.mark.contract


async def _rich(uow: Uow, amount: int = 100) -> tuple[str, str]:
    async with uow() as tx:
        maker, row = await someone_with_clip(tx)
        await tx.ledger.add(maker.id, EntryKind.GRANT, amount, f"grant.{maker.id}", NOON)
    return maker.id, row.id


async def _another_clip(tx: UnitOfWork, maker: str) -> str:
    return (await tx.clips.add(clip(maker), [])).id


async def test_a_newcomer_has_nothing(uow: Uow) -> None:
    async with uow() as tx:
        maker = await someone(tx)
        assert await tx.ledger.available(maker.id) == 0


async def test_one_persons_credits_are_nobody_elses(uow: Uow) -> None:
    await _rich(uow)
    async with uow() as tx:
        other = await someone(tx)
        assert await tx.ledger.available(other.id) == 0


async def test_held_credits_cannot_be_spent_again(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)
        assert await tx.ledger.available(maker) == 40


async def test_a_hold_beyond_what_is_available_is_refused(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        assert not await tx.ledger.hold(maker, clip_id, 101, NOON)


async def test_a_refused_hold_leaves_no_row(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 101, NOON)
        assert [row.kind for row in await tx.ledger.rows(maker)] == [EntryKind.GRANT]


async def test_the_last_credit_can_be_held(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        assert await tx.ledger.hold(maker, clip_id, 100, NOON)


async def test_holding_twice_for_one_clip_holds_once(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        assert await tx.ledger.hold(maker, clip_id, 60, NOON)
        assert await tx.ledger.hold(maker, clip_id, 60, NOON)
        assert await tx.ledger.available(maker) == 40


async def test_settling_spends_what_was_held(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)
        await tx.ledger.settle(clip_id, NOON)
        assert await tx.ledger.available(maker) == 40
        assert await tx.ledger.open_holds(maker) == []


async def test_releasing_gives_back_what_was_held(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)
        await tx.ledger.release(clip_id, NOON)
        assert await tx.ledger.available(maker) == 100
        assert await tx.ledger.open_holds(maker) == []


@pytest.mark.parametrize("kind", [EntryKind.SETTLE, EntryKind.RELEASE])
async def test_a_second_closing_changes_nothing(uow: Uow, kind: EntryKind) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)
        close = tx.ledger.settle if kind is EntryKind.SETTLE else tx.ledger.release
        assert await close(clip_id, NOON)
        before = await tx.ledger.available(maker)
        assert not await close(clip_id, NOON)
        assert await tx.ledger.available(maker) == before


@pytest.mark.parametrize("first", [EntryKind.SETTLE, EntryKind.RELEASE])
async def test_what_is_closed_one_way_cannot_be_closed_the_other(uow: Uow, first: EntryKind) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)
        ways = [tx.ledger.settle, tx.ledger.release]
        one, other = ways if first is EntryKind.SETTLE else reversed(ways)
        await one(clip_id, NOON)
        with pytest.raises(ClosedOtherwiseError):
            await other(clip_id, NOON)


async def test_the_database_itself_refuses_a_clip_both_settled_and_released(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    both = [
        LedgerRow(person_id=maker, kind=kind, amount=0, business_key=kind, created_at=NOON, clip_id=clip_id)
        for kind in (EntryKind.SETTLE, EntryKind.RELEASE)
    ]
    with pytest.raises(IntegrityError):
        async with uow() as tx:
            tx.session.add_all(both)


@pytest.mark.parametrize(
    ("kind", "amount"),
    [
        (EntryKind.GRANT, -1),
        (EntryKind.SETTLE, 1),
        (EntryKind.GIFT_IN, -1),
        (EntryKind.GIFT_OUT, 1),
        (EntryKind.REVERSAL, 1),
        (EntryKind.REFUND, -1),
    ],
)
async def test_the_database_itself_refuses_an_amount_of_the_wrong_sign(
    uow: Uow, kind: EntryKind, amount: int
) -> None:
    maker, clip_id = await _rich(uow)
    of = clip_id if kind in {EntryKind.SETTLE, EntryKind.REFUND} else None
    with pytest.raises(IntegrityError):
        async with uow() as tx:
            tx.session.add(
                LedgerRow(
                    person_id=maker, kind=kind, amount=amount, business_key="x", created_at=NOON, clip_id=of
                )
            )


@pytest.mark.parametrize("kind", [EntryKind.HOLD, EntryKind.GIFT_OUT, EntryKind.REVERSAL])
async def test_the_database_itself_refuses_a_debt(uow: Uow, kind: EntryKind) -> None:
    maker, clip_id = await _rich(uow)
    amount, of = (101, clip_id) if kind is EntryKind.HOLD else (-101, None)
    with pytest.raises(DBAPIError, match="nobody spends more than they have"):
        async with uow() as tx:
            tx.session.add(
                LedgerRow(
                    person_id=maker, kind=kind, amount=amount, business_key="x", created_at=NOON, clip_id=of
                )
            )


async def test_the_database_counts_what_is_held(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)
    row = LedgerRow(person_id=maker, kind=EntryKind.GIFT_OUT, amount=-41, business_key="x", created_at=NOON)
    with pytest.raises(DBAPIError, match="nobody spends more than they have"):
        async with uow() as tx:
            tx.session.add(row)


@pytest.mark.parametrize("kind", [EntryKind.SETTLE, EntryKind.RELEASE])
async def test_a_clip_that_holds_nothing_cannot_be_closed(uow: Uow, kind: EntryKind) -> None:
    _, clip_id = await _rich(uow)
    async with uow() as tx:
        with pytest.raises(NoHoldError):
            await (tx.ledger.settle if kind is EntryKind.SETTLE else tx.ledger.release)(clip_id, NOON)


async def test_what_was_never_committed_never_happened(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)

    async def fail() -> None:
        async with uow() as tx:
            await tx.ledger.hold(maker, clip_id, 60, NOON)
            raise RuntimeError("after the hold")

    with pytest.raises(RuntimeError, match="after the hold"):
        await fail()
    async with uow() as tx:
        assert await tx.ledger.available(maker) == 100


async def test_thirty_two_requests_at_once_never_overdraw(uow: Uow) -> None:
    maker, _ = await _rich(uow, 100)
    async with uow() as tx:
        clips = [await _another_clip(tx, maker) for _ in range(32)]

    async def hold(clip_id: str) -> bool:
        async with uow() as tx:
            return await tx.ledger.hold(maker, clip_id, 16, NOON)

    held = await asyncio.gather(*(hold(clip_id) for clip_id in clips))
    async with uow() as tx:
        assert (sum(held), await tx.ledger.available(maker)) == (6, 4)


async def test_thirty_two_settlements_at_once_spend_once(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)

    async def settle() -> bool:
        async with uow() as tx:
            return await tx.ledger.settle(clip_id, NOON)

    assert sum(await asyncio.gather(*(settle() for _ in range(32)))) == 1


async def test_settling_and_releasing_at_once_closes_one_way(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)

    async def close(kind: EntryKind) -> bool:
        async with uow() as tx:
            return await (tx.ledger.settle if kind is EntryKind.SETTLE else tx.ledger.release)(clip_id, NOON)

    kinds = [EntryKind.SETTLE, EntryKind.RELEASE] * 8
    ends = await asyncio.gather(*map(close, kinds), return_exceptions=True)
    assert (ends.count(True), ends.count(False)) == (1, 7)
    assert sum(isinstance(end, ClosedOtherwiseError) for end in ends) == 8


async def test_an_allowance_is_granted_once_a_month(uow: Uow, clock: ManualClock) -> None:
    async with uow() as tx:
        maker = await someone(tx)
        assert await movements.monthly_allowance(tx.ledger, maker.id, 500, clock.now())
        assert not await movements.monthly_allowance(tx.ledger, maker.id, 500, clock.advance(days=5))
        assert await tx.ledger.available(maker.id) == 500


async def test_the_next_month_brings_another_allowance(uow: Uow, clock: ManualClock) -> None:
    async with uow() as tx:
        maker = await someone(tx)
        await movements.monthly_allowance(tx.ledger, maker.id, 500, clock.now())
        await movements.monthly_allowance(tx.ledger, maker.id, 500, clock.advance(days=31))
        assert await tx.ledger.available(maker.id) == 1000


async def test_sixteen_first_words_at_once_bring_one_allowance(uow: Uow) -> None:
    async with uow() as tx:
        maker = await someone(tx)

    async def allow() -> bool:
        async with uow() as tx:
            return await movements.monthly_allowance(tx.ledger, maker.id, 500, NOON)

    assert sum(await asyncio.gather(*(allow() for _ in range(16)))) == 1


async def test_too_few_credits_are_refused_with_both_numbers(uow: Uow) -> None:
    maker, clip_id = await _rich(uow, 40)
    async with uow() as tx:
        with pytest.raises(NotEnoughCredits, match=r"64 credits and you have 40"):
            await movements.hold(tx.ledger, maker, clip_id, 64, NOON)


async def _two(uow: Uow, amount: int = 100) -> tuple[str, str]:
    giver, _ = await _rich(uow, amount)
    async with uow() as tx:
        return giver, (await someone(tx)).id


async def test_a_gift_leaves_one_and_reaches_the_other(uow: Uow) -> None:
    giver, friend = await _two(uow)
    async with uow() as tx:
        assert await tx.ledger.give(giver, friend, 30, "g", NOON)
        assert (await tx.ledger.available(giver), await tx.ledger.available(friend)) == (70, 30)


async def test_a_gift_told_twice_is_given_once(uow: Uow) -> None:
    giver, friend = await _two(uow)
    async with uow() as tx:
        assert await tx.ledger.give(giver, friend, 30, "g", NOON)
        assert await tx.ledger.give(giver, friend, 30, "g", NOON)
        assert (await tx.ledger.available(giver), await tx.ledger.available(friend)) == (70, 30)


async def test_nobody_gives_more_than_they_have(uow: Uow) -> None:
    giver, friend = await _two(uow)
    async with uow() as tx:
        assert not await tx.ledger.give(giver, friend, 101, "g", NOON)
        assert (await tx.ledger.available(giver), await tx.ledger.available(friend)) == (100, 0)


async def test_held_credits_cannot_be_given(uow: Uow) -> None:
    giver, clip_id = await _rich(uow)
    async with uow() as tx:
        friend = await someone(tx)
        await tx.ledger.hold(giver, clip_id, 60, NOON)
        assert not await tx.ledger.give(giver, friend.id, 41, "g", NOON)


async def test_gifts_at_once_against_one_balance_never_overdraw(uow: Uow) -> None:
    giver, friend = await _two(uow, 100)

    async def give(number: int) -> bool:
        async with uow() as tx:
            return await tx.ledger.give(giver, friend, 30, f"g{number}", NOON)

    given = await asyncio.gather(*(give(number) for number in range(16)))
    async with uow() as tx:
        both = await tx.ledger.available(giver), await tx.ledger.available(friend)
    assert (sum(given), both) == (3, (10, 90))


async def test_two_who_give_to_one_another_at_once_do_not_wait_for_each_other_in_vain(uow: Uow) -> None:
    one, other = await _two(uow)
    async with uow() as tx:
        await tx.ledger.add(other, EntryKind.GRANT, 100, f"grant.{other}", NOON)

    async def give(number: int) -> bool:
        giver, friend = (one, other) if number % 2 else (other, one)
        async with uow() as tx:
            return await tx.ledger.give(giver, friend, 1, f"g{number}", NOON)

    async with asyncio.timeout(60):
        assert all(await asyncio.gather(*(give(number) for number in range(20))))


async def test_a_gift_and_a_hold_at_once_do_not_spend_the_same_credits(uow: Uow) -> None:
    giver, clip_id = await _rich(uow)
    async with uow() as tx:
        friend = (await someone(tx)).id

    async def spend(*, give: bool) -> bool:
        async with uow() as tx:
            if give:
                return await tx.ledger.give(giver, friend, 60, "g", NOON)
            return await tx.ledger.hold(giver, clip_id, 60, NOON)

    assert sum(await asyncio.gather(spend(give=True), spend(give=False))) == 1


async def test_what_was_given_lately_is_counted_from_a_moment_on(uow: Uow, clock: ManualClock) -> None:
    giver, friend = await _two(uow)
    async with uow() as tx:
        await tx.ledger.give(giver, friend, 30, "g1", clock.now())
        later = clock.advance(hours=1)
        await tx.ledger.give(giver, friend, 20, "g2", later)
        assert await tx.ledger.given_since(giver, later) == 20
        assert await tx.ledger.given_since(friend, NOON) == 0


async def test_a_refund_gives_back_what_was_paid(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)
        await tx.ledger.settle(clip_id, NOON)
        assert await tx.ledger.refund(clip_id, NOON) == 60
        assert await tx.ledger.available(maker) == 100


async def test_a_second_refund_gives_nothing_back(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)
        await tx.ledger.settle(clip_id, NOON)
        await tx.ledger.refund(clip_id, NOON)
        assert await tx.ledger.refund(clip_id, NOON) == 0
        assert await tx.ledger.available(maker) == 100


async def test_refunds_at_once_give_back_once(uow: Uow) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)
        await tx.ledger.settle(clip_id, NOON)

    async def refund() -> int:
        async with uow() as tx:
            return await tx.ledger.refund(clip_id, NOON)

    assert sorted(await asyncio.gather(*(refund() for _ in range(16)))) == [0] * 15 + [60]


@pytest.mark.parametrize("released", [True, False])
async def test_what_was_never_paid_for_cannot_be_refunded(uow: Uow, *, released: bool) -> None:
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)
        if released:
            await tx.ledger.release(clip_id, NOON)
        with pytest.raises(NotSettledError):
            await tx.ledger.refund(clip_id, NOON)


async def test_a_reversal_beyond_what_is_left_takes_nothing(uow: Uow) -> None:
    maker, _ = await _rich(uow)
    async with uow() as tx:
        assert not await tx.ledger.take(maker, EntryKind.REVERSAL, 101, "r", NOON)
        assert await tx.ledger.available(maker) == 100


async def test_a_closing_waits_for_nothing_else_of_its_maker(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    uow = units_of_work(engine)
    maker, clip_id = await _rich(uow)
    async with uow() as tx:
        await tx.ledger.hold(maker, clip_id, 60, NOON)
    async with uow() as busy:
        await busy.people.lock(maker)
        async with asyncio.timeout(30), uow() as tx:
            assert await tx.ledger.settle(clip_id, NOON)
    await engine.dispose()


async def test_spending_waits_for_other_spending_even_where_nobody_is_locked(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    uow = units_of_work(engine)
    maker, _ = await _rich(uow)

    async def take(key: str) -> None:
        async with uow() as tx:
            await tx.session.execute(text("SET LOCAL lock_timeout = '50ms'"))
            await tx.ledger._write(maker, EntryKind.REVERSAL, -60, key, NOON, clip_id=None)

    async with uow() as tx:
        await tx.ledger._write(maker, EntryKind.REVERSAL, -60, "first", NOON, clip_id=None)
        with pytest.raises(DBAPIError, match="lock timeout"):
            await take("second")
    await engine.dispose()
