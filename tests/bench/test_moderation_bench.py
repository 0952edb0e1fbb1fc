"""How well and how fast prompts are judged: precision and recall by kind, false refusals, time per prompt."""

import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.moderation import Code, Outcome, check

pytestmark = pytest.mark.bench

LISTS = Path(__file__).parents[1] / "unit/lists"
Row = tuple[str, str, str, str]
Say = Callable[[str], None]


def labelled() -> dict[str, list[Row]]:
    """Verdict, code, language and text, by list: the own one, written beside the checks, and the other."""
    own = tomllib.loads((LISTS / "moderation.toml").read_text("utf-8"))["rows"]
    other = tomllib.loads((LISTS / "moderation_languages.toml").read_text("utf-8"))["rows"]
    return {
        "own": [(verdict, code, "en", text) for verdict, code, text in own],
        "languages": [(verdict, code, language, text) for verdict, code, language, text in other],
    }


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def told(line: str) -> None:
        with capsys.disabled():
            print(line)  # noqa: T201 - a bench prints

    return told


@pytest.mark.parametrize("name", ["own", "languages"])
def test_precision_and_recall_by_kind(name: str, say: Say) -> None:
    rows = labelled()[name]
    for languages in (("en",), ("de", "es", "fr")):
        mine = [row for row in rows if row[2] in languages]
        if mine:
            say(f"\n{name}, {' '.join(languages)}: {len(mine)} prompts")
            _table(mine, say)
    assert rows


def _table(rows: list[Row], say: Say) -> None:
    found = [check(row[3]) for row in rows]
    wanted, stopped, named, called = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for (verdict, code, _, _), one in zip(rows, found, strict=True):
        said = one.code.value if one.code else ""
        called[said] += 1
        if verdict != Outcome.ALLOW:
            wanted[code] += 1
            stopped[code] += one.verdict is not Outcome.ALLOW
            named[code] += said == code
    for code in filter(lambda code: wanted[code.value], Code):
        precision = named[code.value] / called[code.value] if called[code.value] else float("nan")
        recall = stopped[code.value] / wanted[code.value]
        say(f"  {code.value:14} {wanted[code.value]:4}  recall {recall:.2f}  precision {precision:.2f}")
    allowed = [one.verdict is not Outcome.ALLOW for row, one in zip(rows, found, strict=True) if not row[1]]
    every = sum(stopped.values()) / max(sum(wanted.values()), 1)
    say(
        f"  all stopped {every:.3f}; false refusals {sum(allowed)} of {len(allowed)} ({np.mean(allowed):.3f})"
    )


def test_time_per_prompt(say: Say) -> None:
    texts = [row[3] for row in labelled()["own"]]
    program = "import time; t = time.perf_counter(); from bot.moderation import check; check('a dog'); "
    program += "print(time.perf_counter() - t)"
    cold = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    check("once, so that all is loaded")
    took: list[float] = []
    for number, text in enumerate(texts):
        began = time.perf_counter()
        check(f"{text}, take {number}")
        took.append((time.perf_counter() - began) * 1000)
    p50, p99 = np.percentile(took, [50, 99])
    say(f"\nfirst prompt of a process {float(cold):.1f} s, then p50 {p50:.1f} ms, p99 {p99:.1f} ms")
    assert took
