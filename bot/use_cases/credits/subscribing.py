"""Subscriptions to the pro plan that a platform sells: its months, their credits, and how they end.

The platform says from when to when one runs, again and again and in any order; what is written here follows
from the latest of it and from the clock, so telling it twice changes nothing.
"""

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from bot.audit import Audit
from bot.clips import Tier
from bot.credits import EntryKind
from bot.errors import ChargeOfAnother, SubscriptionOver, UnknownPack
from bot.notices import CreditsBought, CreditsReversed, PlanChanged
from bot.people import Platform
from bot.plans import Term
from bot.ports import Ports
from bot.store.tables import Person, SubscriptionRow
from bot.use_cases.clips.outbox import tell
from bot.use_cases.credits import standing
from bot.use_cases.people.joining import name_of, now_living

if TYPE_CHECKING:
    from bot.settings import PackSettings
    from bot.store.unit_of_work import UnitOfWork


async def subscribe(
    ports: Ports, person: str, pack: str, charge_id: str, *, platform: Platform, term: Term
) -> CreditsBought:
    """Begin one, once for each of the platform's charges, and give the credits of the month that runs.

    What began before that month is not made up for: nobody could say whether it was given elsewhere.
    """
    try:
        return await _subscribe(ports, person, pack, charge_id, platform=platform, term=term)
    except IntegrityError:  # somebody else's message of the same charge was faster: now it is found
        return await _subscribe(ports, person, pack, charge_id, platform=platform, term=term)


async def follow(ports: Ports, platform: Platform, charge_id: str, term: Term) -> bool:
    """What the platform says of one now: renewed, ended, or ending. False where it is not known here."""
    async with ports.uow() as tx:
        known = await tx.purchases.subscription(platform, charge_id)
        if known is not None and _is_no_news(ports, known, term):
            return True
        row, person = await _locked(tx, platform, charge_id)
        if row is None:
            return False
        if person is None or person.erased_at is not None or row.reversed_at is not None:
            return True
        cancelled = row.ends_at is None and term.ends_at is not None and not term.over(ports.clock.now())
        row.started_at, row.ends_at = term.started_at, term.ends_at
        await _go_on(ports, tx, person, row)
        if cancelled:
            until = await standing.until(ports, tx, person)
            await tell(ports, tx, person.id, PlanChanged(plan=person.plan, until=until))
        return True


async def go_on(ports: Ports) -> int:
    """Months that have begun bring their credits; what has ended is over. For the sweeper."""
    async with ports.uow() as tx:
        due = [
            (row.platform, row.charge_id) for row in await tx.purchases.subscriptions_due(ports.clock.now())
        ]
    done = 0
    for platform, charge_id in due:
        async with ports.uow() as tx:
            row, person = await _locked(tx, platform, charge_id)
            if row is None or person is None or row.due_at is None or row.due_at > ports.clock.now():
                continue
            await _go_on(ports, tx, person, row)
            done += 1
    return done


async def reverse(ports: Ports, platform: Platform, charge_id: str) -> CreditsReversed | None:
    """The platform took one back: it is over now, and its last month's credits go, as far as they are there.

    None where it is not known here.
    """
    async with ports.uow() as tx:
        row, person = await _locked(tx, platform, charge_id)
        if row is None or person is None:
            return None
        available = await tx.ledger.available(person.id)
        if row.reversed_at is not None or person.erased_at is not None:
            return CreditsReversed(pack=row.pack, credits=0, available=available)
        return await _reverse(ports, tx, person, row, available)


async def is_known(ports: Ports, platform: Platform, charge_id: str) -> bool:
    """Whether a charge of the platform's was credited here, to whomever."""
    async with ports.uow() as tx:
        if await tx.purchases.of_charge(platform, charge_id) is not None:
            return True
        return await tx.purchases.subscription(platform, charge_id) is not None


def _is_no_news(ports: Ports, row: SubscriptionRow, term: Term) -> bool:
    """Whether nothing is new about it, and nothing of it due: so it is with most that a platform lists."""
    due = row.due_at is not None and row.due_at <= ports.clock.now()
    return Term(row.started_at, row.ends_at) == term and not due


async def _locked(
    tx: "UnitOfWork", platform: Platform, charge_id: str
) -> tuple[SubscriptionRow | None, Person | None]:
    """The subscription as it is once its person is locked."""
    found = await tx.purchases.subscription(platform, charge_id)
    if found is None:
        return None, None
    person = await tx.people.lock(found.person_id)
    return await tx.purchases.subscription(platform, charge_id), person


