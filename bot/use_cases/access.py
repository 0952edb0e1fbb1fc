"""What a person allows: settings, boundaries, and who asks, is granted and is revoked."""

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.clips import UNDELIVERED, ClipState
from bot.consent import AccessState, ApprovalMode, Usage
from bot.errors import (
    BoundaryEmpty,
    BoundaryTooLong,
    MessageTooLong,
    OutsideWhatTheyAllow,
    TooManyBoundaries,
    UnknownBoundary,
    UnknownRequest,
)
from bot.ids import new_id
from bot.likeness import UNFINISHED
from bot.notices import (
    AccessAnswered,
    AccessAsked,
    AccessChanged,
    AccessRequested,
    Boundary,
    SettingsShown,
    WhyNot,
)
from bot.people import Chat
from bot.ports import Ports
from bot.store.tables import AccessRequestRow, BoundaryRow, Person
from bot.use_cases import joining
from bot.use_cases.ending import end, locked_with
from bot.use_cases.joining import living, name_of
from bot.use_cases.outbox import tell

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def settings(ports: Ports, person: str) -> SettingsShown:
    """Everything of one's own."""
    async with ports.uow() as tx:
        return await _shown(tx, await living(tx, person))


async def set_usage(ports: Ports, person: str, usage: Usage) -> SettingsShown:
    """Change who may use me."""
    async with ports.uow() as tx:
        owner = await living(tx, person, lock=True)
        (await tx.consents.settings(person)).usage = usage
        await tx.consents.bump(person)
        await tx.audit.record(
            ports.clock.now(), owner, Audit.SETTINGS_USAGE, name_of(owner), usage=usage.value
        )
        return await _shown(tx, owner)


async def set_approval(ports: Ports, person: str, mode: ApprovalMode) -> SettingsShown:
    """Change whether I am asked about each clip."""
    async with ports.uow() as tx:
        owner = await living(tx, person, lock=True)
        (await tx.consents.settings(person)).approval = mode
        await tx.consents.bump(person)
        await tx.audit.record(
            ports.clock.now(), owner, Audit.SETTINGS_APPROVAL, name_of(owner), approval=mode.value
        )
        return await _shown(tx, owner)


async def add_boundary(ports: Ports, person: str, text: str) -> SettingsShown:
    """Keep a boundary, once however often it is said."""
    limits, words = ports.settings.likeness, " ".join(text.split())
    if not words:
        raise BoundaryEmpty
    if len(words) > limits.boundary_length:
        raise BoundaryTooLong(limit=limits.boundary_length)
    async with ports.uow() as tx:
        owner = await living(tx, person, lock=True)
        known = await tx.consents.boundaries(person)
        if words.casefold() not in {row.text.casefold() for row in known}:
            if len(known) >= limits.boundaries:
                raise TooManyBoundaries(limit=limits.boundaries)
            now = ports.clock.now()
            row = BoundaryRow(id=new_id(), person_id=person, text=words, created_at=now)
            await tx.consents.add_boundary(row)
            await tx.consents.bump(person)
            await tx.audit.record(now, owner, Audit.BOUNDARY_ADDED, row.id)
        return await _shown(tx, owner)


async def remove_boundary(ports: Ports, person: str, boundary: str) -> SettingsShown:
    """Forget one of my boundaries."""
    async with ports.uow() as tx:
        owner = await living(tx, person, lock=True)
        if not await tx.consents.remove_boundary(person, boundary):
            raise UnknownBoundary
        await tx.consents.bump(person)
        await tx.audit.record(ports.clock.now(), owner, Audit.BOUNDARY_REMOVED, boundary)
        return await _shown(tx, owner)


async def request_access(ports: Ports, person: str, handle: str, message: str, chat: Chat) -> AccessRequested:
    """Ask once; while the question is open, asking again changes nothing."""
    limit = ports.settings.clips.message_length
    if len(message) > limit:
        raise MessageTooLong(limit=limit)
    async with ports.uow() as tx:
        asker = await living(tx, person, lock=True)
        owner = await joining.other(tx, person, handle)
        if await tx.consents.granted(owner.id, person):
            return AccessRequested(request=None, owner=owner.handle, granted=True)
        known = await tx.consents.open_request(owner.id, person)
        if known is not None:
            return AccessRequested(request=known.id, owner=owner.handle, already_open=True)
        now = ports.clock.now()
        row = AccessRequestRow(
            id=new_id(),
            owner_id=owner.id,
            requester_id=person,
            message=message,
            created_at=now,
            platform=chat.platform,
            chat_id=chat.chat_id,
            due_at=now + timedelta(days=ports.settings.clips.access_days),
        )
        await tx.consents.add_request(row)
        await tx.audit.record(now, asker, Audit.ACCESS_ASKED, row.id)
        notice = AccessAsked(request=row.id, asker=asker.handle, message=message, due_at=row.due_at or now)
        await tell(ports, tx, owner.id, notice)
        return AccessRequested(request=row.id, owner=owner.handle)


