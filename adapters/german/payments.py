"""Credits that come from elsewhere than the month: gifts, packs, plans, refunds."""

from collections.abc import Mapping

from adapters.german.phrases import count, credited, moment, number, quoted, short
from adapters.german.writing import GERMAN
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from bot.clips import Tier


def _price(pack: notices.Pack) -> str:
    if pack.stars and not pack.price:
        return f"{number(pack.stars)} Stars"
    stars = f" oder {number(pack.stars)} Stars" if pack.stars else ""
    return f"{GERMAN.money(pack.price)} {pack.currency}{stars}"


def _packs_shown(notice: notices.PacksShown) -> str:
    if not notice.packs:
        return "Hier werden keine Pakete verkauft."
    return "\n".join(_pack(pack) for pack in notice.packs)


def _pack(pack: notices.Pack) -> str:
    plan = f", dazu {count(pack.plan_months, 'Monat', 'Monate')} Pro-Tarif" if pack.plan_months else ""
    return f"{pack.name}: {credited(pack.credits)}{plan}, für {_price(pack)}"


def _credits_bought(notice: notices.CreditsBought) -> str:
    before = "" if notice.first else "Diese Zahlung war schon gutgeschrieben. "
    plan = f" Du hast den Pro-Tarif bis {moment(notice.plan_until)}." if notice.plan_until else ""
    return (
        f"{before}{notice.pack}: {credited(notice.credits)} für dich.{plan} Ausgeben kannst du "
        f"{number(notice.available)}."
    )


def _credits_reversed(notice: notices.CreditsReversed) -> str:
    return (
        f"Deine Zahlung für {notice.pack} ging zurück, und mit ihr {credited(notice.credits)}. Ausgeben "
        "kannst du "
        f"{number(notice.available)}."
    )


def _question_taken(_notice: notices.PaymentQuestionTaken) -> str:
    return "Deine Frage ist bei den Betreibern dieses Dienstes. Sie antworten dir hier."


def _question_answered(notice: notices.PaymentQuestionAnswered) -> str:
    return lines(
        f"Du hast nach einer Zahlung gefragt: {quoted(notice.question)}", f"Die Antwort: {notice.answer}"
    )


def _gift_sent(notice: notices.GiftSent) -> str:
    return (
        f"An @{notice.friend}: {credited(notice.amount)}. Ausgeben kannst du noch {number(notice.available)}."
    )


def _gift_received(notice: notices.GiftReceived) -> str:
    return lines(
        f"@{notice.giver} hat dir {credited(notice.amount)} geschenkt.",
        f"Dazu die Nachricht: {quoted(notice.message)}" if notice.message else "",
    )


def _credits_granted(notice: notices.CreditsGranted) -> str:
    return lines(f"Die Betreiber dieses Dienstes haben dir {credited(notice.amount)} gegeben.", notice.note)


def _clip_refunded(notice: notices.ClipRefunded) -> str:
    return lines(f"Wieder bei dir: {credited(notice.credits)} für {short(notice.prompt)}.", notice.note)


def _plan_changed(notice: notices.PlanChanged) -> str:
    if notice.plan is Tier.PRO and notice.until is not None:
        return f"Du hast den Pro-Tarif bis {moment(notice.until)}."
    over = "Dein Monat im Pro-Tarif ist vorbei. " if notice.over else ""
    return f"{over}Du hast den Standard-Tarif."


WORDINGS: Mapping[str, Wording] = {
    "packs_shown": _packs_shown,
    "credits_bought": _credits_bought,
    "credits_reversed": _credits_reversed,
    "payment_question_taken": _question_taken,
    "payment_question_answered": _question_answered,
    "gift_sent": _gift_sent,
    "gift_received": _gift_received,
    "credits_granted": _credits_granted,
    "clip_refunded": _clip_refunded,
    "plan_changed": _plan_changed,
}
