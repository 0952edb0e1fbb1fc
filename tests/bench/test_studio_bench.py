"""What a studio clip costs beside a bare x264 run on the same frames."""

import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import fmean, pstdev

import imageio_ffmpeg
import numpy as np
import pytest
from drawn_person import drawn_likeness

from engine.contract.messages import Resolution, Role, Screenplay, Shot
from engine.finish import finish
from engine.provenance import Signer
from engine.renderers import Take
from engine.renderers.studio import direction
from engine.sound import Phone, Soundtrack, SpokenLine

pytestmark = pytest.mark.bench

SECONDS = 6.0
RUNS = 3
PLACES = ("a beach at sunset", "a neon street in the rain", "an office")


def _take(place: str, seed: int) -> tuple[Take, Soundtrack]:
    person = drawn_likeness(frames=240, size=(540, 720))
    shot = Shot(seconds=SECONDS, roles=("ada",), environment=place)
    play = Screenplay(prompt=place, roles=(Role(name="ada"),), shots=(shot,))
    phones = tuple(Phone("mɑni"[i % 4], 0.5 + 0.12 * i, 0.62 + 0.12 * i) for i in range(40))  # noqa: RUF001 - IPA
    line = SpokenLine("ada", "money", 0.5, 5.3, phones)
    sound = Soundtrack(np.zeros((round(SECONDS * 48000), 2), np.float32), (line,), (), ())
    return Take(play, {"ada": person}, Resolution.P720, seed), sound


@dataclass(frozen=True, slots=True)
class Cost:
    """What some work took: CPU seconds of this process and its children, and wall seconds."""

    cpu: float
    wall: float


@contextmanager
def _measured(into: list[Cost]) -> Iterator[None]:
    before, start = _cpu(), time.perf_counter()
    yield
    into.append(Cost(_cpu() - before, time.perf_counter() - start))


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _encode(frames: list[np.ndarray]) -> None:
    """x264 at ffmpeg's own defaults, nothing else."""
    height, width = frames[0].shape[0] * 2 // 3, frames[0].shape[1]
    command = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "rawvideo", "-pix_fmt", "yuv420p"),
        *("-s", f"{width}x{height}", "-r", "24", "-i", "-", "-c:v", "libx264", "-f", "null", "-"),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:
        assert child.stdin is not None
        for frame in frames:
            child.stdin.write(frame.tobytes())
        child.stdin.close()


@pytest.mark.parametrize("place", PLACES)
def test_a_render_beside_a_bare_encode(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    take, sound = _take(place, 1)
    signer = Signer.generate()
    frames = list(direction.footage(take, sound, lambda *_: None).frames)  # compiles the loops, too
    rendered: list[Cost] = []
    bare: list[Cost] = []
    for _ in range(RUNS):
        with _measured(rendered):
            finish(direction.footage(take, sound, lambda *_: None), take, verified=True, signer=signer)
        with _measured(bare):
            _encode(frames)
    cpu = [one.cpu / other.cpu for one, other in zip(rendered, bare, strict=True)]
    wall = [one.wall / other.wall for one, other in zip(rendered, bare, strict=True)]
    with capsys.disabled():
        print(  # noqa: T201 - a bench prints
            f"\nstudio, {place}: drawn, encoded, marked and signed over a bare encode of its frames:"
            f" CPU {fmean(cpu):.2f} (spread {pstdev(cpu):.2f}),"
            f" wall {fmean(wall):.2f} (spread {pstdev(wall):.2f}), {RUNS} runs"
        )
    assert fmean(cpu) <= 3
