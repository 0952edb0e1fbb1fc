"""Credits that pass between people, or come from operators: gifts, grants, refunds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.clips import Tier
from bot.credits import EntryKind
from bot.errors import (
    GivenEnoughToday,
    MessageTooLong,
    NothingPaid,
    NothingToGive,
    OutsideWhatTheyAllow,
    ThatIsYou,
    TooLittleToGive,
    UnknownClip,
)
from bot.ids import new_id
from bot.notices import ClipRefunded, CreditsGranted, GiftReceived, GiftSent
from bot.ports import Ports
from bot.store.ledger import NotSettledError
from bot.store.tables import Person
from bot.use_cases.clips.outbox import tell
from bot.use_cases.consents.seeing import found
from bot.use_cases.consents.weighing import controller
from bot.use_cases.credits import standing
from bot.use_cases.people import admission
from bot.use_cases.people.joining import living, name_of
from bot.use_cases.safety import penalising
from bot.use_cases.safety.operators import answering

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

GIVEN_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Account:
    """A person's credits as operators see them."""

    handle: str
    plan: Tier
    plan_until: datetime | None
    available: int
    held: int
    entries: tuple[tuple[datetime, EntryKind, int], ...]


async def gift(
    ports: Ports, person: str, handle: str, amount: int, *, message: str = "", key: str | None = None
) -> GiftSent:
    """Move credits to somebody who allows the giver to use their likeness, in two rows of one transaction.

    That makes a friend here, and a block takes it away: who is blocked reads what any stranger reads.
    `key` names the message that asked: handled twice, it is given and told once.
    """
    if amount < 1:
        raise NothingToGive
    limit = ports.settings.clips.message_length
    if len(message) > limit:
        raise MessageTooLong(limit=limit)
    async with ports.uow() as tx:
        named, friend = await _receiver(tx, person, handle)
        for one in sorted({person, friend.id}):
            await living(tx, one, lock=True)
        giver = await living(tx, person)
        admission.check(ports, giver)
        await penalising.check(ports, tx, giver)
        if not await tx.consents.granted(friend.id, person):
            raise OutsideWhatTheyAllow(name=named)
        name = new_id() if key is None else f"{giver.id}.{key}"
        if not await tx.ledger.has_given(name):
            await _give(ports, tx, giver, friend, amount=amount, gift=name)
            notice = GiftReceived(giver=giver.handle, amount=amount, message=message)
            await tell(ports, tx, friend.id, notice)
        left = await tx.ledger.available(person)
        return GiftSent(friend=named, amount=amount, available=left)


async def _receiver(tx: "UnitOfWork", person: str, handle: str) -> tuple[str, Person]:
    """The handle that was named, and who is meant: for a character, whose it is, which nobody is told."""
    subject = await found(tx, person, handle)
    if controller(subject) == person:
        raise ThatIsYou
    return subject.handle, await living(tx, controller(subject))


async def _give(
    ports: Ports, tx: "UnitOfWork", giver: Person, friend: Person, *, amount: int, gift: str
) -> None:
    now, most = ports.clock.now(), ports.settings.credits.given_per_day
    left = most - await tx.ledger.given_since(giver.id, now - GIVEN_WITHIN)
    if amount > left:
        raise GivenEnoughToday(limit=most, left=max(0, left))
    if not await tx.ledger.give(giver.id, friend.id, amount, gift, now):
        raise TooLittleToGive(amount=amount, available=await tx.ledger.available(giver.id))
    await tx.audit.record(now, giver, Audit.CREDITS_GIVEN, name_of(friend), amount=amount)


async def grant(ports: Ports, operator: str, handle: str, amount: int, note: str) -> int:
    """Operators give credits; returns what the person can spend now."""
    if amount < 1:
        raise NothingToGive
    async with ports.uow() as tx:
        person = await answering(tx, handle)
        now = ports.clock.now()
        await tx.ledger.add(person.id, EntryKind.GRANT, amount, f"grant.{new_id()}", now)
        await tx.audit.record(
            now, None, Audit.CREDITS_GRANTED, name_of(person), amount=amount, operator=operator
        )
        await tell(ports, tx, person.id, CreditsGranted(amount=amount, note=note))
        return await tx.ledger.available(person.id)


async def refund(ports: Ports, operator: str, clip: str, note: str) -> int:
    """Operators give back what a clip had cost; returns the credits."""
    async with ports.uow() as tx:
        row = await tx.clips.get(clip, lock=True)
        if row is None:
            raise UnknownClip
        now = ports.clock.now()
        try:
            back = await tx.ledger.refund(clip, now)
        except NotSettledError as error:
            raise NothingPaid from error
        if not back:
            raise NothingPaid
        await tx.audit.record(now, None, Audit.CREDITS_REFUNDED, clip, amount=back, operator=operator)
        notice = ClipRefunded(clip=clip, prompt=row.prompt, credits=back, note=note)
        await tell(ports, tx, row.maker_id, notice, clip=clip)
        return back


async def account(ports: Ports, operator: str, handle: str, limit: int = 20) -> Account:
    """A person's credits, for operators; that they looked is written down."""
    async with ports.uow() as tx:
        person = await answering(tx, handle)
        held = sum(row.amount for row in await tx.ledger.open_holds(person.id))
        rows = await tx.ledger.rows(person.id, limit)
        await tx.audit.record(
            ports.clock.now(), None, Audit.ACCOUNT_SEEN, name_of(person), operator=operator, what="credits"
        )
        return Account(
            handle=person.handle,
            plan=person.plan,
            plan_until=await standing.until(ports, tx, person),
            available=await tx.ledger.available(person.id),
            held=held,
            entries=tuple((row.created_at, row.kind, row.amount) for row in rows),
        )
