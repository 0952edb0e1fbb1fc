"""Subscriptions, shares and pages of clips as the store keeps them, on SQLite and on Postgres."""

from datetime import timedelta

import pytest
from factories import NOON, clip, likeness, someone, someone_with_clip
from sqlalchemy.exc import IntegrityError

from bot.clips import ClipState
from bot.people import Chat, Platform
from bot.store.tables import CastRow, ShareRow, SubscriptionRow
from bot.store.unit_of_work import UnitOfWork, Uow

pytestmark = pytest.mark.contract

SHOP = Platform.DISCORD


def _subscription(person: str, charge: str = "s-1", **fields: object) -> SubscriptionRow:
    given = {"platform": SHOP, "charge_id": charge, "person_id": person, "pack": "Pro", "credits": 4000}
    return SubscriptionRow(**given | {"started_at": NOON, "due_at": NOON} | fields)  # type: ignore[arg-type]


def _share(clip_id: str, chat: str, place: str) -> ShareRow:
    return ShareRow(clip_id=clip_id, platform=SHOP, chat_id=chat, place=place, created_at=NOON)


async def _another(tx: UnitOfWork, maker: str, minutes: int, state: ClipState = ClipState.KEPT) -> str:
    row = clip(maker)
    row.state, row.created_at = state, NOON + timedelta(minutes=minutes)
    return (await tx.clips.add(row, [])).id


async def test_one_charge_is_one_subscription(uow: Uow) -> None:
    async with uow() as tx:
        person = (await someone(tx)).id
        await tx.purchases.add_subscription(_subscription(person))
    with pytest.raises(IntegrityError):
        async with uow() as tx:
            await tx.purchases.add_subscription(_subscription(person))


async def test_subscriptions_come_due_in_order_until_they_are_over(uow: Uow) -> None:
    async with uow() as tx:
        person = (await someone(tx)).id
        for charge, due in (("later", 2), ("first", 1), ("not yet", 9), ("over", None)):
            due_at = None if due is None else NOON + timedelta(hours=due)
            await tx.purchases.add_subscription(_subscription(person, charge, due_at=due_at))
    async with uow() as tx:
        due_rows = await tx.purchases.subscriptions_due(NOON + timedelta(hours=3))
        running = await tx.purchases.running(person)
        everything = await tx.purchases.subscriptions_of(person)
    assert [row.charge_id for row in due_rows] == ["first", "later"]
    assert {row.charge_id for row in running} == {"first", "later", "not yet"}
    assert len(everything) == 4


async def test_a_forgotten_persons_subscriptions_are_over(uow: Uow) -> None:
    async with uow() as tx:
        person, other = (await someone(tx)).id, (await someone(tx)).id
        await tx.purchases.add_subscription(_subscription(person))
        await tx.purchases.add_subscription(_subscription(other, "s-2"))
        await tx.purchases.forget(person)
    async with uow() as tx:
        assert await tx.purchases.running(person) == []
        assert len(await tx.purchases.running(other)) == 1
        assert await tx.purchases.subscription(SHOP, "s-1") is not None


async def test_a_clip_is_shared_with_who_was_seen_in_that_place(uow: Uow) -> None:
    async with uow() as tx:
        _, row = await someone_with_clip(tx)
        seer, other = (await someone(tx)).id, (await someone(tx)).id
        await tx.people.seen(seer, Chat(SHOP, "c-2", "g-1"), NOON)
        await tx.people.seen(other, Chat(SHOP, "c-1", "g-2"), NOON)
        for _ in range(2):
            await tx.clips.shared(_share(row.id, "c-1", "g-1"))
        assert [await tx.clips.shared_with(row.id, one) for one in (seer, other)] == [True, False]
        await tx.clips.forget_shares(row.id)
        assert not await tx.clips.shared_with(row.id, seer)


async def test_pages_hold_what_there_is_the_newest_first(uow: Uow) -> None:
    there = {ClipState.KEPT, ClipState.QUEUED}
    async with uow() as tx:
        maker = (await someone(tx)).id
        made = [await _another(tx, maker, minutes) for minutes in range(3)]
        await _another(tx, maker, 9, ClipState.DELETED)
        assert await tx.clips.count_there(maker, [], there) == 3
        pages = [await tx.clips.page_there(maker, [], there, limit=2, skip=skip) for skip in (0, 2)]
    assert [row.id for page in pages for row in page] == made[::-1]


async def test_clips_with_somebody_are_those_that_others_made(uow: Uow) -> None:
    there = {ClipState.KEPT}
    async with uow() as tx:
        owner, maker = (await someone(tx)).id, (await someone(tx)).id
        own = (await tx.likenesses.add(likeness(owner))).id
        theirs, mine, _ = [
            await _another(tx, who, number) for number, who in enumerate((maker, owner, maker))
        ]
        for name in (theirs, mine):
            tx.session.add(CastRow(clip_id=name, role="Self", person_id=owner, likeness_id=own))
        await tx.session.flush()
        found = await tx.clips.page_there(owner, [owner], there, limit=9, skip=0)
        assert await tx.clips.count_there(owner, [owner], there) == 1
    assert [row.id for row in found] == [theirs]
