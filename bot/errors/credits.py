"""Refusals: credits, gifts and payments."""

from bot.errors.base import Refused


class NotEnoughCredits(Refused):
    """This clip costs {price} credits and you have {available}. Make it shorter, or wait for more credits."""


class TooLittleToGive(Refused):
    """You can give {available} credits at most just now; {amount} are more than you have."""


class GivenEnoughToday(Refused):
    """You can give {limit} credits to friends within 24 hours; {left} are left. Try again tomorrow."""


class NothingToGive(Refused):
    """Give at least one credit, for example `/cameo gift @ada 50 Happy birthday!`."""


class UnknownPack(Refused):
    """There is no pack of that name here. `/cameo packs` lists them."""


class ChargeOfAnother(Refused):
    """This payment was already credited to somebody else. Ask the people who run this service."""


class OfferOver(Refused):
    """This offer is over, or was made to somebody else. `/cameo packs` has a new one; nothing was charged."""


class OfferChanged(Refused):
    """The price has changed since this was offered. `/cameo packs` has the new one; nothing was charged."""


class UnknownOffer(Refused):
    """Nothing was offered for this payment, so it goes back."""


class AlreadySubscribed(Refused):
    """You pay for the pro plan each month already. `/cameo credits` shows it, and how to end it."""


class NotSubscribed(Refused):
    """There is nothing that you pay for each month. What you paid for stays yours until it ends."""


class RefundRefused(Refused):
    """Telegram did not give the payment back: {why}. Nothing was taken; check the charge and the token."""


class UnknownQuestion(Refused):
    """No question about a payment has this id, or it was answered: {id}. List them without one."""


class SubscriptionOver(Refused):
    """This subscription has ended already. A new one brings the plan back: `/cameo packs`."""


class UnknownCharge(Refused):
    """No payment of that number was credited here. Check the number and the platform."""


class AlreadySpent(Refused):
    """{amount} credits would have to be taken back, but {available} are left. `--force` takes these."""


class NothingPaid(Refused):
    """Nothing was paid for this clip, or it was given back already."""
