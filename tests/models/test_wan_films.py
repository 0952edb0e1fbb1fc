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
from engine.renderers import Footage, Take, renderer
from engine.room.client import Room, RoomFilm
from engine.room.messages import FilmAsk
from engine.sound import MIX_RATE, Soundtrack

pytestmark = pytest.mark.models

SIZE = (128, 64)
DANCE = Shot(
    seconds=1.0, roles=("ada", "bo"), action="ada dances with bo", lines=(Line(role="ada", text="Hi"),)
)
TURNED = DANCE.model_copy(update={"roles": ("bo", "ada")})
SEA = Shot(seconds=5.0, roles=("bo",), environment="by the sea")
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


@pytest.fixture
def asks(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """All that the room is asked for, in order; it makes it, too."""
    seen: list[Asked] = []
    film = Room.film

    def filmed(room: Room, ask: FilmAsk, pictures: Sequence[bytes], *rest: object) -> RoomFilm:
        seen.append(Asked(ask, tuple(pictures)))
        return film(room, ask, pictures, *rest)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(Room, "film", filmed)
    return seen


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is spoken: that costs seconds, and other tests hear it."""

    def quiet(take: Take, _report: object) -> Soundtrack:
        mix = np.zeros((round(take.screenplay.seconds * MIX_RATE), 2), np.float32)
        return Soundtrack(mix, (), (), ())

    monkeypatch.setattr("engine.renderers.wan.heard", quiet)


def _untold(_stage: Stage, _done: float) -> None:
    """Nobody wants to know."""


def _rendered(*shots: Shot, seed: int = 3, scene: np.ndarray | None = None) -> Footage:
    play = Screenplay(prompt="they dance", roles=tuple(Role(name=name) for name in TALL), shots=shots)
    return renderer("wan").render(Take(play, CAST, Resolution.P720, seed, scene=scene), _untold)


def test_a_film_is_as_long_and_as_large_as_asked(asks: list[Asked]) -> None:
    footage = _rendered(DANCE)

    assert {frame.shape for frame in footage.frames} == {(1080, 1280)}
    assert footage.frame_count == FPS


def test_the_same_seed_makes_the_same_film() -> None:
    first, second = (np.stack(list(_rendered(DANCE).frames)) for _ in range(2))

    assert np.array_equal(first, second)


def test_another_seed_makes_another_film() -> None:
    first, second = (np.stack(list(_rendered(DANCE, seed=seed).frames)) for seed in (3, 4))

    assert not np.array_equal(first, second)


def test_a_long_shot_is_made_in_pieces_that_go_on(asks: list[Asked]) -> None:
    footage = _rendered(SEA)

    assert [one.ask.continues for one in asks] == [False, True]
    assert sum(1 for _ in footage.frames) == 5 * FPS


def test_a_cut_begins_anew(asks: list[Asked]) -> None:
    _rendered(DANCE, SEA.model_copy(update={"seconds": 1.0}))

    assert [one.ask.continues for one in asks] == [False, False]


def test_no_two_pieces_have_the_same_noise(asks: list[Asked]) -> None:
    _rendered(SEA)

    assert len({one.ask.seed for one in asks}) == 2


def test_only_those_who_are_in_a_shot_are_shown(asks: list[Asked]) -> None:
    _rendered(SEA.model_copy(update={"seconds": 1.0}))

    assert len(set(asks[0].tall)) == 1


def test_people_are_shown_in_the_order_in_which_they_stand(asks: list[Asked]) -> None:
    _rendered(DANCE, TURNED)

    first, second = (one.pictures for one in asks)
    assert first != second
    assert sorted(first) == sorted(second)


def test_the_prompt_calls_people_by_the_same_words_wherever_they_stand(asks: list[Asked]) -> None:
    _rendered(DANCE, TURNED)

    said = [one.ask.prompt for one in asks]
    assert all('the first person says: "Hi"' in prompt.replace("The", "the") for prompt in said)


def test_a_picture_of_the_place_is_shown_last(asks: list[Asked]) -> None:
    scene = np.full((450, 800, 3), 90, np.uint8)

    _rendered(DANCE, scene=scene)

    assert asks[0].tall[-1] == 450


def test_voices_do_not_leave_the_engine_for_a_model_that_hears_none(asks: list[Asked]) -> None:
    _rendered(DANCE)

    assert asks[0].ask.voices == 0


def test_a_line_that_cannot_be_said_is_refused_before_anything_is_made(
    asks: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Soundtrack:
        raise EngineRefusal(Refusal(code="line_too_long", message="Too long."))

    monkeypatch.setattr("engine.renderers.wan.heard", refused)

    with pytest.raises(EngineRefusal):
        _rendered(DANCE)
    assert not asks


def test_notes_say_how_it_was_made() -> None:
    assert _rendered(DANCE).notes == (
        "Picture made by Wan VACE at 16 pictures a second; those between were computed.",
        "Made at 128x64, cut to 112x64, scaled to 1280x720.",
        dubbed.SOUND_ONLY,
    )
