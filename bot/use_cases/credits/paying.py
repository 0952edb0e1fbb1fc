"""What was paid for an offer is credited, once for each of the platform's charges."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from bot.audit import Audit
from bot.credits import EntryKind
from bot.errors import AccountErased, AlreadySpent, ChargeOfAnother, UnknownCharge, UnknownOffer
from bot.notices import CreditsBought
from bot.offers import STARS, Payment, Returnable
from bot.people import Platform
from bot.ports import Ports
from bot.store.tables import OfferRow, Person, PurchaseRow
from bot.use_cases.clips.outbox import tell
from bot.use_cases.credits import standing
from bot.use_cases.credits.buying import PLAN_MONTH, extend

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def paid(ports: Ports, platform: Platform, payment: Payment) -> CreditsBought:
    """Credit what the offer says, whatever the price list says by now; the buyer is told by a message.

    Who owns the account that paid is credited; where nobody does, who the offer was made to.
    """
    try:
        return await _paid(ports, platform, payment)
    except IntegrityError:  # the same charge was told by another process: now it is found
        return await _paid(ports, platform, payment)


async def credited(ports: Ports, platform: Platform, charges: list[str]) -> set[str]:
    """Those of a platform's charges that were credited here, to whomever."""
    async with ports.uow() as tx:
        return await tx.purchases.known(platform, charges)


async def bookmark(ports: Ports, platform: Platform, name: str, place: int | None) -> int:
    """How far a list was looked through, after noting that it was so far at least."""
    async with ports.uow() as tx:
        if place is not None:
            await tx.offers.set_bookmark(platform, name, place)
        return await tx.offers.bookmark(platform, name)


async def returnable(ports: Ports, platform: Platform, charge_id: str, *, force: bool) -> Returnable:
    """A payment that operators may give back: credited here, and not spent meanwhile unless they insist."""
    async with ports.uow() as tx:
        row = await tx.purchases.of_charge(platform, charge_id)
        if row is None or row.payer is None or row.reversed_at is not None:
            raise UnknownCharge
        available = await tx.ledger.available(row.person_id)
        if available < row.credits and not force:
            raise AlreadySpent(amount=row.credits, available=available)
        return Returnable(row.charge_id, row.payer, row.price)


async def _paid(ports: Ports, platform: Platform, payment: Payment) -> CreditsBought:
    async with ports.uow() as tx:
        known = await tx.purchases.of_charge(platform, payment.charge_id)
        if known is not None:
            return await _again(ports, tx, known, payment)
        offer = await tx.offers.get(payment.offer)
        if offer is None or offer.platform != platform or payment.stars < offer.stars:
            raise UnknownOffer
        buyer = await _buyer(tx, offer, payment)
        known = await tx.purchases.of_charge(platform, payment.charge_id)
        if known is not None:
            return await _again(ports, tx, known, payment)
        await tx.session.refresh(offer)
        row = await _credit(ports, tx, buyer, offer, payment)
        notice = await _bought(ports, tx, buyer, row, first=True)
        await tell(ports, tx, buyer.id, notice)
        return notice


async def _again(ports: Ports, tx: "UnitOfWork", known: PurchaseRow, payment: Payment) -> CreditsBought:
    """The platform tells of a charge that was credited before."""
    buyer = await tx.people.get(known.person_id)
    if buyer is None or known.offer_id != payment.offer:
        raise ChargeOfAnother
    return await _bought(ports, tx, buyer, known, first=False)


async def _bought(
    ports: Ports, tx: "UnitOfWork", buyer: Person, row: PurchaseRow, *, first: bool
) -> CreditsBought:
    return CreditsBought(
        pack=row.pack,
        credits=row.credits,
        available=await tx.ledger.available(buyer.id),
        plan_until=await standing.until(ports, tx, buyer),
        first=first,
    )


async def _buyer(tx: "UnitOfWork", offer: OfferRow, payment: Payment) -> Person:
    """Whoever the paying account belongs to by now, or else who it was offered to; locked.

    Raises:
        AccountErased: neither is there any more.
    """
    owner = await tx.people.by_account(offer.platform, payment.payer)
    person = await tx.people.lock(offer.person_id if owner is None else owner.id)
    if person is None or person.erased_at is not None:
        raise AccountErased
    return person


async def _credit(
    ports: Ports, tx: "UnitOfWork", buyer: Person, offer: OfferRow, payment: Payment
) -> PurchaseRow:
    now = ports.clock.now()
    row = await tx.purchases.add(
        PurchaseRow(
            platform=offer.platform,
            charge_id=payment.charge_id,
            person_id=buyer.id,
            pack=offer.pack,
            credits=offer.credits,
            plan_months=offer.plan_months,
            price=payment.stars,
            currency=STARS,
            created_at=now,
            payer=payment.payer,
            offer_id=offer.id,
        )
    )
    await tx.ledger.add(buyer.id, EntryKind.PURCHASE, offer.credits, f"purchase.{row.id}", now)
    if offer.plan_months:
        await extend(ports, tx, buyer, offer.plan_months)
    _follow(offer, payment, now)
    await tx.audit.record(now, buyer, Audit.CREDITS_BOUGHT, row.id, pack=offer.pack, credits=offer.credits)
    return row


def _follow(offer: OfferRow, payment: Payment, now: datetime) -> None:
    """The offer is taken up; one that is paid again is paid until later, whichever payment is told first."""
    offer.charge_id, offer.due_at = offer.charge_id or payment.charge_id, None
    if offer.recurring:
        until = payment.until or now + PLAN_MONTH
        if offer.until is None or until > offer.until:
            offer.until, offer.cancelled_at = until, None
