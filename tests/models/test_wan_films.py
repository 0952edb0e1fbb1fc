"""Films by Wan VACE, a tiny one in the machine room: shots in pieces, who is shown in them, their sound."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pytest
from drawn_person import drawn_likeness
from tiny_rooms import Tiny, models_section, tiny_room_here

from engine.contract.messages import FPS, Line, Refusal, Resolution, Role, Screenplay, Shot, Stage
from engine.errors import EngineRefusal
from engine.generation import dubbed
from engine.renderers import Footage, Take
from engine.renderers import wan as rendering
from engine.room.client import Room, RoomFilm
from engine.room.messages import FilmAsk
from engine.sound import MIX_RATE, Soundtrack

pytestmark = pytest.mark.models

SIZE = (128, 64)
DANCE = Shot(
    seconds=1.0, roles=("ada", "bo"), action="ada dances with bo", lines=(Line(role="ada", text="Hi"),)
)
TURNED = DANCE.model_copy(update={"roles": ("bo", "ada")})
SEA = Shot(seconds=4.75, roles=("bo",), environment="by the sea")
TALL = {"ada": 320, "bo": 280}
"""Whom a picture shows is told by how tall their recording is."""
CAST = {role: drawn_likeness(frames=3, size=(240, height)) for role, height in TALL.items()}


@pytest.fixture(scope="module", autouse=True)
def room(tiny: Tiny, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One for all of these."""
    section = models_section(tiny, {"wan": f"size = {list(SIZE)}\nsteps = 2"})
    with tiny_room_here(tmp_path_factory.mktemp("room"), section):
        yield


@dataclass(frozen=True)
class Asked:
    """What the room was asked for."""

    ask: FilmAsk
    pictures: tuple[bytes, ...]

    @property
    def tall(self) -> list[int]:
        """How tall the pictures are."""
        return [
            cv2.imdecode(np.frombuffer(one, np.uint8), cv2.IMREAD_COLOR).shape[0] for one in self.pictures
        ]


@dataclass(frozen=True)
class Made:
    """A film of several shots: what the room was asked for, in order, and what became of it."""

    asks: list[Asked]
    frames: list[np.ndarray]
    footage: Footage


def _quiet(take: Take, _report: object) -> Soundtrack:
    """Nothing is spoken: that costs seconds, and other tests hear it."""
    mix = np.zeros((round(take.screenplay.seconds * MIX_RATE), 2), np.float32)
    return Soundtrack(mix, (), (), ())


def _untold(_stage: Stage, _done: float) -> None:
    """Nobody wants to know."""


def _rendered(*shots: Shot, seed: int = 3, scene: np.ndarray | None = None) -> Made:
    play = Screenplay(prompt="they dance", roles=tuple(Role(name=name) for name in TALL), shots=shots)
    asks: list[Asked] = []
    film = Room.film

    def filmed(room: Room, ask: FilmAsk, pictures: Sequence[bytes], *rest: object) -> RoomFilm:
        asks.append(Asked(ask, tuple(pictures)))
        return film(room, ask, pictures, *rest)  # type: ignore[arg-type]  # as they came

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Room, "film", filmed)
        patch.setattr(rendering, "heard", _quiet)
        footage = rendering.render(Take(play, CAST, Resolution.P720, seed, scene=scene), _untold)
    return Made(asks, list(footage.frames), footage)


@pytest.fixture(scope="module")
def made(room: None) -> Made:
    """Two shots of two people, then a long one of one of them."""
    return _rendered(DANCE, TURNED, SEA)


@pytest.fixture(scope="module")
def short(room: None) -> Made:
    """The first of them alone."""
    return _rendered(DANCE)


def test_it_is_as_long_and_as_large_as_asked(made: Made) -> None:
    assert {frame.shape for frame in made.frames} == {(1080, 1280)}
    assert len(made.frames) == made.footage.frame_count == round(6.75 * FPS)


def test_only_a_long_shot_is_made_in_pieces_that_go_on(made: Made) -> None:
    assert [one.ask.continues for one in made.asks] == [False, False, False, True]


def test_no_two_pieces_have_the_same_noise(made: Made) -> None:
    assert len({one.ask.seed for one in made.asks}) == len(made.asks)


def test_only_those_who_are_in_a_shot_are_shown(made: Made) -> None:
    assert [len(set(one.tall)) for one in made.asks] == [2, 2, 1, 1]


def test_people_are_shown_in_the_order_in_which_they_stand(made: Made) -> None:
    first, second = (one.tall for one in made.asks[:2])

    assert first[0] > first[-1]
    assert second[0] < second[-1]


def test_people_are_called_the_same_wherever_they_stand(made: Made) -> None:
    assert all('he first person says: "Hi"' in one.ask.prompt for one in made.asks[:2])


def test_a_model_that_hears_nothing_is_sent_no_voices(made: Made) -> None:
    assert {one.ask.voices for one in made.asks} == {0}


def test_notes_say_how_it_was_made(made: Made) -> None:
    assert made.footage.notes == (
        rendering.MADE,
        "Made at 128x64, cut to 112x64, scaled to 1280x720.",
        dubbed.SOUND_ONLY,
    )


def test_the_same_seed_makes_the_same_film(made: Made, short: Made) -> None:
    assert np.array_equal(np.stack(short.frames), np.stack(made.frames[: len(short.frames)]))


def test_another_seed_and_a_picture_of_the_place_make_another(short: Made) -> None:
    other = _rendered(DANCE, seed=4, scene=np.full((450, 800, 3), 90, np.uint8))

    assert other.asks[0].tall[-1] == 450
    assert not np.array_equal(np.stack(other.frames), np.stack(short.frames))


def test_a_line_that_cannot_be_said_is_refused_before_anything_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object) -> Soundtrack:
        raise EngineRefusal(Refusal(code="line_too_long", message="Too long."))

    def unwanted(*_: object) -> RoomFilm:
        raise AssertionError

    monkeypatch.setattr(rendering, "heard", refused)
    monkeypatch.setattr(Room, "film", unwanted)
    play = Screenplay(prompt="they dance", roles=tuple(Role(name=name) for name in TALL), shots=(DANCE,))

    with pytest.raises(EngineRefusal):
        rendering.render(Take(play, CAST, Resolution.P720, 3), _untold)
