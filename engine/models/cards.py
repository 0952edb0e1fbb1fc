"""What is known of a machine's cards, without torch."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    device: "cuda:0", "mps". name: its maker's. total_gb, free_gb: 10^9 bytes of memory it has, and that
    nobody holds just now; None where that is not told.
    """

    device: str
    name: str
    total_gb: float
    free_gb: float | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a machine has for generative models.

    cards: none where models would run on its processor. main_gb: 10^9 bytes of main memory that can be had.
    packages: name -> version, of those that models need.
    """

    cards: tuple[Card, ...]
    main_gb: float
    packages: dict[str, str]


FACTS: TypeAdapter[Facts] = TypeAdapter(Facts)
