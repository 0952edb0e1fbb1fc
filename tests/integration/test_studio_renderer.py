"""The studio over a drawn person: no weights, small frames."""

from types import SimpleNamespace
from typing import cast

import cv2
import numpy as np
import pytest
from drawn_person import drawn_likeness

from engine.contract.messages import Resolution, Role, Screenplay, Shot, Stage, Style
from engine.enrolment.likeness import Likeness
from engine.errors import EngineRefusal
from engine.renderers import Footage, Take
from engine.renderers.studio import direction
from engine.sound import Phone, Soundtrack, SpokenLine
from engine.visemes import aperture_track

pytestmark = pytest.mark.integration
WIDTH, HEIGHT = 640, 360
SMALL = cast("Resolution", SimpleNamespace(size=(WIDTH, HEIGHT)))


def _play(*roles: str, seconds: float = 1.0, style: Style = Style.PHOTO, **shot: str) -> Screenplay:
    fields = {"environment": "a beach at sunset", "camera": "static"} | shot
    return Screenplay(
        prompt="a test",
        style=style,
        roles=tuple(Role(name=role) for role in roles),
        shots=(Shot(seconds=seconds, roles=roles, **fields),),
    )


def _sound(role: str = "ada", seconds: float = 1.0) -> Soundtrack:
    phones = tuple(
        Phone("a" if i % 2 else "m", 0.1 + 0.2 * i, 0.3 + 0.2 * i) for i in range(int(seconds * 5) - 1)
    )
    line = SpokenLine(role, "mama", phones[0].start_s, phones[-1].end_s, phones)
    return Soundtrack(np.zeros((round(seconds * 48000), 2), np.float32), (line,), (), ())


def _footage(
    play: Screenplay, seed: int = 1, sound: Soundtrack | None = None, **cast_by: Likeness
) -> Footage:
    take = Take(play, cast_by, SMALL, seed)
    return direction.footage(take, sound or _sound(seconds=play.seconds), lambda *_: None)


@pytest.fixture(scope="module")
def ada() -> Likeness:
    return drawn_likeness(frames=72)


@pytest.fixture(scope="module")
def frames(ada: Likeness) -> list[np.ndarray]:
    return list(_footage(_play("ada", seconds=2.0), ada=ada).frames)


