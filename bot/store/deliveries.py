"""The outbox: what the service owes somebody, until the adapter that can say it has said it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approvals import Decision
from bot.clips import QUESTIONS
from bot.deliveries import NAMED_IN_FULL, DeliveryState
from bot.people import INLINE, Platform
from bot.store.tables import ApprovalRow, ClipRow, DeliveryRow


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Queries on `deliveries`."""

    session: AsyncSession

    async def add(self, delivery: DeliveryRow) -> bool:
        """Owe something. False where a delivery with the same business key is there already."""
        if delivery.business_key is not None:
            known = select(DeliveryRow.id).where(DeliveryRow.business_key == delivery.business_key)
            if (await self.session.execute(known)).one_or_none() is not None:
                return False
        self.session.add(delivery)
        await self.session.flush()
        return True

    async def get(self, delivery_id: str) -> DeliveryRow | None:
        """One delivery."""
        return await self.session.get(DeliveryRow, delivery_id)

    async def of_clip(self, clip_id: str) -> list[DeliveryRow]:
        """Everything said about a clip, the oldest first."""
        query = select(DeliveryRow).where(DeliveryRow.clip_id == clip_id)
        return list(await self.session.scalars(query.order_by(DeliveryRow.created_at, DeliveryRow.id)))

    async def of_person(self, person_id: str, states: Collection[DeliveryState]) -> list[DeliveryRow]:
        """What is or was owed to a person, the oldest first."""
        query = select(DeliveryRow).where(DeliveryRow.person_id == person_id, DeliveryRow.state.in_(states))
        return list(await self.session.scalars(query.order_by(DeliveryRow.created_at, DeliveryRow.id)))

    async def claim(self, platform: Platform, at: datetime, limit: int = 20) -> list[DeliveryRow]:
        """Take what is pending for a platform, the oldest first; it is `sending` then, and nobody else's."""
        query = (
            select(DeliveryRow)
            .where(
                DeliveryRow.platform == platform,
                DeliveryRow.state == DeliveryState.PENDING,
                or_(DeliveryRow.sending_at.is_(None), DeliveryRow.sending_at <= at),
            )
            .order_by(DeliveryRow.created_at, DeliveryRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        rows = list(await self.session.scalars(query, execution_options={"populate_existing": True}))
        for row in rows:
            row.state, row.sending_at = DeliveryState.SENDING, at
        await self.session.flush()
        return rows

    async def sent(self, delivery_id: str, message_id: str | None, at: datetime) -> bool:
        """The platform took it, as the sender heard, however late. False where nobody was sending it."""
        for before in (DeliveryState.SENDING, DeliveryState.UNKNOWN):
            if await self._move(delivery_id, DeliveryState.SENT, before, message_id=message_id, sent_at=at):
                return True
        return False

    async def called(self, delivery_id: str, message_id: str, at: datetime) -> bool:
        """Its reader was called in its room. False where it was not being sent."""
        return await self._move(
            delivery_id, DeliveryState.SENT, message_id=message_id, sent_at=at, chat_id=DeliveryRow.room
        )

    async def unknown(self, delivery_id: str) -> bool:
        """Nobody knows whether the platform took it. False where it was not being sent."""
        return await self._move(delivery_id, DeliveryState.UNKNOWN)

    async def unreached(self, delivery_id: str) -> bool:
        """The platform takes it nowhere. False where it was not being sent."""
        return await self._move(delivery_id, DeliveryState.UNREACHED)

    async def over(self, delivery_id: str) -> bool:
        """There is nothing to say any more. False where it was not being sent."""
        return await self._move(delivery_id, DeliveryState.OVER)

    async def put_back(self, delivery_id: str, until: datetime) -> bool:
        """It certainly was not said, and is due again from then on. False where it was not being sent."""
        return await self._move(delivery_id, DeliveryState.PENDING, sending_at=until)

    async def read(self, delivery_id: str, at: datetime) -> bool:
        """Its reader came by and read it. False where it was not waiting for that."""
        return await self._move(delivery_id, DeliveryState.SENT, DeliveryState.UNREACHED, sent_at=at)

    async def calls(self, person_id: str) -> list[DeliveryRow]:
        """Messages in rooms that call a person to something said to them alone, the oldest first."""
        query = select(DeliveryRow).where(
            DeliveryRow.person_id == person_id,
            DeliveryRow.state == DeliveryState.SENT,
            DeliveryRow.message_id.is_not(None),
            DeliveryRow.chat_id == DeliveryRow.room,
        )
        return list(await self.session.scalars(query.order_by(DeliveryRow.created_at, DeliveryRow.id)))

    async def asking(self, platform: Platform, limit: int) -> list[DeliveryRow]:
        """What was said there about clips to people whose answer is still waited for, the oldest first."""
        query = (
            select(DeliveryRow)
            .join(ClipRow, ClipRow.id == DeliveryRow.clip_id)
            .join(
                ApprovalRow,
                (ApprovalRow.clip_id == ClipRow.id) & (ApprovalRow.person_id == DeliveryRow.person_id),
            )
            .where(
                DeliveryRow.platform == platform,
                DeliveryRow.state == DeliveryState.SENT,
                DeliveryRow.message_id.is_not(None),
                ApprovalRow.decision == Decision.WAITING,
                ClipRow.state.in_(QUESTIONS),
            )
        )
        return list(await self.session.scalars(query.order_by(DeliveryRow.created_at).limit(limit)))

    async def at(self, platform: Platform, message_id: str) -> DeliveryRow | None:
        """What was said in a message there."""
        query = select(DeliveryRow).where(
            DeliveryRow.platform == platform, DeliveryRow.message_id == message_id
        )
        return (await self.session.scalars(query.limit(1))).one_or_none()

    async def again(self, delivery_id: str) -> bool:
        """Somebody asked for an unknown one to be sent again. False where it is not unknown."""
        query = (
            update(DeliveryRow)
            .where(DeliveryRow.id == delivery_id, DeliveryRow.state == DeliveryState.UNKNOWN)
            .values(state=DeliveryState.PENDING, sending_at=None)
            .returning(DeliveryRow.id)
        )
        return (await self.session.execute(query)).one_or_none() is not None

    async def edit_again(self, before: datetime) -> int:
        """Have done again what is `sending` since before that moment and was to change a single message.

        Its sender died, and to let a message say the same once more does no harm. Returns how many.
        """
        query = (
            update(DeliveryRow)
            .where(
                DeliveryRow.platform == Platform.TELEGRAM,
                DeliveryRow.chat_id.startswith(INLINE, autoescape=True),
                DeliveryRow.state == DeliveryState.SENDING,
                DeliveryRow.sending_at < before,
            )
            .values(state=DeliveryState.PENDING, sending_at=None)
            .returning(DeliveryRow.id)
        )
        return len(list(await self.session.execute(query)))

    async def abandoned(self, platform: Platform, before: datetime) -> list[str]:
        """Mark as unknown what is `sending` since before that moment: its sender died. Returns their ids."""
        query = (
            update(DeliveryRow)
            .where(
                DeliveryRow.platform == platform,
                DeliveryRow.state == DeliveryState.SENDING,
                DeliveryRow.sending_at < before,
            )
            .values(state=DeliveryState.UNKNOWN)
            .returning(DeliveryRow.id)
        )
        return [row.id for row in await self.session.execute(query)]

    async def take_down(self, clip_id: str, kinds: Collection[str]) -> int:
        """Have what was sent about a clip, of these kinds of notices, taken down again. Returns how many."""
        said = [row for row in await self.of_clip(clip_id) if row.state is DeliveryState.SENT]
        carried = [row for row in said if row.notice.get("kind") in kinds and row.message_id is not None]
        for row in carried:
            row.state = DeliveryState.TAKE_DOWN
        await self.session.flush()
        return len(carried)

    async def to_take_down(self, platform: Platform, limit: int = 20) -> list[DeliveryRow]:
        """Messages that are to be taken down there, the oldest first."""
        query = select(DeliveryRow).where(
            DeliveryRow.platform == platform, DeliveryRow.state == DeliveryState.TAKE_DOWN
        )
        oldest = query.order_by(DeliveryRow.created_at, DeliveryRow.id).limit(limit)
        return list(await self.session.scalars(oldest))

    async def taken_down(self, delivery_id: str, *, gone: bool) -> bool:
        """It is gone there, or cannot be removed. False where it was not to be taken down.

        What was kept only for this, of somebody erased, goes with it.
        """
        over = DeliveryState.TAKEN_DOWN if gone else DeliveryState.TAKE_DOWN_FAILED
        moved = await self._move(delivery_id, over, DeliveryState.TAKE_DOWN)
        nobodys = (DeliveryRow.id == delivery_id) & DeliveryRow.person_id.is_(None)
        if moved:
            await self.session.execute(delete(DeliveryRow).where(nobodys))
        return moved

    async def _move(
        self,
        delivery_id: str,
        state: DeliveryState,
        before: DeliveryState = DeliveryState.SENDING,
        **more: object,
    ) -> bool:
        query = (
            update(DeliveryRow)
            .where(DeliveryRow.id == delivery_id, DeliveryRow.state == before)
            .values(state=state, **more)
            .returning(DeliveryRow.id)
        )
        return (await self.session.execute(query)).one_or_none() is not None

    async def forget(self, person_id: str) -> None:
        """Remove all that was or is owed to a person.

        Of a message that is to be taken down only where it stands is kept, until it is gone: in a room, or
        wherever its platform finds it by name.
        """
        theirs = DeliveryRow.person_id == person_id
        findable = or_(DeliveryRow.chat_id.is_not(None), DeliveryRow.platform.in_(NAMED_IN_FULL))
        standing = (DeliveryRow.state == DeliveryState.TAKE_DOWN) & findable
        blank: dict[str, object] = {"person_id": None, "notice": {}, "business_key": None, "room": None}
        await self.session.execute(update(DeliveryRow).where(theirs, standing).values(blank))
        await self.session.execute(delete(DeliveryRow).where(theirs))

    async def forget_said(self, clip_id: str) -> None:
        """Remove what was said about a clip; what is still to be said stays."""
        over = DeliveryRow.state.in_(
            (DeliveryState.SENT, DeliveryState.UNKNOWN, DeliveryState.UNREACHED, DeliveryState.OVER)
        )
        await self.session.execute(delete(DeliveryRow).where(DeliveryRow.clip_id == clip_id, over))
