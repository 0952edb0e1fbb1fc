"""Offers: what a platform that takes the money itself is asked to sell to one person, and what is paid.

A platform keeps nothing of an offer but its id, and names that with every payment, so that what was bought,
by whom and for how much stands in the store and nowhere else.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

STANDS = timedelta(hours=24)
"""How long an offer can be taken up."""
FORGOTTEN = timedelta(days=30)
"""One that nobody paid for is forgotten this long after; a platform may tell late of a payment."""
GRACE = timedelta(days=1)
"""How much later than its month's end the payment of the next month may come."""
STARS = "XTR"
"""What Telegram's Stars are called among currencies; they have no smaller unit."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One pack for one person. stars: its price; recurring: paid again each month until somebody ends it."""

    id: str
    pack: str
    credits: int
    stars: int
    plan_months: int
    recurring: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """What a platform says was paid: for which offer, under which charge, by which of its accounts.

    until: of a month that is paid again, when it ends.
    """

    offer: str
    charge_id: str
    payer: str
    stars: int
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Renewal:
    """A month that a person pays for again and again. until: the end of what is paid."""

    offer: str
    pack: str
    charge_id: str
    payer: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Returnable:
    """A payment that can be given back, and the account that it goes to."""

    charge_id: str
    payer: str
    stars: int