def _mouth(frame: np.ndarray, seat: float) -> float:
    """How many pixels around the mouth are nearly black: an open mouth's inside."""
    x, y = int(seat * WIDTH), int(0.43 * HEIGHT)
    box = frame[y : y + HEIGHT // 5, x - WIDTH // 24 : x + WIDTH // 24]
    return float((box < 45).sum())


def test_every_frame_is_planar_video_of_the_right_size(frames: list[np.ndarray]) -> None:
    assert {(frame.shape, frame.dtype.name) for frame in frames} == {((HEIGHT * 3 // 2, WIDTH), "uint8")}


def test_there_are_as_many_frames_as_were_promised(frames: list[np.ndarray]) -> None:
    assert len(frames) == 48


def test_codes_stay_in_limited_range(frames: list[np.ndarray]) -> None:
    assert min(frame.min() for frame in frames) >= 16
    assert max(frame[:HEIGHT].max() for frame in frames) <= 235


def test_the_mouth_opens_with_the_phones(frames: list[np.ndarray]) -> None:
    wanted = aperture_track(_sound(seconds=2.0).lines[0].phones, 48, 24)[:, 0]

    seen = [_mouth(frame, 0.66) for frame in frames]

    assert np.corrcoef(seen, wanted)[0, 1] > 0.75


def test_the_same_take_gives_the_same_frames(ada: Likeness, frames: list[np.ndarray]) -> None:
    again = _footage(_play("ada", seconds=2.0), ada=ada)

    np.testing.assert_array_equal(next(again.frames), frames[0])


def test_only_the_speakers_lips_move(ada: Likeness) -> None:
    footage = _footage(_play("bob", "ada", seconds=2.0), ada=ada, bob=ada)

    seen = np.array([[_mouth(frame, 0.29), _mouth(frame, 0.71)] for frame in footage.frames])

    silent, speaking = seen.std(axis=0)
    assert speaking > 3 * silent


def test_two_people_sit_side_by_side(ada: Likeness) -> None:
    alone = next(_footage(_play(), sound=_sound()).frames)[:HEIGHT].astype(int)
    pair = next(_footage(_play("bob", "ada"), ada=ada, bob=ada).frames)[:HEIGHT].astype(int)

    changed = np.abs(pair - alone)[HEIGHT * 9 // 10] > 20
    assert changed[int(0.29 * WIDTH)]
    assert changed[int(0.71 * WIDTH)]
    assert not changed[int(0.02 * WIDTH)]


@pytest.mark.parametrize("size", [(180, 320), (320, 240), (240, 240)])
def test_upright_wide_and_square_recordings_reach_the_frames_lower_edge(size: tuple[int, int]) -> None:
    person = drawn_likeness(frames=30, size=size)
    empty = next(_footage(_play(), sound=_sound()).frames)[:HEIGHT].astype(int)

    frame = next(_footage(_play("ada"), ada=person).frames)[:HEIGHT].astype(int)

    assert (np.abs(frame - empty)[HEIGHT - 2, int(0.6 * WIDTH) : int(0.7 * WIDTH)] > 8).mean() > 0.9


def test_shoulders_that_the_recording_cuts_off_do_not_end_in_a_straight_edge() -> None:
    person = drawn_likeness(frames=30, cut=True)
    empty = next(_footage(_play(), sound=_sound()).frames)[:HEIGHT].astype(int)

    frame = next(_footage(_play("ada"), ada=person).frames)[:HEIGHT].astype(int)

    there = np.abs(cv2.blur((frame - empty).astype(np.float32), (3, 3))) > 8
    edges = [int(np.argmax(row)) for row in there[int(0.86 * HEIGHT) : HEIGHT - 4 : 8]]
    assert len(set(edges)) > 2


@pytest.mark.parametrize("style", list(Style))
def test_every_style_renders(ada: Likeness, style: Style) -> None:
    frame = next(_footage(_play("ada", style=style), ada=ada).frames)

    assert frame[:HEIGHT].std() > 10


def test_every_scene_renders_people(ada: Likeness) -> None:
    for place in ("a beach", "a neon street", "an office"):
        assert next(_footage(_play("ada", environment=place), ada=ada).frames).shape == (
            HEIGHT * 3 // 2,
            WIDTH,
        )


def test_shots_are_cut_on_whole_frames_and_add_up(ada: Likeness) -> None:
    shot = Shot(seconds=0.33, roles=("ada",), environment="a beach")
    play = Screenplay(prompt="x", roles=(Role(name="ada"),), shots=(shot,) * 3)

    footage = _footage(play, sound=_sound(), ada=ada)

    assert footage.frame_count == round(0.99 * 24) == sum(1 for _ in footage.frames)


def test_a_place_without_a_scene_is_owned_up_to(ada: Likeness) -> None:
    notes = _footage(_play("ada", environment="the moon"), ada=ada).notes

    assert notes == ("No scene for 'the moon': a neutral stage.",)


def test_a_gesture_without_arms_is_owned_up_to(ada: Likeness) -> None:
    notes = _footage(_play("ada", action="waves"), ada=ada).notes

    assert notes == ("'waves' is not shown: the recording holds head and shoulders only.",)


def test_a_role_that_nobody_plays_is_refused(ada: Likeness) -> None:
    with pytest.raises(EngineRefusal, match="Nobody plays bob"):
        _footage(_play("bob"), ada=ada)


def test_closing_early_gives_the_threads_back(ada: Likeness) -> None:
    before = cv2.getNumThreads()
    reading = _footage(_play("ada"), ada=ada).frames
    next(reading)

    reading.close()  # type: ignore[attr-defined]

    assert cv2.getNumThreads() == before


def test_progress_is_told_as_frames_are_read(ada: Likeness) -> None:
    told: list[tuple[Stage, float]] = []
    take = Take(_play("ada"), {"ada": ada}, SMALL, 1)

    for _ in direction.footage(take, _sound(), lambda *news: told.append(news)).frames:
        pass

    assert told[-1] == (Stage.FRAMES, 1.0)
    assert [done for _, done in told] == sorted(done for _, done in told)
