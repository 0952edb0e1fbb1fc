"""Credits: the tariff, and hold, settle and release; a balance is only ever a sum of ledger rows."""

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.clips import Tier
from bot.errors import ClipTooLong, NotEnoughCredits

if TYPE_CHECKING:
    from bot.settings import ClipSettings, CreditSettings
    from bot.store.ledger import Ledger


class EntryKind(StrEnum):
    """What a ledger row says.

    `allowance`, `purchase`, `grant`, `gift_in` and `refund` add; `settle`, `gift_out` and `reversal` take
    away. `hold` and `release` carry the reserved amount; a hold counts while it is open: neither settled nor
    released.
    """

    ALLOWANCE = "allowance"
    PURCHASE = "purchase"
    GRANT = "grant"
    """By an operator."""
    GIFT_IN = "gift_in"
    GIFT_OUT = "gift_out"
    REVERSAL = "reversal"
    """A purchase that was paid back."""
    HOLD = "hold"
    SETTLE = "settle"
    RELEASE = "release"
    REFUND = "refund"
    """What a clip had cost, given back afterwards; once for each clip."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """What clips cost, in credits per second, and how long they may be, in seconds."""

    standard_per_second: int = 16
    pro_per_second: int = 40
    standard_seconds: float = 10.0
    pro_seconds: float = 20.0

    @classmethod
    def of(cls, credit: "CreditSettings", clips: "ClipSettings") -> "Tariff":
        """The tariff that the settings describe."""
        return cls(
            standard_per_second=credit.standard_per_second,
            pro_per_second=credit.pro_per_second,
            standard_seconds=clips.standard_seconds,
            pro_seconds=clips.pro_seconds,
        )

    def longest(self, tier: Tier) -> float:
        """Seconds of the longest clip of that tier."""
        return self.pro_seconds if tier is Tier.PRO else self.standard_seconds

    def price(self, tier: Tier, seconds: float) -> int:
        """Credits for a clip: its seconds at the tier's rate, rounded up to a whole credit.

        Raises:
            ClipTooLong: longer than the tier allows.
        """
        longest = self.longest(tier)
        if seconds > longest:
            raise ClipTooLong(tier=tier, longest=longest, seconds=seconds)
        rate = self.pro_per_second if tier is Tier.PRO else self.standard_per_second
        return math.ceil(
            round(seconds * rate, 6)
        )  # 1.1 s at 100 is 110, whatever binary fractions make of it


async def hold(ledger: "Ledger", person: str, clip: str, price: int, at: datetime) -> None:
    """Reserve the price of a clip; a second call for the same clip changes nothing.

    Raises:
        NotEnoughCredits: the person cannot spend that much; nothing is reserved.
    """
    if not await ledger.hold(person, clip, price, at):
        raise NotEnoughCredits(price=price, available=await ledger.available(person))


async def settle(ledger: "Ledger", clip: str, at: datetime) -> bool:
    """Spend what a clip holds, when its maker first receives it. False where that was done before.

    Raises:
        NoHoldError, ClosedOtherwiseError: see `Ledger.settle`.
    """
    return await ledger.settle(clip, at)


async def release(ledger: "Ledger", clip: str, at: datetime) -> bool:
    """Give back what a clip holds, when it will never be received. False where that was done before.

    Raises:
        NoHoldError, ClosedOtherwiseError: see `Ledger.release`.
    """
    return await ledger.release(clip, at)


async def monthly_allowance(ledger: "Ledger", person: str, amount: int, at: datetime) -> bool:
    """Grant the allowance of the calendar month of `at` (UTC), once. False where it was granted before."""
    return await ledger.add(person, EntryKind.ALLOWANCE, amount, f"allowance.{person}.{at:%Y-%m}", at)
