"""Words brought to a common form, the same for singular and plural and most verb forms. Crude on purpose."""

import re
from collections.abc import Sequence

from bot.moderation.text import fold

Stems = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
_SINGULAR = frozenset({"mars", "bus", "gas", "news", "paris", "christmas"})
_GERMAN = ("innen", "ern", "en", "er", "in", "n")
_SHORTEST = 3
_SHORTEST_BEFORE_E = 4
_SHORTEST_GERMAN = 6


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, folded, in order."""
    return tuple(_WORD.findall(fold(text).text))


def stem(word: str) -> str:
    """A crude stem of a folded word."""
    if word in _SINGULAR:
        return word
    for ending, kept in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + kept
    for ending in ("ing", "ed", "s"):
        if (
            word.endswith(ending)
            and not word.endswith(("ss", "us", "is"))
            and len(word) - len(ending) >= _SHORTEST
        ):
            word = word[: -len(ending)]
            break
    for ending in _GERMAN:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_GERMAN:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_BEFORE_E else word


def stems(text: str) -> Stems:
    """The stems of the words of `text`."""
    return tuple(stem(word) for word in words(text))


def place_of(needle: Stems, among: Sequence[str]) -> int | None:
    """Where `needle` stands in a row of stems."""
    size = len(needle)
    return next((i for i in range(len(among) - size + 1) if tuple(among[i : i + size]) == needle), None)
