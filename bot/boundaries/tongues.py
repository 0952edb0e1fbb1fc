"""Which language a text is in, as far as that decides what a word means: German "die" is no death."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.moderation.text import Folded

FEWEST_TELLING = 1
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Tongues:
    """tongues.toml. `harmless`: per language, words that are telling only in another."""

    telling: Mapping[str, frozenset[str]]
    harmless: Mapping[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def _tongues() -> Tongues:
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return Tongues(
        telling={tongue: frozenset(words) for tongue, words in listed["telling"].items()},
        harmless={
            tongue: re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![^\W_])")
            for tongue, words in listed["harmless"].items()
        },
    )


def tongue_of(text: str) -> str | None:
    """Return "en", "de", "es" or "fr" where the small words of a folded text lean to one, else None."""
    words = _WORD.findall(text)
    counts = {
        tongue: sum(word in telling for word in words) for tongue, telling in _tongues().telling.items()
    }
    most = max(counts.values())
    leading = [tongue for tongue, count in counts.items() if count == most]
    return leading[0] if most >= FEWEST_TELLING and len(leading) == 1 else None


def in_its_tongue(folded: Folded) -> Folded:
    """Blank the words that mean nothing telling in the language of the text."""
    tongue = tongue_of(folded.text)
    if tongue is None:
        return folded
    return folded.without(found.span() for found in _tongues().harmless[tongue].finditer(folded.text))
