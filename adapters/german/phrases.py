"""Pieces of sentences that many notices share."""

from collections.abc import Sequence

from adapters.german.sentences import REWORDING
from adapters.german.writing import GERMAN
from engine.contract.messages import Refusal

count = GERMAN.count
listed = GERMAN.listed
moment = GERMAN.moment
number = GERMAN.number
people = GERMAN.people
quoted = GERMAN.quoted
short = GERMAN.short
span = GERMAN.span


def credited(amount: int) -> str:
    """A number of credits."""
    return count(amount, "Credit", "Credits")


def clips(amount: int) -> str:
    """A number of clips."""
    return count(amount, "Clip", "Clips")


def percent(share: float) -> str:
    """A share of one, in whole percent."""
    return f"{share * 100:.0f} %"


def reasons(refusals: Sequence[Refusal]) -> str:
    """Refusals under one another."""
    return "\n".join(f"• {REWORDING.refusal(refusal)}" for refusal in refusals)


def remarks(said: Sequence[str]) -> list[str]:
    """What the engine says in English, in German and under one another."""
    return [f"• {REWORDING.remark(one)}" for one in said]


def capital(words: str) -> str:
    """The same with a capital letter at its beginning, the others as they are: German nouns keep theirs."""
    return words[:1].upper() + words[1:]
