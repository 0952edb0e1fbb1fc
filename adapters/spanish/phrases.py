"""Pieces of sentences that many notices share."""

from collections.abc import Sequence

from adapters.spanish.sentences import REWORDING
from adapters.spanish.writing import SPANISH
from engine.contract.messages import Refusal

count = SPANISH.count
listed = SPANISH.listed
moment = SPANISH.moment
number = SPANISH.number
people = SPANISH.people
quoted = SPANISH.quoted
short = SPANISH.short
span = SPANISH.span


def credited(amount: int) -> str:
    """A number of credits."""
    return count(amount, "crédito", "créditos")


def clips(amount: int) -> str:
    """A number of clips."""
    return count(amount, "clip", "clips")


def percent(share: float) -> str:
    """A share of one, in whole percent."""
    return f"{share * 100:.0f} %"


def reasons(refusals: Sequence[Refusal]) -> str:
    """Refusals under one another."""
    return "\n".join(f"• {REWORDING.refusal(refusal)}" for refusal in refusals)


def remarks(said: Sequence[str]) -> list[str]:
    """What the engine says in English, in Spanish and under one another."""
    return [f"• {REWORDING.remark(one)}" for one in said]


def capital(words: str) -> str:
    """The same with a capital letter at its beginning, the others as they are."""
    return words[:1].upper() + words[1:]
