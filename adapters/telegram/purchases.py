"""What people pay for with Stars: looked at before it is paid, credited once, or given back.

Telegram tells of each payment as it happens and lists them all, so one that nobody heard is found by the next
look at the list. A month of the plan is paid again by Telegram itself until somebody ends it.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

import telegram
from telegram import Message, PreCheckoutQuery, StarTransaction, Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, PreCheckoutQueryHandler, filters

from adapters import text
from adapters.answering import log_trouble
from adapters.deadlines import within
from adapters.star_refunds import refund
from adapters.telegram.drawing import written
from adapters.telegram.naming import plain
from adapters.telegram.people import account_of
from adapters.telegram.places import Room
from adapters.telegram.visits import send
from bot.errors import AccountErased, ChargeOfAnother, Refused, UnknownOffer
from bot.notices import Refusals
from bot.offers import STARS, Payment
from bot.people import Platform

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot

ANSWERED_S = 8.0
"""After 10 s Telegram takes no answer any more, and nobody can pay."""
EVERY_S, SOON_S = 3600.0, 60.0
"""How often the list is looked at, and how soon again where something could not be done."""
PAGE = 100
"""Transactions to a page, the most that Telegram gives."""
MOST_PAGES = 50
"""Of one look; the next one goes on where it ended."""
OVERLAP = 100
"""So many are looked at again: what was not credited at the time may be by now."""
RECENT = timedelta(hours=24)
"""What is younger and brought nobody anything is given back; what is older is for people to look at."""
LIST = "stars"
REASON_LENGTH = 200
"""Characters of why something cannot be paid now."""
_log = logging.getLogger(__name__)
Context = ContextTypes.DEFAULT_TYPE


class Purchases:
    """Takes payments of `bot`, one after another in the order that Telegram tells of them."""

    def __init__(self, bot: "CameoBot") -> None:
        """Connects to nothing yet."""
        self._bot = bot
        self._app = bot.app
        self._order = asyncio.Lock()
        self._missed = True
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def handlers(self) -> Sequence[BaseHandler[Update, Any, Any]]:
        """What is listened to."""
        return (
            PreCheckoutQueryHandler(self._on_checkout),
            MessageHandler(filters.SUCCESSFUL_PAYMENT, self._on_payment),
            MessageHandler(filters.StatusUpdate.REFUNDED_PAYMENT, self._on_refund),
        )

    async def run(self) -> None:
        """Look at the list at the start and each hour; sooner where a payment could not be credited."""
        due = 0.0
        while True:
            if self._missed or monotonic() >= due:
                self._missed = not await self._safely(self.once())
                due = monotonic() + EVERY_S
            await self._safely(self.end_renewals())
            await asyncio.sleep(SOON_S)

    async def once(self) -> int:
        """Take what was missed, from where the last look ended; returns how many were looked at."""
        await self._take_page(0)  # should Telegram ever list the newest first, they are here
        place = max(0, await self._app.bookmark(Platform.TELEGRAM, LIST) - OVERLAP)
        seen = 0
        for _ in range(MOST_PAGES):
            found = await self._take_page(place)
            place, seen = place + found, seen + found
            await self._app.bookmark(Platform.TELEGRAM, LIST, place)
            if found < PAGE:
                break
        return seen

    async def end_renewals(self) -> None:
        """Tell Telegram of what nobody pays for again.

        Raises:
            TelegramError: it is away; the next time tells it.
        """
        for renewal in await self._app.renewals_to_end(Platform.TELEGRAM):
            try:
                await self._bot.api.edit_user_star_subscription(
                    int(renewal.payer), renewal.charge_id, is_canceled=True
                )
            except BadRequest as error:  # it is over, or the account is gone: nobody pays again either way
                _log.warning("the subscription %s could not be ended: %s", renewal.charge_id, error.message)
            await self._app.renewal_ended(renewal.offer)

    async def end_renewals_now(self) -> None:
        """The same, as far as Telegram can be reached now."""
        await self._safely(self.end_renewals())

    async def _safely(self, work: Coroutine[Any, Any, object]) -> bool:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - whatever it was, the next look finds the same again
            log_trouble(error)
            return False
        return True

    async def _on_checkout(self, update: Update, _context: Context) -> None:
        """Say whether it can be paid now; whatever is wrong, nothing is charged then."""
        query = update.pre_checkout_query
        if query is None:
            return
        tag = query.from_user.language_code or text.FALLBACK
        try:
            why = await within(ANSWERED_S, self._against(query, tag))
        except Exception as error:  # noqa: BLE001 - the border: it is logged, and who pays is told
            log_trouble(error)
            why = text.phrase("telegram.credits.not_now", tag)
        try:
            await query.answer(ok=not why, error_message=why[:REASON_LENGTH] or None)
        except TelegramError as error:  # too late: Telegram charged nothing
            _log.warning("a payment could not be answered: %s", type(error).__name__)

    async def _against(self, query: PreCheckoutQuery, tag: str) -> str:
        """Why it cannot be paid now; "" where it can."""
        try:
            person = await self._app.person_for(account_of(query.from_user))
            tag = person.language or tag
            await self._app.check_offer(person.id, query.invoice_payload, query.total_amount, query.currency)
        except Refused as refused:
            return plain(text.say(Refusals(refusals=(refused.refusal,)), tag).text)
        return ""

    async def _on_payment(self, update: Update, _context: Context) -> None:
        message = update.message
        if message is None or message.from_user is None or message.successful_payment is None:
            return
        async with self._order:
            try:
                await self._take(told_by(message), message.from_user.language_code or text.FALLBACK)
            except Exception as error:  # noqa: BLE001 - Telegram goes on listing it, so the next look finds it
                log_trouble(error)
                self._missed = True

    async def _on_refund(self, update: Update, _context: Context) -> None:
        message = update.message
        if message is None or message.refunded_payment is None:
            return
        async with self._order:
            try:
                charge = message.refunded_payment.telegram_payment_charge_id
                await self._app.payment_returned(Platform.TELEGRAM, charge)
                await self.end_renewals()
            except Exception as error:  # noqa: BLE001 - as above
                log_trouble(error)
                self._missed = True

    async def _take(self, payment: Payment, tag: str) -> None:
        """Credit it; what can be credited to nobody goes back, and who paid is told."""
        if not await self._credited(payment):
            await refund(self._bot.api, payment.payer, payment.charge_id)
            with suppress(TelegramError):
                words = written(text.phrase("telegram.credits.given_back", tag), tag)
                await send(self._bot, Room(int(payment.payer)), words)

    async def _credited(self, payment: Payment) -> bool:
        """Credit a payment; False where it has to go back."""
        try:
            await self._app.paid(Platform.TELEGRAM, payment)
        except (UnknownOffer, AccountErased) as refused:
            _log.warning("the payment %s brings nobody anything: %s", payment.charge_id, refused.message)
            return False
        except ChargeOfAnother:
            _log.warning("the payment %s was credited for something else", payment.charge_id)
        return True

    async def _take_page(self, offset: int) -> int:
        """Take what is on one page and was not taken yet; returns how many are on it."""
        async with self._order:
            page = await self._bot.api.get_star_transactions(offset=offset, limit=PAGE)
            returned = [one.id for one in page.transactions if one.source is None]
            paid = [one for one in page.transactions if one.source is not None]
            known = await self._app.credited(Platform.TELEGRAM, [one.id for one in paid])
            for one in paid:
                if one.id not in known and one.id not in returned:
                    await self._take_missed(one)
            for charge in returned:
                await self._app.payment_returned(Platform.TELEGRAM, charge)
            return len(page.transactions)

    async def _take_missed(self, transaction: StarTransaction) -> None:
        """One that cannot be taken keeps no other from it."""
        payment = listed_as(transaction)
        if payment is None:
            return
        try:
            if await self._credited(payment):
                return
            if transaction.date > self.now() - RECENT:
                await refund(self._bot.api, payment.payer, payment.charge_id)
        except Exception as error:  # noqa: BLE001 - the next look finds it again
            log_trouble(error)


def told_by(message: Message) -> Payment:
    """The payment that a message tells of.

    Raises:
        LookupError: it tells of none.
    """
    paid, user = message.successful_payment, message.from_user
    if paid is None or user is None:
        raise LookupError("no payment")
    return Payment(
        offer=paid.invoice_payload,
        charge_id=paid.telegram_payment_charge_id,
        payer=str(user.id),
        stars=paid.total_amount if paid.currency == STARS else 0,
        until=paid.subscription_expiration_date,
    )


def listed_as(transaction: StarTransaction) -> Payment | None:
    """The payment of an invoice that a line of the list is; None where it is something else."""
    source = transaction.source
    if not isinstance(source, telegram.TransactionPartnerUser) or source.invoice_payload is None:
        return None
    period = source.subscription_period
    return Payment(
        offer=source.invoice_payload,
        charge_id=transaction.id,
        payer=str(source.user.id),
        stars=transaction.amount,
        until=None if period is None else transaction.date + period,
    )
