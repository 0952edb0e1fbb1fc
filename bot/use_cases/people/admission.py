"""Who may use the service: by mode, invite codes with a quota, and the line of those who wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.admission import AdmissionMode, code_hash, new_code
from bot.audit import Audit
from bot.credits import monthly_allowance
from bot.errors import (
    AlreadyIn,
    InviteNeeded,
    InviteOnly,
    InviteUnknown,
    NothingToWaitFor,
    OpenToAll,
    Refused,
    ServerNeeded,
    TooManyAttempts,
    TooManyInvites,
    UnknownInvite,
)
from bot.notices import Admitted, InviteMade, WaitlistShown
from bot.ports import Ports
from bot.rate_limits import Limited
from bot.store.tables import InviteRow, Person
from bot.use_cases.clips.outbox import tell
from bot.use_cases.people.joining import living, name_of
from bot.use_cases.safety import penalising
from bot.use_cases.safety.operators import answering

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Invite:
    """An invite as operators see it; `by` is a handle, None for an operator. The code is kept nowhere."""

    id: str
    by: str | None
    quota: int
    uses: int
    created_at: datetime
    expires_at: datetime | None
    withdrawn_at: datetime | None


def refusals(ports: Ports, person: Person) -> list[Refused]:
    """Why this person cannot make, lend or ask for anything yet; nothing where they are in.

    Reading, redeeming, waiting in line and erasing are open to everybody.
    """
    access = ports.settings.access
    if access.mode is AdmissionMode.OPEN or person.admitted_at is not None:
        return []
    if access.mode is AdmissionMode.SERVERS:
        return [ServerNeeded()]
    return [InviteNeeded() if access.waitlist else InviteOnly()]


def check(ports: Ports, person: Person) -> None:
    """Raise the first of these, if there is any."""
    if refused := refusals(ports, person):
        raise refused[0]


async def redeem(ports: Ports, person: str, code: str) -> Admitted:
    """Come in by a code. A wrong one, a used-up one and one that is over read alike."""
    if not await ports.limiter.take(Limited.INVITE, person):
        raise TooManyAttempts
    async with ports.uow() as tx:
        newcomer = await living(tx, person, lock=True)
        if not refusals(ports, newcomer):
            raise AlreadyIn
        now = ports.clock.now()
        invite = await tx.admission.by_hash(code_hash(code))
        if invite is None or not await _is_good(ports, tx, invite):
            raise InviteUnknown
        await tx.admission.use(invite.id, person, now)
        return await _admit(ports, tx, newcomer, Audit.INVITE_REDEEMED, invite.id)


async def invite(ports: Ports, person: str) -> InviteMade:
    """A code for one friend, shown this once: only its hash is kept."""
    async with ports.uow() as tx:
        host = await living(tx, person, lock=True)
        if ports.settings.access.mode is AdmissionMode.OPEN:
            raise OpenToAll
        check(ports, host)
        await penalising.check(ports, tx, host)
        limit, now = ports.settings.access.invites_per_person, ports.clock.now()
        given = await tx.admission.given_out(person, now)
        if given >= limit:
            raise TooManyInvites(limit=limit)
        days = ports.settings.access.invite_days
        code, row = await _new(ports, tx, quota=1, days=days, by=person)
        await tx.audit.record(now, host, Audit.INVITE_MADE, row.id, quota=1)
        return InviteMade(code=code, expires_at=now + timedelta(days=days), left=limit - given - 1)


async def waitlist(ports: Ports, person: str) -> WaitlistShown:
    """Wait in line, or see one's place in it."""
    async with ports.uow() as tx:
        waiting = await living(tx, person, lock=True)
        if not refusals(ports, waiting):
            raise AlreadyIn
        if not ports.settings.access.waitlist:
            raise NothingToWaitFor
        await tx.admission.join_line(person, ports.clock.now())
        return WaitlistShown(place=await tx.admission.place(person) or 1)


async def make_invite(ports: Ports, operator: str, quota: int, days: float | None) -> tuple[str, Invite]:
    """An operator's code for `quota` people; without `days` it lasts as long as anybody's."""
    async with ports.uow() as tx:
        lasting = ports.settings.access.invite_days if days is None else days
        code, row = await _new(ports, tx, quota=quota, days=lasting, by=None)
        await tx.audit.record(
            ports.clock.now(), None, Audit.INVITE_MADE, row.id, quota=quota, operator=operator
        )
        return code, _shown(row, 0, {})


