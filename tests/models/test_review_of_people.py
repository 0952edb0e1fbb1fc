"""What a review sees in a clip besides what it should show: other people, nudity, words nobody wrote."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import clips
import cv2
import numpy as np
import pytest
from drawn_person import drawn_likeness
from numpy.typing import NDArray

from engine.contract.messages import Review
from engine.contract.weights import WeightStore
from engine.faces import FaceReader, describe, distance
from engine.finish import finish
from engine.footage import open_recording
from engine.provenance import Signer
from engine.review import Reviewed, review
from engine.review.nudity import prepared, scores, views
from engine.sound import Soundtrack
from engine.sound.soundtrack import soundtrack

pytestmark = pytest.mark.models

SECONDS = 2.0
Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def portrait(weights: WeightStore) -> Picture:
    picture = cv2.imread(str(weights.path("sample_portrait")))
    assert picture is not None
    return np.asarray(picture, np.uint8)


def _vector(picture: Picture, weights: WeightStore) -> Floats:
    with FaceReader(weights) as reader:
        (face,) = reader.read(picture)
    return describe(picture, face, weights)


def _beside(*pictures: Picture) -> Picture:
    """Pictures side by side, in a grey 720p frame."""
    frame = np.full((clips.HEIGHT, clips.WIDTH, 3), 110, np.uint8)
    left = 20
    for picture in pictures:
        height, width = picture.shape[:2]
        frame[60 : 60 + height, left : left + width] = picture
        left += width + 40
    return frame


def _shrunk(picture: Picture, height: int) -> Picture:
    width = round(picture.shape[1] * height / picture.shape[0])
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _still(picture: Picture, count: int) -> Iterator[Picture]:
    planar = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420), np.uint8)
    return (planar for _ in range(count))


def _look(
    weights: WeightStore, picture: Picture, centroid: Floats | None = None, sound: Soundtrack | None = None
) -> Reviewed:
    """Review a still clip that should show somebody with that face, or nobody."""
    footage = clips.footage(SECONDS, sound)
    told = replace(footage, frames=_still(picture, footage.frame_count))
    play = clips.screenplay(SECONDS)
    video = finish(told, clips.take(play), verified=True, signer=Signer.generate()).video
    cast = {} if centroid is None else {"ann": replace(drawn_likeness(1), face_centroid=centroid)}
    return review(video, play, cast, weights, lambda _stage, _done: None)


def test_somebody_alone_in_their_own_clip_is_no_stranger(weights: WeightStore, portrait: Picture) -> None:
    found = _look(weights, _beside(portrait), _vector(portrait, weights))

    assert (found.scores.strangers, found.strangers) == (0, ())


def test_a_face_that_nobody_cast_is_a_stranger(weights: WeightStore, portrait: Picture) -> None:
    found = _look(weights, _beside(portrait))

    assert found.scores.strangers == 1
    assert distance(found.strangers[0], _vector(portrait, weights)) < 0.3


def test_a_small_face_in_the_background_is_seen(weights: WeightStore, portrait: Picture) -> None:
    small = _shrunk(portrait, 180)  # the face about 85 pixels high

    assert _look(weights, _beside(small)).scores.strangers == 1


def test_where_nobody_is_there_are_no_strangers(weights: WeightStore) -> None:
    picture = _beside(np.full((300, 300, 3), (150, 180, 225), np.uint8))

    assert _look(weights, picture).scores.strangers == 0


@pytest.mark.shared
def test_a_second_face_beside_the_cast_is_a_stranger(
    weights: WeightStore, portrait: Picture, shared_media: Path
) -> None:
    with open_recording((shared_media / "people" / "p01_man_dark_hair_en_20s.mp4").read_bytes()) as recording:
        other = _shrunk(next(recording.frames()), 560)
    found = _look(weights, _beside(portrait, other), _vector(portrait, weights))

    assert found.scores.strangers == 1
    assert distance(found.strangers[0], _vector(other, weights)) < 0.3
    assert found.scores.identity[0].below_060 == 1


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "least"), [("crowd_many_faces_4s.mp4", 3), ("multi_shot_cuts_stage_360p.mp4", 2)]
)
def test_a_crowd_is_many_strangers(weights: WeightStore, shared_media: Path, name: str, least: int) -> None:
    video = (shared_media / "negative" / name).read_bytes()
    found = review(video, clips.screenplay(4.0), {}, weights, lambda _stage, _done: None)

    assert found.scores.strangers is not None
    assert found.scores.strangers >= least


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("noface_cartoon_title_audio.mp4", 0),
        ("noface_bikes_noaudio.mp4", 1),  # whatever its name says: a man in the dark behind the bikes
    ],
)
def test_who_is_there_is_counted(weights: WeightStore, shared_media: Path, name: str, count: int) -> None:
    video = (shared_media / "negative" / name).read_bytes()

    assert _scores(video, weights).strangers == count


def _scores(video: bytes, weights: WeightStore) -> Review:
    return review(video, clips.screenplay(4.0), {}, weights, lambda _stage, _done: None).scores


def test_a_dressed_portrait_is_far_from_the_line(weights: WeightStore, portrait: Picture) -> None:
    nudity = _look(weights, _beside(portrait)).scores.nudity

    assert nudity is not None
    assert nudity.frames == 4
    assert nudity.worst < 0.35


def test_a_drawn_bare_body_scores_far_above_a_dressed_one(weights: WeightStore, portrait: Picture) -> None:
    shapes = _shaded_shapes()

    assert scores(views(shapes), weights).max() > 0.4
    assert scores((portrait,), weights).max() < 0.1


def _shaded_shapes() -> Picture:
    """Two large round shapes in a skin colour, lit from above."""
    y, x = np.mgrid[0 : clips.HEIGHT, 0 : clips.WIDTH].astype(np.float32)
    picture = np.full((clips.HEIGHT, clips.WIDTH, 3), (60, 60, 70), np.float32)
    for middle in (470, 810):
        across, down = (x - middle) / 230, (y - 380) / 260
        depth = np.sqrt(np.clip(1 - across**2 - down**2, 0, 1))
        light = np.clip(0.35 + 0.65 * (0.7 * depth - 0.4 * across - 0.6 * down), 0, 1.2)[..., None]
        picture = np.where((across**2 + down**2 < 1)[..., None], np.array([90, 130, 190]) * light, picture)
    return np.clip(picture, 0, 255).astype(np.uint8)


def test_a_picture_is_prepared_as_the_classifier_was_trained() -> None:
    grey = prepared(np.full((720, 1280, 3), 128, np.uint8))

    assert grey.shape == (224, 224, 3)
    assert np.allclose(grey.mean(axis=(0, 1)), [128 - 104, 128 - 117, 128 - 123], atol=1)


def test_words_in_a_clip_that_should_be_silent_are_heard(weights: WeightStore, portrait: Picture) -> None:
    said = soundtrack(clips.screenplay(SECONDS, "I resign today."), {"ann": None}, ("surf",), weights, 1).mix
    spoken = _look(weights, _beside(portrait), sound=replace(clips.silent(SECONDS), mix=said)).scores.spoken

    assert spoken is not None
    assert (spoken.wanted, spoken.wer) == ("", 1.0)
    assert "resign" in spoken.unexpected


def test_surf_alone_says_nothing(weights: WeightStore, portrait: Picture) -> None:
    surf = soundtrack(clips.screenplay(SECONDS), {"ann": None}, ("surf",), weights, 1)

    assert _look(weights, _beside(portrait), sound=surf).scores.spoken is None
