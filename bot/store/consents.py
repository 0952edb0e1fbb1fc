"""Settings, boundaries, grants, requests for them, exceptions and blocks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.clips import FINAL
from bot.consent import ApprovalMode
from bot.grants import UNLIMITED, Limits
from bot.store.locks import LOCKED
from bot.store.tables import (
    AccessRequestRow,
    BlockRow,
    BoundaryRow,
    CastRow,
    ClipRow,
    ExceptionRow,
    GrantRow,
    SettingsRow,
)


@dataclass(frozen=True, slots=True)
class Consents:
    """Queries on settings, boundaries, grants, access requests, exceptions and blocks."""

    session: AsyncSession

    async def settings(self, person_id: str) -> SettingsRow:
        """What the person allows; a person without a row yet gets the strictest one."""
        row = await self.session.get(SettingsRow, person_id)
        if row is None:
            row = SettingsRow(person_id=person_id)
            self.session.add(row)
            await self.session.flush()
        return row

    async def bump(self, person_id: str) -> None:
        """Raise the version: something that the person allows has changed."""
        (await self.settings(person_id)).version += 1

    async def boundaries(self, person_id: str) -> list[BoundaryRow]:
        """In the order they were added."""
        query = select(BoundaryRow).where(BoundaryRow.person_id == person_id)
        return list(await self.session.scalars(query.order_by(BoundaryRow.created_at, BoundaryRow.id)))

    async def add_boundary(self, boundary: BoundaryRow) -> BoundaryRow:
        """Store one more."""
        self.session.add(boundary)
        await self.session.flush()
        return boundary

    async def remove_boundary(self, person_id: str, boundary_id: str) -> bool:
        """Whether the person had it."""
        query = delete(BoundaryRow).where(BoundaryRow.id == boundary_id, BoundaryRow.person_id == person_id)
        return (await self.session.execute(query.returning(BoundaryRow.id))).one_or_none() is not None

    async def grant(self, owner_id: str, grantee_id: str, at: datetime, limits: Limits = UNLIMITED) -> bool:
        """Let `grantee` use `owner` within limits. False where there is a grant: its limits stay."""
        if await self.granted(owner_id, grantee_id):
            return False
        self.session.add(
            GrantRow(
                owner_id=owner_id,
                grantee_id=grantee_id,
                created_at=at,
                until=limits.until,
                clips=limits.clips,
                platform=limits.platform,
                place=limits.place,
                presets=limits.presets,
            )
        )
        await self.session.flush()
        return True

    async def open_grant(self, owner_id: str, grantee_id: str) -> GrantRow | None:
        """The grant that was not revoked, whether or not its limits still let anything through."""
        query = select(GrantRow).where(
            GrantRow.owner_id == owner_id, GrantRow.grantee_id == grantee_id, GrantRow.revoked_at.is_(None)
        )
        return (await self.session.scalars(query)).one_or_none()

    async def grants(self, person_id: str) -> list[GrantRow]:
        """Grants that a person gave or was given and that were not revoked, the oldest first."""
        mine = (GrantRow.owner_id == person_id) | (GrantRow.grantee_id == person_id)
        query = select(GrantRow).where(mine, GrantRow.revoked_at.is_(None))
        return list(await self.session.scalars(query.order_by(GrantRow.created_at, GrantRow.id)))

    async def grant_used(self, grant_id: str) -> int:
        """How many clips rest on a grant: those in the making and those that were delivered."""
        counts = ClipRow.state.not_in(FINAL) | ClipRow.delivered_at.is_not(None)
        query = (
            select(func.count(CastRow.clip_id.distinct()))
            .join(ClipRow, ClipRow.id == CastRow.clip_id)
            .where(CastRow.grant_id == grant_id, counts)
        )
        return (await self.session.scalars(query)).one()

    async def revoke(self, owner_id: str, grantee_id: str, at: datetime) -> bool:
        """Take it back. False where there was no grant."""
        query = (
            update(GrantRow)
            .where(
                GrantRow.owner_id == owner_id,
                GrantRow.grantee_id == grantee_id,
                GrantRow.revoked_at.is_(None),
            )
            .values(revoked_at=at)
            .returning(GrantRow.id)
        )
        return (await self.session.execute(query)).one_or_none() is not None

    async def revoke_all(self, person_id: str, at: datetime) -> None:
        """End every grant that the person gave or was given."""
        mine = (GrantRow.owner_id == person_id) | (GrantRow.grantee_id == person_id)
        await self.session.execute(
            update(GrantRow).where(mine, GrantRow.revoked_at.is_(None)).values(revoked_at=at)
        )

    async def granted(self, owner_id: str, grantee_id: str) -> bool:
        """Whether there is a grant that was not revoked; its limits are not looked at."""
        return await self.open_grant(owner_id, grantee_id) is not None

    async def withdrawn(self, owner_id: str, grantee_id: str) -> bool:
        """Whether `owner` took a grant back from `grantee` and has given no new one since."""
        if await self.granted(owner_id, grantee_id):
            return False
        query = select(GrantRow.id).where(
            GrantRow.owner_id == owner_id, GrantRow.grantee_id == grantee_id, GrantRow.revoked_at.is_not(None)
        )
        return (await self.session.scalars(query.limit(1))).one_or_none() is not None

    async def grantees(self, owner_id: str) -> list[str]:
        """Ids of the people whom `owner` lets use them, the oldest grant first."""
        query = select(GrantRow.grantee_id).where(
            GrantRow.owner_id == owner_id, GrantRow.revoked_at.is_(None)
        )
        return list(await self.session.scalars(query.order_by(GrantRow.created_at, GrantRow.id)))

    async def owners(self, grantee_id: str) -> list[str]:
        """Ids of the people whom `grantee` may use, the oldest grant first."""
        query = select(GrantRow.owner_id).where(
            GrantRow.grantee_id == grantee_id, GrantRow.revoked_at.is_(None)
        )
        return list(await self.session.scalars(query.order_by(GrantRow.created_at, GrantRow.id)))

    async def add_request(self, request: AccessRequestRow) -> AccessRequestRow:
        """Store a new request; raises sqlalchemy.exc.IntegrityError where one is open already."""
        self.session.add(request)
        await self.session.flush()
        return request

    async def request(self, request_id: str, *, lock: bool = False) -> AccessRequestRow | None:
        """One request, open or not."""
        return await self.session.get(
            AccessRequestRow, request_id, with_for_update=LOCKED if lock else None, populate_existing=lock
        )

    async def open_request(
        self, owner_id: str, requester_id: str, *, lock: bool = False
    ) -> AccessRequestRow | None:
        """The one unanswered request between the two."""
        query = select(AccessRequestRow).where(
            AccessRequestRow.owner_id == owner_id,
            AccessRequestRow.requester_id == requester_id,
            AccessRequestRow.answered_at.is_(None),
        )
        if lock:
            query = query.with_for_update(key_share=True)
        return (await self.session.scalars(query)).one_or_none()

    async def open_requests(self, person_ids: Collection[str]) -> list[AccessRequestRow]:
        """Unanswered requests to or from any of these people, the oldest first."""
        mine = AccessRequestRow.owner_id.in_(person_ids) | AccessRequestRow.requester_id.in_(person_ids)
        query = select(AccessRequestRow).where(mine, AccessRequestRow.answered_at.is_(None))
        return list(await self.session.scalars(query.order_by(AccessRequestRow.created_at)))

    async def newest_requests(self, limit: int) -> list[AccessRequestRow]:
        """Unanswered requests, the newest first."""
        query = select(AccessRequestRow).where(AccessRequestRow.answered_at.is_(None))
        return list(
            await self.session.scalars(query.order_by(AccessRequestRow.created_at.desc()).limit(limit))
        )

    async def due_requests(self, at: datetime) -> list[AccessRequestRow]:
        """Unanswered requests whose deadline has come."""
        query = select(AccessRequestRow).where(
            AccessRequestRow.due_at <= at, AccessRequestRow.answered_at.is_(None)
        )
        return list(await self.session.scalars(query))

    async def exception(self, owner_id: str, friend_id: str) -> ApprovalMode | None:
        """How clips of this friend are approved, where that differs from the owner's general rule."""
        row = await self.session.get(ExceptionRow, (owner_id, friend_id))
        return None if row is None else row.approval

    async def exceptions(self, owner_id: str) -> list[ExceptionRow]:
        """All exceptions that a person makes."""
        query = select(ExceptionRow).where(ExceptionRow.owner_id == owner_id)
        return list(await self.session.scalars(query.order_by(ExceptionRow.friend_id)))

    async def set_exception(self, owner_id: str, friend_id: str, approval: ApprovalMode | None) -> bool:
        """Make an exception for a friend, or none any more. False where that changes nothing."""
        row = await self.session.get(ExceptionRow, (owner_id, friend_id))
        if (None if row is None else row.approval) is approval:
            return False
        if row is None and approval is not None:
            self.session.add(ExceptionRow(owner_id=owner_id, friend_id=friend_id, approval=approval))
        elif row is not None and approval is not None:
            row.approval = approval
        elif row is not None:
            await self.session.delete(row)
        await self.session.flush()
        return True

    async def blocked(self, owner_id: str, other_id: str) -> bool:
        """Whether `owner` has blocked `other`."""
        return await self.session.get(BlockRow, (owner_id, other_id)) is not None

    async def blocks(self, owner_id: str) -> list[str]:
        """Ids of the people whom `owner` has blocked, the oldest block first."""
        query = select(BlockRow.blocked_id).where(BlockRow.owner_id == owner_id)
        return list(await self.session.scalars(query.order_by(BlockRow.created_at, BlockRow.blocked_id)))

    async def block(self, owner_id: str, other_id: str, at: datetime) -> bool:
        """Keep somebody out. False where they were kept out already."""
        if await self.blocked(owner_id, other_id):
            return False
        self.session.add(BlockRow(owner_id=owner_id, blocked_id=other_id, created_at=at))
        await self.session.flush()
        return True

    async def unblock(self, owner_id: str, other_id: str) -> bool:
        """End a block. False where there was none."""
        row = await self.session.get(BlockRow, (owner_id, other_id))
        if row is None:
            return False
        await self.session.delete(row)
        await self.session.flush()
        return True

    async def acquainted(self, mine: Collection[str], other_id: str) -> bool:
        """Whether somebody has had to do with `other` here and was told of it.

        mine: their own id, and those of their characters. They asked or granted one another, were in a clip
        of one another, or blocked the other. A revocation that took nothing back was never told.
        """
        theirs, told = (
            aliased(CastRow),
            GrantRow.revoked_at.is_(None) | (GrantRow.revoked_at > GrantRow.created_at),
        )
        asked, by_me = AccessRequestRow, GrantRow.owner_id.in_(mine) & (GrantRow.grantee_id == other_id)
        to_me = (GrantRow.owner_id == other_id) & GrantRow.grantee_id.in_(mine) & told
        ways = (
            select(asked.id).where(asked.owner_id.in_(mine), asked.requester_id == other_id),
            select(asked.id).where(asked.owner_id == other_id, asked.requester_id.in_(mine)),
            select(GrantRow.id).where(by_me | to_me),
            select(BlockRow.owner_id).where(BlockRow.owner_id.in_(mine), BlockRow.blocked_id == other_id),
            select(ClipRow.id)
            .join(CastRow, CastRow.clip_id == ClipRow.id)
            .where(ClipRow.maker_id == other_id, CastRow.person_id.in_(mine)),
            select(ClipRow.id)
            .join(theirs, theirs.clip_id == ClipRow.id)
            .where(ClipRow.maker_id.in_(mine), theirs.person_id == other_id),
        )
        return any([(await self.session.scalars(way.limit(1))).one_or_none() is not None for way in ways])

    async def forget(self, person_id: str) -> None:
        """Remove a person's boundaries, exceptions and blocks, and the words of requests to or from them."""
        await self.session.execute(delete(BoundaryRow).where(BoundaryRow.person_id == person_id))
        excepted = (ExceptionRow.owner_id == person_id) | (ExceptionRow.friend_id == person_id)
        await self.session.execute(delete(ExceptionRow).where(excepted))
        blocks = (BlockRow.owner_id == person_id) | (BlockRow.blocked_id == person_id)
        await self.session.execute(delete(BlockRow).where(blocks))
        mine = (AccessRequestRow.owner_id == person_id) | (AccessRequestRow.requester_id == person_id)
        await self.session.execute(update(AccessRequestRow).where(mine).values(message=""))
