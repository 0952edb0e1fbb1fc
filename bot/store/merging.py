"""Making the rows of two people one person's.

Ledger and audit are never changed: what a person moved and did before stays under the id and the pseudonym
that they had then, which their row keeps. What they allow one another and others is united by
bot.use_cases.consents.uniting, row by row.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.store.tables import (
    AccessRequestRow,
    AccountRow,
    AppealRow,
    ApprovalRow,
    BlockRow,
    BoundaryRow,
    CastRow,
    ClipRow,
    DeliveryRow,
    DigestRow,
    ExceptionRow,
    GrantRow,
    InviteRow,
    LinkRow,
    PenaltyRow,
    Person,
    PlaceRow,
    ProposalRow,
    PurchaseRow,
    ReportRow,
    SettingsRow,
    SightingRow,
    StrikeRow,
    SubscriptionRow,
)

Column = InstrumentedAttribute[Any]

FOLLOWING: tuple[Column, ...] = (
    AccountRow.person_id,
    AppealRow.person_id,
    BoundaryRow.person_id,
    CastRow.person_id,
    ClipRow.maker_id,
    DeliveryRow.person_id,
    DigestRow.person_id,
    InviteRow.created_by,
    LinkRow.person_id,
    PenaltyRow.person_id,
    Person.merged_into,
    Person.owner_id,
    ProposalRow.person_id,
    PurchaseRow.person_id,
    ReportRow.about_id,
    ReportRow.reporter_id,
    StrikeRow.person_id,
    SubscriptionRow.person_id,
)
"""Columns whose rows become the other person's as they are."""

KEYED: tuple[tuple[Column, tuple[Column, ...]], ...] = (
    (ApprovalRow.person_id, (ApprovalRow.clip_id, ApprovalRow.phase)),
    (BlockRow.owner_id, (BlockRow.blocked_id,)),
    (BlockRow.blocked_id, (BlockRow.owner_id,)),
    (PlaceRow.person_id, (PlaceRow.platform, PlaceRow.chat_id)),
    (SightingRow.person_id, (SightingRow.clip_id,)),
)
"""Columns of a key, each with the rest of it: a row of which the other person has the like goes."""

_UNSEEN: Any = {"synchronize_session": False}
"""Rows that these statements change may be held in memory as they were: `hand_over` lets go of them all."""


@dataclass(frozen=True, slots=True)
class Merging:
    """Statements that hand over one person's rows to another; run again they find what came in between."""

    session: AsyncSession

    async def hand_over(self, person_id: str, to: str) -> None:
        """Everything that needs no weighing. Rows that were read before are to be read anew."""
        await self.session.flush()
        await self._part(person_id, to)
        await self._free_request_keys(person_id, to)
        for column, rest in KEYED:
            theirs = select(*rest).where(column == to)
            same = tuple_(*rest).in_(theirs)
            await self.session.execute(
                delete(column.class_).where(column == person_id, same), execution_options=_UNSEEN
            )
            await self._move(column, person_id, to)
        for column in FOLLOWING:
            await self._move(column, person_id, to)
        await self._forget_doubles(to)
        await self.session.flush()
        self.session.expunge_all()

    async def grants_of(self, *people: str) -> list[GrantRow]:
        """All that these people gave or were given, those that are over, too; the oldest first."""
        mine = GrantRow.owner_id.in_(people) | GrantRow.grantee_id.in_(people)
        query = select(GrantRow).where(mine).order_by(GrantRow.created_at, GrantRow.id)
        return list(await self.session.scalars(query))

    async def requests_of(self, *people: str) -> list[AccessRequestRow]:
        """All questions to and from these people, answered ones, too; the oldest first."""
        mine = AccessRequestRow.owner_id.in_(people) | AccessRequestRow.requester_id.in_(people)
        query = select(AccessRequestRow).where(mine)
        return list(
            await self.session.scalars(query.order_by(AccessRequestRow.created_at, AccessRequestRow.id))
        )

    async def exceptions_of(self, person_id: str) -> list[ExceptionRow]:
        """All that a person makes, and that others make for them."""
        mine = (ExceptionRow.owner_id == person_id) | (ExceptionRow.friend_id == person_id)
        return list(await self.session.scalars(select(ExceptionRow).where(mine)))

    async def blocking(self, person_id: str) -> list[tuple[str, str]]:
        """(owner, blocked) of all blocks by and of a person."""
        mine = (BlockRow.owner_id == person_id) | (BlockRow.blocked_id == person_id)
        rows = await self.session.execute(select(BlockRow.owner_id, BlockRow.blocked_id).where(mine))
        return [(owner, blocked) for owner, blocked in rows]

    async def drop_settings(self, person_id: str) -> None:
        """What somebody allowed who is part of somebody else now."""
        await self.session.execute(delete(SettingsRow).where(SettingsRow.person_id == person_id))

    async def merged(self, person_id: str) -> list[Person]:
        """Whoever became part of this person, the first one first."""
        query = select(Person).where(Person.merged_into == person_id).order_by(Person.erased_at, Person.id)
        return list(await self.session.scalars(query))

    async def merged_since(self, since: datetime) -> list[tuple[str, str]]:
        """(person, part of whom) of those who became so since that moment."""
        query = select(Person.id, Person.merged_into).where(
            Person.merged_into.is_not(None), Person.erased_at >= since
        )
        rows = await self.session.execute(query.order_by(Person.erased_at))
        return [(person, into) for person, into in rows if into is not None]

    async def hold_alone(self, person_id: str) -> Person | None:
        """The person, and nobody may write a row that names them before the transaction ends."""
        query = select(Person).where(Person.id == person_id).with_for_update()
        return (
            await self.session.scalars(query, execution_options={"populate_existing": True})
        ).one_or_none()

    async def _part(self, person_id: str, to: str) -> None:
        """What the two were to one another is over: nobody blocks themselves."""
        pair = (person_id, to)
        both = BlockRow.owner_id.in_(pair) & BlockRow.blocked_id.in_(pair)
        await self.session.execute(delete(BlockRow).where(both), execution_options=_UNSEEN)

    async def _free_request_keys(self, person_id: str, to: str) -> None:
        """Messages of two accounts that have one name asked for two clips."""
        taken = select(ClipRow.request_key).where(ClipRow.maker_id == to, ClipRow.request_key.is_not(None))
        same = (ClipRow.maker_id == person_id) & ClipRow.request_key.in_(taken)
        await self.session.execute(
            update(ClipRow).where(same).values(request_key=None), execution_options=_UNSEEN
        )

    async def _forget_doubles(self, person_id: str) -> None:
        """Of a boundary that both had one stays."""
        query = select(BoundaryRow).where(BoundaryRow.person_id == person_id)
        rows = await self.session.scalars(query.order_by(BoundaryRow.created_at, BoundaryRow.id))
        seen: set[object] = set()
        for row in rows:
            what = row.preset or row.text.casefold()
            if what in seen:
                await self.session.delete(row)
            seen.add(what)

    async def _move(self, column: Column, person_id: str, to: str) -> None:
        query = update(column.class_).where(column == person_id).values({column.key: to})
        await self.session.execute(query, execution_options=_UNSEEN)
