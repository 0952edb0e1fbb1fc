"""Invoices in Stars, what is answered before a payment, and payments given back."""

import secrets
import time
from typing import Any

from telegram_server import errors
from telegram_server.composing import markup, target
from telegram_server.errors import bad
from telegram_server.routing import Call, method
from telegram_server.sales import MONTH_S, Invoice
from telegram_server.world import Message

CHECKOUT_S = 10.0
"""So long Telegram waits for the bot before a payment."""
MOST_STARS = 100_000
MOST_SUBSCRIPTION_STARS = 10_000


@method("sendInvoice")
async def send_invoice(call: Call) -> Any:
    there, thread, reply = target(call)
    invoice = _invoice(call)
    made = Message(there, call.server.bot, thread=thread, reply_to=reply)
    made.markup = markup(call) or {"inline_keyboard": [[{"text": f"Pay ⭐️{invoice.stars}", "pay": True}]]}
    if not made.keyboard[0].get("pay"):
        raise bad("BUTTON_TYPE_INVALID")
    shown = {"title": invoice.title, "description": invoice.description, "start_parameter": ""}
    made.invoice = shown | {"currency": "XTR", "total_amount": invoice.stars}
    await call.server.publish(made)
    call.server.invoices[f"{there.id}/{made.id}"] = invoice
    return made.payload()


@method("createInvoiceLink")
async def invoice_link(call: Call) -> Any:
    invoice = _invoice(call)
    invoice.slug = secrets.token_urlsafe(12)
    link = f"https://t.me/${invoice.slug}"
    call.server.invoices[link] = invoice
    return link


@method("answerPreCheckoutQuery")
async def answer_checkout(call: Call) -> Any:
    found = call.server.checkouts.get(call.text("pre_checkout_query_id"))
    late = found is not None and time.monotonic() - found.begun > CHECKOUT_S
    if found is None or late or found.answered_at is not None:
        raise errors.QUERY_TOO_OLD
    ok = call.flag("ok")
    if not ok and not call.text("error_message"):
        raise bad("ERROR_TEXT_EMPTY")
    found.ok, found.error, found.answered_at = ok, call.text("error_message"), time.monotonic()
    call.server.changes.notify()
    return True


@method("getStarTransactions")
async def transactions(call: Call) -> Any:
    offset, limit = call.number("offset"), call.number("limit", 100)
    if not 1 <= limit <= 100:
        raise bad("LIMIT_INVALID")
    found = [one for charge in call.server.charges.values() for one in charge.transactions()]
    return {"transactions": sorted(found, key=lambda one: int(one["date"]))[offset : offset + limit]}


@method("getMyStarBalance")
async def balance(call: Call) -> Any:
    return {"amount": sum(one.invoice.stars for one in call.server.charges.values() if not one.refunded)}


@method("refundStarPayment")
async def refund(call: Call) -> Any:
    found = call.server.charges.get(call.text("telegram_payment_charge_id"))
    if found is None or found.user.id != call.number("user_id"):
        raise errors.CHARGE_NOT_FOUND
    if found.refunded:
        raise errors.ALREADY_REFUNDED
    found.refunded = True
    there = call.server.private(found.user)
    await call.server.publish(Message(there, found.user, service={"refunded_payment": found.given_back()}))
    return True


@method("editUserStarSubscription")
async def edit_subscription(call: Call) -> Any:
    found = call.server.charges.get(call.text("telegram_payment_charge_id"))
    if found is None or found.user.id != call.number("user_id") or not found.until:
        raise errors.CHARGE_NOT_FOUND
    found.cancelled = call.flag("is_canceled")
    call.server.changes.notify()
    return True


def _invoice(call: Call) -> Invoice:
    title, description, payload = call.text("title"), call.text("description"), call.text("payload")
    if not 1 <= len(title) <= 32:
        raise bad("TITLE_INVALID")
    if not 1 <= len(description) <= 255:
        raise bad("DESCRIPTION_INVALID")
    if not 1 <= len(payload.encode()) <= 128:
        raise bad("INVOICE_PAYLOAD_INVALID")
    if call.text("currency") != "XTR":
        raise bad("CURRENCY_INVALID")
    if call.text("provider_token"):
        raise bad("PAYMENT_PROVIDER_INVALID")
    prices, period_s = call.json("prices", []), call.number("subscription_period")
    most = MOST_SUBSCRIPTION_STARS if period_s else MOST_STARS
    if len(prices) != 1 or not 1 <= int(prices[0]["amount"]) <= most:
        raise bad("STARS_INVOICE_INVALID")
    if period_s not in (0, MONTH_S) or (period_s and call.method == "sendInvoice"):
        raise bad("SUBSCRIPTION_PERIOD_INVALID")
    return Invoice(title, description, payload, int(prices[0]["amount"]), period_s)
