"""Who still has to say yes. The first decision of each person stands."""

from collections.abc import Iterable
from enum import StrEnum


class Decision(StrEnum):
    """What one person said about one clip."""

    WAITING = "waiting"
    APPROVED = "approved"
    DENIED = "denied"


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


def first_stands(now: Decision, asked: Decision) -> Decision:
    """The decision after another click: the first one stays."""
    return asked if now is Decision.WAITING else now
