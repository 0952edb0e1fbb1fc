"""`/credits`: balance, history, what is sold for Stars, and how to end what is paid each month.

/credits -> balance -> [History] -> pages; [Buy] -> packs -> an invoice, or a link to subscribe; [End it]
/paysupport -> what about payments -> "write your question" -> the people who run the service answer
"""

import re

from telegram import InlineKeyboardButton, LabeledPrice
from telegram.constants import InvoiceLimit

from adapters import conversation, ledgers, text
from adapters.pages import Book
from adapters.telegram import mentions
from adapters.telegram.buttons import callback_data, keyboard, on_data
from adapters.telegram.commands import on_command, on_start
from adapters.telegram.dialogues import ended, on_answer, question
from adapters.telegram.drawing import NOTHING, Drawn, draw, written
from adapters.telegram.naming import plain
from adapters.telegram.pages import paged, turning
from adapters.telegram.people import account_of
from adapters.telegram.visits import Asked, Visit, respond
from bot.dialogues import Dialogue, DialogueKind
from bot.errors import UnknownPack
from bot.notices import AnyNotice, GiftSent, Pack, PacksShown
from bot.offers import STARS, Offer

WAYS, BUY = "credits", "buy"
SHOWN = 30
"""Packs that are offered; more buttons nobody reads."""
TITLE = int(InvoiceLimit.MAX_TITLE_LENGTH)
DESCRIPTION = int(InvoiceLimit.MAX_DESCRIPTION_LENGTH)
MONTH_S = int(InvoiceLimit.SUBSCRIPTION_PERIOD)
_INDEX = re.compile(r"\d{1,3}", re.ASCII)


@on_command("credits")
async def credits(asked: Asked) -> None:  # noqa: A001 - the command
    """The balance; with a word after it, what that button leads to."""
    way = _WAYS.get(asked.arguments.casefold(), _balance)
    await respond(asked, way, start=WAYS)


@on_start(WAYS)
async def come_to_pay(asked: Asked, _rest: str) -> None:
    """The balance, from a link."""
    await respond(asked, _balance)


@on_command("packs", "buy")
async def packs(asked: Asked) -> None:
    """What is sold here."""
    await respond(asked, _shop, start=WAYS)


@on_data(WAYS)
async def pressed(asked: Asked, word: str) -> None:
    """Where a button under the balance leads."""
    await respond(asked, _WAYS.get(word, _balance))


@on_data(BUY)
async def buy(asked: Asked, data: str) -> None:
    """Offer a pack to who pressed: an invoice, or where it is paid each month, a link to subscribe."""

    async def offered(visit: Visit) -> Drawn:
        sold = _sold(visit)
        number = int(data) if _INDEX.fullmatch(data) else len(sold)
        if number >= len(sold):
            raise UnknownPack
        account = account_of(asked.user)
        offer = await visit.app.offer(visit.speaker.person, account, sold[number].name)
        return await (_subscription(visit, offer) if offer.recurring else _invoice(visit, offer))

    await respond(asked, offered)


@on_answer(DialogueKind.GIFT)
async def gift(visit: Visit, dialogue: Dialogue, said: str) -> AnyNotice:
    """Give what was written; what cannot be given can be written again."""
    del dialogue
    known = await mentions.known(visit)
    notice = await conversation.answer(visit.app, visit.speaker, f"/cameo gift {said}", known)
    if isinstance(notice, GiftSent):
        await ended(visit)
    return notice


@on_command("paysupport")
async def paysupport(asked: Asked) -> None:
    """Take a question about a payment, or ask for one."""
    said = asked.arguments

    async def taken(visit: Visit) -> Drawn | AnyNotice:
        if said:
            return await visit.app.ask_about_payment(visit.speaker.person, said)
        words = text.phrase("telegram.credits.support", visit.language)
        return await question(visit, Dialogue(DialogueKind.REFUND), words)

    await respond(asked, taken)


@on_answer(DialogueKind.REFUND)
async def asked_about(visit: Visit, dialogue: Dialogue, said: str) -> AnyNotice:
    """Pass a question on; one that is too long can be written again."""
    del dialogue
    notice = await visit.app.ask_about_payment(visit.speaker.person, said)
    await ended(visit)
    return notice


@on_command("terms")
async def terms(asked: Asked) -> None:
    """What who buys agrees to."""

    async def told(visit: Visit) -> Drawn:
        operators = visit.bot.settings.operators
        who = ", ".join(one for one in (operators.name, operators.contact) if one)
        by = who or text.phrase("telegram.credits.nobody", visit.language)
        return written(text.phrase("telegram.credits.terms", visit.language, by=by), visit.language)

    await respond(asked, told)