async def answer_access(ports: Ports, person: str, request: str, *, allow: bool) -> AccessChanged:
    """The first answer stands."""
    async with ports.uow() as tx:
        owner = await living(tx, person, lock=True)
        row = await tx.consents.request(request, lock=True)
        if row is None or row.owner_id != person or row.state is AccessState.EXPIRED:
            raise UnknownRequest
        friend = await tx.people.get(row.requester_id)
        if friend is None or friend.erased_at is not None:
            raise UnknownRequest
        if row.state is AccessState.WAITING:
            await _answer(ports, tx, owner, row, allow=allow)
        return AccessChanged(friend=friend.handle, granted=row.state is AccessState.ALLOWED)


async def expire_request(ports: Ports, tx: "UnitOfWork", row: AccessRequestRow) -> None:
    """Nobody answered in time: to the asker that reads like a no."""
    now = ports.clock.now()
    row.state, row.answered_at, row.due_at = AccessState.EXPIRED, now, None
    await tx.audit.record(now, None, Audit.ACCESS_EXPIRED, row.id)
    await _tell_asker(ports, tx, row, allowed=False)


async def grant(ports: Ports, person: str, handle: str) -> AccessChanged:
    """Allow a friend; an open question of theirs is answered with it."""
    async with ports.uow() as tx:
        owner = await living(tx, person, lock=True)
        friend = await joining.other(tx, person, handle)
        asked = await tx.consents.open_request(person, friend.id)
        if asked is not None:
            await _answer(ports, tx, owner, asked, allow=True)
        elif await tx.consents.grant(person, friend.id, ports.clock.now()):
            await tx.consents.bump(person)
            await tx.audit.record(ports.clock.now(), owner, Audit.ACCESS_GRANTED, name_of(friend))
            await tell(ports, tx, friend.id, AccessAnswered(request=None, owner=owner.handle, allowed=True))
        return AccessChanged(friend=friend.handle, granted=True)


async def revoke(ports: Ports, person: str, handle: str) -> AccessChanged:
    """Take it back and end what that friend has not received yet.

    A revocation without a grant is kept too: it keeps that friend out where everyone is let in.
    """
    async with ports.uow() as tx:
        owner = await living(tx, person)
        friend = await joining.other(tx, person, handle)
        together = [clip for clip in await locked_with(tx, person, UNDELIVERED) if clip.maker_id == friend.id]
        now = ports.clock.now()
        if not await tx.consents.revoke(person, friend.id, now):
            await tx.consents.grant(person, friend.id, now)
            await tx.consents.revoke(person, friend.id, now)
        await tx.consents.bump(person)
        await tx.audit.record(now, owner, Audit.ACCESS_REVOKED, name_of(friend))
        reason = OutsideWhatTheyAllow(name=owner.handle).refusal
        for clip in together:
            why = WhyNot.ACCESS_ENDED
            await end(ports, tx, clip, ClipState.REVOKED, actor=owner, why=why, refusals=(reason,))
        return AccessChanged(friend=friend.handle, granted=False, stopped=len(together))


async def _answer(
    ports: Ports, tx: "UnitOfWork", owner: Person, row: AccessRequestRow, *, allow: bool
) -> None:
    now = ports.clock.now()
    row.state = AccessState.ALLOWED if allow else AccessState.DENIED
    row.answered_at, row.due_at = now, None
    if allow:
        await tx.consents.grant(owner.id, row.requester_id, now)
        await tx.consents.bump(owner.id)
    await tx.audit.record(now, owner, Audit.ACCESS_ALLOWED if allow else Audit.ACCESS_DENIED, row.id)
    await _tell_asker(ports, tx, row, allowed=allow)


async def _tell_asker(ports: Ports, tx: "UnitOfWork", row: AccessRequestRow, *, allowed: bool) -> None:
    handle = (await tx.people.handles([row.owner_id])).get(row.owner_id, "")
    chat = Chat(row.platform, row.chat_id) if row.platform is not None and row.chat_id is not None else None
    notice = AccessAnswered(request=row.id, owner=handle, allowed=allowed)
    await tell(ports, tx, row.requester_id, notice, chat=chat)


async def _shown(tx: "UnitOfWork", owner: Person) -> SettingsShown:
    row = await tx.consents.settings(owner.id)
    likeness = await tx.likenesses.current(owner.id)
    running = [one for one in await tx.likenesses.of(owner.id) if one.state in UNFINISHED]
    granted, granted_by = await tx.consents.grantees(owner.id), await tx.consents.owners(owner.id)
    known = await tx.people.handles([*granted, *granted_by])
    return SettingsShown(
        handle=owner.handle,
        usage=row.usage,
        approval=row.approval,
        boundaries=tuple(
            Boundary(id=one.id, text=one.text) for one in await tx.consents.boundaries(owner.id)
        ),
        granted=tuple(known[one] for one in granted if one in known),
        granted_by=tuple(known[one] for one in granted_by if one in known),
        likeness=likeness is not None,
        verified=likeness is not None and likeness.verified,
        enrolment=running[0].stage if running else None,
    )
