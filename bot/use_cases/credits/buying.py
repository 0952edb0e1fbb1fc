"""Packs, what was paid for them, and the plan that some of them bring."""

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from bot.audit import Audit
from bot.clips import Tier
from bot.credits import EntryKind
from bot.errors import AlreadySpent, ChargeOfAnother, UnknownCharge, UnknownPack
from bot.ids import new_id
from bot.notices import CreditsBought, CreditsReversed, Pack, PacksShown, PlanChanged
from bot.offers import GRACE
from bot.people import Platform
from bot.ports import Ports
from bot.store.tables import Person, PurchaseRow
from bot.use_cases.clips.outbox import tell
from bot.use_cases.credits import standing, subscribing
from bot.use_cases.people.joining import living, name_of, now_living
from bot.use_cases.safety.operators import answering

if TYPE_CHECKING:
    from bot.settings import PackSettings
    from bot.store.unit_of_work import UnitOfWork

PLAN_MONTH = timedelta(days=30)


def packs(ports: Ports) -> PacksShown:
    """What can be bought here; the credits include those that come with the plan."""
    return PacksShown(packs=tuple(_shown(ports, pack) for pack in ports.settings.credits.packs))


async def purchase(
    ports: Ports, person: str, pack: str, charge_id: str, platform: Platform, *, unasked: bool = False
) -> CreditsBought:
    """Credit a paid pack, once for each of the platform's charges, however often the platform tells of it.

    unasked: nobody waits for the answer, so the buyer is told by a message of its own.
    """
    try:
        return await _purchase(ports, person, pack, charge_id, platform=platform, unasked=unasked)
    except IntegrityError:  # somebody else's message of the same charge was faster: now it is found
        return await _purchase(ports, person, pack, charge_id, platform=platform, unasked=unasked)


async def returned(ports: Ports, platform: Platform, charge_id: str) -> CreditsReversed | None:
    """The platform gave a payment back by itself: what it had brought goes, as far as it is still there.

    None where nothing was credited for it.
    """
    subscribed = await subscribing.reverse(ports, platform, charge_id)
    if subscribed is not None:
        return subscribed
    try:
        return await reverse(ports, platform, charge_id, force=True)
    except UnknownCharge:
        return None


async def reverse(
    ports: Ports, platform: Platform, charge_id: str, *, operator: str | None = None, force: bool = False
) -> CreditsReversed:
    """Take back what a charge had brought, once: its payment went back.

    No balance becomes negative: with too little left it is refused, or `force` takes what is left.
    """
    async with ports.uow() as tx:
        found = await tx.purchases.of_charge(platform, charge_id)
        if found is None:
            raise UnknownCharge
        buyer = await tx.people.lock(found.person_id)
        row = await tx.purchases.of_charge(platform, charge_id)
        if buyer is None or row is None:
            raise UnknownCharge
        if row.reversed_at is not None:
            return CreditsReversed(pack=row.pack, credits=0, available=await tx.ledger.available(buyer.id))
        return await _reverse(ports, tx, buyer, row, operator, force=force)


async def set_plan(ports: Ports, operator: str, handle: str, plan: Tier, months: int) -> PlanChanged:
    """Operators give months of the pro plan with their allowance, or end what is left of such months.

    What the person subscribed to on a platform goes on: it is ended there.
    """
    async with ports.uow() as tx:
        person = await living(tx, (await answering(tx, handle)).id, lock=True)
        if plan is Tier.PRO:
            amount = months * ports.settings.tiers.pro.allowance
            key = f"plan.{new_id()}"
            await tx.ledger.add(person.id, EntryKind.ALLOWANCE, amount, key, ports.clock.now())
            await extend(ports, tx, person, months)
        else:
            person.plan_until = None
            await standing.refresh(ports, tx, person)
        notice = PlanChanged(plan=person.plan, until=await standing.until(ports, tx, person))
        await tx.audit.record(
            ports.clock.now(),
            None,
            Audit.PLAN_BEGUN if plan is Tier.PRO else Audit.PLAN_ENDED,
            name_of(person),
            operator=operator,
            months=months,
        )
        await tell(ports, tx, person.id, notice)
        return notice


