"""What `measured_service.py` wrote down: how long a loop was held up, and where."""

import json
from pathlib import Path


def longest_block(report: Path, when: str, times: list[tuple[float, float]]) -> float:
    """Say how long the loop was held up, and where; returns the longest by ourselves (ms).

    The rest of the time another process had the processor.
    """
    blocked = sorted(_within(report, times), key=lambda one: -one[1])
    longest = blocked[0][1] if blocked else 0.0
    waited = max((one[0] for one in blocked), default=0.0)
    print(f"{when}: the loop was held up for {longest:.0f} ms at most by ourselves, {waited:.0f} ms by all")  # noqa: T201
    for _, own, where in blocked[:5]:
        print(f"  {own:.0f} ms: {where}")  # noqa: T201
    return longest


def _within(report: Path, loaded: list[tuple[float, float]]) -> list[tuple[float, float, str]]:
    """How long (ms), how long by ourselves, and where the loop was held up within these times."""
    lines = report.read_text(encoding="utf-8").splitlines() if report.exists() else []
    rows = [json.loads(line) for line in lines]
    return [(took, own, where) for at, took, own, where in rows if any(b <= at <= e for b, e in loaded)]
