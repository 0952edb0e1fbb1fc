"""The lists of words.toml and names.toml as compiled patterns."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent


def _compiled(patterns: Sequence[str], macros: Mapping[str, str]) -> re.Pattern[str]:
    """Whole words only; the longest pattern first, so that the longest wording is what is reported."""
    for name, group in macros.items():
        patterns = [pattern.replace(f"<{name}>", group) for pattern in patterns]
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(patterns, key=len, reverse=True)) + r")(?!\w)")


@lru_cache(maxsize=1)
def tables() -> Mapping[str, re.Pattern[str]]:
    """Every list by its name, compiled once on first use."""
    words = tomllib.loads((_HERE / "words.toml").read_text("utf-8"))
    names = tomllib.loads((_HERE / "names.toml").read_text("utf-8"))
    return {name: _compiled(patterns, words["macros"]) for name, patterns in (words["lists"] | names).items()}
