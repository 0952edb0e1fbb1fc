"""Films by LTX-2, a tiny one in the machine room: first frames, sound before the picture, shots, pieces."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from drawn_person import drawn_likeness
from numpy.typing import NDArray
from tiny_rooms import models_section, tiny_room_here

from engine.contract.messages import FPS, Line, Resolution, Role, Screenplay, Shot, Stage
from engine.generation import dubbed, openings
from engine.generation.openings import ENHANCED_TRIES
from engine.models.received import recording
from engine.renderers import Footage, Report, Take, renderer
from engine.renderers import ltx2 as rendering
from engine.renderers.ltx2 import JOINT, MADE_TO_SOUND
from engine.room.client import Room, RoomFilm
from engine.room.messages import FilmAsk, PictureAsk
from engine.sound import MIX_RATE, Soundtrack

pytestmark = pytest.mark.models

SIZE = (128, 64)
HELLO = Shot(seconds=1.0, roles=("ada", "bo"), action="dance", lines=(Line(role="ada", text="Hello"),))
SEA = Shot(seconds=0.8, roles=("bo",), environment="by the sea")
EMPTY = Shot(seconds=1.0, roles=(), environment="an empty street")
TALL = {"ada": 320, "bo": 280}
"""Whom a picture shows is told by how tall their recording is."""
CAST = {role: drawn_likeness(frames=3, size=(240, height)) for role, height in TALL.items()}


@pytest.fixture(scope="module", autouse=True)
def room(tiny: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One for all of these."""
    families = {"ltx2": f"size = {list(SIZE)}\nsteps = 2", "first_frame": "steps = 1"}
    with tiny_room_here(tmp_path_factory.mktemp("room"), models_section(tiny, families)):
        yield


@dataclass(frozen=True)
class Asked:
    """What the room was asked for, and given."""

    ask: FilmAsk | PictureAsk
    pictures: tuple[bytes, ...]
    voices: tuple[bytes, ...] = ()


