"""Lips on the faces of a film that was made without sound: a recording stands for what a model makes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engine.contract.messages import Challenge, Resolution, Role, Screenplay, Shot, Style
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import FaceTrack, Likeness
from engine.faces import FaceReader, describe, distance, sharpness_of
from engine.finish import yuv_to_bgr
from engine.generation.delivered import delivered, kept
from engine.generation.dubbed import DUBBED, SOUND_ONLY, dubbed
from engine.generation.film import footage_of
from engine.renderers import Footage, Take
from engine.review.playback import header, pictures
from engine.sample_person import record_sample
from engine.sound import Phone, Soundtrack, SpokenLine
from engine.sound.phonemes import phonemes
from engine.sound.synthesis import HibariVoice
from engine.visemes import aperture_track

pytestmark = pytest.mark.models

WORDS = "Wish you were here! Come and join us tomorrow."
SECONDS = 2.5
FRAMES = round(SECONDS * 24)
RECORDED = 24
"""Frames of a likeness: enough to lend a mouth."""

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Watched:
    """A film that was watched: its frames, and how far lips stood open."""

    frames: list[Picture]
    openings: NDArray[np.float64]

    def r(self, lag: int = 0) -> float:
        """How well the lips follow the words."""
        wanted = aperture_track(_spoken("ada").lines[0].phones, len(self.openings), 24)[:, 0]
        inner = slice(5, -5)
        return float(np.corrcoef(np.roll(self.openings, -lag)[inner], wanted[inner])[0, 1])


def _spoken(role: str) -> Soundtrack:
    said = HibariVoice().say(phonemes(WORDS), speed=1.3)
    phones = tuple(Phone(one.symbol, one.start_s + 0.3, one.end_s + 0.3) for one in said.phones)
    line = SpokenLine(role, WORDS, phones[0].start_s, phones[-1].end_s, phones)
    return Soundtrack(np.zeros((round(SECONDS * 48000), 2), np.float32), (line,), (), ())


def _likeness(shown: Sequence[Picture], weights: WeightStore) -> Likeness:
    """As much of somebody as lips need, at a tenth of what enrolling costs."""
    with FaceReader(weights) as reader:
        faces = [reader.read(picture, number / 24)[0] for number, picture in enumerate(shown)]
    vectors = np.stack([describe(shown[index], faces[index], weights) for index in (0, len(shown) // 2)])
    return Likeness(
        verified=True,
        fps=24.0,
        frames=tuple(cv2.imencode(".jpg", picture)[1].tobytes() for picture in shown),
        mattes=(),
        track=FaceTrack(
            landmarks=np.stack([face.landmarks for face in faces]),
            blendshapes=np.stack([face.blendshapes for face in faces]),
            pose_deg=np.stack([face.pose_deg for face in faces]),
            sharpness=np.array([sharpness_of(*pair) for pair in zip(shown, faces, strict=True)], np.float32),
        ),
        face_centroid=vectors.mean(axis=0),
        face_vectors=vectors,
        voice=None,
    )


def _shown(film: bytes) -> Iterator[Picture]:
    told = header(film)
    return pictures(film, (told.width, told.height))


def _take(cast: dict[str, Likeness]) -> Take:
    shot = Shot(seconds=SECONDS, roles=tuple(cast))
    play = Screenplay(
        prompt="p", style=Style.PHOTO, roles=tuple(Role(name=name) for name in cast), shots=(shot,)
    )
    return Take(play, cast, Resolution.P720, 3)


def _watched(footage: Footage, weights: WeightStore) -> Watched:
    frames = list(footage.frames)
    with FaceReader(weights) as reader:
        seen = [reader.read(yuv_to_bgr(frame), number / 24) for number, frame in enumerate(frames)]
    return Watched(frames, np.array([found[0].lip_aperture for found in seen]))


@pytest.fixture(scope="module")
def recording(weights: WeightStore) -> bytes:
    """The sample person, who says something else."""
    return record_sample(Challenge(turns=(), phrase="blue lanterns drift over the harbour"), weights)


@pytest.fixture(scope="module")
def ada(recording: bytes, weights: WeightStore) -> Likeness:
    """The sample person's likeness."""
    return _likeness(list(islice(_shown(recording), RECORDED)), weights)


@pytest.fixture(scope="module")
def film(recording: bytes) -> Callable[[], Footage]:
    """What a model is taken to have made."""
    return partial(footage_of, recording, SECONDS, Resolution.P720)


@pytest.fixture(scope="module")
def silent(film: Callable[[], Footage], weights: WeightStore) -> Watched:
    """The film as it was made."""
    return _watched(film(), weights)


@pytest.fixture(scope="module")
def made(film: Callable[[], Footage], ada: Likeness) -> Footage:
    """The film with words."""
    return dubbed(_take({"ada": ada}), _spoken("ada"), film)


@pytest.fixture(scope="module")
def spoken(made: Footage, weights: WeightStore) -> Watched:
    """The same, watched."""
    return _watched(made, weights)


