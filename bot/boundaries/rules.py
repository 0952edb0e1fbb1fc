"""What each preset is about, in words: patterns on folded text, from rules.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.boundaries.pieces import Piece
from bot.consent import BoundaryPreset
from bot.moderation.text import Folded, fold

LONGEST_READ = 4000
LONGEST_PART = 200
_MACRO = re.compile(r"\{([a-z_]+)\}")
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_APOSTROPHES = str.maketrans({"'": " ", "\u2019": " "})
_NEVER = re.compile(r"(?!)")
_DENIED = re.compile(
    r"(?<![^\W_])(?<!not )(?<!never )(?<!nicht )"
    r"(?:no|not|without|never|nobody|kein\w*|ohne|nicht|sin|ni|sans|pas d[eu']?)\s+"
    r"(?:(?:any|a|an|the|single|de|un|une|el|la|les)\s+)?$"
)
_FREE_OF = re.compile(r"^[- ](?:free|frei\w*)\b")


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of one preset. `capitals`: everyday words that are brands where written large."""

    excuses: re.Pattern[str]
    asks: re.Pattern[str]
    clear: re.Pattern[str]
    spoken_asks: re.Pattern[str]
    spoken_clear: re.Pattern[str]
    capitals: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Words that touch a preset, as written."""

    part: str
    borderline: bool


def _expanded(pattern: str, macros: Mapping[str, str]) -> str:
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda found: macros[found[1]], pattern)
    return pattern


def _compiled(patterns: Sequence[str], macros: Mapping[str, str]) -> re.Pattern[str]:
    if not patterns:
        return _NEVER
    joined = "|".join(f"(?:{_expanded(pattern, macros)})" for pattern in patterns)
    return re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])")


@lru_cache(maxsize=1)
def _all() -> Mapping[BoundaryPreset, Rules]:
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    macros = listed.pop("macros")
    every: dict[BoundaryPreset, Rules] = {}
    for name, lists in listed.items():
        kinds = {
            kind: _compiled(lists.get(kind, []), macros)
            for kind in ("excuses", "asks", "clear", "spoken_asks", "spoken_clear")
        }
        capitals = sorted(set(_CAPITALS.findall("".join(pattern.pattern for pattern in kinds.values()))))
        any_case = "|".join(rf"(?<![^\W_]){word.capitalize()}(?![^\W_])" for word in capitals) or "(?!)"
        every[BoundaryPreset(name)] = Rules(**kinds, capitals=re.compile(any_case))
    return every


def _raised(reading: Folded, rules: Rules) -> str:
    """The folded text with brands that are everyday words in capitals."""
    large = {at for found in rules.capitals.finditer(reading.source) for at in range(*found.span())}
    if not large:
        return reading.text
    pairs = zip(reading.text, reading.origin, strict=True)
    return "".join(letter.upper() if at in large else letter for letter, at in pairs)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: "\x00" * len(found[0]), text)


def _denied(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - 40) : start], text[end : end + 12]
    return _DENIED.search(before) is not None or _FREE_OF.search(behind) is not None


def _found(reading: Folded, rules: Rules, *, spoken: bool) -> Iterable[Found]:
    text = _raised(reading, rules)[:LONGEST_READ].translate(_APOSTROPHES)
    text = _blanked(text, rules.excuses)
    doubtful = [
        found.span()
        for pattern in ((rules.asks, rules.spoken_asks) if spoken else (rules.asks,))
        for found in pattern.finditer(text)
    ]
    for span in doubtful:
        yield Found(reading.written(*span)[:LONGEST_PART], borderline=True)
    for found in rules.spoken_clear.finditer(text) if spoken else ():
        yield Found(reading.written(*found.span())[:LONGEST_PART], borderline=False)
    for found in rules.clear.finditer(text):
        start, end = found.span()
        if not any(first <= start and end <= last for first, last in doubtful):  # a gun, not "a toy gun"
            part = reading.written(start, end)[:LONGEST_PART]
            yield Found(part, borderline=_denied(text, start, end))


def by_rules(preset: BoundaryPreset, pieces: Iterable[Piece]) -> Found | None:
    """The first words that clearly touch a preset, or else the first that may."""
    rules = _all()[preset]
    doubtful: Found | None = None
    for piece in pieces:
        for reading in piece.readings:
            for found in _found(reading, rules, spoken=piece.spoken):
                if not found.borderline:
                    return found
                doubtful = doubtful or found
    return doubtful


def excused(preset: BoundaryPreset, text: str) -> bool:
    """Whether a text holds words that only look as if they touched a preset."""
    rules = _all()[preset]
    return rules.excuses.search(fold(text).text) is not None
