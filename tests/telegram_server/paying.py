"""Payments in Stars as they go on at Telegram."""

from telegram_server.sales import MONTH_S, Charge, Checkout, Invoice
from telegram_server.server import TelegramServer
from telegram_server.world import Message, User


def check_out(server: TelegramServer, user: User, invoice: Invoice) -> Checkout:
    """Somebody presses pay; the bot is asked whether the offer still stands."""
    checkout = Checkout(user, invoice)
    server.checkouts[checkout.id] = checkout
    told = {"id": checkout.id, "from": user.payload(), "currency": "XTR"}
    told |= {"total_amount": invoice.stars, "invoice_payload": invoice.payload}
    server.updates.add("pre_checkout_query", told)
    return checkout


async def pay(server: TelegramServer, checkout: Checkout, *, tell: bool = True) -> Charge:
    """The money goes over. tell False: the bot never hears of it."""
    assert checkout.ok, "the bot did not agree"
    return await _charge(server, checkout.user, checkout.invoice, first=True, tell=tell)


async def renew(server: TelegramServer, charge: Charge, *, tell: bool = True) -> Charge:
    """A subscription goes on for another month."""
    assert charge.until, "that is no subscription"
    assert not charge.cancelled, "it was cancelled"
    return await _charge(server, charge.user, charge.invoice, first=False, tell=tell)


async def tell_again(server: TelegramServer, charge: Charge) -> Message:
    """The bot hears of a payment, once more if it did before."""
    there = server.private(charge.user)
    return await server.publish(
        Message(there, charge.user, service={"successful_payment": charge.successful()})
    )


async def _charge(server: TelegramServer, user: User, invoice: Invoice, *, first: bool, tell: bool) -> Charge:
    now = int(server.now())
    until = now + MONTH_S if invoice.period_s else 0
    made = Charge(user, invoice, now, until, first=first)
    server.charges[made.id] = made
    if tell:
        await tell_again(server, made)
    server.changes.notify()
    return made