async def invites(ports: Ports) -> list[Invite]:
    """All of them, the newest first."""
    async with ports.uow() as tx:
        rows = await tx.admission.listed()
        names = await tx.people.handles([row.created_by for row, _ in rows if row.created_by])
        return [_shown(row, uses, names) for row, uses in rows]


async def withdraw(ports: Ports, operator: str, name: str) -> Invite:
    """Let a code admit nobody more; who came in by it stays in."""
    async with ports.uow() as tx:
        row = await tx.admission.get(name)
        if row is None:
            raise UnknownInvite
        if row.withdrawn_at is None:
            row.withdrawn_at = ports.clock.now()
            await tx.audit.record(row.withdrawn_at, None, Audit.INVITE_WITHDRAWN, row.id, operator=operator)
        names = await tx.people.handles([row.created_by] if row.created_by else [])
        return _shown(row, await tx.admission.uses(name), names)


async def line(ports: Ports) -> list[tuple[str, datetime]]:
    """Who waits (handle) and since when, the first in line first."""
    async with ports.uow() as tx:
        return [(person.handle, since) for person, since in await tx.admission.line()]


async def admit_next(ports: Ports, operator: str, count: int) -> list[str]:
    """Let the first `count` in line in, and tell them; returns their handles."""
    async with ports.uow() as tx:
        first = [person.id for person, _ in await tx.admission.line(count)]
    return [handle for one in first if (handle := await _let_in(ports, operator, one)) is not None]


async def admit(ports: Ports, operator: str, handle: str) -> list[str]:
    """Let one person in, in line or not, and tell them. Empty where they were in."""
    async with ports.uow() as tx:
        found = await answering(tx, handle)
    admitted = await _let_in(ports, operator, found.id)
    return [] if admitted is None else [admitted]


async def _let_in(ports: Ports, operator: str, person: str) -> str | None:
    async with ports.uow() as tx:
        newcomer = await tx.people.lock(person)
        if newcomer is None or newcomer.erased_at is not None or newcomer.admitted_at is not None:
            await tx.admission.leave_line(person)
            return None
        name = name_of(newcomer)
        notice = await _admit(ports, tx, newcomer, Audit.PERSON_ADMITTED, name, operator=operator)
        await tell(ports, tx, person, notice)
        return newcomer.handle


async def _admit(
    ports: Ports, tx: "UnitOfWork", person: Person, tag: Audit, subject: str, **details: str
) -> Admitted:
    now, allowance = ports.clock.now(), ports.settings.tiers.standard.allowance
    person.admitted_at = now
    await tx.admission.leave_line(person.id)
    await monthly_allowance(tx.ledger, person.id, allowance, now)
    await tx.audit.record(now, None if details else person, tag, subject, **details)
    return Admitted(allowance=allowance)


async def _new(
    ports: Ports, tx: "UnitOfWork", *, quota: int, days: float, by: str | None
) -> tuple[str, InviteRow]:
    code, now = new_code(), ports.clock.now()
    row = InviteRow(
        code_hash=code_hash(code),
        quota=quota,
        created_at=now,
        created_by=by,
        expires_at=now + timedelta(days=days),
    )
    return code, await tx.admission.add(row)


async def _is_good(ports: Ports, tx: "UnitOfWork", invite: InviteRow) -> bool:
    """Also not while whoever made it is kept out: they could come back by their own code."""
    now = ports.clock.now()
    over = invite.withdrawn_at is not None or (invite.expires_at is not None and invite.expires_at <= now)
    if over or await tx.admission.uses(invite.id) >= invite.quota:
        return False
    host = None if invite.created_by is None else await tx.people.get(invite.created_by)
    return host is None or not await penalising.refusals(ports, tx, host, casting_others=False, making=False)


def _shown(row: InviteRow, uses: int, names: dict[str, str]) -> Invite:
    by = names.get(row.created_by) if row.created_by else None
    return Invite(row.id, by, row.quota, uses, row.created_at, row.expires_at, row.withdrawn_at)
