from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import clips
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engine.contract.messages import FPS, Review, Screenplay, Stage
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import FaceTrack, Likeness
from engine.faces import FaceReader, describe
from engine.finish import finish
from engine.footage import open_recording
from engine.provenance import Signer
from engine.renderers import Footage, Take
from engine.review import review
from engine.sound import Soundtrack
from engine.sound.soundtrack import soundtrack

pytestmark = pytest.mark.models

TEXT = "The quick brown fox jumps over the lazy dog."
Picture = NDArray[np.uint8]


def _likeness(centroid: NDArray[np.float32]) -> Likeness:
    """A likeness of which only the face is known."""
    none = np.zeros((0, 1), np.float32)
    return Likeness(
        verified=True,
        fps=24.0,
        frames=(),
        mattes=(),
        track=FaceTrack(landmarks=none, blendshapes=none, pose_deg=none, sharpness=none),
        face_centroid=centroid,
        face_vectors=np.zeros((0, 128), np.float32),
        voice=None,
    )


def _reviewed(play: Screenplay, footage: Footage, cast: dict[str, Likeness], weights: WeightStore) -> Review:
    take = Take(screenplay=play, cast=cast, resolution=clips.take().resolution, seed=1)
    video = finish(footage, take, verified=True, signer=Signer.generate()).video
    return review(video, play, cast, weights, lambda _stage, _done: None).scores


@pytest.fixture(scope="module")
def spoken(weights: WeightStore) -> tuple[Screenplay, Soundtrack]:
    """Someone speaks over surf, then there is a knock."""
    play = clips.screenplay(5.0, TEXT, ("a knock",))
    return play, soundtrack(play, {"ann": None}, ("surf",), weights, 1)


@pytest.fixture(scope="module")
def faceless(weights: WeightStore, spoken: tuple[Screenplay, Soundtrack]) -> Review:
    """The review of a clip that sounds right and shows nobody."""
    play, heard = spoken
    return _reviewed(play, clips.footage(5.0, heard), {"ann": _likeness(np.zeros(128, np.float32))}, weights)


def test_words_are_recognised_in_the_finished_clip(faceless: Review) -> None:
    assert faceless.spoken is not None
    assert faceless.spoken.wer <= 0.15


def test_a_beat_is_measured_within_one_frame(faceless: Review) -> None:
    (beat,) = faceless.beats

    assert beat.what == "a knock"
    assert abs(beat.measured_frame - beat.wanted_frame) <= 1


def test_size_length_and_loudness_are_measured(faceless: Review) -> None:
    assert (faceless.width, faceless.height, faceless.fps, faceless.frames) == (1280, 720, 24.0, 120)
    assert faceless.seconds == pytest.approx(5.0, abs=1 / FPS)
    assert faceless.loudness_lufs == pytest.approx(-14, abs=0.5)
    assert faceless.true_peak_db is not None
    assert faceless.true_peak_db <= -1


def test_someone_who_is_not_to_be_seen_is_not_recognised(faceless: Review) -> None:
    (score,) = faceless.identity

    assert (score.frames, score.frames_with_face, score.below_060) == (10, 0, 0.0)
    assert faceless.lips == ()


def test_a_clip_without_a_manifest_is_measured_by_its_words(
    weights: WeightStore, spoken: tuple[Screenplay, Soundtrack]
) -> None:
    play, heard = spoken
    video = bytearray(
        finish(clips.footage(5.0, heard), clips.take(play), verified=True, signer=Signer.generate()).video
    )
    video[video.rindex(b"mdat") + 3000] ^= 1

    found = review(bytes(video), play, {}, weights, lambda _stage, _done: None).scores

    assert found.spoken is not None
    assert found.spoken.wer <= 0.15
    assert found.beats == ()


def test_a_review_tells_how_far_it_is(weights: WeightStore) -> None:
    told: list[tuple[Stage, float]] = []
    video = finish(clips.footage(2.0), clips.take(), verified=True, signer=Signer.generate()).video

    review(video, clips.screenplay(2.0), {}, weights, lambda stage, done: told.append((stage, done)))

    assert {stage for stage, _ in told} == {Stage.REVIEW}
    assert [done for _, done in told] == sorted(done for _, done in told)
    assert told[-1][1] == 1.0


def _planar(picture: Picture) -> Picture:
    """A BGR picture in the middle of a grey 720p frame, as planar YUV."""
    canvas = np.full((clips.HEIGHT, clips.WIDTH, 3), 110, np.uint8)
    height, width = picture.shape[:2]
    left = (clips.WIDTH - width) // 2
    canvas[:height, left : left + width] = picture
    return np.asarray(cv2.cvtColor(canvas, cv2.COLOR_BGR2YUV_I420), np.uint8)


def _portrait(weights: WeightStore) -> Picture:
    picture = cv2.imread(str(weights.path("sample_portrait")))
    assert picture is not None
    return np.asarray(picture, np.uint8)


def _centroid(picture: Picture, weights: WeightStore) -> NDArray[np.float32]:
    with FaceReader(weights) as reader:
        (face,) = reader.read(picture)
    return describe(picture, face, weights)


def _still(picture: Picture, count: int) -> Iterator[Picture]:
    frame = _planar(picture)
    return (frame for _ in range(count))


@pytest.mark.parametrize(("mirror", "share"), [(1.0, 1.0), (-1.0, 0.0)])
def test_a_face_is_recognised_as_its_own_and_not_as_anothers(
    weights: WeightStore, mirror: float, share: float
) -> None:
    portrait = _portrait(weights)
    told = replace(clips.footage(1.0), frames=_still(portrait, 24))

    found = _reviewed(
        clips.screenplay(1.0), told, {"ann": _likeness(mirror * _centroid(portrait, weights))}, weights
    )

    (score,) = found.identity
    assert score.frames_with_face == score.frames == 2
    assert score.below_045 == share


@pytest.mark.shared
def test_two_real_people_are_told_apart(weights: WeightStore, shared_media: Path) -> None:
    people = {}
    for role, name in (("ann", "p03_woman_earring_eu_6s.mp4"), ("bob", "p01_man_dark_hair_en_20s.mp4")):
        with open_recording((shared_media / "people" / name).read_bytes()) as recording:
            picture = next(recording.frames())
        people[role] = cv2.resize(picture, (480, 480 * picture.shape[0] // picture.shape[1]))
    height = min(picture.shape[0] for picture in people.values())
    both = np.concatenate([people["bob"][:height], people["ann"][:height]], axis=1)[:720]
    play = clips.screenplay(1.0)
    shot = play.shots[0].model_copy(update={"roles": ("ann", "bob")})
    duo = Screenplay(
        prompt="x", roles=(*play.roles, play.roles[0].model_copy(update={"name": "bob"})), shots=(shot,)
    )
    cast = {role: _likeness(_centroid(np.ascontiguousarray(p), weights)) for role, p in people.items()}

    found = _reviewed(duo, replace(clips.footage(1.0), frames=_still(both, 24)), cast, weights)

    assert {score.role: score.below_045 for score in found.identity} == {"ann": 1.0, "bob": 1.0}
