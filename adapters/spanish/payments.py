"""Credits that come from elsewhere than the month: gifts, packs, plans, refunds."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.phrases import count, credited, moment, number, quoted, short
from adapters.spanish.writing import SPANISH
from adapters.wording import Wording
from bot import notices
from bot.clips import Tier


def _price(pack: notices.Pack) -> str:
    if pack.stars and not pack.price:
        return f"{number(pack.stars)} Stars"
    stars = f" o {number(pack.stars)} Stars" if pack.stars else ""
    return f"{SPANISH.money(pack.price)} {pack.currency}{stars}"


def _packs_shown(notice: notices.PacksShown) -> str:
    if not notice.packs:
        return "Aquí no se venden paquetes."
    return "\n".join(_pack(pack) for pack in notice.packs)


def _pack(pack: notices.Pack) -> str:
    plan = f", con {count(pack.plan_months, 'mes', 'meses')} del plan Pro" if pack.plan_months else ""
    return f"{pack.name}: {credited(pack.credits)}{plan}, por {_price(pack)}"


def _credits_bought(notice: notices.CreditsBought) -> str:
    before = "" if notice.first else "Este pago ya se había abonado. "
    plan = f" Tienes el plan Pro hasta el {moment(notice.plan_until)}." if notice.plan_until else ""
    return (
        f"{before}{notice.pack}: {credited(notice.credits)} para ti.{plan} Puedes gastar "
        f"{number(notice.available)}."
    )


def _credits_reversed(notice: notices.CreditsReversed) -> str:
    return (
        f"Tu pago por {notice.pack} se devolvió, y con él {credited(notice.credits)}. Puedes gastar "
        f"{number(notice.available)}."
    )


def _question_taken(_notice: notices.PaymentQuestionTaken) -> str:
    return "Tu pregunta la tienen los operadores de este servicio. Te responden aquí."


def _question_answered(notice: notices.PaymentQuestionAnswered) -> str:
    return lines(f"Preguntaste por un pago: {quoted(notice.question)}", f"La respuesta: {notice.answer}")


def _gift_sent(notice: notices.GiftSent) -> str:
    return f"Para @{notice.friend}: {credited(notice.amount)}. Puedes gastar {number(notice.available)} más."


def _gift_received(notice: notices.GiftReceived) -> str:
    return lines(
        f"@{notice.giver} te ha regalado {credited(notice.amount)}.",
        f"Mensaje: {quoted(notice.message)}" if notice.message else "",
    )


def _credits_granted(notice: notices.CreditsGranted) -> str:
    return lines(f"Los operadores de este servicio te han dado {credited(notice.amount)}.", notice.note)


def _clip_refunded(notice: notices.ClipRefunded) -> str:
    return lines(f"Te vuelven por {short(notice.prompt)}: {credited(notice.credits)}.", notice.note)


def _plan_changed(notice: notices.PlanChanged) -> str:
    if notice.plan is Tier.PRO and notice.until is not None:
        return f"Tienes el plan Pro hasta el {moment(notice.until)}."
    over = "Tu mes del plan Pro ha terminado. " if notice.over else ""
    return f"{over}Tienes el plan Standard."


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
