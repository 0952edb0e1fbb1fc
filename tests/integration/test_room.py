"""The machine room in its own process, asked through its client; the models are fakes."""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
from fake_family import Play

from engine.room.client import Room, RoomError, RoomGoneError, asked
from engine.room.keeper import ROOM, Keeper
from engine.room.messages import (
    At,
    Doing,
    EnlargeAsk,
    FilmAsk,
    PictureAsk,
    SoundAsk,
    SpeechAsk,
    Trouble,
)

pytestmark = pytest.mark.integration

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A room that is kept for all of these, and the folder of its fakes."""
    folder = tmp_path_factory.mktemp("room")
    with pytest.MonkeyPatch.context() as patch:
        yield from _kept(folder, patch)


def _kept(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Path]:
    config = folder / "config.toml"
    config.write_text(
        f"""[models]
folder = "{folder}"
device = "cpu"
more = {{ fake = "fake_family", other = "fake_family", third = "fake_family" }}
"""
    )
    for name in ("fake", "other", "third"):
        (folder / name).mkdir()
    patch.setenv("CAMEO_CONFIG", str(config))
    patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH")))))
    keeper = Keeper()
    patch.setenv(ROOM, str(keeper.path))
    yield folder
    keeper.close()


@pytest.fixture
def folder(started: Path) -> Path:
    """Of the fakes, with nothing told yet."""
    for name in ("fake", "other", "third"):
        (started / name / "trace").write_text("")
    return started


def film(
    seed: int = 7, family: str = "fake", *, continues: bool = False, frames: int = 12, **play: object
) -> FilmAsk:
    return FilmAsk(
        family=family,
        prompt=Play(**play).text(),
        frames=frames,
        width=32,
        height=16,
        seed=seed,
        pictures=2,
        voices=1,
        continues=continues,
    )


BLOBS = ((b"one", b"two"), (b"voice",))


def _film(room: Room, **play: object) -> np.ndarray:
    return np.concatenate(list(room.film(film(**play), *BLOBS).frames))


def test_a_film_comes_whole(folder: Path) -> None:
    with asked() as room:
        made = room.film(film(), *BLOBS)
        frames = np.concatenate(list(made.frames))
    assert (frames.shape, int(frames.min()), int(frames.max())) == ((12, 16, 32, 3), 7, 7)


def test_its_sound_comes_with_it(folder: Path) -> None:
    with asked() as room:
        made = room.film(film(), *BLOBS)
    assert (made.header.rate, made.sound.shape, float(made.sound[0, 0])) == (16_000, (12, 2), 0.125)
