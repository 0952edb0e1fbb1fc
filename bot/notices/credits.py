"""About credits that come from elsewhere than the month: gifts, packs, plans, refunds."""

from datetime import datetime
from typing import Literal

from bot.clips import Tier
from bot.notices.base import Handle, Notice
from engine.contract.messages import Message


class Pack(Message):
    """What can be bought. `price`: in the currency's smallest unit; `stars` 0: not sold for these.

    discord_sku: what Discord sells it as; "": it does not.
    """

    name: str
    credits: int
    price: int
    currency: str
    stars: int
    plan_months: int
    discord_sku: str = ""


class PacksShown(Notice):
    """To anybody: what can be bought here."""

    kind: Literal["packs_shown"] = "packs_shown"
    packs: tuple[Pack, ...]


class CreditsBought(Notice):
    """To the buyer: it is paid and credited. `first` False: it was credited before."""

    private = True
    kind: Literal["credits_bought"] = "credits_bought"
    pack: str
    credits: int
    available: int
    plan_until: datetime | None
    first: bool


class CreditsReversed(Notice):
    """To the buyer: the payment went back, and so did these credits."""

    private = True
    kind: Literal["credits_reversed"] = "credits_reversed"
    pack: str
    credits: int
    available: int


class PaymentQuestionTaken(Notice):
    """To who asked about a payment: the people who run the service answer here."""

    private = True
    kind: Literal["payment_question_taken"] = "payment_question_taken"
    question: str


class PaymentQuestionAnswered(Notice):
    """To who asked about a payment: what they asked, and what the people who run the service answer."""

    private = True
    kind: Literal["payment_question_answered"] = "payment_question_answered"
    question: str
    answer: str


class GiftSent(Notice):
    """To the giver."""

    private = True
    kind: Literal["gift_sent"] = "gift_sent"
    friend: Handle
    amount: int
    available: int


class GiftReceived(Notice):
    """To the friend: credits, and what the giver writes."""

    private = True
    kind: Literal["gift_received"] = "gift_received"
    giver: Handle
    amount: int
    message: str


class CreditsGranted(Notice):
    """To a person: operators gave them credits; `note` says why."""

    private = True
    kind: Literal["credits_granted"] = "credits_granted"
    amount: int
    note: str


class ClipRefunded(Notice):
    """To the maker: what a clip had cost is back; `note` says why."""

    private = True
    kind: Literal["clip_refunded"] = "clip_refunded"
    clip: str
    prompt: str
    credits: int
    note: str


class PlanChanged(Notice):
    """To a person: which plan they are on now, and until when. After `over`, the paid time has run out."""

    private = True
    kind: Literal["plan_changed"] = "plan_changed"
    plan: Tier
    until: datetime | None
    over: bool = False
