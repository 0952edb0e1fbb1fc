"""What a model is shown of a person."""

from dataclasses import replace

import numpy as np
import pytest
from drawn_person import drawn_likeness

from engine.enrolment.likeness import VOICE_RATE, Likeness, Voice
from engine.generation.references import VIEW_SIDE, VOICE_S, clean_voice, face_views, references

pytestmark = pytest.mark.unit

RATE = 32_000


def _posed(yaws: list[float], sharp: list[float] | None = None) -> Likeness:
    """Somebody with one frame for each yaw, in degrees."""
    drawn = drawn_likeness(frames=len(yaws))
    pose = np.zeros((len(yaws), 3), np.float32)
    pose[:, 0] = yaws
    sharpness = np.ones(len(yaws), np.float32) if sharp is None else np.array(sharp, np.float32)
    return replace(drawn, track=replace(drawn.track, pose_deg=pose, sharpness=sharpness))


def _voiced(pcm: list[tuple[float, float]]) -> Likeness:
    """Somebody whose voice has stretches of so many seconds, so loud."""
    wave = np.concatenate([np.full(round(seconds * VOICE_RATE), loud, np.float32) for seconds, loud in pcm])
    voice = Voice(wave, np.zeros(256, np.float32), 120.0, 2.0, "")
    return replace(drawn_likeness(frames=2), voice=voice)


def test_a_head_that_turned_is_seen_from_several_sides() -> None:
    assert len(face_views(_posed([0, 5, 27, -30, 12]), 4)) == 4


def test_a_head_that_did_not_turn_is_seen_once() -> None:
    assert len(face_views(_posed([0, 1, 2, -1]), 4)) == 1


def test_no_more_views_are_given_than_were_asked_for() -> None:
    assert len(face_views(_posed([0, 28, -28, 14]), 2)) == 2


def test_a_blurred_frame_is_passed_over() -> None:
    (chosen,) = face_views(_posed([0, 1], sharp=[0.1, 1]), 1)
    (only,) = face_views(_posed([90, 1], sharp=[1, 1]), 1)
    assert np.array_equal(chosen, only)


def test_a_view_is_the_head_and_not_the_whole_frame() -> None:
    person = drawn_likeness(frames=3, size=(720, 960))
    (view,) = face_views(person, 1)
    assert max(view.shape[:2]) <= VIEW_SIDE
    assert view.shape[0] < 960 * 0.85


def test_a_person_can_be_shown_before_nothing() -> None:
    (view,) = face_views(drawn_likeness(frames=3), 1, 255)
    (there,) = face_views(drawn_likeness(frames=3), 1)
    middle = tuple(side // 2 for side in view.shape[:2])
    assert np.all(view[0, 0] > 250)
    assert np.abs(view[middle].astype(int) - there[middle]).max() <= 2


@pytest.mark.parametrize("seconds", [3.0, 12.0])
def test_a_voice_is_as_long_as_a_model_takes_it(seconds: float) -> None:
    voice = clean_voice(_voiced([(seconds, 0.2)]), RATE)
    assert voice is not None
    assert len(voice) == round(min(seconds, VOICE_S) * RATE)


def test_the_stretch_with_the_most_voice_in_it_is_taken() -> None:
    voice = clean_voice(_voiced([(8, 0.0), (VOICE_S, 0.5), (8, 0.0)]), RATE)
    assert voice is not None
    assert np.abs(voice).mean() == pytest.approx(0.5, abs=0.01)


def test_who_said_nothing_has_no_voice() -> None:
    assert clean_voice(drawn_likeness(frames=2), RATE) is None


def test_people_come_in_the_order_of_their_roles_and_tell_nothing_in_a_log() -> None:
    cast = {"b": drawn_likeness(frames=2), "a": drawn_likeness(frames=2)}
    found = references(cast, ["a", "pet", "b"], views=1, rate=RATE)
    assert [one.role for one in found] == ["a", "b"]
    assert "array" not in repr(found)
