from dataclasses import replace

import numpy as np
import pytest

from engine.enrolment.quality import Look, advice, check, look_at
from engine.errors import EngineRefusal
from engine.faces import Face

pytestmark = pytest.mark.unit

GOOD = Look(brightness=130, unevenness=1.1, face_px=260, face_share=0.36, cut_left=False, cut_right=False)


def said(look: Look = GOOD, *, sharpness: float = 200, yaw: float = 30, has_voice: bool = True) -> str:
    return " ".join(advice([look] * 3, sharpness, yaw, has_voice=has_voice))


def test_a_good_recording_gets_no_advice() -> None:
    assert said() == ""


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"brightness": 40.0}, "dark"),
        ({"brightness": 240.0}, "overexposed"),
        ({"unevenness": 3.0}, "one side"),
        ({"face_share": 0.1}, "come closer"),
        ({"face_share": 0.8}, "arm's length"),
        ({"cut_left": True}, "shoulders"),
    ],
)
def test_each_flaw_is_named(change: dict[str, float], word: str) -> None:
    assert word in said(replace(GOOD, **change))  # type: ignore[arg-type]


def test_a_soft_picture_is_named() -> None:
    assert "soft" in said(sharpness=10)


def test_a_head_that_never_turns_is_named() -> None:
    assert "Turn your head" in said(yaw=3)


def test_a_missing_voice_is_named() -> None:
    assert "stock voice" in said(has_voice=False)


@pytest.mark.parametrize(
    ("look", "code"),
    [(replace(GOOD, face_px=30), "face_too_small"), (replace(GOOD, brightness=5), "too_dark")],
)
def test_what_cannot_be_used_is_refused(look: Look, code: str) -> None:
    with pytest.raises(EngineRefusal) as refusal:
        check([look])
    assert refusal.value.refusals[0].code == code


def test_a_look_measures_light_and_place_of_the_face() -> None:
    picture = np.full((240, 320, 3), 60, np.uint8)
    picture[:, 160:] = 180
    points = np.zeros((478, 3), np.float32)
    points[:, 0], points[:, 1] = np.linspace(110, 210, 478), np.linspace(50, 150, 478)
    matte = np.full((240, 320), 255, np.uint8)
    look = look_at(picture, Face(points, np.zeros(52, np.float32), np.zeros(3, np.float32)), matte)
    assert [look.unevenness, look.cut_left, look.cut_right] == pytest.approx([181 / 61, True, True], rel=0.05)
