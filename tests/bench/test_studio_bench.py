"""What drawing costs beside encoding: CPU seconds of the studio and of a bare x264 run on its frames."""

import resource
import subprocess
import time
from statistics import fmean, pstdev

import imageio_ffmpeg
import numpy as np
import pytest
from drawn_person import drawn_likeness

from engine.contract.messages import Resolution, Role, Screenplay, Shot
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


def _encoded(frames: list[np.ndarray]) -> float:
    """CPU seconds of x264 at ffmpeg's own defaults."""
    height, width = frames[0].shape[0] * 2 // 3, frames[0].shape[1]
    command = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "rawvideo", "-pix_fmt", "yuv420p"),
        *("-s", f"{width}x{height}", "-r", "24", "-i", "-", "-c:v", "libx264", "-f", "null", "-"),
    ]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:
        assert child.stdin is not None
        for frame in frames:
            child.stdin.write(frame.tobytes())
        child.stdin.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("place", PLACES)
def test_drawing_beside_encoding(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    take, sound = _take(place, 1)
    # The first frame compiles the loops.
    next(direction.footage(take, sound, lambda *_: None).frames)
    ratios, cpu, wall = [], [], []
    for _ in range(RUNS):
        clock, start = time.process_time(), time.perf_counter()
        frames = list(direction.footage(take, sound, lambda *_: None).frames)
        drawing = time.process_time() - clock
        wall.append((time.perf_counter() - start) / len(frames) * 1000)
        cpu.append(drawing / len(frames) * 1000)
        bare = _encoded(frames)
        ratios.append((drawing + bare) / bare)

    with capsys.disabled():
        print(  # noqa: T201 - a bench prints
            f"\nstudio, {place}: {fmean(cpu):.0f} ms CPU, {fmean(wall):.0f} ms wall a 720p frame; drawn and"
            f" encoded {fmean(ratios):.2f} (spread {pstdev(ratios):.2f}) times a bare encode, {RUNS} runs"
        )
    assert fmean(ratios) <= 3
