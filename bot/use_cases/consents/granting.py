"""Letting a friend use my likeness, within limits, unasked or as an answer; and saying no."""

from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.consent import AccessState
from bot.errors import GrantOverAlready, NothingToDeny, UnknownRequest, YouBlockedThem
from bot.grants import UNLIMITED, Limits
from bot.notices import AccessAnswered, AccessChanged, Terms
from bot.ports import Ports
from bot.store.tables import AccessRequestRow, Person
from bot.use_cases.clips.outbox import tell
from bot.use_cases.consents.allowing import limits_of, terms, terms_of, told
from bot.use_cases.consents.rechecking import recheck
from bot.use_cases.consents.requesting import tell_asker
from bot.use_cases.consents.seeing import friend
from bot.use_cases.consents.subjects import subject
from bot.use_cases.people.joining import living, name_of

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def grant(
    ports: Ports,
    person: str,
    handle: str,
    limits: Limits = UNLIMITED,
    of: str = "",
    *,
    pointed_out: bool = False,
) -> AccessChanged:
    """Allow a friend; an open question of theirs is answered with it. Other limits replace earlier ones."""
    check(ports, limits)
    async with ports.uow() as tx:
        actor, owner = await subject(tx, person, of, lock=True)
        other = await friend(tx, person, handle, pointed_out=pointed_out)
        if await tx.consents.blocked(person, other.id):
            raise YouBlockedThem(name=other.handle)
        asked = await tx.consents.open_request(owner.id, other.id, lock=True)
        if asked is not None:
            await answer(ports, tx, actor, owner, asked, limits=limits)
        elif await give(ports, tx, owner, other.id, limits):
            now = ports.clock.now()
            await tx.audit.record(now, actor, Audit.ACCESS_GRANTED, name_of(other), **_plain(limits))
            notice = AccessAnswered(request=None, owner=owner.handle, allowed=True, terms=told(terms(limits)))
            await tell(ports, tx, other.id, notice)
        result = await changed(tx, owner, other)
    await recheck(ports, person)  # other limits may be narrower ones
    return result


def check(ports: Ports, limits: Limits) -> None:
    """Limits that let nothing through are a slip of the pen.

    Raises:
        GrantOverAlready: they end before they begin.
    """
    if limits.until is not None and limits.until <= ports.clock.now():
        raise GrantOverAlready


async def give(ports: Ports, tx: "UnitOfWork", owner: Person, friend_id: str, limits: Limits) -> bool:
    """Write a grant; False where there is the same already, with clips left.

    A grant with other limits replaces the one there is: the old row ends, and the new one counts from zero.
    """
    now = ports.clock.now()
    known = await tx.consents.open_grant(owner.id, friend_id)
    if known is not None:
        used_up = known.clips is not None and await tx.consents.grant_used(known.id) >= known.clips
        if limits_of(known) == limits and not used_up:
            return False
        await tx.consents.revoke(owner.id, friend_id, now)
    await tx.consents.grant(owner.id, friend_id, now, limits)
    await tx.consents.bump(owner.id)
    return True


async def answer(
    ports: Ports,
    tx: "UnitOfWork",
    actor: Person,
    owner: Person,
    row: AccessRequestRow,
    *,
    limits: Limits | None,
) -> None:
    """Answer an open question: yes within limits, or (None) no."""
    now = ports.clock.now()
    row.state = AccessState.DENIED if limits is None else AccessState.ALLOWED
    row.answered_at, row.due_at = now, None
    if limits is not None:
        await give(ports, tx, owner, row.requester_id, limits)
    plain = {} if limits is None else _plain(limits)
    tag = Audit.ACCESS_DENIED if limits is None else Audit.ACCESS_ALLOWED
    await tx.audit.record(now, actor, tag, row.id, **plain)
    granted = Terms() if limits is None else told(terms(limits))
    await tell_asker(ports, tx, row, allowed=limits is not None, granted=granted)


async def answer_access(
    ports: Ports, person: str, request: str, *, allow: bool, limits: Limits = UNLIMITED
) -> AccessChanged:
    """The first answer stands."""
    check(ports, limits)
    async with ports.uow() as tx:
        actor = await living(tx, person, lock=True)
        row = await tx.consents.request(request, lock=True)
        if row is None or row.state is AccessState.EXPIRED:
            raise UnknownRequest
        owner, other = await tx.people.get(row.owner_id), await tx.people.get(row.requester_id)
        if owner is None or person not in {owner.id, owner.owner_id}:
            raise UnknownRequest
        if other is None or other.erased_at is not None:
            raise UnknownRequest
        if row.state is AccessState.WAITING:
            if allow and await tx.consents.blocked(person, other.id):
                raise YouBlockedThem(name=other.handle)
            await answer(ports, tx, actor, owner, row, limits=limits if allow else None)
        now = await changed(tx, owner, other)
        result = now.model_copy(update={"granted": row.state is AccessState.ALLOWED})
    await recheck(ports, person)  # as after a grant
    return result


async def deny(
    ports: Ports, person: str, handle: str, of: str = "", *, pointed_out: bool = False
) -> AccessChanged:
    """Say no to a friend's open question."""
    async with ports.uow() as tx:
        actor, owner = await subject(tx, person, of, lock=True)
        other = await friend(tx, person, handle, pointed_out=pointed_out)
        row = await tx.consents.open_request(owner.id, other.id, lock=True)
        if row is None or await tx.consents.blocked(person, other.id):
            raise NothingToDeny(name=other.handle)
        await answer(ports, tx, actor, owner, row, limits=None)
        return await changed(tx, owner, other)


async def changed(tx: "UnitOfWork", owner: Person, other: Person) -> AccessChanged:
    """How things stand between the two now."""
    row = await tx.consents.open_grant(owner.id, other.id)
    return AccessChanged(
        friend=other.handle,
        granted=row is not None,
        terms=Terms() if row is None else await terms_of(tx, row),
        of=owner.handle if owner.owner_id is not None else "",
    )


def _plain(limits: Limits) -> dict[str, object]:
    """Limits as the audit trail keeps them: plain values, naming nobody and no place."""
    given: dict[str, object] = {
        "until": None if limits.until is None else limits.until.isoformat(),
        "clips": limits.clips,
        "here": limits.place is not None or None,
        "presets": [preset.value for preset in limits.presets] or None,
    }
    return {name: value for name, value in given.items() if value is not None}
