import numpy as np
import pytest

from engine.contract.messages import Screenplay, Shot
from engine.renderers.studio import scenes
from engine.renderers.studio.scenes.beach import Beach
from engine.renderers.studio.scenes.neon import Neon
from engine.renderers.studio.scenes.neutral import Neutral
from engine.sound.ambience import PLACES as BEDS

pytestmark = pytest.mark.unit
KINDS = [Beach, Neon, Neutral]


def _shot(environment: str = "", action: str = "") -> Shot:
    return Shot(seconds=2, roles=(), environment=environment, action=action)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_has_the_size_it_was_made_for(kind: type) -> None:
    picture = kind(96, 54, 1).picture(0.5)

    assert picture.shape == (54, 96, 3)
    assert picture.dtype == np.float32


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_made_of_colours(kind: type) -> None:
    picture = kind(160, 90, 2).picture(1.0)

    assert np.isfinite(picture).all()
    assert picture.min() > -0.05
    assert picture.max() < 1.1


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_paints_the_same_place(kind: type) -> None:
    np.testing.assert_array_equal(kind(96, 54, 3).picture(2.0), kind(96, 54, 3).picture(2.0))


@pytest.mark.parametrize("kind", KINDS)
def test_another_seed_paints_another_place(kind: type) -> None:
    assert np.abs(kind(96, 54, 3).picture(2.0) - kind(96, 54, 4).picture(2.0)).max() > 0.01


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_moves(kind: type) -> None:
    scene = kind(96, 54, 3)

    assert np.abs(scene.picture(2.0) - scene.picture(3.0)).max() > 0.005


@pytest.mark.parametrize("kind", KINDS)
def test_asking_for_a_time_twice_gives_the_same_picture(kind: type) -> None:
    scene = kind(96, 54, 3)
    first = scene.picture(1.0).copy()
    scene.picture(2.0)

    np.testing.assert_array_equal(scene.picture(1.0), first)


def test_the_sun_is_the_brightest_thing_at_the_beach() -> None:
    picture = Beach(160, 90, 1).picture(0.0).mean(axis=2)
    y, x = np.unravel_index(np.argmax(picture[:47]), picture[:47].shape)

    assert abs(x - 0.56 * 90) < 6
    assert abs(y - 0.475 * 90) < 6


@pytest.mark.parametrize(
    ("environment", "action", "prompt", "name"),
    [
        ("a beach at sunset", "", "", "beach"),
        ("Tokyo market at night", "", "", "neon"),
        ("", "walking through the rain", "", "neon"),
        ("", "surfing", "", "beach"),
        ("", "", "@owner on a beach at sunset, waves", "beach"),
        ("on Mars", "", "", "stage"),
        ("", "waves and smiles", "", "stage"),
        ("a season of change", "", "", "stage"),
        ("a neon street by the sea", "", "", "neon"),
    ],
)
def test_words_choose_the_place(environment: str, action: str, prompt: str, name: str) -> None:
    assert scenes.place_of(_shot(environment, action), prompt).name == name


def test_the_prompt_chooses_the_place_of_a_single_shot_alone() -> None:
    one = Screenplay(prompt="on a beach", roles=(), shots=(_shot("", "waves"),))
    several = one.model_copy(update={"shots": one.shots * 2})
    assert [scenes.place_of(play.shots[0], scenes.about(play)).name for play in (one, several)] == [
        "beach",
        "stage",
    ]


@pytest.mark.parametrize(
    ("environment", "bed"), [("the beach", "surf"), ("neon rain", "rain"), ("Mars", "room")]
)
def test_a_place_names_its_sound(environment: str, bed: str) -> None:
    assert scenes.ambience(_shot(environment)) == bed


def test_every_place_names_a_sound_that_there_is() -> None:
    assert {place.ambience for place in (*scenes.PLACES, scenes.NEUTRAL)} <= set(BEDS)
