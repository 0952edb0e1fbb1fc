"""The ledger: credits come and go as rows that are only ever added (after AI-Horde's kudos reservations)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, case, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.credits import EntryKind
from bot.store.tables import LedgerRow, Person

COUNTED = tuple(kind for kind in EntryKind if kind not in {EntryKind.HOLD, EntryKind.RELEASE})
CLOSING = (EntryKind.SETTLE, EntryKind.RELEASE)


class NoHoldError(Exception):
    """A clip was settled or released that never held credits: a fault of the program."""


class NotSettledError(Exception):
    """A clip was to be refunded that was never paid for: a program fault."""


class ClosedOtherwiseError(Exception):
    """A clip was to be settled after its release, or released after it was settled: a program fault."""


# Built once: putting this expression together takes longer than running it.
_closing = aliased(LedgerRow)
_closed = exists().where(_closing.clip_id == LedgerRow.clip_id, _closing.kind.in_(CLOSING))
_is_open = and_(LedgerRow.kind == EntryKind.HOLD, ~_closed)
_worth = case((LedgerRow.kind.in_(COUNTED), LedgerRow.amount), (_is_open, -LedgerRow.amount), else_=0)
_available = select(func.coalesce(func.sum(_worth), 0)).where(LedgerRow.person_id == bindparam("person"))


@dataclass(frozen=True, slots=True)
class Ledger:
    """Queries on `ledger`.

    Who adds, holds or takes locks the person's row: two requests never count the same credits. Who closes
    locks the hold alone: a closing never lessens what is available, and so waits for nothing else of that
    person. Gifts lock both people, by id.
    """

    session: AsyncSession

    async def available(self, person_id: str) -> int:
        """What a person can spend: sum of entries less open holds, read in one statement."""
        return int((await self.session.scalars(_available, {"person": person_id})).one())

    async def count(self, person_id: str) -> int:
        """How many movements a person's ledger has."""
        query = select(func.count()).where(LedgerRow.person_id == person_id)
        return (await self.session.scalars(query)).one()

    async def rows(self, person_id: str, limit: int | None = 100, skip: int = 0) -> list[LedgerRow]:
        """A person's movements, the newest first, without the first `skip`; limit None: all of them."""
        query = select(LedgerRow).where(LedgerRow.person_id == person_id)
        newest = query.order_by(LedgerRow.created_at.desc(), LedgerRow.id.desc()).limit(limit)
        if skip:
            newest = newest.offset(skip)
        return list(await self.session.scalars(newest))

    async def open_holds(self, person_id: str) -> list[LedgerRow]:
        """Holds that are neither settled nor released, the oldest first."""
        query = select(LedgerRow).where(LedgerRow.person_id == person_id, _is_open)
        return list(await self.session.scalars(query.order_by(LedgerRow.created_at)))

    async def add(
        self, person_id: str, kind: EntryKind, amount: int, business_key: str, at: datetime
    ) -> bool:
        """Add credits once for each business key. False where that key is there already."""
        await self._lock(person_id)
        if await self._known(business_key):
            return False
        await self._write(person_id, kind, amount, business_key, at, clip_id=None)
        return True

    async def take(
        self, person_id: str, kind: EntryKind, amount: int, business_key: str, at: datetime
    ) -> bool:
        """Take credits away, once for each business key. False, nothing written, where too few are available.

        `amount` is positive here and stands negative in the ledger.
        """
        await self._lock(person_id)
        if await self._known(business_key):
            return True
        if await self.available(person_id) < amount:
            return False
        await self._write(person_id, kind, -amount, business_key, at, clip_id=None)
        return True

    async def give(self, giver_id: str, taker_id: str, amount: int, gift: str, at: datetime) -> bool:
        """Move credits from one person to another, once for each gift. False where the giver has too few."""
        for person_id in sorted({giver_id, taker_id}):
            await self._lock(person_id)
        if await self._known(f"gift_in.{gift}"):
            return True
        if not await self.take(giver_id, EntryKind.GIFT_OUT, amount, f"gift_out.{gift}", at):
            return False
        await self._write(taker_id, EntryKind.GIFT_IN, amount, f"gift_in.{gift}", at, clip_id=None)
        return True

    async def has_given(self, gift: str) -> bool:
        """Whether that gift was given before."""
        return await self._known(f"gift_in.{gift}")

    async def given_since(self, giver_id: str, since: datetime) -> int:
        """Credits that a person gave away from that moment on."""
        given = select(func.coalesce(func.sum(-LedgerRow.amount), 0)).where(
            LedgerRow.person_id == giver_id,
            LedgerRow.kind == EntryKind.GIFT_OUT,
            LedgerRow.created_at >= since,
        )
        return int((await self.session.scalars(given)).one())

    async def refund(self, clip_id: str, at: datetime) -> int:
        """Give back what a clip had cost, once; returns the credits, 0 where that was done before.

        Raises:
            NotSettledError: nothing was paid for it.
        """
        paid = select(LedgerRow).where(LedgerRow.clip_id == clip_id, LedgerRow.kind == EntryKind.SETTLE)
        settled = (await self.session.scalars(paid.with_for_update(key_share=True))).one_or_none()
        if settled is None:
            raise NotSettledError(clip_id)
        if EntryKind.REFUND in await self._of_clip(clip_id):
            return 0
        key = f"refund.{clip_id}"
        whose = await self._now(settled.person_id)
        await self._write(whose, EntryKind.REFUND, -settled.amount, key, at, clip_id=clip_id)
        return -settled.amount

    async def hold(self, person_id: str, clip_id: str, amount: int, at: datetime) -> bool:
        """Reserve credits for a clip, once. False, and nothing written, where too few are available."""
        await self._lock(person_id)
        if await self._of_clip(clip_id):
            return True
        if await self.available(person_id) < amount:
            return False
        await self._write(person_id, EntryKind.HOLD, amount, f"hold.{clip_id}", at, clip_id=clip_id)
        return True

    async def settle(self, clip_id: str, at: datetime) -> bool:
        """Spend what a clip holds. False where that was done before.

        Raises:
            NoHoldError: the clip holds nothing.
            ClosedOtherwiseError: its credits were released.
        """
        return await self._close(clip_id, EntryKind.SETTLE, at)

    async def release(self, clip_id: str, at: datetime) -> bool:
        """Give back what a clip holds. False where that was done before.

        Raises:
            NoHoldError: the clip holds nothing.
            ClosedOtherwiseError: its credits were spent.
        """
        return await self._close(clip_id, EntryKind.RELEASE, at)

    async def _close(self, clip_id: str, kind: EntryKind, at: datetime) -> bool:
        first = select(LedgerRow).where(LedgerRow.clip_id == clip_id, LedgerRow.kind == EntryKind.HOLD)
        held = (await self.session.scalars(first.with_for_update(key_share=True))).one_or_none()
        if held is None:
            raise NoHoldError(clip_id)
        standing = (await self._of_clip(clip_id)).keys() & set(CLOSING)
        if standing - {kind}:
            raise ClosedOtherwiseError(clip_id)
        if standing:
            return False
        amount = -held.amount if kind is EntryKind.SETTLE else held.amount
        await self._write(held.person_id, kind, amount, f"{kind}.{clip_id}", at, clip_id=clip_id)
        return True

    async def hand_over(self, person_id: str, to: str, lapsing: int, at: datetime) -> int:
        """Move what a person can spend to another whom they become part of, once; returns how much.

        lapsing: so much of it stays behind. They hold nothing for clips any more.
        """
        for one in sorted({person_id, to}):
            await self._lock(one)
        amount = max(0, await self.available(person_id) - lapsing)
        if not amount or await self._known(f"linked.{person_id}"):
            return 0
        out = f"linked_out.{person_id}"
        await self._write(person_id, EntryKind.GIFT_OUT, -amount, out, at, clip_id=None)
        await self._write(to, EntryKind.LINKED, amount, f"linked.{person_id}", at, clip_id=None)
        return amount

    async def entry(self, business_key: str) -> LedgerRow | None:
        """The movement of that key."""
        query = select(LedgerRow).where(LedgerRow.business_key == business_key)
        return (await self.session.scalars(query)).one_or_none()

    async def spent_since(self, person_id: str, since: datetime) -> int:
        """Credits that a person spent or gave from that moment on, less what they got back of these."""
        paid = aliased(LedgerRow)
        late = (paid.kind == EntryKind.SETTLE) & (paid.created_at >= since)
        back = exists().where(paid.clip_id == LedgerRow.clip_id, late)
        went = select(func.coalesce(func.sum(-LedgerRow.amount), 0)).where(
            LedgerRow.person_id == person_id,
            LedgerRow.kind.in_((EntryKind.SETTLE, EntryKind.GIFT_OUT))
            | ((LedgerRow.kind == EntryKind.REFUND) & back),
            LedgerRow.created_at >= since,
        )
        return int((await self.session.scalars(went)).one())

    async def _now(self, person_id: str) -> str:
        """Whose that person's credits are now: theirs, or of whom they became part."""
        into = select(Person.merged_into).where(Person.id == person_id)
        return (await self.session.scalars(into)).one_or_none() or person_id

    async def _known(self, business_key: str) -> bool:
        known = select(LedgerRow.id).where(LedgerRow.business_key == business_key)
        return (await self.session.execute(known)).one_or_none() is not None

    async def _of_clip(self, clip_id: str) -> dict[EntryKind, LedgerRow]:
        rows = await self.session.scalars(select(LedgerRow).where(LedgerRow.clip_id == clip_id))
        return {row.kind: row for row in rows}

    async def _lock(self, person_id: str) -> None:
        query = select(Person.id).where(Person.id == person_id)
        await self.session.execute(query.with_for_update(key_share=True))

    async def _write(
        self,
        person_id: str,
        kind: EntryKind,
        amount: int,
        business_key: str,
        at: datetime,
        *,
        clip_id: str | None,
    ) -> None:
        self.session.add(
            LedgerRow(
                person_id=person_id,
                kind=kind,
                amount=amount,
                business_key=business_key,
                created_at=at,
                clip_id=clip_id,
            )
        )
        await self.session.flush()
