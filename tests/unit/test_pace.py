"""How long renders take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.costs import Render
from bot.pace import COUNTED, SURE, left, measured, until_rendered
from engine.contract.messages import Resolution

pytestmark = pytest.mark.unit

SECONDS = st.floats(0, 10_000)
SHARES = st.floats(0, 1)


def _render(work_s: float, clip_s: float = 4, renderer: str = "studio") -> Render:
    return Render(renderer, Resolution.P720, clip_s, work_s)


def test_a_render_that_hung_says_nothing_of_the_next() -> None:
    known = measured([_render(40), _render(3600), _render(44)])
    assert known.render_s("studio", Resolution.P720, 8) == pytest.approx(88)


def test_what_was_never_made_here_is_not_guessed() -> None:
    known = measured([_render(40)])
    assert known.render_s("studio", Resolution.P1080, 8) is None
    assert known.render_s("other", Resolution.P720, 8) is None
    assert measured([]).usual_s == {}


def test_renders_of_long_ago_do_not_count() -> None:
    newest = [_render(40)] * COUNTED
    assert measured([*newest, *[_render(4000)] * 100]).render_s("studio", Resolution.P720, 4) == 40


def test_who_waits_waits_for_those_before_and_for_the_own_render() -> None:
    known = measured([_render(40)])
    assert until_rendered(known, "studio", 40, ahead=3, running=1) == 160
    assert until_rendered(known, "studio", 40, ahead=3, running=3) == 80
    assert until_rendered(known, "studio", 40, ahead=0, running=0) == 40
    assert until_rendered(known, "studio", None, ahead=3, running=1) is None


def test_renders_of_another_renderer_are_not_waited_for() -> None:
    known = measured([_render(40), _render(4000, renderer="h3")])
    assert until_rendered(known, "studio", 40, ahead=3, running=1) == 160
    assert until_rendered(known, "wan", 40, ahead=3, running=1) is None


def test_at_first_a_render_takes_what_others_took() -> None:
    assert left(100, elapsed_s=10, done=0) == 90


def test_later_its_own_speed_counts_alone() -> None:
    assert left(100, elapsed_s=100, done=0.5) == pytest.approx(100)


def test_where_nothing_is_known_nothing_is_said_before_its_own_speed_shows() -> None:
    assert left(None, elapsed_s=10, done=0) is None
    assert left(None, elapsed_s=10, done=0.01) is None
    assert left(None, elapsed_s=10, done=0.5) == pytest.approx(10)


@given(own=st.none() | SECONDS, elapsed=SECONDS, done=SHARES)
def test_no_time_that_is_left_is_negative(own: float | None, elapsed: float, done: float) -> None:
    found = left(own, elapsed_s=elapsed, done=done)
    assert found is None or found >= 0


@given(own=st.floats(1, 10_000), done=st.floats(SURE, 1))
def test_a_render_at_the_usual_speed_is_expected_when_it_ends(own: float, done: float) -> None:
    assert left(own, elapsed_s=own * done, done=done) == pytest.approx(own * (1 - done), abs=1e-6)