async def _subscribe(
    ports: Ports, person: str, name: str, charge_id: str, *, platform: Platform, term: Term
) -> CreditsBought:
    async with ports.uow() as tx:
        buyer = await now_living(tx, person)
        person = buyer.id
        row = await tx.purchases.subscription(platform, charge_id)
        if row is not None and row.person_id != person:
            raise ChargeOfAnother
        first = row is None
        if row is None:
            row = await _begun(ports, tx, buyer, _pack(ports, name), charge_id, platform=platform, term=term)
            await _go_on(ports, tx, buyer, row)
        return CreditsBought(
            pack=row.pack,
            credits=row.credits,
            available=await tx.ledger.available(person),
            plan_until=await standing.until(ports, tx, buyer),
            first=first,
        )


async def _begun(
    ports: Ports,
    tx: "UnitOfWork",
    buyer: Person,
    pack: "PackSettings",
    charge_id: str,
    *,
    platform: Platform,
    term: Term,
) -> SubscriptionRow:
    now = ports.clock.now()
    if term.over(now):
        raise SubscriptionOver
    row = await tx.purchases.add_subscription(
        SubscriptionRow(
            platform=platform,
            charge_id=charge_id,
            person_id=buyer.id,
            pack=pack.name,
            credits=pack.credits + ports.settings.tiers.pro.allowance,
            started_at=term.started_at,
            ends_at=term.ends_at,
            months=max(0, term.begun(now) - 1),
            due_at=now,
        )
    )
    await tx.audit.record(now, buyer, Audit.PLAN_BEGUN, row.id, pack=pack.name)
    return row


def _pack(ports: Ports, name: str) -> "PackSettings":
    """The pack of that name; only one that brings the plan can be subscribed to."""
    for pack in ports.settings.credits.packs:
        if pack.name.casefold() == name.casefold() and pack.plan_months:
            return pack
    raise UnknownPack


async def _go_on(ports: Ports, tx: "UnitOfWork", person: Person, row: SubscriptionRow) -> None:
    """Bring one to where the clock is: credits of each month that has begun, and the plan that follows."""
    now, term = ports.clock.now(), Term(row.started_at, row.ends_at)
    given = 0
    while (begins := term.begins(row.months)) is not None and begins <= now:
        key = f"subscription.{row.id}.{row.months}"
        await tx.ledger.add(person.id, EntryKind.PURCHASE, row.credits, key, now)
        await tx.audit.record(now, person, Audit.CREDITS_BOUGHT, row.id, pack=row.pack, credits=row.credits)
        row.months, given = row.months + 1, given + row.credits
    ahead = [at for at in (term.begins(row.months), row.ends_at) if at is not None]
    row.due_at = None if term.over(now) else min(ahead)
    await tx.session.flush()
    if given:
        notice = CreditsBought(
            pack=row.pack,
            credits=given,
            available=await tx.ledger.available(person.id),
            plan_until=await standing.until(ports, tx, person),
            first=True,
        )
        await tell(ports, tx, person.id, notice)
    await _stand(ports, tx, person)


async def _stand(ports: Ports, tx: "UnitOfWork", person: Person) -> None:
    """The plan that follows; that it has ended is told."""
    if await standing.refresh(ports, tx, person):
        await tx.audit.record(ports.clock.now(), None, Audit.PLAN_ENDED, name_of(person))
        await tell(ports, tx, person.id, PlanChanged(plan=Tier.STANDARD, until=None, over=True))


async def _reverse(
    ports: Ports, tx: "UnitOfWork", person: Person, row: SubscriptionRow, available: int
) -> CreditsReversed:
    now = ports.clock.now()
    taken = min(row.credits if row.months else 0, available)
    await tx.ledger.take(person.id, EntryKind.REVERSAL, taken, f"reversal.{row.id}", now)
    row.reversed_at, row.ends_at, row.due_at = now, min(row.ends_at or now, now), None
    await tx.session.flush()
    await tx.audit.record(now, None, Audit.CREDITS_REVERSED, row.id, credits=taken, of=row.credits)
    notice = CreditsReversed(pack=row.pack, credits=taken, available=available - taken)
    await tell(ports, tx, person.id, notice)
    await _stand(ports, tx, person)
    return notice
