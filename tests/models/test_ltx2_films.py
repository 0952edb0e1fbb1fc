"""Films by LTX-2, a tiny one in the machine room: first frames, sound before the picture, shots, lengths."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from drawn_person import drawn_likeness
from tiny_rooms import models_section, tiny_room

from engine.contract.messages import FPS, Line, Resolution, Role, Screenplay, Shot, Stage
from engine.models.ltx2_sound import CHANNELS
from engine.renderers import Footage, Take, renderer
from engine.renderers.ltx2 import JOINT, MADE_TO_SOUND
from engine.sound import MIX_RATE

pytestmark = pytest.mark.models

SIZE = (128, 64)
HELLO = Shot(seconds=1.5, roles=("ada", "bo"), action="dance", lines=(Line(role="ada", text="Hello"),))
SEA = Shot(seconds=1.2, roles=("bo",), environment="by the sea")
EMPTY = Shot(seconds=1.0, roles=(), environment="an empty street")


@pytest.fixture(scope="module", autouse=True)
def room(tiny: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One for all of these."""
    families = {"ltx2": f"size = {list(SIZE)}\nsteps = 2", "first_frame": "steps = 1"}
    with tiny_room(tmp_path_factory.mktemp("room"), models_section(tiny, families)):
        yield


@dataclass(frozen=True)
class Made:
    """A film whose frames were read."""

    footage: Footage
    frames: np.ndarray
    told: list[tuple[Stage, float]]


def _made(*shots: Shot, roles: tuple[str, ...] = ("ada", "bo"), seed: int = 7) -> Made:
    told: list[tuple[Stage, float]] = []
    play = Screenplay(prompt="they dance", roles=tuple(Role(name=name) for name in roles), shots=shots)
    take = Take(play, {role: drawn_likeness(frames=3) for role in roles}, Resolution.P720, seed=seed)
    footage = renderer("ltx2").render(take, lambda stage, done: told.append((stage, done)))
    return Made(footage, np.stack(list(footage.frames)), told)


@pytest.fixture(scope="module")
def spoken() -> Made:
    """Two people, one of whom speaks, then the other alone."""
    return _made(HELLO, SEA)


@pytest.fixture(scope="module")
def silent() -> Made:
    """Nobody speaks."""
    return _made(SEA, roles=("bo",))


def test_it_is_as_long_as_the_screenplay(spoken: Made) -> None:
    assert len(spoken.frames) == spoken.footage.frame_count == round((1.5 + 1.2) * FPS)


def test_it_has_the_size_that_was_asked_for(spoken: Made) -> None:
    assert spoken.frames.shape[1:] == (720 * 3 // 2, 1280)


def test_the_clip_says_what_size_it_was_made_at(spoken: Made) -> None:
    assert any(note.startswith("Made at 128x64") for note in spoken.footage.notes)
