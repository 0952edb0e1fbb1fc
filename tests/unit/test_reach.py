"""While Redis is away it is left alone for a while, and said once."""

import logging

import pytest

from bot.reach import PAUSE_S, Reach

pytestmark = pytest.mark.unit


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def reach(clock: _Clock) -> Reach:
    return Reach(logging.getLogger("reach"), "life goes on", clock)


def test_at_first_it_is_asked(reach: Reach) -> None:
    assert reach.worth_a_try


def test_after_it_was_away_it_is_left_alone_for_a_while(reach: Reach, clock: _Clock) -> None:
    reach.lost()
    before = reach.worth_a_try
    clock.now = PAUSE_S
    assert (before, reach.worth_a_try) == (False, True)


def test_once_it_answers_it_is_asked_again(reach: Reach) -> None:
    reach.lost()
    reach.found()
    assert reach.worth_a_try


def test_each_absence_and_each_return_is_said_once(reach: Reach, caplog: pytest.LogCaptureFixture) -> None:
    for step in (reach.found, reach.lost, reach.lost, reach.found, reach.found, reach.lost):
        step()
    away, back = "Redis cannot be reached; life goes on", "Redis is back"
    assert [one.getMessage() for one in caplog.records] == [away, back, away]
