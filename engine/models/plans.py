"""Memory plans: where a model's parts lie and how finely they are kept. From the roomiest to the leanest."""

from enum import StrEnum


class Plan(StrEnum):
    """How a model is held. Each is slower and needs less of the card than the one before."""

    FULL = "full"
    """All of it on the card, as it was trained (bfloat16)."""
    INT8 = "int8"
    """All of it on the card, the large matrices in 8 bits."""
    GROUP_OFFLOAD = "group_offload"
    """A few layers at a time on the card, the next being fetched meanwhile."""
    CPU_OFFLOAD = "cpu_offload"
    """8 bits in main memory, layer by layer to the card and back: the least of the card, and the slowest."""


def leaner(plan: Plan) -> Plan | None:
    """The next that needs less of the card; None after the leanest."""
    plans = list(Plan)
    rest = plans[plans.index(plan) + 1 :]
    return rest[0] if rest else None
