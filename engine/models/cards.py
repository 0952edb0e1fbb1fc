"""What is known of a machine's cards and memory, without torch."""

import os
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

GB = 1_000_000_000


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


def main_memory_gb() -> float:
    """How much of the main memory can be had, in 10^9 bytes."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:  # no Linux, which alone tells what can be had: half of what there is
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2 / GB
    told = dict(line.split(":", 1) for line in lines)
    return int(told["MemAvailable"].split()[0]) * 1024 / GB
