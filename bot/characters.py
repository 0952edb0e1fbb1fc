"""Characters that are not people: pets, objects, mascots, licensed ones, each with an owner who decides."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.clips import Tier

LONGEST_ATTRIBUTION = 200


class CharacterKind(StrEnum):
    """What a character is."""

    PET = "pet"
    OBJECT = "object"
    MASCOT = "mascot"
    LICENSED = "licensed"


@dataclass(frozen=True, slots=True)
class NewCharacter:
    """What an owner says of a new character.

    licensed: the owner says that they may use it. attribution: what is to be said wherever it is shown.
    tier: the least plan that may make clips with it; None for what is usual for its kind.
    """

    handle: str
    kind: CharacterKind
    pictures: tuple[bytes, ...] = field(repr=False)
    licensed: bool = False
    attribution: str = ""
    tier: Tier | None = None

    @property
    def least_tier(self) -> Tier:
        """Licensed characters are for Pro, unless their owner says otherwise."""
        if self.tier is not None:
            return self.tier
        return Tier.PRO if self.kind is CharacterKind.LICENSED else Tier.STANDARD
