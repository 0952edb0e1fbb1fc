"""Strikes and the ladder of penalties they lead to: pure, the moment is an argument.

A strike counts until it expires or is lifted. Each new one gives the penalty of its rung: the first rung for
one standing strike, the second for two, the last for as many as the ladder has rungs, and more. A grave code
has a rung of its own; where the ladder would by then be more severe, that holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar


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


GRAVITY: Mapping[PenaltyKind, int] = {kind: number for number, kind in enumerate(PenaltyKind)}
OUT = frozenset({PenaltyKind.SUSPENSION, PenaltyKind.BAN})
"""Those that end what is in the making."""
_ENDLESS = frozenset({PenaltyKind.WARNING, PenaltyKind.BAN})
FALSE_REPORT = "false_report"
WHY: Mapping[str, str] = {
    "minors": "content about minors that is not allowed",
    "minor": "content about minors that is not allowed",
    "sexual": "sexual content",
    "gore": "violent content",
    "violence": "violent content",
    "hate": "hateful content",
    "harassment": "harassing somebody",
    "self_harm": "content about self-harm",
    "illegal": "content about breaking the law",
    "fraud": "content that deceives people",
    "deception": "content that deceives people",
    "impersonation": "passing somebody off as saying or doing what they did not",
    "public_figure": "showing a public figure who is not here",
    "copyright": "using what belongs to somebody else",
    "brand": "using what belongs to somebody else",
    "me_without_consent": "showing somebody who did not agree to it",
    "jailbreak": "trying to get around the rules",
    FALSE_REPORT: "a report that was made to harm somebody",
}
"""What a person is told they got a strike for, by its code: of a check, or of a kind of report."""
_OTHERWISE = "a breach of the rules"


def why(code: str) -> str:
    """The reason that a person is told for a strike with this code."""
    return WHY.get(code, _OTHERWISE)


@dataclass(frozen=True, slots=True)
class Rung:
    """One penalty of the ladder. No `days`: a warning, which lasts no time, or a ban, which does not end."""

    kind: PenaltyKind
    days: float | None = None

    def until(self, at: datetime) -> datetime | None:
        """When it ends, given at that moment; None: it does not."""
        if self.kind is PenaltyKind.WARNING:
            return at
        return None if self.days is None else at + timedelta(days=self.days)


def rung(written: str) -> Rung:
    """Read a rung as the settings write it: "warning", "cool_down 1" (days), "ban".

    Raises:
        ValueError: it names no penalty, or its length is missing, senseless or one too many.
    """
    name, _, days = written.strip().partition(" ")
    try:
        kind = PenaltyKind(name)
    except ValueError:
        raise ValueError(f"{name!r} is no penalty; there are {', '.join(PenaltyKind)}") from None
    if kind in _ENDLESS:
        if days:
            raise ValueError(f"{kind} has no length")
        return Rung(kind)
    try:
        length = float(days)
    except ValueError:
        length = 0.0
    if not 0 < length <= _LONGEST_DAYS:
        raise ValueError(f"say for how many days, for example {kind} 7")
    return Rung(kind, length)


_LONGEST_DAYS = 36_500


class Strike(Protocol):
    """What the ladder needs to know of a strike."""

    expires_at: datetime
    lifted_at: datetime | None


class Penalty(Protocol):
    """What there is to know of a penalty to say whether it holds."""

    kind: PenaltyKind
    until: datetime | None
    lifted_at: datetime | None


def stands(strike: Strike, at: datetime) -> bool:
    """Whether it still counts."""
    return strike.lifted_at is None and strike.expires_at > at


def holds(penalty: Penalty, at: datetime) -> bool:
    """Whether it is in force; a warning never is: it was only said."""
    return penalty.lifted_at is None and (penalty.until is None or penalty.until > at)


_Penalty = TypeVar("_Penalty", bound=Penalty)


def gravest(penalties: Iterable[_Penalty], at: datetime) -> _Penalty | None:
    """Of those in force the gravest, the one that ends last among equals."""
    return max(
        (each for each in penalties if holds(each, at)),
        key=lambda each: (GRAVITY[each.kind], each.until is None, each.until or at),
        default=None,
    )


def next_rung(ladder: Sequence[Rung], standing: int, grave: Rung | None = None) -> Rung:
    """The penalty of a strike that makes it so many `standing` ones (from 1), `grave` at the least."""
    regular = ladder[min(standing, len(ladder)) - 1]
    return max(filter(None, (regular, grave)), key=_weight)


def _weight(step: Rung) -> tuple[int, float]:
    return GRAVITY[step.kind], step.days or 0.0
