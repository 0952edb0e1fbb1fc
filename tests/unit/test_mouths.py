"""New lips on a drawn face in a film: where they change it, when they come and go, whose mouths they are."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from drawn_person import drawn_likeness
from numpy.typing import NDArray

from engine.enrolment.likeness import FaceTrack, Likeness
from engine.finish import yuv_to_bgr
from engine.generation.followed import Seen
from engine.generation.mouths import FADE_FRAMES, Mouth

pytestmark = pytest.mark.unit

COUNT = 30
SIZE = (640, 360)
CORNER = (200, 20)
Frame = NDArray[np.uint8]


def _kept(track: FaceTrack, frames: list[int]) -> FaceTrack:
    return FaceTrack(
        landmarks=track.landmarks[frames],
        blendshapes=track.blendshapes[frames],
        pose_deg=track.pose_deg[frames],
        sharpness=track.sharpness[frames],
    )


def _seen(who: Likeness, numbers: list[int]) -> Seen:
    """As the film shows them, at a place of the picture."""
    return Seen(
        numbers=np.array(numbers),
        corners=np.full((len(numbers), 2), CORNER),
        pieces=tuple(who.frames[number] for number in numbers),
        track=_kept(who.track, numbers),
    )


def _open() -> NDArray[np.float32]:
    """A mouth that is open throughout."""
    return np.tile(np.array([0.9, 0.2], np.float32), (COUNT, 1))


def _grey() -> Frame:
    return np.full((SIZE[1] * 3 // 2, SIZE[0]), 128, np.uint8)


def _changed(mouth: Mouth, number: int) -> NDArray[np.bool_]:
    """Where a frame is another with the new lips."""
    height = SIZE[1]
    return np.asarray(mouth.onto(_grey(), number)[:height] != _grey()[:height])


def _strength(mouth: Mouth, number: int) -> float:
    change = yuv_to_bgr(mouth.onto(_grey(), number)).astype(float) - yuv_to_bgr(_grey())
    return float(np.abs(change).sum())


@pytest.fixture(scope="module")
def somebody() -> Likeness:
    """Opens and shuts their mouth."""
    return drawn_likeness(frames=COUNT)


@pytest.fixture(scope="module")
def silent(somebody: Likeness) -> Likeness:
    """The same, who never opens it."""
    shut = int(
        np.argmin(np.linalg.norm(somebody.track.landmarks[:, 13] - somebody.track.landmarks[:, 14], axis=1))
    )
    return replace(
        somebody, frames=(somebody.frames[shut],) * COUNT, track=_kept(somebody.track, [shut] * COUNT)
    )


def test_the_mouth_changes_and_what_is_beside_the_face_does_not(somebody: Likeness) -> None:
    changed = _changed(Mouth(_seen(somebody, list(range(COUNT))), _open(), None), 3)

    assert changed.any()
    assert not changed[:, : CORNER[0]].any()
    assert not changed[: CORNER[1]].any()


def test_a_frame_without_the_face_stays_as_it_is(somebody: Likeness) -> None:
    mouth = Mouth(_seen(somebody, list(range(10))), _open(), None)

    assert not _changed(mouth, 20).any()


def test_lips_fade_where_the_face_is_lost(somebody: Likeness) -> None:
    whole = Mouth(_seen(somebody, list(range(COUNT))), _open(), None)
    lost = Mouth(_seen(somebody, list(range(10))), _open(), None)

    assert _strength(lost, 9) < _strength(whole, 9) / 2
    assert _strength(lost, 9 - FADE_FRAMES) > 0


def test_lips_do_not_fade_where_the_shot_itself_begins(somebody: Likeness) -> None:
    seen = _seen(somebody, list(range(COUNT)))
    found_late = replace(seen, numbers=seen.numbers + COUNT)

    begun = Mouth(seen, _open(), None)
    late = Mouth(found_late, np.tile(_open(), (2, 1)), None)

    assert _strength(late, COUNT) < _strength(begun, 0) / 2


def test_who_never_opens_their_mouth_in_the_film_is_lent_their_recordings(
    somebody: Likeness, silent: Likeness
) -> None:
    alone = Mouth(_seen(silent, list(range(COUNT))), _open(), None)
    lent = Mouth(_seen(silent, list(range(COUNT))), _open(), somebody)

    assert not np.array_equal(alone.onto(_grey(), 5), lent.onto(_grey(), 5))


def test_a_film_that_shows_open_mouths_is_lent_none(somebody: Likeness) -> None:
    other = replace(somebody, frames=tuple(_blue(frame) for frame in somebody.frames))
    alone = Mouth(_seen(somebody, list(range(COUNT))), _open(), None)
    lent = Mouth(_seen(somebody, list(range(COUNT))), _open(), other)

    assert np.array_equal(alone.onto(_grey(), 5), lent.onto(_grey(), 5))


def _blue(jpeg: bytes) -> bytes:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return cv2.imencode(".jpg", np.full_like(picture, (250, 20, 20)))[1].tobytes()
