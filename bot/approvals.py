"""Who still has to say yes. The first decision of each person stands."""

from collections.abc import Iterable
from enum import StrEnum


class Decision(StrEnum):
    """What one person said about one clip."""

    WAITING = "waiting"
    APPROVED = "approved"
    DENIED = "denied"


class Phase(StrEnum):
    """When somebody is asked: about the screenplay before it is rendered, or about the finished clip."""

    BEFORE_RENDER = "before_render"
    BEFORE_PUBLISH = "before_publish"


class Standing(StrEnum):
    """What all decisions together mean for the clip."""

    WAITING = "waiting"
    AGREED = "agreed"
    DENIED = "denied"


def standing(decisions: Iterable[Decision]) -> Standing:
    """One no is a no; one silence is a wait; nobody to ask is a yes."""
    seen = set(decisions)
    if Decision.DENIED in seen:
        return Standing.DENIED
    return Standing.WAITING if Decision.WAITING in seen else Standing.AGREED


def waiting(decisions: Iterable[Decision]) -> int:
    """How many have not said anything yet."""
    return sum(decision is Decision.WAITING for decision in decisions)
