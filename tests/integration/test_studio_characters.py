"""Characters and given scenes in the studio: in the frame, lit, moving, and what is missing is said."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from drawn_character import BODY, encoded, robot
from drawn_person import drawn_likeness

from engine.characters.character import Character, View
from engine.contract.messages import Line, Role, Screenplay, Shot, Style
from engine.enrolment.likeness import Likeness
from engine.finish import yuv_to_bgr
from engine.renderers import Footage, Take
from engine.renderers.studio import direction
from engine.sound import Phone, Soundtrack, SpokenLine

if TYPE_CHECKING:
    from engine.contract.messages import Resolution

pytestmark = pytest.mark.integration

WIDTH, HEIGHT = 640, 360
SMALL = cast("Resolution", SimpleNamespace(size=(WIDTH, HEIGHT)))
REX = Character(verified=True, views=(View(encoded(robot(400)), whole=True),))
MEADOW = np.full((500, 1200, 3), (70, 150, 80), np.uint8)


def _play(*roles: str, style: Style = Style.PHOTO, says: str = "", **shot: str) -> Screenplay:
    fields = {"environment": "a beach at sunset", "camera": "static"} | shot
    lines = (Line(role=says, text="hello"),) if says else ()
    return Screenplay(
        prompt="a test",
        style=style,
        roles=tuple(Role(name=role) for role in roles),
        shots=(Shot(seconds=1.0, roles=roles, lines=lines, **fields),),
    )


def _sound(role: str = "") -> Soundtrack:
    phones = tuple(Phone("a" if i % 2 else "m", 0.1 + 0.2 * i, 0.3 + 0.2 * i) for i in range(4))
    lines = (SpokenLine(role, "mama", 0.1, 0.9, phones),) if role else ()
    return Soundtrack(np.zeros((48000, 2), np.float32), lines, (), ())


def _footage(
    play: Screenplay,
    people: dict[str, Likeness] | None = None,
    scene: np.ndarray | None = None,
    sound: Soundtrack | None = None,
) -> Footage:
    playing = {role.name: REX for role in play.roles if role.name not in (people or {})}
    take = Take(play, people or {}, SMALL, 1, characters=playing, scene=scene)
    return direction.footage(take, sound or _sound(), lambda *_: None)


def _robot(frame: np.ndarray) -> np.ndarray:
    """Where the picture has the robot's colour, whatever the light: much more blue than red."""
    picture = yuv_to_bgr(frame).astype(int)
    return (picture[..., 0] - picture[..., 2] > 45) & (picture[..., 0] > BODY[0] // 3)


def _middle(frame: np.ndarray) -> tuple[float, float]:
    rows, columns = np.nonzero(_robot(frame))
    return float(columns.mean()) / WIDTH, float(rows.mean()) / HEIGHT


@pytest.mark.parametrize("place", ["a beach", "a neon street", "an office"])
def test_a_character_alone_is_in_the_frame(place: str) -> None:
    empty = next(_footage(_play(environment=place)).frames)
    frame = next(_footage(_play("rex", environment=place)).frames)
    there = np.abs(frame[:HEIGHT].astype(int) - empty[:HEIGHT]) > 15
    assert 0.05 < there.mean() < 0.4
    assert not there[:, : WIDTH // 12].any()


def test_it_stands_where_a_person_would() -> None:
    assert _middle(next(_footage(_play("rex", environment="an office")).frames))[0] == pytest.approx(
        0.5, abs=0.05
    )


def test_it_stands_beside_a_person() -> None:
    person = drawn_likeness(frames=30)
    frame = next(_footage(_play("ada", "rex"), {"ada": person}).frames)
    assert _middle(frame)[0] == pytest.approx(0.71, abs=0.04)


def test_it_hops_to_the_words() -> None:
    quiet = [_middle(frame)[1] for frame in _footage(_play("rex")).frames]
    said = [_middle(frame)[1] for frame in _footage(_play("rex", says="rex"), sound=_sound("rex")).frames]
    assert np.ptp(said) > 2 * np.ptp(quiet)


def test_it_walks_in() -> None:
    frames = list(_footage(_play("rex", action="walks in", environment="an office")).frames)
    assert _robot(frames[0]).sum() < 0.2 * _robot(frames[-1]).sum()


def test_every_style_renders_it() -> None:
    for style in Style:
        assert _robot(next(_footage(_play("rex", style=style)).frames)).mean() > 0.02


def test_the_same_take_gives_the_same_frames() -> None:
    play = _play("rex", action="hops")
    np.testing.assert_array_equal(list(_footage(play).frames), list(_footage(play).frames))


def test_speaking_without_lips_is_owned_up_to() -> None:
    notes = _footage(_play("rex", says="rex"), sound=_sound("rex")).notes
    assert notes == ("rex speaks without lips: a stock voice, and it hops to the words.",)


def test_a_gesture_that_a_picture_cannot_make_is_owned_up_to() -> None:
    notes = _footage(_play("rex", action="walks in and waves")).notes
    assert notes == ("'waves' is not shown: a character is a picture that hops and leans.",)


def test_a_given_scene_fills_the_frame() -> None:
    picture = yuv_to_bgr(next(_footage(_play("rex"), scene=MEADOW).frames))
    assert np.abs(picture[60, 40].astype(int) - MEADOW[0, 0]).max() < 40
    assert picture[60, 40, 1] > picture[60, 40, 2] + 30


def test_a_given_scene_is_no_neutral_stage() -> None:
    assert _footage(_play("rex", environment="the moon"), scene=MEADOW).notes == ()


def test_a_dark_scene_makes_a_darker_character() -> None:
    light = yuv_to_bgr(next(_footage(_play("rex"), scene=np.full_like(MEADOW, 230)).frames))
    dark = yuv_to_bgr(next(_footage(_play("rex"), scene=np.full_like(MEADOW, 20)).frames))
    body = (slice(220, 250), slice(310, 330))
    assert dark[body].mean() < light[body].mean() - 8
