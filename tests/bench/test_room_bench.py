"""What the engine costs beside the model: a tiny MiniMax-H3 in the machine room, and in a bare script."""

import io
import json
import os
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from statistics import fmean, pstdev

import cv2
import numpy as np
import pytest
from drawn_person import drawn_likeness
from rooms import own_room, room_process
from tiny_rooms import models_section

from engine.contract.messages import Line, Resolution, Role, Screenplay, Shot
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import VOICE_RATE, Voice
from engine.production import produce
from engine.provenance import Signer
from engine.renderers import Take
from engine.room.client import Room, RoomFilm, asked
from engine.room.messages import At, Doing, FilmAsk

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1200)]

RUNS = 5
STEPS = 24
SIZE = (192, 96)
BARE = Path(__file__).with_name("bare_h3.py")
ASK = FilmAsk(
    family="h3",
    prompt="<Subject 1> is the woman in <Picture 1>. [Shot 1] She waves. " * 20,
    frames=124,
    width=SIZE[0],
    height=SIZE[1],
    seed=1,
    pictures=2,
    voices=1,
    steps=STEPS,
)
Bare = Callable[[], tuple[float, float, float]]
"""Makes the film: seconds on the clock, of the processor, and the largest memory so far in MB."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("h3")
    import_module("tiny_models.h3").save(folder)
    return folder


@pytest.fixture(scope="module")
def pictures() -> tuple[bytes, bytes]:
    one, other = (cv2.imencode(".png", np.full((96, 96, 3), level, np.uint8))[1] for level in (40, 200))
    return one.tobytes(), other.tobytes()


@pytest.fixture(scope="module")
def voices() -> tuple[bytes]:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(32_000)
        file.writeframes((np.sin(np.arange(4 * 32_000) / 20) * 9000).astype("<i2").tobytes())
    return (target.getvalue(),)


@pytest.fixture(scope="module")
def room(
    model: Path,
    pictures: tuple[bytes, ...],
    voices: tuple[bytes, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """With the model loaded. Nothing encoded is kept, as the bare script keeps nothing."""
    section = models_section(lambda _: model, {"h3": f"size = {list(SIZE)}\nsteps = {STEPS}"}, "cache_mb = 0")
    with own_room(tmp_path_factory.mktemp("room"), section):
        with asked() as line:
            line.film(ASK, pictures, voices)
        yield


@contextmanager
def _bare(
    model: Path, folder: Path, pictures: tuple[bytes, ...], voices: tuple[bytes, ...]
) -> Iterator[Bare]:
    """The same film, by a script of its own."""
    told = {"prompt": ASK.prompt, "width": SIZE[0], "height": SIZE[1], "frames": ASK.frames, "steps": STEPS}
    for kind, blobs in (("pictures", pictures), ("voices", voices)):
        files = [folder / f"{kind}{number}" for number in range(len(blobs))]
        for file, blob in zip(files, blobs, strict=True):
            file.write_bytes(blob)
        told[kind] = list(map(str, files))
    command = [sys.executable, str(BARE), str(model)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as script:
        assert script.stdin is not None
        assert script.stdout is not None
        stdin, stdout = script.stdin, script.stdout

        def run() -> tuple[float, float, float]:
            stdin.write("again\n")
            stdin.flush()
            took, worked, peak = json.loads(stdout.readline())
            return took, worked, peak

        stdin.write(json.dumps(told) + "\n")
        yield run


def _peak_mb() -> float:
    """Of the room, ever."""
    status = Path(f"/proc/{room_process()}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1000


def _cpu() -> float:
    """Seconds that this process and the room have worked."""
    told = Path(f"/proc/{room_process()}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return time.process_time() + (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _asked_for(
    seed: int, pictures: tuple[bytes, ...], voices: tuple[bytes, ...]
) -> tuple[float, float, float]:
    """Seconds until a film is here, on the clock and of the processors, and inside the model till frame 1."""
    with asked() as line:
        began, worked = time.perf_counter(), _cpu()
        film = line.film(ASK.model_copy(update={"seed": seed}), pictures, voices)
        line.keep()
        return time.perf_counter() - began, _cpu() - worked, film.header.took_s


def test_a_film_beside_a_bare_script(
    *,
    model: Path,
    room: None,
    pictures: tuple[bytes, ...],
    voices: tuple[bytes, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ours, theirs = [], []
    with _bare(model, tmp_path, pictures, voices) as bare:
        for seed in range(RUNS + 1):  # the first of each loads and warms up
            ours.append(_asked_for(seed, pictures, voices))
            theirs.append(bare())
    share = [wall / inside - 1 for wall, _, inside in ours[1:]]
    pairs = list(zip(ours[1:], theirs[1:], strict=True))
    clock, processor = ([one[part] / other[part] - 1 for one, other in pairs] for part in (0, 1))
    with capsys.disabled():
        print(  # noqa: T201 - a bench prints
            f"\nmachine room, tiny H3, {STEPS} steps, {RUNS} runs in turn with a bare script: "
            f"clock {fmean(clock):+.1%} (spread {pstdev(clock):.1%}), "
            f"processor {fmean(processor):+.1%} (spread {pstdev(processor):.1%}); "
            f"over the time inside the model until the first frames {fmean(share):.1%} "
            f"(least {min(share):.1%}, spread {pstdev(share):.1%}); "
            f"memory at most {_peak_mb():.0f} MB, the bare script {theirs[-1][2]:.0f} MB"
        )
    assert min(share) <= 0.05  # what else this machine does only adds to it


def test_a_whole_job(
    room: None, weights: WeightStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inside: list[float] = []
    film = Room.film

    def spied(line: Room, *what: object) -> RoomFilm:
        made = film(line, *what)  # type: ignore[arg-type]  # as they came
        inside.append(made.header.took_s)
        return made

    monkeypatch.setattr(Room, "film", spied)
    jobs = []
    for seed in range(3):
        began = time.perf_counter()
        produce(_take(seed), "h3", weights, Signer.generate(), lambda *_: None)
        jobs.append(time.perf_counter() - began)
    around = [job - seconds for job, seconds in zip(jobs[1:], inside[1:], strict=True)]
    with capsys.disabled():
        print(  # noqa: T201
            f"\nmachine room, tiny H3, a job of 5 s in 720p: {fmean(inside[1:]):.1f} s inside the model,"
            f" {fmean(around):.1f} s around it (spread {pstdev(around):.1f}): enlarged, encoded, marked,"
            " signed, and reviewed by five models"
        )


def _take(seed: int) -> Take:
    tone = np.sin(np.arange(4 * VOICE_RATE) / 20).astype(np.float32) * 0.2
    voice = Voice(tone, np.zeros(256, np.float32), 120.0, 2.0, "")
    person = replace(drawn_likeness(frames=24, size=(540, 720)), voice=voice)
    shot = Shot(seconds=5.0, roles=("ada",), action="waves", lines=(Line(role="ada", text="Hello there."),))
    play = Screenplay(prompt="by the sea", roles=(Role(name="ada"),), shots=(shot,))
    return Take(play, {"ada": person}, Resolution.P720, seed)


class _EnoughError(Exception):
    """The film is not wanted any more."""


def test_from_cancelling_to_the_next_film(
    room: None, pictures: tuple[bytes, ...], voices: tuple[bytes, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    ask = ASK.model_copy(update={"steps": 100})
    moments: list[float] = []

    def until_the_fifth_step(at: At) -> None:
        if at.doing is Doing.DENOISING:
            moments.append(time.perf_counter())
            if at.done == 5:
                raise _EnoughError

    def until_it_is_our_turn(at: At) -> None:
        if at.doing is not Doing.WAITING or not at.of:
            moments.append(time.perf_counter())
            raise _EnoughError

    stops, steps = [], []
    for _ in range(RUNS):
        moments.clear()
        for tell in (until_the_fifth_step, until_it_is_our_turn):
            with pytest.raises(_EnoughError), asked() as line:
                line.film(ask, pictures, voices, tell)
        steps.append(moments[5] - moments[4])
        stops.append(moments[6] - moments[5])
    with capsys.disabled():
        print(  # noqa: T201
            f"\nmachine room, tiny H3: {fmean(stops):.3f} s from hanging up to the next film's turn"
            f" (spread {pstdev(stops):.3f}); a step takes {fmean(steps):.3f} s"
        )
