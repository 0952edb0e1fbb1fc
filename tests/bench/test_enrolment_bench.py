"""How long the analysis of a recording takes, beside the recording's own length."""

import resource
import time
from pathlib import Path

import pytest

from engine.contract.messages import Challenge, Turn
from engine.contract.weights import WeightStore
from engine.enrolment.enrol import enrol
from engine.sample_person import record_sample

pytestmark = pytest.mark.bench

RUNS = 3


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _measured(footage: bytes, weights: WeightStore) -> tuple[list[float], list[float]]:
    """Wall and CPU seconds per second of recording; the first run, which loads the models, counts too."""
    walls, cpus = [], []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), _cpu_s()
        done = enrol(footage, None, weights, lambda _stage, _done: None)
        seconds = len(done.likeness.frames) / done.likeness.fps
        walls.append((time.perf_counter() - wall) / seconds)
        cpus.append((_cpu_s() - cpu) / seconds)
    return walls, cpus


def _tell(name: str, walls: list[float], cpus: list[float]) -> None:
    def spread(values: list[float]) -> str:
        return f"{sorted(values)[len(values) // 2]:.2f} ({min(values):.2f} .. {max(values):.2f})"

    print(f"analysis / recording length, {name}: wall {spread(walls)}, CPU {spread(cpus)}")  # noqa: T201


def test_analysis_of_the_sample_person(weights: WeightStore) -> None:
    asked = Challenge(turns=(Turn.LEFT, Turn.UP), phrase="my blue kettle sings in the morning")
    walls, cpus = _measured(record_sample(asked, weights), weights)
    _tell("sample person", walls, cpus)
    assert walls


@pytest.mark.shared
def test_analysis_of_a_filmed_person(shared_media: Path, weights: WeightStore) -> None:
    footage = (shared_media / "people/p01_man_dark_hair_en_20s.mp4").read_bytes()
    walls, cpus = _measured(footage, weights)
    _tell("filmed person, 20 s", walls, cpus)
    assert walls
