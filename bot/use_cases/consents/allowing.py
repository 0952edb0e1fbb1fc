"""What somebody allows: who may see and use them, how clips are approved, what they are told."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.consent import ApprovalMode, Notify, Usage, Visibility
from bot.grants import Limits
from bot.likeness import UNFINISHED
from bot.notices import Boundary, Excepted, Granted, SettingsShown, Terms
from bot.ports import Ports
from bot.store.tables import GrantRow, Person, SettingsRow
from bot.use_cases.consents.rechecking import recheck
from bot.use_cases.consents.seeing import friend
from bot.use_cases.consents.subjects import subject
from bot.use_cases.people.joining import living, name_of

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def settings(ports: Ports, person: str, of: str = "") -> SettingsShown:
    """Everything of one's own, or of one's character."""
    async with ports.uow() as tx:
        _, owner = await subject(tx, person, of)
        return await shown(tx, owner)


async def set_usage(ports: Ports, person: str, usage: Usage, of: str = "") -> SettingsShown:
    """Change who may use me."""

    def change(row: SettingsRow) -> None:
        row.usage = usage

    changed = await _set(ports, person, of, change, Audit.SETTINGS_USAGE, usage=usage.value)
    await recheck(ports, person)
    return changed


async def set_approval(ports: Ports, person: str, mode: ApprovalMode, of: str = "") -> SettingsShown:
    """Change when I am asked about each clip."""

    def change(row: SettingsRow) -> None:
        row.approval = mode

    return await _set(ports, person, of, change, Audit.SETTINGS_APPROVAL, approval=mode.value)


async def set_visibility(ports: Ports, person: str, level: Visibility, of: str = "") -> SettingsShown:
    """Change who can find me."""

    def change(row: SettingsRow) -> None:
        row.visibility = level

    return await _set(ports, person, of, change, Audit.SETTINGS_VISIBILITY, visibility=level.value)


async def set_notify(ports: Ports, person: str, notify: Notify) -> SettingsShown:
    """Change when I am told of uses of mine and of my characters; what waits for a digest may go with it."""
    async with ports.uow() as tx:
        owner = await living(tx, person, lock=True)
        (await tx.consents.settings(person)).notify = notify
        await tx.consents.bump(person)
        if notify is Notify.NONE:
            await tx.digests.forget(person)
        now = ports.clock.now()
        await tx.audit.record(now, owner, Audit.SETTINGS_NOTIFY, name_of(owner), notify=notify.value)
        return await shown(tx, owner)


async def set_exception(
    ports: Ports,
    person: str,
    handle: str,
    mode: ApprovalMode | None,
    of: str = "",
    *,
    pointed_out: bool = False,
) -> SettingsShown:
    """Approve one friend's clips otherwise than everybody's; None: like everybody's again."""
    async with ports.uow() as tx:
        actor, owner = await subject(tx, person, of, lock=True)
        other = await friend(tx, person, handle, pointed_out=pointed_out)
        if await tx.consents.set_exception(owner.id, other.id, mode):
            await tx.consents.bump(owner.id)
            # the subject is the one who decides: the friend's own trail does not speak of it
            approval = "default" if mode is None else mode.value
            now = ports.clock.now()
            await tx.audit.record(now, actor, Audit.SETTINGS_EXCEPTION, name_of(owner), approval=approval)
        return await shown(tx, owner)


async def _set(
    ports: Ports, person: str, of: str, change: Callable[[SettingsRow], None], tag: Audit, **details: str
) -> SettingsShown:
    async with ports.uow() as tx:
        actor, owner = await subject(tx, person, of, lock=True)
        change(await tx.consents.settings(owner.id))
        await tx.consents.bump(owner.id)
        await tx.audit.record(ports.clock.now(), actor, tag, name_of(owner), **details)
        return await shown(tx, owner)


async def shown(tx: "UnitOfWork", owner: Person) -> SettingsShown:
    """All that a person, or the owner of a character, has set."""
    row = await tx.consents.settings(owner.id)
    likeness = await tx.likenesses.current(owner.id)
    running = [one for one in await tx.likenesses.of(owner.id) if one.state in UNFINISHED]
    given, received = await grants_shown(tx, owner)
    exceptions = await tx.consents.exceptions(owner.id)
    blocks = await tx.consents.blocks(owner.id)
    known = await tx.people.handles([*(one.friend_id for one in exceptions), *blocks])
    return SettingsShown(
        handle=owner.handle,
        usage=row.usage,
        approval=row.approval,
        boundaries=tuple(
            Boundary(id=one.id, text=one.text, preset=one.preset)
            for one in await tx.consents.boundaries(owner.id)
        ),
        granted=tuple(one.handle for one in given),
        granted_by=tuple(one.handle for one in received),
        likeness=likeness is not None,
        verified=likeness is not None and likeness.verified,
        enrolment=running[0].stage if running else None,
        visibility=row.visibility,
        notify=row.notify,
        exceptions=tuple(Excepted(handle=known[one.friend_id], approval=one.approval) for one in exceptions),
        grants=given,
        blocked=tuple(known[one] for one in blocks),
        paused_at=row.paused_at,
    )


async def grants_shown(tx: "UnitOfWork", owner: Person) -> tuple[tuple[Granted, ...], tuple[Granted, ...]]:
    """Grants that somebody gave, and those that they were given, these without the private part."""
    rows = await tx.consents.grants(owner.id)
    known = await tx.people.handles({one for row in rows for one in (row.owner_id, row.grantee_id)})
    given = [row for row in rows if row.owner_id == owner.id]
    received = [row for row in rows if row.owner_id != owner.id]
    return (
        tuple([Granted(handle=known[row.grantee_id], terms=await terms_of(tx, row)) for row in given]),
        tuple([Granted(handle=known[row.owner_id], terms=told(await terms_of(tx, row))) for row in received]),
    )


async def terms_of(tx: "UnitOfWork", row: GrantRow) -> Terms:
    """A grant's limits, and how many clips it is still good for."""
    left = None if row.clips is None else max(0, row.clips - await tx.consents.grant_used(row.id))
    return terms(limits_of(row), left)


def limits_of(row: GrantRow) -> Limits:
    """A grant's limits as they were given."""
    return Limits(row.until, row.clips, row.platform, row.place, tuple(row.presets))


def terms(limits: Limits, left: int | None = None) -> Terms:
    """Limits as the one who set them reads them; nothing was made yet where `left` is not given."""
    return Terms(
        until=limits.until,
        clips=limits.clips,
        left=limits.clips if left is None else left,
        here=limits.place is not None,
        presets=limits.presets,
    )


def told(full: Terms) -> Terms:
    """The same for the one to whom it was given: boundaries stay between the owner and the service."""
    return full.model_copy(update={"presets": ()})
