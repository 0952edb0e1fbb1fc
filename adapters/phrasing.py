"""How a language writes numbers, times, lists and quotations; English has its own in `adapters.english`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

SHOWN_PROMPT = 80
BAR = 12
"""Squares of a full bar of progress."""
_MINUTE, _HOUR = 60, 3600
_GROUPED = 10_000
"""Numbers from here on are grouped in thousands; typographers leave four digits together."""


def lines(*pieces: str) -> str:
    """Pieces under one another; empty ones are left out."""
    return "\n".join(piece for piece in pieces if piece)


def bar(done: float) -> str:
    """Progress from 0 to 1 as a row of squares."""
    full = round(min(max(done, 0.0), 1.0) * BAR)
    return "▰" * full + "▱" * (BAR - full)


def people_in(handles: Sequence[str]) -> list[str]:
    """Handles as they are written."""
    return [f"@{handle}" for handle in handles]


Plural = tuple[str, str]
"""One of them, and several."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One language.

    last: puts the last piece behind the others ("a, b" and "c"). months: their names, January first. date:
    from a day, the month's name and the year, where it is told ("" else). quotes: before and behind a
    quotation. thousands, decimal: marks inside numbers. clock: from "14:05" to what is said. spans: "less
    than a minute", about {} minutes, about {} hours.
    """

    last: Callable[[str, str], str]
    months: tuple[str, ...]
    date: Callable[[int, str, int | None], str]
    clock: Callable[[str], str]
    quotes: tuple[str, str]
    thousands: str
    decimal: str
    spans: tuple[str, Plural, Plural]

    def number(self, number: float) -> str:
        """A number: whole ones grouped, others with at most two places behind the mark."""
        if number != int(number):
            return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", self.decimal)
        whole = int(number)
        grouped = f"{whole:,}".replace(",", self.thousands)
        return grouped if abs(whole) >= _GROUPED else str(whole)

    def signed(self, number: int) -> str:
        """A whole number with its sign."""
        return f"{'+' if number >= 0 else '-'}{self.number(abs(number))}"

    def money(self, cents: int) -> str:
        """An amount of money, from hundredths."""
        return f"{self.number(cents // 100)}{self.decimal}{cents % 100:02}"

    def count(self, number: int, one: str, many: str) -> str:
        """A number of things, in one or many."""
        return f"{self.number(number)} {one if number == 1 else many}"

    def day(self, at: datetime) -> str:
        """A date with its year."""
        return self.date(at.day, self.months[at.month - 1], at.year)

    def moment(self, at: datetime) -> str:
        """A time of this year or the next, to the minute."""
        return f"{self.date(at.day, self.months[at.month - 1], None)}, {self.clock(f'{at:%H:%M}')}"

    def dated(self, at: datetime) -> str:
        """A time with its year, to the minute."""
        return f"{self.day(at)}, {self.clock(f'{at:%H:%M}')}"

    def span(self, seconds: float) -> str:
        """How long something takes, as roughly as anybody can say it beforehand."""
        least, minutes, hours = self.spans
        if seconds < _MINUTE:
            return least
        if seconds < 90 * _MINUTE:
            return self._about(round(seconds / _MINUTE), minutes)
        return self._about(round(seconds / _HOUR), hours)

    def _about(self, number: int, words: Plural) -> str:
        one, many = words
        return (one if number == 1 else many).format(self.number(number))

    def listed(self, pieces: Sequence[str]) -> str:
        """Pieces in one phrase: "a, b and c"."""
        head = ", ".join(pieces[:-1])
        return self.last(head, pieces[-1]) if head else "".join(pieces)

    def people(self, handles: Sequence[str]) -> str:
        """Handles in one phrase."""
        return self.listed(people_in(handles))

    def quoted(self, text: str) -> str:
        """A text in quotation marks."""
        return text.join(self.quotes)

    def short(self, prompt: str) -> str:
        """A prompt in quotation marks, at most 80 characters of it."""
        shown = prompt if len(prompt) <= SHOWN_PROMPT else f"{prompt[: SHOWN_PROMPT - 1].rstrip()}…"
        return self.quoted(shown)


def last_day(moment_after: datetime) -> datetime | None:
    """The last day of what ends with a day; None where it ends at another time."""
    return moment_after - timedelta(days=1) if moment_after.time() == time() else None
