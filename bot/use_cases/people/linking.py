"""One person, several accounts: a code that is shown on one side and typed on the other joins them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.admission import code_hash
from bot.clips import UNDELIVERED, ClipState
from bot.errors import (
    LinkCodeUnknown,
    LinkedThereAlready,
    LinkUnfinished,
    OwnLinkCode,
    Refused,
    TooManyAttempts,
    TooManyCharacters,
)
from bot.likeness import UNFINISHED
from bot.linking import MINUTES, new_code
from bot.notices import AccountsLinked, LinkCodeMade, LinkedAccount, LinkedShown, LinkOffered
from bot.people import Platform
from bot.ports import Ports
from bot.rate_limits import Limited
from bot.store.tables import AccountRow, ClipRow, LinkCodeRow, Person
from bot.use_cases.clips.casting import TRIES
from bot.use_cases.clips.clearing import clear
from bot.use_cases.clips.ending import LaterClipError, locked_with, none_later
from bot.use_cases.clips.outbox import tell_accounts
from bot.use_cases.consents.rechecking import recheck, recheck_clip
from bot.use_cases.consents.subjects import subjects
from bot.use_cases.people import merging
from bot.use_cases.people.joining import living
from bot.use_cases.safety import penalising

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

EVERYWHERE = frozenset(ClipState)


@dataclass(frozen=True, slots=True)
class Joining:
    """Who would be joined: `into` stays, `absorbed` becomes part of them. `shower` showed the code."""

    into: Person
    absorbed: Person
    shower: Person
    both_have_likenesses: bool

    @property
    def pair(self) -> tuple[str, str]:
        """Ids of who stays and who does not."""
        return self.into.id, self.absorbed.id


async def make_code(ports: Ports, person: str) -> LinkCodeMade:
    """A code for whoever types it on another account of theirs, shown this once: only its hash is kept.

    Making one puts it in the place of the one before.
    """
    async with ports.uow() as tx:
        owner = await living(tx, person, lock=True)
        await penalising.check(ports, tx, owner)
        code, now = new_code(), ports.clock.now()
        due_at = now + timedelta(minutes=MINUTES)
        await tx.link_codes.put(
            LinkCodeRow(code_hash=code_hash(code), person_id=person, created_at=now, due_at=due_at)
        )
        return LinkCodeMade(code=code, due_at=due_at, accounts=shown(await tx.people.accounts(person)))


async def linked(ports: Ports, person: str) -> LinkedShown:
    """Their accounts."""
    async with ports.uow() as tx:
        await living(tx, person)
        return LinkedShown(accounts=shown(await tx.people.accounts(person)))


async def offer(ports: Ports, person: str, code: str) -> LinkOffered:
    """What joining by this code would do; it does nothing, and the code stays good."""
    await _count(ports, person)
    async with ports.uow() as tx:
        plan = await _plan(ports, tx, person, code)
        await _refuse_unfinished(tx, plan, await _unfinished(tx, plan.absorbed.id))
        move = await merging.moving(ports, tx, plan.absorbed.id, plan.into.id)
        has_one = await tx.likenesses.current(plan.into.id) is not None
        usage = (await tx.consents.settings(plan.into.id)).usage if has_one else None
        return LinkOffered(
            code=code,
            other=plan.shower.handle,
            handle=plan.into.handle,
            accounts=shown(await tx.people.accounts(plan.shower.id)),
            destroyed=plan.absorbed.handle if plan.both_have_likenesses else "",
            usage=usage,
            credits=move.credits,
            lapsing=move.lapsing,
        )


async def link(ports: Ports, person: str, code: str, via: Platform | None) -> AccountsLinked:
    """Join the accounts of whoever showed the code and whoever typed it, in one transaction."""
    await _count(ports, person)
    for _ in range(TRIES):
        try:
            survivor, notice = await _link(ports, person, code, via)
        except LaterClipError:
            continue
        await _judge_again(ports, survivor)
        await clear(ports)
        return notice
    raise LaterClipError


async def void(ports: Ports, person: str, code: str) -> None:
    """A code that others have read joins nothing any more; whether it was one is not said."""
    await _count(ports, person)
    async with ports.uow() as tx:
        await living(tx, person)
        await tx.link_codes.drop(code_hash(code))


async def forget_due(ports: Ports) -> int:
    """Codes whose time is over are forgotten. For the sweeper."""
    async with ports.uow() as tx:
        return await tx.link_codes.lapse(ports.clock.now())


def shown(rows: Collection[AccountRow]) -> tuple[LinkedAccount, ...]:
    """Accounts as their person reads them."""
    return tuple(
        LinkedAccount(platform=row.platform, name=row.display_name, since=row.created_at) for row in rows
    )


async def _count(ports: Ports, person: str) -> None:
    if not await ports.limiter.take(Limited.LINK, person):
        raise TooManyAttempts


async def _link(ports: Ports, person: str, code: str, via: Platform | None) -> tuple[str, AccountsLinked]:
    async with ports.uow() as tx:
        plan = await _plan(ports, tx, person, code)
        whose, absorbed = await subjects(tx, plan.absorbed.id), plan.absorbed.id
        clips = await locked_with(tx, EVERYWHERE, *whose, maker=absorbed)
        for one in sorted({plan.into.id, *whose}):
            await tx.people.lock(one)
        if (await _plan(ports, tx, person, code)).pair != plan.pair:
            raise LaterClipError
        await none_later(tx, clips, EVERYWHERE, *whose, maker=absorbed)
        await _refuse_unfinished(tx, plan, clips)
        survivor = await merging.merge(ports, tx, plan.absorbed, plan.into)
        notice = AccountsLinked(handle=survivor.handle, accounts=shown(await tx.people.accounts(survivor.id)))
        await tell_accounts(ports, tx, survivor.id, notice, but=via)
        return survivor.id, notice


async def _plan(ports: Ports, tx: "UnitOfWork", person: str, code: str) -> Joining:
    """Who stays: who showed the code, unless only who typed it has a likeness.

    Raises:
        LinkCodeUnknown: also where who showed it is shut out, which is nobody else's business, or has a newer
            likeness than the code, for which the other's would be destroyed.
        OwnLinkCode, LinkedThereAlready, Suspended, Banned.
        TooManyCharacters: both have some, together more than one person may have.
    """
    typist = await living(tx, person)
    await penalising.check(ports, tx, typist)
    row = await tx.link_codes.get(code_hash(code), ports.clock.now())
    shower = None if row is None else await tx.people.get(row.person_id)
    if row is None or shower is None or shower.erased_at is not None:
        raise LinkCodeUnknown
    if shower.id == typist.id:
        raise OwnLinkCode
    try:
        await penalising.check(ports, tx, shower)
    except Refused as shut_out:
        raise LinkCodeUnknown from shut_out
    here = {row.platform for row in await tx.people.accounts(typist.id)}
    for account in await tx.people.accounts(shower.id):
        if account.platform in here:
            raise LinkedThereAlready(platform=account.platform.value.capitalize())
    shown_one, typed_one = [await tx.likenesses.current(one.id) for one in (shower, typist)]
    if shown_one and typed_one and (shown_one.finished_at or row.created_at) > row.created_at:
        raise LinkCodeUnknown  # they may have said yes when there was only their own, which stayed
    had = [len(await tx.people.owned_by(one.id)) for one in (shower, typist)]
    if min(had) and sum(had) > ports.settings.characters.per_person:
        raise TooManyCharacters(limit=ports.settings.characters.per_person)
    into, absorbed = (typist, shower) if typed_one and not shown_one else (shower, typist)
    return Joining(into, absorbed, shower, both_have_likenesses=bool(shown_one and typed_one))


async def _unfinished(tx: "UnitOfWork", person: str) -> list[ClipRow]:
    found = await tx.clips.made_by(person, tuple(UNDELIVERED))
    for one in await subjects(tx, person):
        found += await tx.clips.with_person(one, tuple(UNDELIVERED))
    return found


async def _refuse_unfinished(tx: "UnitOfWork", plan: Joining, clips: Collection[ClipRow]) -> None:
    """Jobs under way are bound to the likeness that they were given, and questions to who was asked."""
    analysed = [row for row in await tx.likenesses.of(plan.absorbed.id) if row.state in UNFINISHED]
    if analysed or any(row.state in UNDELIVERED for row in clips):
        raise LinkUnfinished(name=plan.absorbed.handle)


async def _judge_again(ports: Ports, person: str) -> None:
    """Boundaries and blocks are both people's now: what is in the making has to be within them."""
    await recheck(ports, person)
    async with ports.uow() as tx:
        mine = [row.id for row in await tx.clips.made_by(person, tuple(UNDELIVERED))]
    for clip in mine:
        await recheck_clip(ports, clip)
