"""Of two films the one is better in which people look like themselves."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from drawn_person import drawn_likeness
from numpy.typing import NDArray

from engine.contract.messages import Role, Screenplay, Shot
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Likeness
from engine.faces import SAME_PERSON, FaceReader, describe
from engine.generation.choosing import unlikeness
from engine.generation.delivered import kept
from engine.review.faces import NO_FACE

pytestmark = pytest.mark.models

Picture = NDArray[np.uint8]
SIZE = (512, 600)
PLAY = Screenplay(
    prompt="waves", roles=(Role(name="grace"),), shots=(Shot(seconds=1.0, roles=("grace",), action="waves"),)
)


@pytest.fixture(scope="module")
def portrait(weights: WeightStore) -> Picture:
    picture = cv2.imread(str(weights.path("sample_portrait")))
    assert picture is not None
    return np.asarray(cv2.resize(picture, SIZE), np.uint8)


@pytest.fixture(scope="module")
def grace(portrait: Picture, weights: WeightStore) -> Likeness:
    with FaceReader(weights) as reader:
        (face,) = reader.read(portrait)
    return replace(drawn_likeness(frames=1), face_centroid=describe(portrait, face, weights))


def _film(*pictures: Picture) -> bytes:
    """Each for half a second, so that one is looked at of each."""
    return kept((np.repeat(one[None, ..., ::-1], 12, axis=0) for one in pictures), SIZE, 24)


def test_somebody_who_is_themselves_is_near(portrait: Picture, grace: Likeness, weights: WeightStore) -> None:
    assert unlikeness(_film(portrait, portrait), PLAY, {"grace": grace}, weights) < SAME_PERSON


def test_somebody_who_is_away_for_half_of_it_is_further(
    portrait: Picture, grace: Likeness, weights: WeightStore
) -> None:
    empty = np.full_like(portrait, 110)
    whole, half = (
        unlikeness(_film(portrait, second), PLAY, {"grace": grace}, weights) for second in (portrait, empty)
    )
    assert half == pytest.approx((whole + NO_FACE) / 2, abs=0.1)


def test_a_film_in_which_nobody_ought_to_be_seen_is_as_good_as_any(
    portrait: Picture, weights: WeightStore
) -> None:
    assert unlikeness(_film(portrait, portrait), PLAY, {}, weights) == 0.0
