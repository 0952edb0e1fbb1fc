"""Pieces of sentences that many notices share."""

from collections.abc import Sequence
from datetime import datetime

from engine.contract.messages import Refusal

SHOWN_PROMPT = 80
MINUTE = 60


def moment(at: datetime) -> str:
    """A time, to the minute."""
    return f"{at:%d %b, %H:%M} UTC".lstrip("0")


def lines(*pieces: str) -> str:
    """Pieces under one another; empty ones are left out."""
    return "\n".join(piece for piece in pieces if piece)


def listed(pieces: Sequence[str]) -> str:
    """Put "a", "b" and "c" into one phrase: "a, b and c"."""
    head = ", ".join(pieces[:-1])
    return f"{head} and {pieces[-1]}" if head else "".join(pieces)


def people(handles: Sequence[str]) -> str:
    """Handles in one phrase."""
    return listed([f"@{handle}" for handle in handles])


def count(number: int, one: str, many: str = "") -> str:
    """A number of things, in one or many; `many` where that is not just one more "s"."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {many or one + 's'}"


def short(prompt: str) -> str:
    """A prompt in quotation marks, at most 80 characters of it."""
    return f"“{prompt}”" if len(prompt) <= SHOWN_PROMPT else f"“{prompt[: SHOWN_PROMPT - 1].rstrip()}…”"


def reasons(refusals: Sequence[Refusal]) -> str:
    """Refusals under one another."""
    return "\n".join(f"• {refusal.message}" for refusal in refusals)


def span(seconds: float) -> str:
    """How long something takes, as roughly as anybody can say it beforehand."""
    if seconds < MINUTE:
        return "less than a minute"
    if seconds < 90 * MINUTE:
        return f"about {count(round(seconds / MINUTE), 'minute')}"
    return f"about {count(round(seconds / (60 * MINUTE)), 'hour')}"
