"""Invite codes, who came in by them, and the line of those who wait."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.locks import LOCKED
from bot.store.tables import InviteRow, InviteUseRow, Person, WaitlistRow


@dataclass(frozen=True, slots=True)
class Admission:
    """Queries on `invites`, `invite_uses` and `waitlist`. Who redeems locks themselves, then the invite."""

    session: AsyncSession

    async def add(self, invite: InviteRow) -> InviteRow:
        """Store a new invite."""
        self.session.add(invite)
        await self.session.flush()
        return invite

    async def by_hash(self, code_hash: str) -> InviteRow | None:
        """The invite of a code, held until the transaction ends: its uses are counted one after the other."""
        query = select(InviteRow).where(InviteRow.code_hash == code_hash)
        locked = query.with_for_update(key_share=True)
        return (
            await self.session.scalars(locked, execution_options={"populate_existing": True})
        ).one_or_none()

    async def get(self, invite_id: str) -> InviteRow | None:
        """One invite, locked."""
        return await self.session.get(InviteRow, invite_id, with_for_update=LOCKED, populate_existing=True)

    async def uses(self, invite_id: str) -> int:
        """How many people came in by an invite."""
        query = select(func.count()).where(InviteUseRow.invite_id == invite_id)
        return (await self.session.scalars(query)).one()

    async def use(self, invite_id: str, person_id: str, at: datetime) -> None:
        """A person comes in by an invite; raises sqlalchemy.exc.IntegrityError where they did before."""
        self.session.add(InviteUseRow(person_id=person_id, invite_id=invite_id, at=at))
        await self.session.flush()

    async def listed(self) -> list[tuple[InviteRow, int]]:
        """Every invite with how often it was used, the newest first."""
        used = (
            select(InviteUseRow.invite_id, func.count().label("uses"))
            .group_by(InviteUseRow.invite_id)
            .subquery()
        )
        query = select(InviteRow, func.coalesce(used.c.uses, 0)).outerjoin(
            used, used.c.invite_id == InviteRow.id
        )
        rows = await self.session.execute(query.order_by(InviteRow.created_at.desc(), InviteRow.id))
        return [(invite, int(uses)) for invite, uses in rows.all()]

    async def given_out(self, person_id: str, at: datetime) -> int:
        """How many of a person's invites are used or still good."""
        used = select(InviteUseRow.invite_id)
        alive = InviteRow.withdrawn_at.is_(None) & or_(
            InviteRow.expires_at.is_(None), InviteRow.expires_at > at
        )
        query = select(func.count()).where(
            InviteRow.created_by == person_id, or_(alive, InviteRow.id.in_(used))
        )
        return (await self.session.scalars(query)).one()

    async def join_line(self, person_id: str, at: datetime) -> None:
        """Wait in line; who waits already keeps their place."""
        if await self.session.get(WaitlistRow, person_id) is None:
            self.session.add(WaitlistRow(person_id=person_id, joined_at=at))
            await self.session.flush()

    async def leave_line(self, person_id: str) -> None:
        """No longer wait."""
        await self.session.execute(delete(WaitlistRow).where(WaitlistRow.person_id == person_id))

    async def place(self, person_id: str) -> int | None:
        """A person's place in line, from 1; None where they do not wait."""
        mine = await self.session.get(WaitlistRow, person_id)
        if mine is None:
            return None
        earlier = or_(
            WaitlistRow.joined_at < mine.joined_at,
            (WaitlistRow.joined_at == mine.joined_at) & (WaitlistRow.person_id <= person_id),
        )
        return (await self.session.scalars(select(func.count()).where(earlier))).one()

    async def line(self, limit: int | None = None) -> list[tuple[Person, datetime]]:
        """Who waits since when, the first in line first."""
        query = select(Person, WaitlistRow.joined_at).join(WaitlistRow, WaitlistRow.person_id == Person.id)
        ordered = query.order_by(WaitlistRow.joined_at, WaitlistRow.person_id).limit(limit)
        return [(person, joined_at) for person, joined_at in (await self.session.execute(ordered)).all()]
