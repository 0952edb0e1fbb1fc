"""How well and how fast boundaries are judged: `make bench ARGS="-k boundary"`.

Every third row of the lists was held out while words, examples and thresholds were chosen, by the same hand.
boundaries_fresh.toml was written blind after the first tuning, much of it indirect. Judged once: presets at a
recall of .60 and a precision of .89, free text at .67 and .75. Then it was learnt from, and a last list
(boundaries_last.toml) written blind: judged once, presets at .93 and .89, free text at .65 and .73. Its
faults of mechanism, and a few words, have been mended since.
"""

import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bot.boundaries.judge import offends
from bot.boundaries.limits import Limit
from bot.consent import BoundaryPreset
from bot.script import read

pytestmark = pytest.mark.bench

LISTS = Path(__file__).parents[1] / "unit/lists"
LIMITS = [Limit(preset=preset) for preset in BoundaryPreset][:5] + [
    Limit(text=text)
    for text in (
        "no spiders", "no snakes", "no clowns", "no hospitals", "no smoking", "no gambling", "no horror",
        "no dogs", "don't make me dance", "keine Schlangen",
    )
]  # fmt: skip
LONG = """
@a walks through an old market town in the evening while bakers close their stalls and a busker packs his
accordion. She stops at a table with lemons and listens to the bells. Then she follows the narrow lane to the
square and looks at the fountain where two children float paper boats. A man with a red scarf asks her for
the time and she shows him an old watch. They count the seconds together until the lamps light up and shine on
the wet stones. She says "What a perfect ending for this long summer" and writes a few lines into a small
notebook before the wind turns the page and the camera pulls back over the lemon trees and the quiet gardens
"""
Judged = Counter[tuple[bool, str]]


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def listed(name: str) -> dict[str, Any]:
    return tomllib.loads((LISTS / f"{name}.toml").read_text("utf-8"))


def how(limit: Limit, text: str) -> str:
    hit = offends([limit], read(text, {"@a": "ada", "@b": "bob", "@owner": "owner"}))
    return "nothing" if hit is None else "doubtful" if hit.borderline else "clear"


def line(name: str, judged: Judged) -> str:
    touched = sum(count for (touches, _), count in judged.items() if touches)
    caught = judged[True, "clear"] + judged[True, "doubtful"]
    wrong = judged[False, "clear"] + judged[False, "doubtful"]
    left = wrong + judged[False, "nothing"]
    return (
        f"{name:<26} recall {caught / touched:.2f} (clear {judged[True, 'clear'] / touched:.2f})"
        f"  precision {caught / max(1, caught + wrong):.2f}"
        f"  of {left} near misses {judged[False, 'clear']} refused, {judged[False, 'doubtful']} asked about"
    )


def presets(lists: dict[str, dict[str, list[str]]], rows: slice) -> Iterable[tuple[str, Judged]]:
    for name, kinds in lists.items():
        limit = Limit(preset=BoundaryPreset(name))
        judged = Counter(
            (kind == "touches", how(limit, text))
            for kind in ("touches", "leaves")
            for text in kinds[kind][rows]
        )
        yield name, judged


def free(rows: Iterable[tuple[str, str, bool]]) -> Judged:
    return Counter((touched, how(Limit(text=text), prompt)) for text, prompt, touched in rows)


def shown(title: str, found: Iterable[tuple[str, Judged]]) -> None:
    _say(f"\n{title}")
    every: Judged = Counter()
    for name, judged in found:
        every += judged
        _say(line(name, judged))
    _say(line("together", every))


def test_boundary_quality_on_rows_held_out() -> None:
    held = slice(2, None, 3)
    found = [
        *presets(listed("boundary_presets"), held),
        ("free text", free(listed("boundaries")["rows"][held])),
    ]
    shown("held out", found)
    assert all(judged[True, "nothing"] <= 2 for _, judged in found)


@pytest.mark.parametrize("name", ["boundaries_fresh", "boundaries_last"])
def test_boundary_quality_on_prompts_written_blind(name: str) -> None:
    lists = listed(name)
    shown(name, [*presets(lists["presets"], slice(None)), ("free text", free(lists["rows"]))])


def test_boundary_speed() -> None:
    offends(LIMITS, read("@a waves on a hill", {"@a": "ada"}))
    for text in (LONG, LONG, LONG.replace("lemon", "melon").replace("notebook", "suitcase")):
        prompt = read(text, {"@a": "ada"})
        began = time.perf_counter()
        hit = offends(LIMITS, prompt)
        took = 1000 * (time.perf_counter() - began)
        _say(f"15 boundaries, {len(text.split())} words: {took:.0f} ms ({hit and hit.part})")
