"""Deliveries, chores and the audit trail, on SQLite and on Postgres."""

import asyncio
from datetime import timedelta

import pytest
from factories import NOON, delivery, someone

from bot.audit import Audit
from bot.chores import ChoreKind
from bot.deliveries import DeliveryState
from bot.people import Platform
from bot.store.audit import SERVICE
from bot.store.tables import DeliveryRow
from bot.store.unit_of_work import UnitOfWork, Uow

pytestmark = pytest.mark.contract


async def _being_sent(tx: UnitOfWork, **fields: object) -> DeliveryRow:
    row = delivery(**fields)
    await tx.deliveries.add(row)
    await tx.deliveries.claim(Platform.TERMINAL, NOON)
    return row


async def test_what_is_owed_is_claimed_oldest_first(uow: Uow) -> None:
    async with uow() as tx:
        late, early = delivery(created_at=NOON + timedelta(1)), delivery()
        for row in (late, early):
            await tx.deliveries.add(row)
        assert await tx.deliveries.claim(Platform.TERMINAL, NOON) == [early, late]


async def test_what_was_claimed_is_nobody_elses(uow: Uow) -> None:
    async with uow() as tx:
        await tx.deliveries.add(delivery())
        await tx.deliveries.claim(Platform.TERMINAL, NOON)
    async with uow() as tx:
        assert await tx.deliveries.claim(Platform.TERMINAL, NOON) == []


async def test_many_adapters_at_once_claim_each_delivery_once(uow: Uow) -> None:
    async with uow() as tx:
        for _ in range(12):
            await tx.deliveries.add(delivery())

    async def claim() -> list[str]:
        async with uow() as tx:
            return [row.id for row in await tx.deliveries.claim(Platform.TERMINAL, NOON, limit=3)]

    claimed = [one for some in await asyncio.gather(*(claim() for _ in range(8))) for one in some]
    assert len(claimed) == len(set(claimed)) == 12


async def test_another_platforms_messages_are_left_alone(uow: Uow) -> None:
    async with uow() as tx:
        await tx.deliveries.add(delivery())
        assert await tx.deliveries.claim(Platform.DISCORD, NOON) == []


async def test_the_same_thing_is_owed_once(uow: Uow) -> None:
    async with uow() as tx:
        assert await tx.deliveries.add(delivery(business_key="ready.1"))
        assert not await tx.deliveries.add(delivery(business_key="ready.1"))


async def test_a_sent_message_keeps_the_platforms_id(uow: Uow) -> None:
    async with uow() as tx:
        row = delivery()
        await tx.deliveries.add(row)
        await tx.deliveries.claim(Platform.TERMINAL, NOON)
        assert await tx.deliveries.sent(row.id, "message-7", NOON)
        found = await tx.deliveries.get(row.id)
        assert found is not None
        assert (found.state, found.message_id, found.sent_at) == (DeliveryState.SENT, "message-7", NOON)


async def test_what_is_not_being_sent_cannot_be_marked(uow: Uow) -> None:
    async with uow() as tx:
        row = delivery()
        await tx.deliveries.add(row)
        assert not await tx.deliveries.sent(row.id, "message-7", NOON)
        assert not await tx.deliveries.unknown(row.id)


async def test_an_unknown_message_waits_for_a_person(uow: Uow) -> None:
    async with uow() as tx:
        row = delivery()
        await tx.deliveries.add(row)
        await tx.deliveries.claim(Platform.TERMINAL, NOON)
        await tx.deliveries.unknown(row.id)
        assert await tx.deliveries.claim(Platform.TERMINAL, NOON) == []
        assert await tx.deliveries.again(row.id)
        assert await tx.deliveries.claim(Platform.TERMINAL, NOON) == [row]


async def test_a_sender_that_died_leaves_an_unknown_message(uow: Uow) -> None:
    async with uow() as tx:
        row = delivery()
        await tx.deliveries.add(row)
        await tx.deliveries.claim(Platform.TERMINAL, NOON)
        assert await tx.deliveries.abandoned(Platform.TERMINAL, NOON) == []
        assert await tx.deliveries.abandoned(Platform.TERMINAL, NOON + timedelta(seconds=1)) == [row.id]
        assert row.state is DeliveryState.UNKNOWN


async def test_what_changes_a_single_message_is_done_again_when_its_sender_died(uow: Uow) -> None:
    async with uow() as tx:
        row = delivery(platform=Platform.TELEGRAM, chat_id="inline/AgAAA")
        await tx.deliveries.add(row)
        await tx.deliveries.claim(Platform.TELEGRAM, NOON)
        assert await tx.deliveries.edit_again(NOON) == 0
        assert await tx.deliveries.edit_again(NOON + timedelta(seconds=1)) == 1
        assert await tx.deliveries.claim(Platform.TELEGRAM, NOON) == [row]


