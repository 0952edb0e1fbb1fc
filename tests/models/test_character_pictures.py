"""What is and what is not let in as a character's or a scene's picture, by the real models."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from drawn_character import clutter, encoded, robot, robot_before, wall
from numpy.typing import NDArray

from engine.characters.enrol import enrol_character
from engine.contract.messages import Stage
from engine.contract.picture_set import pack
from engine.contract.weights import WeightStore
from engine.errors import EngineRefusal
from engine.picture_checks import is_nude, shows_person
from engine.review import nudity
from engine.scene_picture import open_scene

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def portrait(weights: WeightStore) -> NDArray[np.uint8]:
    picture = cv2.imread(str(Path(weights.path("sample_portrait"))), cv2.IMREAD_COLOR)
    return np.asarray(picture, np.uint8)


def _pasted(portrait: NDArray[np.uint8], height: int) -> NDArray[np.uint8]:
    """A wall with a small portrait hung on it."""
    small = cv2.resize(portrait, None, fx=height / portrait.shape[0], fy=height / portrait.shape[0])
    picture = wall(1200, 800)
    picture[380 : 380 + small.shape[0], 700 : 700 + small.shape[1]] = small
    return picture


def _checks() -> NDArray[np.uint8]:
    """Opaque black and white, (40, 120, 4): as sharp as anything."""
    squares = np.random.default_rng(1).integers(0, 2, (10, 30, 1)) * 255
    wide = np.repeat(np.repeat(squares, 4, axis=0), 4, axis=1)
    return np.dstack([np.repeat(wide, 3, axis=2), np.full((40, 120), 255)]).astype(np.uint8)


def _refusal(weights: WeightStore, *pictures: NDArray[np.uint8]) -> str:
    with pytest.raises(EngineRefusal) as refused:
        enrol_character(pack([encoded(one) for one in pictures]), weights, lambda *_: None)
    return refused.value.refusals[0].code


@pytest.mark.parametrize("background", [wall(), np.full((800, 960, 3), 255, np.uint8)], ids=["wall", "white"])
def test_a_drawn_robot_is_taken(weights: WeightStore, background: NDArray[np.uint8]) -> None:
    told: list[Stage] = []
    made = enrol_character(
        pack([encoded(robot_before(background), ".jpg"), encoded(robot())]),
        weights,
        lambda stage, _: told.append(stage),
    )
    assert [view.picture().shape[2] for view in made.character.views] == [4, 4]
    assert made.advice == ()
    assert told[-1] is Stage.ANALYSING


def test_a_persons_portrait_is_refused(weights: WeightStore, portrait: NDArray[np.uint8]) -> None:
    assert _refusal(weights, portrait) == "human_face"


def test_one_picture_of_a_person_among_others_is_refused(
    weights: WeightStore, portrait: NDArray[np.uint8]
) -> None:
    assert _refusal(weights, robot(), portrait) == "human_face"


def test_a_half_transparent_person_is_refused(weights: WeightStore, portrait: NDArray[np.uint8]) -> None:
    alpha = np.full(portrait.shape[:2], 130, np.uint8)
    alpha[:40] = 0
    assert _refusal(weights, np.dstack([portrait, alpha])) == "human_face"


def test_a_person_who_is_all_but_clear_is_not_made_solid(
    weights: WeightStore, portrait: NDArray[np.uint8]
) -> None:
    picture = np.dstack([portrait, np.full(portrait.shape[:2], 3, np.uint8)])
    picture[420:460, 200:320] = _checks()
    assert _refusal(weights, picture) == "no_outline"


@pytest.mark.parametrize("turn", [cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180], ids=["lying", "on the head"])
def test_a_turned_person_is_seen(weights: WeightStore, portrait: NDArray[np.uint8], turn: int) -> None:
    assert shows_person(np.asarray(cv2.rotate(portrait, turn), np.uint8), weights)


@pytest.mark.parametrize("height", [120, 240])
def test_a_small_person_is_seen(weights: WeightStore, portrait: NDArray[np.uint8], height: int) -> None:
    assert shows_person(_pasted(portrait, height), weights)


def test_pictures_without_people_show_none(weights: WeightStore) -> None:
    pictures = [wall(), clutter(), robot_before(clutter()), *(clutter(700, 500, seed) for seed in range(8))]
    blurred = [np.asarray(cv2.GaussianBlur(one, (0, 0), 3), np.uint8) for one in pictures]
    assert not any(shows_person(one, weights) for one in pictures + blurred)


def test_drawings_do_not_look_like_nudity(weights: WeightStore) -> None:
    assert not any(is_nude(one, weights) for one in (wall(), clutter(), robot_before(wall())))


@pytest.mark.parametrize("upright", [False, True], ids=["wide", "tall"])
def test_every_part_of_a_long_picture_is_looked_at(
    weights: WeightStore, monkeypatch: pytest.MonkeyPatch, *, upright: bool
) -> None:
    seen: list[int] = []

    def score(pictures: tuple[NDArray[np.uint8], ...], _: WeightStore) -> NDArray[np.float32]:
        seen.extend(int(one[..., 0].max()) for one in pictures if one.shape[0] == one.shape[1])
        return np.zeros(len(pictures), np.float32)

    monkeypatch.setattr(nudity, "scores", score)
    picture = np.zeros((200, 1600, 3), np.uint8)
    picture[:, 790:810] = 200  # in the middle, where a scene is cut to
    is_nude(np.ascontiguousarray(picture.transpose(1, 0, 2)) if upright else picture, weights)
    assert 200 in seen


def test_a_blurred_picture_is_refused(weights: WeightStore) -> None:
    assert (
        _refusal(weights, np.asarray(cv2.GaussianBlur(robot_before(wall()), (0, 0), 9), np.uint8))
        == "picture_blurred"
    )


def test_a_figure_before_clutter_is_refused(weights: WeightStore) -> None:
    assert _refusal(weights, robot_before(clutter())) == "no_outline"


def test_an_empty_wall_is_refused(weights: WeightStore) -> None:
    assert _refusal(weights, wall()) == "no_outline"


def test_a_scene_with_a_person_is_refused(weights: WeightStore, portrait: NDArray[np.uint8]) -> None:
    with pytest.raises(EngineRefusal) as refused:
        open_scene(encoded(_pasted(portrait, 240), ".jpg"), weights)
    assert refused.value.refusals[0].code == "scene_shows_a_person"


def test_a_scene_without_people_is_opened(weights: WeightStore) -> None:
    assert open_scene(encoded(wall(1200, 800), ".jpg"), weights).shape == (800, 1200, 3)