async def end_plans(ports: Ports) -> int:
    """People whose paid time is over are on the standard plan again, and told. For the sweeper."""
    async with ports.uow() as tx:
        due = await tx.people.plans_over(ports.clock.now())
    done = 0
    for name in due:
        async with ports.uow() as tx:
            person = await tx.people.lock(name)
            if person is None or person.plan_until is None or person.plan_until > ports.clock.now():
                continue
            if await tx.offers.running(name, ports.clock.now() - GRACE):
                continue  # the next month's payment may be on its way
            done += 1
            if await standing.refresh(ports, tx, person):
                await tx.audit.record(ports.clock.now(), None, Audit.PLAN_ENDED, name_of(person))
                await tell(ports, tx, person.id, PlanChanged(plan=person.plan, until=None, over=True))
    return done


async def _purchase(
    ports: Ports, person: str, name: str, charge_id: str, *, platform: Platform, unasked: bool
) -> CreditsBought:
    async with ports.uow() as tx:
        buyer = await now_living(tx, person)
        person = buyer.id
        known = await tx.purchases.of_charge(platform, charge_id)
        if known is not None and known.person_id != person:
            raise ChargeOfAnother
        row = known or await _bought(ports, tx, buyer, name, charge_id=charge_id, platform=platform)
        notice = CreditsBought(
            pack=row.pack,
            credits=row.credits,
            available=await tx.ledger.available(person),
            plan_until=await standing.until(ports, tx, buyer),
            first=known is None,
        )
        if unasked and notice.first:
            await tell(ports, tx, person, notice)
        return notice


async def _bought(
    ports: Ports, tx: "UnitOfWork", buyer: Person, name: str, *, charge_id: str, platform: Platform
) -> PurchaseRow:
    sold = ports.settings.credits.packs
    pack = next((each for each in sold if each.name.casefold() == name.casefold()), None)
    if pack is None:
        raise UnknownPack
    now, shown = ports.clock.now(), _shown(ports, pack)
    row = await tx.purchases.add(
        PurchaseRow(
            platform=platform,
            charge_id=charge_id,
            person_id=buyer.id,
            pack=pack.name,
            credits=shown.credits,
            plan_months=pack.plan_months,
            price=pack.price,
            currency=pack.currency,
            created_at=now,
        )
    )
    await tx.ledger.add(buyer.id, EntryKind.PURCHASE, shown.credits, f"purchase.{row.id}", now)
    if pack.plan_months:
        await extend(ports, tx, buyer, pack.plan_months)
    await tx.audit.record(now, buyer, Audit.CREDITS_BOUGHT, row.id, pack=pack.name, credits=shown.credits)
    return row


async def _reverse(
    ports: Ports, tx: "UnitOfWork", buyer: Person, row: PurchaseRow, operator: str | None, *, force: bool
) -> CreditsReversed:
    now, available = ports.clock.now(), await tx.ledger.available(buyer.id)
    if available < row.credits and not force:
        raise AlreadySpent(amount=row.credits, available=available)
    taken = min(row.credits, available)
    await tx.ledger.take(buyer.id, EntryKind.REVERSAL, taken, f"reversal.{row.id}", now)
    row.reversed_at = now
    if row.plan_months and buyer.plan_until is not None:
        await extend(ports, tx, buyer, -row.plan_months)
    if row.offer_id is not None:
        await _end_renewal(ports, tx, row.offer_id)
    who = {} if operator is None else {"operator": operator}
    await tx.audit.record(now, None, Audit.CREDITS_REVERSED, row.id, credits=taken, of=row.credits, **who)
    notice = CreditsReversed(pack=row.pack, credits=taken, available=available - taken)
    await tell(ports, tx, buyer.id, notice)
    return notice


async def _end_renewal(ports: Ports, tx: "UnitOfWork", name: str) -> None:
    """Whose month was paid back does not pay for the next one."""
    offer = await tx.offers.get(name)
    if offer is not None and offer.recurring and offer.cancelled_at is None:
        offer.cancelled_at, offer.to_end = ports.clock.now(), True


async def extend(ports: Ports, tx: "UnitOfWork", person: Person, months: int) -> None:
    """Add paid months to what is left of those that were paid before, or take them off."""
    now = ports.clock.now()
    person.plan_until = max(now, person.plan_until or now) + months * PLAN_MONTH
    await standing.refresh(ports, tx, person)


def _shown(ports: Ports, pack: "PackSettings") -> Pack:
    with_plan = pack.plan_months * ports.settings.tiers.pro.allowance
    return Pack(
        name=pack.name,
        credits=pack.credits + with_plan,
        price=pack.price,
        currency=pack.currency,
        stars=pack.stars,
        discord_sku=pack.discord_sku or "",
        plan_months=pack.plan_months,
    )
