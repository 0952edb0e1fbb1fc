"""A film out of the machine room is kept as it comes, and delivered as it was asked for."""

from collections.abc import Iterator
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.contract.messages import Resolution, Stage
from engine.generation.delivered import delivered, enlarged, joined, kept, pieces, upscaler
from engine.generation.film import FilmError
from engine.review.playback import header, sound
from engine.room.client import Room, RoomError, Tell
from engine.room.messages import At, Doing, EnlargeAsk, Trouble
from engine.sound import MIX_RATE

pytestmark = pytest.mark.unit

SIZE = (64, 32)
FPS = 16
RATE = 32_000
SECONDS = 2.0


def _frames(count: int = round(SECONDS * FPS)) -> Iterator[NDArray[np.uint8]]:
    """Grey that gets lighter, in pieces of three and what is left."""
    for start in range(0, count, 3):
        levels = np.arange(start, min(start + 3, count), dtype=np.uint8) * 5
        yield np.broadcast_to(levels[:, None, None, None], (len(levels), SIZE[1], SIZE[0], 3)).copy()


def _tone(channels: int = 2) -> NDArray[np.float32]:
    wave = np.sin(np.arange(round(SECONDS * RATE)) * 440 * 2 * np.pi / RATE) * 0.25
    return np.repeat(wave[:, None], channels, axis=1).astype(np.float32)


def test_it_is_as_long_and_as_large_as_it_came() -> None:
    told = header(kept(_frames(), SIZE, FPS, _tone(), RATE))
    assert (told.width, told.height, told.fps, round(told.seconds, 1)) == (*SIZE, FPS, SECONDS)


def test_its_pictures_are_those_that_came() -> None:
    back = np.concatenate(list(pieces(kept(_frames(), SIZE, FPS))))
    came = np.concatenate(list(_frames())).astype(int)
    assert np.abs(back.astype(int) - came).max() <= 4


@pytest.mark.parametrize("channels", [1, 2])
def test_its_sound_is_the_one_that_came(channels: int) -> None:
    heard = sound(kept(_frames(), SIZE, FPS, _tone(channels), RATE))
    assert np.abs(np.fft.rfft(heard[:MIX_RATE, 0])).argmax() == 440


@pytest.mark.parametrize("silent", [None, np.zeros((0, 0), np.float32)])
def test_a_film_may_be_silent(silent: NDArray[np.float32] | None) -> None:
    assert not sound(kept(_frames(), SIZE, FPS, silent)).size


def test_pictures_of_another_size_are_refused() -> None:
    with pytest.raises(FilmError, match="64x32, not 32x32"):
        kept(_frames(), (32, 32), FPS)


def test_it_is_delivered_with_as_many_pictures_a_second_as_every_clip() -> None:
    footage = delivered(kept(_frames(), SIZE, FPS), SECONDS, Resolution.P720)
    assert [frame.shape for frame in footage.frames] == [(1080, 1280)] * 48


def test_what_is_too_small_is_enlarged_in_its_own_shape() -> None:
    asked: list[tuple[int, int, int]] = []

    def doubled(frames: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
        asked.append((len(frames), width, height))
        return np.zeros((len(frames), height, width, 3), np.uint8)

    made, notes = enlarged(kept(_frames(10), SIZE, FPS), Resolution.P720, doubled, "swin2sr")
    told = header(made)
    assert (asked, (told.width, told.height), notes) == (
        [(8, 1462, 732), (2, 1462, 732)],
        (1462, 732),
        ("Made at 64x32, enlarged by swin2sr.",),
    )


def test_what_is_large_enough_is_left_alone() -> None:
    film = kept((np.zeros((1, 720, 1280, 3), np.uint8) for _ in range(2)), (1280, 720), FPS)
    assert enlarged(film, Resolution.P720, lambda *_: pytest.fail("enlarged"), "swin2sr") == (film, ())


def test_how_large_it_was_made_is_said_once() -> None:
    upscaler = ("swin2sr", lambda frames, w, h: np.zeros((len(frames), h, w, 3), np.uint8))
    footage = delivered(kept(_frames(), SIZE, FPS), SECONDS, Resolution.P720, ("By a model.",), upscaler)
    assert footage.notes == (
        "By a model.",
        "Made at 64x32, enlarged by swin2sr.",
        "Enlarged to 1462x732, cut to 1300x732, scaled to 1280x720.",
    )


def test_a_film_that_cannot_be_enlarged_is_delivered_all_the_same() -> None:
    def fails(*_: object) -> NDArray[np.uint8]:
        raise RoomError(Trouble.NOT_HERE, "Its files are not here.")

    footage = delivered(kept(_frames(), SIZE, FPS), SECONDS, Resolution.P720, (), ("swin2sr", fails))
    assert sum(1 for _ in footage.frames) == 48
    assert footage.notes[0] == "It could not be enlarged by swin2sr."


class _Doubling:
    """In the place of a room: enlarges by repeating."""

    def __init__(self) -> None:
        self.asked: list[EnlargeAsk] = []

    def enlarge(self, ask: EnlargeAsk, frames: NDArray[np.uint8], tell: Tell) -> NDArray[np.uint8]:
        self.asked.append(ask)
        tell(At(doing=Doing.WAITING, of=1))
        return np.zeros((len(frames), ask.height, ask.width, 3), np.uint8)


def test_the_room_enlarges_what_is_set_and_is_told_of_meanwhile() -> None:
    room, told = _Doubling(), []
    made = upscaler(cast("Room", room), "swin2sr", lambda stage, done: told.append((stage, done)))
    assert made is not None
    assert made[1](np.zeros((3, 32, 64, 3), np.uint8), 128, 64).shape == (3, 64, 128, 3)
    assert (room.asked, told) == (
        [EnlargeAsk(family="swin2sr", frames=3, width=128, height=64)],
        [(Stage.FRAMES, 1.0)] * 2,
    )


def test_where_no_upscaler_is_set_there_is_none() -> None:
    assert upscaler(cast("Room", _Doubling()), "", lambda *_: None) is None


def test_parts_are_joined_cut_to_cut() -> None:
    film = kept(_frames(), SIZE, FPS, _tone(), RATE)
    whole = joined([delivered(film, 1.0, Resolution.P720), delivered(film, 2.0, Resolution.P720)])
    assert (whole.frame_count, len(whole.soundtrack.mix)) == (72, 3 * MIX_RATE)
