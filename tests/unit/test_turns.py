import numpy as np
import pytest
from numpy.typing import NDArray

from engine.contract.messages import Turn
from engine.enrolment.turns import follows, mirrored, turns_in

pytestmark = pytest.mark.unit

FPS = 24.0
ANGLES = {Turn.LEFT: (0, 20.0), Turn.RIGHT: (0, -20.0), Turn.UP: (1, 16.0), Turn.DOWN: (1, -16.0)}


def track(
    *turns: Turn, size: float = 1.0, talk_deg: float = 0.0, resting: float = 0.0
) -> NDArray[np.float64]:
    """A head that turns out and back every two seconds, from its resting pose, with the sway of talking."""
    pose = np.full((round((2 * len(turns) + 2) * FPS), 3), resting)
    for index, turn in enumerate(turns):
        axis, angle = ANGLES[turn]
        start = round((1 + 2 * index) * FPS)
        pose[start : start + 36, axis] += size * angle * np.sin(np.linspace(0, np.pi, 36))
    pose[:, :2] += talk_deg * np.sin(np.arange(len(pose)) / 5)[:, None]
    return pose


def seen(pose: NDArray[np.float64]) -> list[Turn]:
    return [one.turn for one in turns_in(pose, FPS)]


@pytest.mark.parametrize("turn", list(Turn))
def test_each_turn_is_told_from_the_others(turn: Turn) -> None:
    assert seen(track(turn)) == [turn]


def test_turns_come_in_the_order_they_were_made() -> None:
    asked = [Turn.UP, Turn.LEFT, Turn.RIGHT]
    assert seen(track(*asked)) == asked


def test_the_sway_of_talking_is_no_turn() -> None:
    assert seen(track(talk_deg=6.0)) == []


def test_sway_beside_wide_turns_is_no_turn() -> None:
    assert seen(track(Turn.LEFT, Turn.RIGHT, talk_deg=5.0, size=1.5)) == [Turn.LEFT, Turn.RIGHT]


def test_a_half_hearted_turn_does_not_count() -> None:
    assert seen(track(Turn.LEFT, size=0.4)) == []


def test_a_camera_held_low_changes_nothing() -> None:
    assert seen(track(Turn.RIGHT, resting=14.0)) == [Turn.RIGHT]


def test_one_lost_frame_is_no_turn() -> None:
    pose = track()
    pose[20] = 60.0
    assert seen(pose) == []


def test_a_turn_tells_when_and_how_far() -> None:
    (one,) = turns_in(track(Turn.LEFT), FPS)
    assert [one.at_s, one.degrees] == pytest.approx([1.75, 20.0], abs=0.5)


def test_the_asked_order_is_followed_with_other_movements_between() -> None:
    found = turns_in(track(Turn.LEFT, Turn.UP, Turn.RIGHT), FPS)
    assert follows(found, (Turn.LEFT, Turn.RIGHT))


def test_another_order_does_not_follow() -> None:
    found = turns_in(track(Turn.LEFT, Turn.RIGHT, Turn.UP), FPS)
    assert not follows(found, (Turn.RIGHT, Turn.LEFT, Turn.UP))


def test_the_same_turn_twice_has_to_be_made_twice() -> None:
    found = turns_in(track(Turn.LEFT), FPS)
    assert not follows(found, (Turn.LEFT, Turn.LEFT))


def test_mirroring_swaps_left_and_right_only() -> None:
    assert mirrored((Turn.LEFT, Turn.UP, Turn.RIGHT)) == (Turn.RIGHT, Turn.UP, Turn.LEFT)