@pytest.fixture
def asks(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """All that the room is asked for, in order; it makes it, too."""
    seen: list[Asked] = []
    film, picture = Room.film, Room.picture

    def filmed(
        room: Room, ask: FilmAsk, shown: Sequence[bytes], voices: Sequence[bytes], *rest: object
    ) -> RoomFilm:
        seen.append(Asked(ask, tuple(shown), tuple(voices)))
        return film(room, ask, shown, voices, *rest)  # type: ignore[arg-type]  # as they came

    def pictured(room: Room, ask: PictureAsk, shown: Sequence[bytes], *rest: object) -> bytes:
        seen.append(Asked(ask, tuple(shown)))
        return picture(room, ask, shown, *rest)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(Room, "film", filmed)
    monkeypatch.setattr(Room, "picture", pictured)
    return seen


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody is recognised in what a tiny model paints."""
    monkeypatch.setattr(openings, "furthest", lambda *_: 0.1)


def _untold(_stage: Stage, _done: float) -> None:
    """Nobody wants to know."""


def _rendered(
    *shots: Shot,
    roles: tuple[str, ...] = ("ada", "bo"),
    enhanced: bool = False,
    report: Callable[[Stage, float], None] = _untold,
) -> Footage:
    play = Screenplay(prompt="they dance", roles=tuple(Role(name=name) for name in roles), shots=shots)
    take = Take(play, {role: CAST[role] for role in roles}, Resolution.P720, seed=7, enhanced=enhanced)
    return renderer("ltx2").render(take, report)


def _frames(footage: Footage) -> NDArray[np.uint8]:
    return np.stack(list(footage.frames))


Made = tuple[Footage, NDArray[np.uint8], list[tuple[Stage, float]]]


@pytest.fixture(scope="module", autouse=True)
def _heard_once() -> Iterator[None]:
    """The same sound of the same screenplay: speech is what takes longest here."""
    with pytest.MonkeyPatch.context() as patch:
        kept: dict[Screenplay, Soundtrack] = {}

        def heard(take: Take, report: Report) -> Soundtrack:
            report(Stage.SPEECH, 0.0)
            if take.screenplay not in kept:
                kept[take.screenplay] = dubbed.heard(take, report)
            return kept[take.screenplay]

        patch.setattr(rendering, "heard", heard)
        yield


@pytest.fixture(scope="module")
def made(room: None) -> Made:
    """Two people, one of whom speaks; then the other alone."""
    told: list[tuple[Stage, float]] = []
    footage = _rendered(HELLO, SEA, report=lambda stage, done: told.append((stage, done)))
    return footage, _frames(footage), told


def test_it_has_the_size_and_length_that_were_asked_for(made: Made) -> None:
    assert made[1].shape == (made[0].frame_count, 720 * 3 // 2, 1280) == (round(1.8 * FPS), 1080, 1280)


def test_its_sound_is_the_one_that_was_made_first(made: Made) -> None:
    sound = made[0].soundtrack
    assert (sound.mix.shape, [line.text for line in sound.lines]) == ((round(1.8 * MIX_RATE), 2), ["Hello"])


def test_it_says_how_it_was_made(made: Made) -> None:
    assert {MADE_TO_SOUND, "Made at 128x64, cut to 112x64, scaled to 1280x720."} <= set(made[0].notes)


def test_it_says_where_somebody_could_not_be_recognised(made: Made) -> None:
    assert "Shot 2: not everybody could be recognised in its first frame." in made[0].notes


def test_progress_only_ever_goes_on(made: Made) -> None:
    shares = [done for stage, done in made[2] if stage is Stage.FRAMES]
    assert len(shares) >= 4
    assert all(before <= after for before, after in pairwise(shares))


def test_sound_and_first_frames_come_before_films(made: Made) -> None:
    stages = [stage for stage, _ in made[2] if stage is not Stage.LOADING]
    assert list(dict.fromkeys(stages[1:]))[:3] == [Stage.SPEECH, Stage.ANALYSING, Stage.FRAMES]


@pytest.mark.usefixtures("known")
def test_every_shot_begins_with_a_first_frame_of_its_own(asks: list[Asked]) -> None:
    _rendered(HELLO, SEA)
    assert [one.ask.family for one in asks] == ["first_frame", "first_frame", "ltx2", "ltx2"]
    films = [one.ask for one in asks if isinstance(one.ask, FilmAsk)]
    assert [(ask.first, ask.continues, ask.voices) for ask in films] == [(True, False, 1)] * 2


@pytest.mark.usefixtures("known")
def test_a_first_frame_is_shown_the_one_before_and_says_so(asks: list[Asked]) -> None:
    _rendered(HELLO, SEA)
    second, first_film = asks[1], asks[2]
    assert second.pictures[-1] == first_film.pictures[0]
    assert f"Image {len(second.pictures)} is the shot before" in second.ask.prompt


@pytest.mark.usefixtures("known")
def test_every_shot_is_made_to_its_own_part_of_the_sound(asks: list[Asked]) -> None:
    footage = _rendered(HELLO, SEA)
    whole = footage.soundtrack.mix.mean(axis=1)
    parts = [recording(one.voices[0])[0][:, 0] for one in asks if one.voices]
    assert [
        np.allclose(part[:24_000], whole[begin:][:24_000], atol=1e-3)
        for begin, part in zip((0, MIX_RATE), parts, strict=True)
    ] == [True, True]


@pytest.mark.usefixtures("known")
def test_where_nobody_speaks_sound_is_made_with_the_picture(asks: list[Asked]) -> None:
    footage = _rendered(SEA, roles=("bo",))
    assert (asks[-1].voices, JOINT in footage.notes, bool(footage.soundtrack.mix.any())) == ((), True, True)


def test_where_nobody_is_seen_no_first_frame_is_made(asks: list[Asked]) -> None:
    _rendered(EMPTY, roles=())
    assert [(one.ask.family, one.pictures) for one in asks] == [("ltx2", ())]


def _tall(picture: bytes) -> int:
    return int(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR).shape[0])


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("order", [("ada", "bo"), ("bo", "ada")])
def test_whoever_comes_first_is_bound_to_their_own_pictures(
    asks: list[Asked], order: tuple[str, ...]
) -> None:
    _rendered(HELLO.model_copy(update={"roles": order}), roles=order)
    painted, filmed = asks
    heights = [_tall(picture) for picture in painted.pictures]
    assert (heights[0] > heights[-1]) == (order[0] == "ada")
    speaker = ("first", "second")[order.index("ada")]
    assert f'The {speaker} person says: "Hello"' in filmed.ask.prompt


def test_the_truest_of_several_first_frames_is_taken(
    asks: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    apart = iter([0.5, 0.4, 0.2, 0.3])

    def measured(picture: bytes, *_: object) -> float:
        seen.append(picture)
        return next(apart)

    monkeypatch.setattr(openings, "furthest", measured)
    _rendered(SEA, roles=("bo",), enhanced=True)
    assert (len(seen), asks[-1].pictures[0]) == (ENHANCED_TRIES, seen[2])


@pytest.mark.usefixtures("known")
def test_a_long_shot_is_made_in_pieces_that_go_on_from_one_another(
    asks: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "LONGEST_S", 2 / 3)
    footage = _rendered(HELLO)
    assert len(_frames(footage)) == footage.frame_count == FPS
    films = [one.ask for one in asks if isinstance(one.ask, FilmAsk)]
    assert [(ask.first, ask.continues) for ask in films] == [(True, False), (False, True)]


def test_whoever_gives_up_ends_the_work_and_the_same_seed_makes_the_same_film_after(made: Made) -> None:
    def gives_up(stage: Stage, _done: float) -> None:
        if stage is Stage.FRAMES:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _rendered(HELLO, SEA, report=gives_up)
    assert np.array_equal(_frames(_rendered(HELLO, SEA)), made[1])