def test_lips_follow_the_words(spoken: Watched) -> None:
    assert spoken.r() >= 0.7


def test_lips_are_on_time(spoken: Watched) -> None:
    assert abs(max(range(-3, 4), key=spoken.r)) <= 1


def test_they_did_not_before(silent: Watched) -> None:
    assert silent.r() < 0.5


def test_whoever_speaks_is_still_themself(spoken: Watched, ada: Likeness, weights: WeightStore) -> None:
    picture = yuv_to_bgr(spoken.frames[FRAMES // 2])
    with FaceReader(weights) as reader:
        (face,) = reader.read(picture)

    assert distance(describe(picture, face, weights), ada.face_centroid) < 0.45


def test_no_frame_is_lost(spoken: Watched, made: Footage) -> None:
    assert len(spoken.frames) == made.frame_count == FRAMES


def test_what_is_far_from_the_face_stays_to_the_bit(spoken: Watched, silent: Watched) -> None:
    pairs = zip(spoken.frames, silent.frames, strict=True)

    assert all(np.array_equal(new[:720, :300], old[:720, :300]) for new, old in pairs)


def test_the_notes_say_so(made: Footage) -> None:
    assert DUBBED in made.notes


def test_who_says_nothing_is_left_as_they_are(film: Callable[[], Footage], ada: Likeness) -> None:
    quiet = replace(_spoken("ada"), lines=())

    footage = dubbed(_take({"ada": ada}), quiet, film)

    assert footage.notes[-1] == SOUND_ONLY
    assert all(
        np.array_equal(new, old)
        for new, old in zip(islice(footage.frames, 30), islice(film().frames, 30), strict=True)
    )


def test_words_are_put_into_nobody_elses_mouth(film: Callable[[], Footage], ada: Likeness) -> None:
    somebody = replace(ada, face_centroid=-ada.face_centroid)

    footage = dubbed(_take({"ada": somebody}), _spoken("ada"), film)

    assert footage.notes[-2:] == (
        SOUND_ONLY,
        "ada: no face in shot 1 that words could be fitted to; its lips stay as they were made.",
    )


def test_a_face_too_small_to_speak_is_left_as_it_is(recording: bytes, ada: Likeness) -> None:
    far = [cv2.resize(picture, None, fx=0.1, fy=0.1) for picture in islice(_shown(recording), FRAMES)]
    wide = np.full((len(far), 360, 640, 3), 90, np.uint8)
    for canvas, picture in zip(wide, far, strict=True):
        canvas[100 : 100 + picture.shape[0], 300 : 300 + picture.shape[1]] = picture[..., ::-1]
    small = kept([wide], (640, 360), 24.0)

    footage = dubbed(_take({"ada": ada}), _spoken("ada"), lambda: delivered(small, SECONDS, Resolution.P720))

    assert SOUND_ONLY in footage.notes


@pytest.mark.shared
def test_of_two_only_the_one_who_speaks_moves_their_lips(shared_media: Path, weights: WeightStore) -> None:
    """Who stands where is not told by the order of the cast."""
    sides = {
        "bo": "people/p01_man_dark_hair_en_20s.mp4",
        "cy": "people/s04_man_webcam_headmoves_noaudio_30s_300p.mp4",
    }
    shown = {role: _half(shared_media / name) for role, name in sides.items()}
    cast = {role: _likeness(half[:RECORDED], weights) for role, half in shown.items()}
    both = np.concatenate([np.stack(shown["cy"]), np.stack(shown["bo"])], axis=2)[..., ::-1]
    together = kept([np.ascontiguousarray(both)], (1280, 720), 24.0)

    def give() -> Footage:
        return delivered(together, SECONDS, Resolution.P720)

    changed = [
        [bool((new[:720, part] != old[:720, part]).any()) for part in (slice(640), slice(640, None))]
        for new, old in zip(
            islice(dubbed(_take(cast), _spoken("bo"), give).frames, 20, 40),
            islice(give().frames, 20, 40),
            strict=True,
        )
    ]

    assert changed == [[False, True]] * 20


def _half(path: Path) -> list[Picture]:
    """Somebody in half a frame."""
    film = path.read_bytes()
    told = header(film)
    side = min(told.width, told.height * 8 // 9)
    left, tall = (told.width - side) // 2, side * 9 // 8
    top = min((told.height - tall) // 2, told.height // 10)
    return [
        np.asarray(cv2.resize(picture[top : top + tall, left : left + side], (640, 720)), np.uint8)
        for picture in islice(_shown(film), FRAMES)
    ]


def test_nobody_looks_for_the_lips_of_who_speaks_from_off_screen(
    film: Callable[[], Footage], ada: Likeness
) -> None:
    take = _take({"ada": ada})
    away = take.screenplay.model_copy(update={"shots": (Shot(seconds=SECONDS, roles=()),)})

    footage = dubbed(replace(take, screenplay=away), _spoken("ada"), film)

    assert footage.notes[-1] == SOUND_ONLY
