"""Credits: the tariff, and hold, settle and release; a balance is only ever a sum of ledger rows."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What a ledger row says.

    `allowance`, `purchase` and `grant` add; `settle` takes away. `hold` and `release` carry the reserved
    amount; a hold counts while it is open: neither settled nor released.
    """

    ALLOWANCE = "allowance"
    PURCHASE = "purchase"
    GRANT = "grant"
    HOLD = "hold"
    SETTLE = "settle"
    RELEASE = "release"
