import numpy as np
import pytest

from engine.contract.messages import Line, Shot
from engine.errors import EngineRefusal
from engine.sound import MIX_RATE
from engine.sound.schedule import CALM, FASTEST, TIGHT, timed
from engine.sound.speech import Spoken

pytestmark = pytest.mark.unit


def _shot(seconds: float, *lines: Line) -> Shot:
    return Shot(seconds=seconds, roles=("ann",), lines=lines)


def _line(text: str, at_s: float | None = None) -> Line:
    return Line(role="ann", text=text, at_s=at_s)


def _say(line: Line, speed: float) -> Spoken:
    """One second for each word."""
    seconds = len(line.text.split()) / speed
    return Spoken(np.zeros(round(seconds * MIX_RATE), np.float32), (), 0.0)


def test_a_line_starts_after_a_breath() -> None:
    (one,) = timed(_shot(5, _line("hello")), 10.0, _say)

    assert one.start_s == pytest.approx(10 + CALM.before)


def test_lines_follow_one_another_with_a_gap() -> None:
    first, second = timed(_shot(6, _line("hello there"), _line("hi")), 0.0, _say)

    assert second.start_s == pytest.approx(first.start_s + 2 + CALM.between)


def test_a_named_time_is_kept() -> None:
    (one,) = timed(_shot(6, _line("hello", at_s=3.2)), 0.0, _say)

    assert one.start_s == pytest.approx(3.2)


def test_a_line_may_start_with_the_shot_when_told_so() -> None:
    (one,) = timed(_shot(6, _line("hello", at_s=0)), 0.0, _say)

    assert one.start_s == 0


def test_a_line_never_starts_before_the_one_before_it_has_ended() -> None:
    first, second = timed(_shot(9, _line("one two three"), _line("four", at_s=1)), 0.0, _say)

    assert second.start_s >= first.start_s + first.spoken.seconds


def test_pauses_are_shortened_before_speech_is_hurried() -> None:
    (one,) = timed(_shot(3.3, _line("one two three")), 0.0, _say)

    assert one.spoken.seconds == pytest.approx(3)
    assert one.start_s == pytest.approx(TIGHT.before)


def test_speech_is_hurried_only_as_much_as_needed() -> None:
    (one,) = timed(_shot(3.15, _line("one two three")), 0.0, _say)

    assert 3 / FASTEST < one.spoken.seconds < 3
    assert one.start_s + one.spoken.seconds <= 3.15


def test_what_does_not_fit_is_refused_with_the_seconds_it_needs() -> None:
    with pytest.raises(EngineRefusal) as refused:
        timed(_shot(4, _line("one two three four five six")), 0.0, _say)

    (refusal,) = refused.value.refusals
    assert refusal.code == "line_too_long"
    assert "5.5 seconds" in refusal.message


def test_the_seconds_that_a_refusal_asks_for_are_enough() -> None:
    (one,) = timed(_shot(5.5, _line("one two three four five six")), 0.0, _say)

    assert one.start_s + one.spoken.seconds <= 5.5


def test_a_shot_without_lines_needs_no_time() -> None:
    assert timed(_shot(0.5), 0.0, _say) == []
