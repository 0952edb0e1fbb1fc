"""Credits: the tariff, and hold, settle and release; a balance is only ever a sum of ledger rows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.clips import Tier
from bot.errors import (
    ClipTooLong,
    NotEnoughCredits,
    SceneTooLong,
    StoryboardTooLong,
    StoryboardTooShort,
)

if TYPE_CHECKING:
    from bot.settings import TiersSettings
    from bot.store.ledger import Ledger


class EntryKind(StrEnum):
    """What a ledger row says.

    `allowance`, `purchase`, `grant`, `gift_in`, `linked` and `refund` add; `settle`, `gift_out` and
    `reversal` take away. `hold` and `release` carry the reserved amount; a hold counts while it is open:
    neither settled nor released.
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
    LINKED = "linked"
    """What an account had that was joined to the person's."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """What clips cost and how long they may be, in seconds; the figures are those of [tiers]."""

    tiers: "TiersSettings"

    def longest(self, tier: Tier) -> float:
        """Seconds of the longest clip of that tier, or of a storyboard's longest scene."""
        return self.tiers.of(tier).seconds

    @property
    def storyboard(self) -> tuple[float, float]:
        """Seconds that a clip of several scenes lasts, at least and at most."""
        return self.tiers.storyboard_shortest, self.tiers.storyboard_longest

    def price(self, tier: Tier, *scenes: float) -> int:
        """Credits for a clip of scenes of these seconds: all of them at the tier's rate, rounded up.

        Raises:
            ClipTooLong, SceneTooLong: longer than the tier allows.
            StoryboardTooShort, StoryboardTooLong: the scenes together.
        """
        self._check(tier, scenes)
        # 1.1 s at 100 is 110, whatever binary fractions make of it
        return math.ceil(round(math.fsum(scenes) * self.tiers.of(tier).credits_per_second, 6))

    def _check(self, tier: Tier, scenes: Sequence[float]) -> None:
        longest, whole = self.longest(tier), math.fsum(scenes)
        if len(scenes) == 1 and whole > longest:
            raise ClipTooLong(tier=tier, longest=longest, seconds=whole)
        for number, seconds in enumerate(scenes, 1):
            if seconds > longest:
                raise SceneTooLong(number=number, tier=tier, longest=longest, seconds=seconds)
        least, most = self.storyboard
        if len(scenes) > 1 and whole < least:
            raise StoryboardTooShort(shortest=least, longest=most, seconds=whole)
        if len(scenes) > 1 and whole > most:
            raise StoryboardTooLong(shortest=least, longest=most, seconds=whole)


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


async def refund(ledger: "Ledger", clip: str, at: datetime) -> int:
    """Give back what a delivered clip had cost, once; returns the credits, 0 where that was done before.

    Raises:
        NotSettledError: see `Ledger.refund`.
    """
    return await ledger.refund(clip, at)


async def monthly_allowance(ledger: "Ledger", person: str, amount: int, at: datetime) -> bool:
    """Grant the allowance of the calendar month of `at` (UTC), once. False where it was granted before."""
    return await ledger.add(person, EntryKind.ALLOWANCE, amount, allowance_key(person, at), at)


def allowance_key(person: str, at: datetime) -> str:
    """What names the allowance of the calendar month of `at` (UTC)."""
    return f"allowance.{person}.{at:%Y-%m}"
