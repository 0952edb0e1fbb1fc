"""Which preset somebody means by the words of a boundary, if any."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.consent import BoundaryPreset
from bot.moderation.text import fold

LONGEST_NAME = 120
_PLAIN = str.maketrans({"\u2019": "'", "_": " ", ",": " "})
_AROUND = " .!?:;,\"'()\u201c\u201d\u201e\u00ab\u00bb"


@dataclass(frozen=True, slots=True)
class Tables:
    """presets.toml: names, and the words around a name that change nothing."""

    names: Mapping[str, BoundaryPreset]
    denials: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _tables() -> Tables:
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    whole = [word for word in listed["leads"] if not word.endswith("'")] + listed["denials"]
    elided = [word for word in listed["leads"] if word.endswith("'")]
    return Tables(
        names={name: BoundaryPreset(preset) for preset, names in listed["names"].items() for name in names},
        denials=re.compile(rf"(?<![\w'-])(?:{_any(listed['denials'])})(?![\w'-])"),
        lead=re.compile(rf"^(?:(?:{_any(whole)})(?![\w'-])\s*|(?:{_any(elided)})(?=\w))"),
        tail=re.compile(rf"\s+(?:{_any(listed['tails'])})$"),
    )


def preset_named(text: str) -> BoundaryPreset | None:
    """Return the preset that `text` names in English, German, Spanish or French, or None.

    Only where it says nothing more: "no violence" and "keine Gewalt" are presets, "no violence against dogs",
    "no politics, no religion" and "no beer" are somebody's own words. "I want romance" names none.
    """
    if len(text) > LONGEST_NAME:
        return None
    tables = _tables()
    said = " ".join(fold(text).text.translate(_PLAIN).split()).strip(_AROUND)
    if said in tables.names:
        return tables.names[said]
    if len(tables.denials.findall(said)) != 1:  # a wish, or a denial denied
        return None
    for edge in (tables.lead, tables.tail):
        while (shorter := edge.sub("", said)) != said:
            if shorter in tables.names:
                return tables.names[shorter]
            said = shorter
    return None