async def test_what_would_be_one_more_message_is_not_sent_again(uow: Uow) -> None:
    async with uow() as tx:
        row = delivery(platform=Platform.TELEGRAM, chat_id="-1001")
        await tx.deliveries.add(row)
        await tx.deliveries.claim(Platform.TELEGRAM, NOON)
        assert await tx.deliveries.edit_again(NOON + timedelta(seconds=1)) == 0


async def test_late_news_that_a_message_arrived_is_believed(uow: Uow) -> None:
    async with uow() as tx:
        row = await _being_sent(tx)
        await tx.deliveries.unknown(row.id)
        assert await tx.deliveries.sent(row.id, "message-7", NOON)
        assert (row.state, row.message_id) == (DeliveryState.SENT, "message-7")


async def test_who_was_called_in_a_room_has_the_message_there(uow: Uow) -> None:
    async with uow() as tx:
        row = await _being_sent(tx, chat_id=None, room="room")
        assert await tx.deliveries.called(row.id, "message-7", NOON)
        await tx.session.refresh(row)
        assert (row.state, row.chat_id, row.message_id) == (DeliveryState.SENT, "room", "message-7")


async def test_what_was_put_back_has_its_turn_again(uow: Uow) -> None:
    async with uow() as tx:
        row = await _being_sent(tx)
        assert await tx.deliveries.put_back(row.id, NOON + timedelta(seconds=5))
        assert await tx.deliveries.claim(Platform.TERMINAL, NOON + timedelta(seconds=4)) == []
        assert await tx.deliveries.claim(Platform.TERMINAL, NOON + timedelta(seconds=5)) == [row]


@pytest.mark.parametrize("state", [DeliveryState.OVER, DeliveryState.UNREACHED])
async def test_what_ended_elsewhere_is_not_sent_any_more(uow: Uow, state: DeliveryState) -> None:
    async with uow() as tx:
        row = await _being_sent(tx)
        moved = tx.deliveries.over if state is DeliveryState.OVER else tx.deliveries.unreached
        assert await moved(row.id)
        assert await tx.deliveries.claim(Platform.TERMINAL, NOON) == []
        assert not await tx.deliveries.sent(row.id, "message-7", NOON)


async def test_a_message_that_waited_is_read_once(uow: Uow) -> None:
    async with uow() as tx:
        row = await _being_sent(tx)
        assert not await tx.deliveries.read(row.id, NOON)
        await tx.deliveries.unreached(row.id)
        assert await tx.deliveries.read(row.id, NOON)
        assert not await tx.deliveries.read(row.id, NOON)


async def test_a_message_is_found_by_its_name_on_its_platform(uow: Uow) -> None:
    async with uow() as tx:
        row = await _being_sent(tx)
        await tx.deliveries.sent(row.id, "message-7", NOON)
        assert await tx.deliveries.at(Platform.TERMINAL, "message-7") is row
        assert await tx.deliveries.at(Platform.DISCORD, "message-7") is None
        assert await tx.deliveries.at(Platform.TERMINAL, "message-8") is None


async def test_a_chore_stays_until_it_is_done(uow: Uow) -> None:
    async with uow() as tx:
        await tx.chores.add(ChoreKind.FILE, ["clips/1/1/clip.mp4", "clips/1/1/clip.mp4"], NOON)
    async with uow() as tx:
        waiting = await tx.chores.waiting(NOON)
        assert [chore.ref for chore in waiting] == ["clips/1/1/clip.mp4"]
        await tx.chores.done(waiting)
        assert await tx.chores.waiting(NOON) == []


async def test_the_trail_tells_what_happened_in_order(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        await tx.audit.record(NOON + timedelta(1), None, Audit.CLIP_EXPIRED, "clip")
        await tx.audit.record(NOON, ada, Audit.CLIP_MADE, "clip", price=64)
    async with uow() as tx:
        trail = await tx.audit.of("clip")
    told = [(row.actor, row.action, row.details) for row in trail]
    assert told == [(SERVICE, Audit.CLIP_EXPIRED, {}), (ada.pseudonym, Audit.CLIP_MADE, {"price": 64})]


async def test_the_trail_of_an_erased_person_leads_to_nobody(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        await tx.audit.record(NOON, ada, Audit.CLIP_MADE, "clip")
        ada.pseudonym = None
        assert await tx.audit.by(ada) == []
        actors = {row.actor for row in await tx.audit.of("clip")}
    assert actors.isdisjoint({ada.id, ada.handle})
