"""The machine room in its own process, asked through its client; the models are fakes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
from rooms import BLOBS, FakeRoom, fake_room, film

from engine.room.client import Room, RoomError, asked
from engine.room.messages import At, Doing, EnlargeAsk, PictureAsk, SoundAsk, SpeechAsk, Trouble

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeRoom]:
    """A room that all of these ask."""
    with fake_room(tmp_path_factory.mktemp("room")) as room:
        yield room


@pytest.fixture
def fakes(kept: FakeRoom) -> FakeRoom:
    """The same, of which nothing is told yet."""
    kept.forget()
    return kept


@pytest.fixture
def room(fakes: FakeRoom) -> Iterator[Room]:
    """A connection to it."""
    with asked() as room:
        yield room


def _made(room: Room, **play: object) -> np.ndarray:
    return np.concatenate(list(room.film(film(**play), *BLOBS).frames))


def test_a_film_comes_whole(room: Room) -> None:
    frames = _made(room)
    assert (frames.shape, int(frames.min()), int(frames.max())) == ((12, 16, 32, 3), 7, 7)


def test_the_sound_of_a_film_comes_with_it(room: Room) -> None:
    made = room.film(film(), *BLOBS)
    assert (made.header.rate, made.sound.shape, float(made.sound[0, 0])) == (16_000, (12, 2), 0.125)


def test_what_a_film_is_made_from_reaches_the_model(room: Room) -> None:
    assert room.film(film(), *BLOBS).header.notes == ("2 pictures", "new")


def test_progress_is_told_in_the_order_of_the_work(room: Room, fakes: FakeRoom) -> None:
    told: list[At] = []
    _ = room.film(film(family="other"), *BLOBS, told.append)
    order = [Doing.LOADING, Doing.LOADING, Doing.ENCODING, *[Doing.DENOISING] * 3, Doing.DECODING]
    assert [at.doing for at in told] == order


def test_decoding_is_told_of_while_the_frames_are_read(room: Room) -> None:
    told: list[At] = []
    made = room.film(film(), *BLOBS, told.append)
    told.clear()
    list(made.frames)
    assert [(at.doing, at.done, at.of) for at in told] == [
        (Doing.DECODING, 5, 12),
        (Doing.DECODING, 10, 12),
    ]


def test_a_rough_frame_is_shown_small(room: Room) -> None:
    shown: list[bytes] = []
    room.film(film(looks=True), *BLOBS, look=shown.append)
    picture = cv2.imdecode(np.frombuffer(shown[0], np.uint8), cv2.IMREAD_COLOR)
    assert (len(shown), picture.shape, picture[20, 20].argmax()) == (1, (40, 320, 3), 2)


def test_a_picture_comes_as_png(room: Room) -> None:
    ask = PictureAsk(family="fake", prompt="", width=32, height=16, seed=1, pictures=2)
    picture = cv2.imdecode(np.frombuffer(room.picture(ask, [b"", b""]), np.uint8), cv2.IMREAD_COLOR)
    assert (picture.shape, picture[0, 0].tolist()) == ((16, 32, 3), [255, 0, 2])


def test_a_line_is_said(room: Room) -> None:
    samples, rate = room.say(SpeechAsk(family="fake", text="hello", seed=1), b"123")
    assert (samples.shape, float(samples[0, 0]), rate) == ((5, 1), 3.0, 16_000)


def test_a_sound_is_made(room: Room) -> None:
    samples, rate = room.sound(SoundAsk(family="fake", prompt="rain", seconds=0.5, seed=1))
    assert (samples.shape, rate) == ((8000, 2), 16_000)


def test_pictures_are_enlarged(room: Room) -> None:
    small = np.arange(3, dtype=np.uint8)[:, None, None, None] * np.ones((1, 4, 6, 3), np.uint8)
    large = room.enlarge(EnlargeAsk(family="fake", frames=3, width=60, height=40), small)
    assert (large.shape, large[:, -1, -1, 0].tolist()) == ((3, 40, 60, 3), [0, 1, 2])


def test_many_pictures_are_enlarged_piece_by_piece(room: Room) -> None:
    small = np.arange(5, dtype=np.uint8)[:, None, None, None] * np.ones((1, 4, 6, 3), np.uint8)
    large = room.enlarge(EnlargeAsk(family="fake", frames=5, width=3840, height=2160), small)
    assert large[:, 2159, 3839, 0].tolist() == [0, 1, 2, 3, 4]


def test_a_film_goes_on_from_the_last_of_its_connection(room: Room) -> None:
    _made(room, seed=41)
    assert room.film(film(continues=True), *BLOBS).header.notes[1] == "after 41"


def test_a_film_does_not_go_on_from_that_of_another_connection(room: Room) -> None:
    _made(room)
    with asked() as other, pytest.raises(RoomError, match="no film to go on from"):
        other.film(film(continues=True), *BLOBS)


def test_frames_that_are_not_read_yet_are_kept_when_something_else_is_asked(room: Room) -> None:
    first = room.film(film(seed=1), *BLOBS)
    _made(room, seed=2)
    assert np.concatenate(list(first.frames)).mean() == 1


def test_frames_can_be_read_after_the_connection_is_closed(fakes: FakeRoom) -> None:
    with asked() as room:
        made = room.film(film(), *BLOBS)
    assert sum(len(piece) for piece in made.frames) == 12


def test_a_model_is_loaded_once(fakes: FakeRoom) -> None:
    for _ in range(2):
        with asked() as room:
            _made(room, family="third")
    assert fakes.trace("third").count("load full") == 1


def test_the_model_that_was_unused_longest_goes_first(room: Room, fakes: FakeRoom) -> None:
    for family in ("fake", "other"):
        _made(room, family=family)
    fakes.forget()
    for family in ("fake", "third", "fake", "other"):
        _made(room, family=family)
    assert [fakes.trace(name).count("load full") for name in ("fake", "other")] == [0, 1]


def test_what_a_family_cannot_do_is_said(room: Room) -> None:
    with pytest.raises(RoomError, match="makes no such film") as said:
        room.film(film(cannot=True), *BLOBS)
    assert said.value.trouble is Trouble.CANNOT


def test_a_family_that_is_not_known_is_not_here(room: Room) -> None:
    with pytest.raises(RoomError) as said:
        room.film(film(family="nobody"), *BLOBS)
    assert said.value.trouble is Trouble.NOT_HERE


def test_a_family_whose_files_are_missing_is_not_here(room: Room) -> None:
    with pytest.raises(RoomError, match="h3") as said:
        room.film(film(family="h3"), *BLOBS)
    assert said.value.trouble is Trouble.NOT_HERE


def test_a_failure_is_told_without_what_was_asked(room: Room) -> None:
    with pytest.raises(RoomError) as said:
        room.film(film(fails=True), *BLOBS)
    assert (said.value.trouble, str(said.value)) == (Trouble.BROKEN, "fake failed: ValueError.")


def test_after_a_failure_the_connection_is_as_good_as_before(room: Room) -> None:
    with pytest.raises(RoomError):
        room.film(film(fails=True), *BLOBS)
    assert len(_made(room)) == 12


def test_who_comes_second_waits_and_is_told_so(fakes: FakeRoom) -> None:
    told: list[At] = []

    def tell(at: At) -> None:
        told.append(at)
        fakes.open("go")

    with ThreadPoolExecutor() as pool, asked() as first, asked() as second:
        one = pool.submit(_made, first, seed=1, gate="go")
        fakes.until("fake", "step 1 2")
        second.film(film(seed=2), *BLOBS, tell)
        one.result()
    assert (told[0].doing, told[0].of) == (Doing.WAITING, 1)


def test_whose_pictures_wait_to_be_enlarged_is_told_so(fakes: FakeRoom) -> None:
    told: list[At] = []

    def tell(at: At) -> None:
        told.append(at)
        fakes.open("go")

    with ThreadPoolExecutor() as pool, asked() as first, asked() as second:
        one = pool.submit(_made, first, seed=1, gate="go")
        fakes.until("fake", "step 1 2")
        small = np.zeros((1, 4, 6, 3), np.uint8)
        second.enlarge(EnlargeAsk(family="fake", frames=1, width=12, height=8), small, tell)
        one.result()
    assert (told[0].doing, told[0].of) == (Doing.WAITING, 1)


def test_a_film_is_denoised_while_the_last_one_is_still_decoded(fakes: FakeRoom) -> None:
    with asked() as first, asked() as second:
        one = first.film(film(seed=1, slow="later"), *BLOBS)
        other = np.concatenate(list(second.film(film(seed=2), *BLOBS).frames))
        fakes.open("later")
        assert (sum(map(len, one.frames)), len(other)) == (12, 12)


def test_who_hangs_up_stops_the_work_within_a_step(fakes: FakeRoom) -> None:
    class _Enough(Exception):  # noqa: N818 - of this test only
        pass

    def tell(at: At) -> None:
        if (at.doing, at.done) == (Doing.DENOISING, 1):
            raise _Enough

    with pytest.raises(_Enough), asked() as room:
        room.film(film(seed=5, steps=10_000), *BLOBS, tell)
    with asked() as room:
        _made(room, seed=6)
    steps = [line for line in fakes.trace("fake") if line.startswith("step 5")]
    assert len(steps) < 10_000


def test_who_waits_and_hangs_up_is_forgotten(fakes: FakeRoom) -> None:
    class _Enough(Exception):  # noqa: N818
        pass

    def tell(_at: At) -> None:
        raise _Enough

    with ThreadPoolExecutor() as pool, asked() as first:
        one = pool.submit(_made, first, seed=1, gate="go")
        fakes.until("fake", "step 1 2")
        with pytest.raises(_Enough), asked() as second:
            second.film(film(seed=2), *BLOBS, tell)
        fakes.open("go")
        one.result()
        _made(first, seed=3)
    assert not any(line.startswith("film 2 ") for line in fakes.trace("fake"))
