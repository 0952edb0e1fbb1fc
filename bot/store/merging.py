"""Making the rows of two people one person's.

Ledger and audit are never changed: what a person moved and did before stays under the id and the pseudonym
that they had then, which their row keeps. What they allow one another and others is united by
bot.use_cases.consents.uniting, row by row.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Delete, Update, delete, func, literal, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.deliveries import DeliveryState
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
    DialogueRow,
    DigestRow,
    ExceptionRow,
    GrantRow,
    InviteRow,
    LinkRow,
    OfferRow,
    PaymentQuestionRow,
    PenaltyRow,
    Person,
    PlaceRow,
    ProposalRow,
    PurchaseRow,
    ReportRow,
    SettingsRow,
    SightingRow,
    StatusRow,
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
    OfferRow.person_id,
    PaymentQuestionRow.person_id,
    PenaltyRow.person_id,
    Person.merged_into,
    Person.owner_id,
    Person.parted_from,
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

_TO_COME = (DeliveryState.PENDING, DeliveryState.UNREACHED, DeliveryState.UNKNOWN)
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
            await self._run(delete(column.class_).where(column == person_id, same))
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

    async def parted_since(self, person_id: str, since: datetime) -> list[str]:
        """Who, as they are now, has an account that was a person's at that moment, besides this person."""
        found, to_see = {person_id}, [person_id]
        while to_see:
            left = (Person.parted_from == to_see.pop()) & (Person.created_at >= since)
            now = func.coalesce(Person.merged_into, Person.id)
            new = set(await self.session.scalars(select(now).where(left))) - found
            found |= new
            to_see += sorted(new)
        return sorted(found - {person_id})

    async def part(self, account: AccountRow, to: str) -> None:
        """Give one account to another person, and its person what was to be said there elsewhere.

        Nobody saw its person on that platform any more, and no message to them alone stands there that goes
        on telling of their clips.
        """
        whose, there = account.person_id, account.platform
        account.person_id, account.linked_at = to, None
        await self.session.flush()
        rest = select(AccountRow.platform).where(AccountRow.person_id == whose)
        elsewhere = (await self.session.scalars(rest.order_by(AccountRow.created_at).limit(1))).one_or_none()
        owed = (DeliveryRow.person_id == whose) & (DeliveryRow.platform == there)
        waiting = DeliveryRow.chat_id.is_(None) & DeliveryRow.state.in_(_TO_COME)
        await self._run(update(DeliveryRow).where(owed, waiting).values(platform=elsewhere, room=None))
        mine = select(ClipRow.id).where(ClipRow.maker_id == whose)
        alone = (StatusRow.platform == there) & StatusRow.chat_id.is_(None) & StatusRow.clip_id.in_(mine)
        await self._run(update(StatusRow).where(alone).values(over=True))
        for table in (PlaceRow, DialogueRow):
            seen = (table.person_id == whose) & (table.platform == there)
            await self._run(delete(table).where(seen))

    async def keep_out(self, person_id: str, leaver: str, at: datetime) -> None:
        """Whoever blocked a person, or took back what they had allowed them, keeps the leaver out, too."""
        blockers = select(BlockRow.owner_id).where(BlockRow.blocked_id == person_id)
        for owner in list(await self.session.scalars(blockers)):
            self.session.add(BlockRow(owner_id=owner, blocked_id=leaver, created_at=at))
        given = await self.grants_of(person_id)
        standing = {row.owner_id for row in given if row.revoked_at is None}
        refused = {row.owner_id for row in given if row.grantee_id == person_id} - standing
        self.session.add_all(
            GrantRow(owner_id=owner, grantee_id=leaver, created_at=at, revoked_at=at)
            for owner in sorted(refused)
        )
        await self.session.flush()

    async def strays(self, person_id: str) -> bool:
        """Whether anything was written for somebody after they became part of somebody else."""
        open_grant = GrantRow.revoked_at.is_(None) & (
            (GrantRow.owner_id == person_id) | (GrantRow.grantee_id == person_id)
        )
        asked = AccessRequestRow.answered_at.is_(None) & (
            (AccessRequestRow.owner_id == person_id) | (AccessRequestRow.requester_id == person_id)
        )
        naming = [column == person_id for column in (*FOLLOWING, *(column for column, _ in KEYED))]
        for found in (open_grant, asked, *naming):
            if (await self.session.execute(select(literal(1)).where(found).limit(1))).first() is not None:
                return True
        return False

    async def _part(self, person_id: str, to: str) -> None:
        """What the two were to one another is over: nobody blocks themselves."""
        pair = (person_id, to)
        both = BlockRow.owner_id.in_(pair) & BlockRow.blocked_id.in_(pair)
        await self._run(delete(BlockRow).where(both))

    async def _free_request_keys(self, person_id: str, to: str) -> None:
        """Messages of two accounts that have one name asked for two clips."""
        taken = select(ClipRow.request_key).where(ClipRow.maker_id == to, ClipRow.request_key.is_not(None))
        same = (ClipRow.maker_id == person_id) & ClipRow.request_key.in_(taken)
        await self._run(update(ClipRow).where(same).values(request_key=None))

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
        await self._run(query)

    async def _run(self, query: Update | Delete) -> None:
        await self.session.execute(query, execution_options=_UNSEEN)