async def draw_history(visit: Visit, page: int) -> Drawn:
    """A page of the movements."""
    shown = await visit.app.ledger(visit.speaker.person, page, ledgers.TO_A_PAGE)
    turns = turning(Book.CREDITS, shown.page, shown.pages, visit.language)
    return written(ledgers.page(shown, visit.language), visit.language, keyboard(turns) if turns else None)


async def _history(visit: Visit) -> Drawn:
    return await draw_history(visit, 0)


async def _balance(visit: Visit) -> Drawn:
    """What can be spent, what moved last, and what is paid each month."""
    tag, person = visit.language, visit.speaker.person
    words = text.say(await visit.app.ledger(person, 0, ledgers.NEWEST), tag).text
    ways = ["history", *(["buy"] if _sold(visit) else []), "gift"]
    renewal = await visit.app.renewal(person)
    if renewal is not None:
        ways.append("end")
        words += "\n" + text.phrase("telegram.credits.renewal", tag, until=f"{renewal.until:%Y-%m-%d}")
    buttons = [
        InlineKeyboardButton(
            text.phrase(f"telegram.credits.{way}", tag), callback_data=callback_data(WAYS, way)
        )
        for way in ways
    ]
    return written(words, tag, keyboard(buttons))


async def _shop(visit: Visit) -> Drawn:
    """What is sold for Stars, a button for each."""
    tag, sold = visit.language, _sold(visit)
    if not sold:
        return written(text.phrase("telegram.credits.none", tag), tag)
    here = tuple(pack.model_copy(update={"price": 0}) for pack in sold)  # nobody pays in money on Telegram
    buttons = [
        InlineKeyboardButton(
            f"⭐ {pack.stars:,} · {pack.name}", callback_data=callback_data(BUY, str(number))
        )
        for number, pack in enumerate(sold)
    ]
    words = f"{text.say(PacksShown(packs=here), tag).text}\n{text.phrase('telegram.credits.how', tag)}"
    return written(words, tag, keyboard(buttons, 1))


async def _end(visit: Visit) -> Drawn:
    """Nobody pays for the month again; Telegram is told at once, or as soon as it can be reached."""
    notice = await visit.app.end_renewal(visit.speaker.person)
    await visit.bot.purchases.end_renewals_now()
    return draw(notice, visit.language)


async def _ask_for_gift(visit: Visit) -> Drawn:
    """To whom, how much, and what to say with it."""
    words = text.phrase("telegram.credits.gift.write", visit.language)
    return await question(visit, Dialogue(DialogueKind.GIFT), words)


_WAYS = {"history": _history, "buy": _shop, "gift": _ask_for_gift, "end": _end}


async def _invoice(visit: Visit, offer: Offer) -> Drawn:
    """An invoice in their private chat, that they alone can pay."""
    await visit.bot.api.send_invoice(
        visit.asked.user.id,
        _title(offer),
        _description(visit, offer),
        offer.id,
        STARS,
        [LabeledPrice(_title(offer), offer.stars)],
    )
    return NOTHING


async def _subscription(visit: Visit, offer: Offer) -> Drawn:
    """Telegram sells months by link alone."""
    link = await visit.bot.api.create_invoice_link(
        _title(offer),
        _description(visit, offer),
        offer.id,
        STARS,
        [LabeledPrice(_title(offer), offer.stars)],
        subscription_period=MONTH_S,
    )
    pay = text.phrase("telegram.credits.pay", visit.language, stars=f"{offer.stars:,}")
    words = f"{offer.pack}: {_description(visit, offer)}"
    return written(words, visit.language, keyboard([InlineKeyboardButton(pay, url=link)]))


def _sold(visit: Visit) -> list[Pack]:
    return [pack for pack in visit.app.packs().packs if pack.stars][:SHOWN]


def _title(offer: Offer) -> str:
    return offer.pack if len(offer.pack) <= TITLE else f"{offer.pack[: TITLE - 1]}…"


def _description(visit: Visit, offer: Offer) -> str:
    which = "monthly" if offer.recurring else "plan" if offer.plan_months else "pack"
    words = text.phrase(
        f"telegram.credits.sold.{which}",
        visit.language,
        credits=f"{offer.credits:,}",
        months=offer.plan_months,
    )
    return plain(words)[:DESCRIPTION]


paged(Book.CREDITS, draw_history)
