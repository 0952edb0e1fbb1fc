"""Strikes and the ladder of penalties they lead to."""

from enum import StrEnum


class PenaltyKind(StrEnum):
    """From mild to grave."""

    WARNING = "warning"
    COOL_DOWN = "cool_down"
    NO_CASTING = "no_casting"
    SUSPENSION = "suspension"
    BAN = "ban"


class AppealState(StrEnum):
    """What operators made of an appeal."""

    OPEN = "open"
    GRANTED = "granted"
    REJECTED = "rejected"
