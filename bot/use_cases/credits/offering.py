"""Offers to one person: made, looked at again before anybody pays, and ended."""

from typing import TYPE_CHECKING

from bot.errors import AlreadySubscribed, NotSubscribed, OfferChanged, OfferOver, UnknownPack
from bot.notices import PlanChanged
from bot.offers import FORGOTTEN, GRACE, STANDS, STARS, Offer, Renewal
from bot.people import Account
from bot.ports import Ports
from bot.store.tables import OfferRow, Person
from bot.use_cases.credits import standing
from bot.use_cases.credits.buying import packs
from bot.use_cases.people import admission
from bot.use_cases.people.joining import living
from bot.use_cases.safety import penalising

if TYPE_CHECKING:
    from bot.notices import Pack
    from bot.people import Platform
    from bot.store.unit_of_work import UnitOfWork

MONTHLY = 1
"""A pack with so many months is paid again each month; more of them are paid once."""


async def offer(ports: Ports, person: str, account: Account, pack: str) -> Offer:
    """Offer a pack (by name) that is sold for Stars, to be paid by this account."""
    sold = _sold(ports, pack)
    if sold is None:
        raise UnknownPack
    async with ports.uow() as tx:
        buyer = await living(tx, person)
        recurring = sold.plan_months == MONTHLY
        await _check_buyer(ports, tx, buyer, recurring=recurring)
        now = ports.clock.now()
        row = await tx.offers.add(
            OfferRow(
                person_id=person,
                platform=account.platform,
                payer=account.platform_id,
                pack=sold.name,
                credits=sold.credits,
                stars=sold.stars,
                plan_months=sold.plan_months,
                recurring=recurring,
                created_at=now,
                due_at=now + STANDS,
            )
        )
    return _view(row)


async def check(ports: Ports, person: str, name: str, stars: int, currency: str) -> Offer:
    """Whether an offer may be paid now by this person: it is theirs, it stands, and nothing of it changed."""
    async with ports.uow() as tx:
        buyer = await living(tx, person)
        row = await tx.offers.get(name)
        if row is None or row.person_id != person:
            raise OfferOver
        now = ports.clock.now()
        if (currency, stars) != (STARS, row.stars):
            raise OfferChanged
        if row.charge_id is not None:
            _check_again(row, running=bool(await tx.offers.running(person, now - GRACE)))
            await penalising.check(ports, tx, buyer)
            return _view(row)
        if row.due_at is None or row.due_at <= now:
            raise OfferOver
        sold = _sold(ports, row.pack)
        if sold is None or _terms(sold) != (row.credits, row.stars, row.plan_months):
            raise OfferChanged
        await _check_buyer(ports, tx, buyer, recurring=row.recurring)
        return _view(row)


def _check_again(row: OfferRow, *, running: bool) -> None:
    """What was paid already is paid again by who subscribed to it, and by nobody else."""
    if not row.recurring or row.cancelled_at is not None or not running:
        raise OfferOver


async def renewal(ports: Ports, person: str) -> Renewal | None:
    """What this person pays for again each month; None where they do not."""
    async with ports.uow() as tx:
        await living(tx, person)
        rows = await tx.offers.running(person, ports.clock.now())
        return _renewal(rows[0]) if rows else None


async def end_renewal(ports: Ports, person: str) -> PlanChanged:
    """Nobody pays for the month again; what is paid stays. Its platform is told after this."""
    async with ports.uow() as tx:
        whose = await living(tx, person, lock=True)
        rows = await tx.offers.running(person, ports.clock.now())
        if not rows:
            raise NotSubscribed
        for row in rows:
            row.cancelled_at, row.to_end = ports.clock.now(), True
        await tx.session.flush()
        return PlanChanged(plan=whose.plan, until=await standing.until(ports, tx, whose))


async def to_end(ports: Ports, platform: "Platform", limit: int) -> list[Renewal]:
    """What a platform is to be told that nobody pays for again."""
    async with ports.uow() as tx:
        return [_renewal(row) for row in await tx.offers.to_end(platform, limit)]


async def ended(ports: Ports, name: str) -> None:
    """The platform knows; of somebody erased nobody needs to know any more who paid."""
    async with ports.uow() as tx:
        row = await tx.offers.get(name)
        if row is None:
            return
        row.to_end = False
        person = await tx.people.get(row.person_id)
        if person is None or person.erased_at is not None:
            row.payer = ""


async def forget_due(ports: Ports) -> int:
    """Offers that nobody took up are forgotten. For the sweeper."""
    async with ports.uow() as tx:
        return await tx.offers.lapse(ports.clock.now() - FORGOTTEN)


def _sold(ports: Ports, name: str) -> "Pack | None":
    return next((pack for pack in packs(ports).packs if pack.stars and pack.name == name), None)


def _terms(pack: "Pack") -> tuple[int, int, int]:
    return pack.credits, pack.stars, pack.plan_months


async def _check_buyer(ports: Ports, tx: "UnitOfWork", buyer: Person, *, recurring: bool) -> None:
    """Nobody is asked for money who could not use what it brings, or who pays for it already."""
    admission.check(ports, buyer)
    await penalising.check(ports, tx, buyer)
    if recurring and await tx.offers.running(buyer.id, ports.clock.now()):
        raise AlreadySubscribed


def _view(row: OfferRow) -> Offer:
    return Offer(row.id, row.pack, row.credits, row.stars, row.plan_months, row.recurring)


def _renewal(row: OfferRow) -> Renewal:
    if row.charge_id is None or row.until is None:
        raise LookupError(row.id)
    return Renewal(row.id, row.pack, row.charge_id, row.payer, row.until)
