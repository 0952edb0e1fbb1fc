"""Films by MiniMax-H3, a tiny one in the machine room: two people, parts that go on, the better of two."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawn_person import drawn_likeness
from numpy.typing import NDArray
from tiny_rooms import models_section, tiny_room_here

from engine.contract.messages import FPS, Line, Resolution, Role, Screenplay, Shot, Stage
from engine.enrolment.likeness import VOICE_RATE, Likeness, Voice
from engine.generation.delivered import delivered
from engine.generation.orders import png
from engine.generation.references import face_views
from engine.generation.shapes import H3
from engine.renderers import Footage, Take, renderer
from engine.renderers import h3 as rendering
from engine.room.client import Room, RoomFilm
from engine.room.messages import FilmAsk
from engine.sound import MIX_RATE

pytestmark = pytest.mark.models

SIZE = (128, 64)
HELLO = Shot(seconds=1.0, roles=("ada", "bo"), action="dance", lines=(Line(role="ada", text="Hello"),))
SEA = Shot(seconds=4.5, roles=("bo",), environment="by the sea")


@pytest.fixture(scope="module", autouse=True)
def room(tiny: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One for all of these."""
    section = models_section(tiny, {"h3": f"size = {list(SIZE)}\nsteps = 2"})
    with tiny_room_here(tmp_path_factory.mktemp("room"), section):
        yield


@dataclass(frozen=True)
class Asked:
    """What the room was asked for, and given."""

    ask: FilmAsk
    pictures: tuple[bytes, ...]
    voices: tuple[bytes, ...]


@pytest.fixture
def asks(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    seen: list[Asked] = []
    film = Room.film

    def spied(
        room: Room, ask: FilmAsk, pictures: tuple[bytes, ...], voices: tuple[bytes, ...], *rest: object
    ) -> RoomFilm:
        seen.append(Asked(ask, pictures, voices))
        return film(room, ask, pictures, voices, *rest)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(Room, "film", spied)
    return seen


def _person(height: int) -> Likeness:
    """Told from others by the size of their recording, and by their voice."""
    wave = np.sin(np.arange(3 * VOICE_RATE) * height / 9000).astype(np.float32) * 0.2
    voice = Voice(wave, np.zeros(256, np.float32), 120.0, 2.0, "")
    return replace(drawn_likeness(frames=3, size=(240, height)), voice=voice)


CAST = {"ada": _person(320), "bo": _person(280)}


def _take(*shots: Shot, roles: tuple[str, ...] = ("ada", "bo"), enhanced: bool = False) -> Take:
    play = Screenplay(prompt="they dance", roles=tuple(Role(name=name) for name in roles), shots=shots)
    return Take(play, {role: CAST[role] for role in roles}, Resolution.P720, seed=7, enhanced=enhanced)


def _untold(_stage: Stage, _done: float) -> None:
    """Nobody wants to know."""


def _rendered(take: Take, report: Callable[[Stage, float], None] = _untold) -> Footage:
    return renderer("h3").render(take, report)


def _frames(footage: Footage) -> NDArray[np.uint8]:
    return np.stack(list(footage.frames))


@pytest.fixture
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model makes no more than its shortest film."""
    monkeypatch.setattr(rendering, "H3", replace(H3, most=H3.fewest))


@pytest.fixture(scope="module")
def made(room: None) -> tuple[Footage, NDArray[np.uint8], list[tuple[Stage, float]]]:
    told: list[tuple[Stage, float]] = []
    footage = _rendered(_take(HELLO), lambda stage, done: told.append((stage, done)))
    return footage, _frames(footage), told


Made = tuple[Footage, NDArray[np.uint8], list[tuple[Stage, float]]]


def test_it_has_the_size_and_length_that_were_asked_for(made: Made) -> None:
    assert made[1].shape == (made[0].frame_count, 720 * 3 // 2, 1280) == (FPS, 1080, 1280)


def test_it_has_sound_of_that_length(made: Made) -> None:
    mix = made[0].soundtrack.mix
    assert (mix.shape, bool(mix.any())) == ((MIX_RATE, 2), True)


def test_it_says_who_made_it_and_what_was_done_to_it(made: Made) -> None:
    assert made[0].notes == (
        "Picture and sound made in one pass by MiniMax H3.",
        "Made at 128x64, cut to 112x64, scaled to 1280x720.",
    )


def test_progress_only_ever_goes_on(made: Made) -> None:
    shares = [done for stage, done in made[2] if stage is Stage.FRAMES]
    assert len(shares) >= 3
    assert all(before <= after for before, after in pairwise(shares))


def test_the_same_seed_makes_the_same_film(made: Made) -> None:
    assert np.array_equal(_frames(_rendered(_take(HELLO))), made[1])


def _number(asked: Asked, role: str) -> int:
    """Of somebody's picture among those that were passed."""
    return asked.pictures.index(png(face_views(CAST[role], 1)[0])) + 1


@pytest.mark.parametrize("roles", [("ada", "bo"), ("bo", "ada")])
def test_whoever_comes_first_is_bound_to_their_own_face_and_voice(
    asks: list[Asked], roles: tuple[str, ...]
) -> None:
    _rendered(_take(HELLO, roles=roles))
    (asked,) = asks
    speaker = roles.index("ada") + 1
    assert [_number(asked, role) for role in roles] == [1, 2]
    assert all(f"<Subject {one}> is the person in <Picture {one}>" in asked.ask.prompt for one in (1, 2))
    assert f"<Picture {speaker}>; speaks with the voice of <Audio 1>" in asked.ask.prompt
    assert f"<Subject {speaker}> says <d>Hello</d>" in asked.ask.prompt


@pytest.mark.usefixtures("short_parts")
def test_a_long_film_is_made_in_parts_that_go_on_from_one_another(asks: list[Asked]) -> None:
    footage = _rendered(_take(HELLO, SEA))
    assert len(_frames(footage)) == footage.frame_count == round(5.5 * FPS)
    assert [one.ask.continues for one in asks] == [False, True]
    assert "<Video 1> is the film so far" in asks[1].ask.prompt


@pytest.mark.usefixtures("short_parts")
def test_of_two_films_the_one_is_taken_that_shows_people_as_they_are(
    asks: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    apart = iter([0.2, 0.9, 0.3, 0.4])

    def measured(film: bytes, *_: object) -> float:
        seen.append(film)
        return next(apart)

    monkeypatch.setattr(rendering, "unlikeness", measured)
    taken: list[bytes] = []

    def watched(film: bytes, *rest: Any) -> Footage:
        taken.append(film)
        return delivered(film, *rest)

    monkeypatch.setattr(rendering, "delivered", watched)
    footage = _rendered(_take(HELLO, SEA, enhanced=True))
    assert taken == seen[2:]
    assert [one.ask.seed == 7 for one in asks] == [True, True, False, False]
    assert rendering.CHOSEN in footage.notes


def test_whoever_gives_up_ends_the_work_in_the_room(made: Made) -> None:
    def gives_up(stage: Stage, _done: float) -> None:
        if stage is Stage.FRAMES:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _rendered(_take(HELLO), gives_up)
    assert np.array_equal(_frames(_rendered(_take(HELLO))), made[1])
