import cv2
import numpy as np
import pytest

from engine.contract.messages import Challenge, Turn
from engine.contract.weights import WeightStore
from engine.enrolment.turns import turns_in
from engine.faces import Face, FaceReader
from engine.portrait import NoFaceInPortraitError, Portrait, Pose
from engine.sample_person import act

pytestmark = pytest.mark.models

# Where the two eyeBlink shapes stand in the landmarker's list.
BLINKS = [9, 10]


@pytest.fixture(scope="module")
def portrait(weights: WeightStore) -> Portrait:
    picture = cv2.imread(str(weights.path("sample_portrait")), cv2.IMREAD_COLOR)
    assert picture is not None
    return Portrait(picture.astype(np.uint8), weights)


def seen(portrait: Portrait, pose: Pose, weights: WeightStore) -> Face:
    with FaceReader(weights, most=2) as reader:
        return reader.read(portrait.draw(pose))[0]


def test_at_rest_it_is_the_portrait(portrait: Portrait) -> None:
    left, top, right, bottom = 220, 160, 420, 420  # the face; around the head the backdrop is made up
    difference = portrait.draw(Pose()).astype(int) - portrait.picture
    assert np.abs(difference[top:bottom, left:right]).mean() < 1


@pytest.mark.parametrize(
    ("pose", "turn"),
    [
        (Pose(yaw=34), Turn.LEFT),
        (Pose(yaw=-34), Turn.RIGHT),
        (Pose(pitch=25), Turn.UP),
        (Pose(pitch=-20), Turn.DOWN),
    ],
)
def test_a_turned_portrait_is_seen_as_that_turn(
    portrait: Portrait, weights: WeightStore, pose: Pose, turn: Turn
) -> None:
    rest, turned = seen(portrait, Pose(), weights).pose_deg, seen(portrait, pose, weights).pose_deg
    track = np.stack([rest] * 30 + [turned] * 12 + [rest] * 30)
    assert [one.turn for one in turns_in(track, 24)] == [turn]


def test_opened_lips_stand_apart(portrait: Portrait, weights: WeightStore) -> None:
    wide, closed = (seen(portrait, Pose(open=value), weights).lip_aperture for value in (0.8, 0.0))
    assert (wide > 0.05, closed < 0.01) == (True, True)


def test_more_opening_stands_further_apart(portrait: Portrait, weights: WeightStore) -> None:
    gaps = [seen(portrait, Pose(open=value), weights).lip_aperture for value in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert gaps == sorted(gaps)


def test_closed_lids_are_seen_as_a_blink(portrait: Portrait, weights: WeightStore) -> None:
    shut, open_ = (
        seen(portrait, Pose(blink=value), weights).blendshapes[BLINKS].mean() for value in (1.0, 0.0)
    )
    assert shut > 1.5 * open_


def test_a_picture_without_a_face_is_no_portrait(weights: WeightStore) -> None:
    with pytest.raises(NoFaceInPortraitError):
        Portrait(np.full((600, 512, 3), 120, np.uint8), weights)


ASKED = Challenge(turns=(Turn.LEFT, Turn.UP), phrase="hello there")


def test_acting_lasts_as_long_as_its_sound() -> None:
    acting = act(ASKED)
    assert len(acting.poses) * 1000 == acting.pcm.size


def test_acting_turns_in_the_asked_order() -> None:
    poses = act(ASKED).poses
    assert np.argmax([pose.yaw for pose in poses]) < np.argmax([pose.pitch for pose in poses])


def test_the_mouth_is_closed_until_she_speaks() -> None:
    assert max(pose.open for pose in act(ASKED).poses[:96]) < 0.05


def test_the_same_seed_acts_the_same() -> None:
    assert act(ASKED, seed=3).poses == act(ASKED, seed=3).poses
