"""What becomes of a message that a platform did not simply take, besides the service's own hindrances."""

from enum import StrEnum

from bot.deliveries import Hindrance


class Fate(StrEnum):
    """Of a message that no hindrance stands in the way of.

    UNSAID: it is certainly not there, and can be sent later. UNKNOWN: perhaps it is there. TOO_LARGE: what is
    attached does not fit.
    """

    UNSAID = "unsaid"
    UNKNOWN = "unknown"
    TOO_LARGE = "too_large"


Meaning = Hindrance | Fate
"""What an error of a platform's means for a message."""


def may_pass(meaning: Meaning) -> bool:
    """Whether the same request may work later."""
    return isinstance(meaning, Fate)
