"""Credits that come from elsewhere than the month: gifts, packs, plans, refunds."""

from collections.abc import Mapping

from adapters.english.phrases import count, lines, moment, short
from adapters.wording import Wording
from bot import notices
from bot.clips import Tier


def _price(pack: notices.Pack) -> str:
    if pack.stars and not pack.price:
        return f"{pack.stars:,} Stars"
    stars = f" or {pack.stars:,} Stars" if pack.stars else ""
    return f"{pack.price / 100:,.2f} {pack.currency}{stars}"


def _packs_shown(notice: notices.PacksShown) -> str:
    if not notice.packs:
        return "No packs are sold here."
    return "\n".join(_pack(pack) for pack in notice.packs)


def _pack(pack: notices.Pack) -> str:
    plan = f", with {count(pack.plan_months, 'month')} of the pro plan" if pack.plan_months else ""
    return f"{pack.name}: {count(pack.credits, 'credit')}{plan}, for {_price(pack)}"


def _credits_bought(notice: notices.CreditsBought) -> str:
    before = "" if notice.first else "This payment was credited before. "
    plan = f" You are on the pro plan until {moment(notice.plan_until)}." if notice.plan_until else ""
    return (
        f"{before}{notice.pack}: {count(notice.credits, 'credit')} are yours.{plan} "
        f"You can spend {notice.available:,}."
    )


def _credits_reversed(notice: notices.CreditsReversed) -> str:
    return (
        f"Your payment for {notice.pack} went back, and {count(notice.credits, 'credit')} with it. "
        f"You can spend {notice.available:,}."
    )


def _question_taken(_notice: notices.PaymentQuestionTaken) -> str:
    return "The people who run this service have your question. They answer here."


def _question_answered(notice: notices.PaymentQuestionAnswered) -> str:
    return lines(f"You asked about a payment: “{notice.question}”", f"The answer: {notice.answer}")


def _gift_sent(notice: notices.GiftSent) -> str:
    return (
        f"{count(notice.amount, 'credit')} went to @{notice.friend}. You can spend {notice.available:,} more."
    )


def _gift_received(notice: notices.GiftReceived) -> str:
    return lines(
        f"@{notice.giver} gave you {count(notice.amount, 'credit')}.",
        f"They write: “{notice.message}”" if notice.message else "",
    )


def _credits_granted(notice: notices.CreditsGranted) -> str:
    return lines(
        f"You were given {count(notice.amount, 'credit')} by the people who run this service.", notice.note
    )


def _clip_refunded(notice: notices.ClipRefunded) -> str:
    return lines(f"{count(notice.credits, 'credit')} for {short(notice.prompt)} are back.", notice.note)


def _plan_changed(notice: notices.PlanChanged) -> str:
    if notice.plan is Tier.PRO and notice.until is not None:
        return f"You are on the pro plan until {moment(notice.until)}."
    over = "Your month of the pro plan is over. " if notice.over else ""
    return f"{over}You are on the standard plan."


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
