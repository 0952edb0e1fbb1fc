"""What a model is given of a take: whose pictures, which voices, the place, and the parts of a long film."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from drawn_person import drawn_likeness
from numpy.typing import NDArray

from engine.characters.character import Character, View
from engine.contract.messages import Line, Resolution, Role, Screenplay, Shot
from engine.enrolment.likeness import VOICE_RATE, Likeness, Voice
from engine.generation.h3_prompt import MOST_PICTURES
from engine.generation.orders import material, order, parts, png, seed_of
from engine.generation.references import Reference, face_views
from engine.renderers import Take

pytestmark = pytest.mark.unit

SHOT = Shot(seconds=4.0, roles=("ada", "bo"), lines=(Line(role="bo", text="Hello"),))


def _person(height: int) -> Likeness:
    wave = np.sin(np.arange(3 * VOICE_RATE) * height / 9000).astype(np.float32) * 0.2
    voice = Voice(wave, np.zeros(256, np.float32), 120.0, 2.0, "")
    return replace(drawn_likeness(frames=3, size=(240, height)), voice=voice)


CAST = {"ada": _person(320), "bo": _person(280)}


def _take(*roles: str, scene: NDArray[np.uint8] | None = None) -> Take:
    play = Screenplay(prompt="they meet", roles=tuple(Role(name=role) for role in roles), shots=(SHOT,))
    return Take(play, {role: CAST[role] for role in roles}, Resolution.P720, seed=7, scene=scene)


@pytest.mark.parametrize("roles", [("ada", "bo"), ("bo", "ada")])
def test_pictures_come_in_the_order_of_the_roles_that_the_prompt_numbers(roles: tuple[str, ...]) -> None:
    take = _take(*roles)
    made = order(take, take.screenplay, material(take))
    assert made.pictures == tuple(png(face_views(CAST[role], 1)[0]) for role in roles)
    assert f"<Picture {roles.index('bo') + 1}>; speaks with the voice of <Audio 1>" in made.prompt


def test_the_picture_of_the_place_comes_last_in_the_shape_of_a_clip() -> None:
    take = _take("ada", "bo", scene=np.full((400, 400, 3), 90, np.uint8))
    made = order(take, take.screenplay, material(take))
    place = cv2.imdecode(np.frombuffer(made.pictures[-1], np.uint8), cv2.IMREAD_COLOR)
    assert place is not None
    assert (len(made.pictures), place.shape) == (3, (224, 400, 3))
    assert "<Picture 3> is the place where it happens." in made.prompt


@pytest.mark.parametrize(("scene", "each"), [(None, 3), (np.zeros((90, 160, 3), np.uint8), 2)])
def test_people_are_shown_from_fewer_sides_where_a_place_is_shown(
    scene: NDArray[np.uint8] | None, each: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def noted(_cast: object, _roles: object, *, views: int, **_rest: object) -> tuple[Reference, ...]:
        asked.append(views)
        return ()

    monkeypatch.setattr("engine.generation.orders.references", noted)
    three = dict.fromkeys(("ada", "bo", "cy"), CAST["ada"])
    material(replace(_take("ada", "bo", scene=scene), cast=three), MOST_PICTURES)
    assert asked == [each]


@pytest.mark.parametrize(("before", "goes_on"), [(b"film", False), (None, True)])
def test_a_part_that_goes_on_says_so(before: bytes | None, goes_on: bool) -> None:  # noqa: FBT001 - a case
    take = _take("ada", "bo")
    made = order(take, take.screenplay, material(take), before, goes_on=goes_on)
    assert "<Video 1> is the film so far" in made.prompt


def test_what_is_no_person_is_not_called_one() -> None:
    dog = cv2.imencode(".png", np.full((40, 30, 4), 255, np.uint8))[1].tobytes()
    rex = Character(verified=True, views=(View(dog, whole=True),))
    take = replace(_take("ada", "bo"), cast={"ada": CAST["ada"]}, characters={"bo": rex})
    written = order(take, take.screenplay, material(take)).prompt
    assert "<Subject 2> is the character in <Picture 2>" in written
    assert "<Subject 2>: partially_preserved. What it is, its shape, its colours" in written


def test_a_long_shot_is_made_in_equal_parts() -> None:
    long = Screenplay(prompt="x", roles=(), shots=(Shot(seconds=30.0, roles=()),))
    assert [part.seconds for part in parts(long, 14.0)] == [10.0, 10.0, 10.0]


def test_another_try_has_noise_of_its_own_and_the_first_keeps_its_seed() -> None:
    largest = 2**63 - 1
    seeds = [seed_of(largest, attempt) for attempt in range(4)]
    assert (seeds[0], len(set(seeds)), max(seeds) <= largest) == (largest, 4, True)
