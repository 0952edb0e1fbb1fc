import numpy as np
import pytest

from engine.renderers.studio.matte import despilled, shoulder_line, tightened, widened

pytestmark = pytest.mark.unit


def _body(height: int = 100, width: int = 80, top: int = 70) -> np.ndarray:
    """A matte whose shoulders leave the picture on the left, falling one row in two columns."""
    rows = np.arange(height)[:, None]
    edge = top - np.arange(width)[None] * 0.5
    return (rows >= edge).astype(np.float32)


def test_faint_halo_goes_and_the_core_stays() -> None:
    faint, core = tightened(np.array([[20, 250]], np.uint8))[0]

    assert (faint, core) == (0, 1)


def test_the_old_rooms_colour_leaves_the_edge() -> None:
    frame = np.full((40, 40, 3), (0, 255, 0), np.uint8)
    frame[:, 20:] = (40, 40, 200)
    frame[:, 19] = (20, 148, 100)
    matte = np.zeros((40, 40), np.float32)
    matte[:, 20:], matte[:, 19] = 1, 0.5

    clean = despilled(frame, matte, 4)

    assert clean[20, 19, 1] < 100
    np.testing.assert_array_equal(clean[:, 24:], frame[:, 24:])


def test_a_shoulder_that_is_cut_off_is_found_with_its_slope() -> None:
    line = shoulder_line(_body(), -1)

    assert line is not None
    assert line[0] == pytest.approx(70, abs=1)
    assert line[1] == pytest.approx(0.5, abs=0.1)


def test_somebody_wholly_inside_the_picture_has_nothing_cut() -> None:
    matte = np.zeros((100, 80), np.float32)
    matte[30:, 20:60] = 1

    assert shoulder_line(matte, -1) is None
    assert shoulder_line(matte, 1) is None


def test_a_cut_shoulder_goes_on_outside_and_falls() -> None:
    matte = _body()
    frame = np.full((100, 80, 3), 90, np.uint8)

    wide, cover = widened(frame, matte, 20, (shoulder_line(matte, -1), None))

    tops = [int(np.argmax(column > 0.5)) if column.max() > 0.5 else 100 for column in cover[:, :20].T]
    assert tops == sorted(tops, reverse=True)
    assert (wide[99, 18] == 90).all()
    assert cover[:, 100:].max() == 0
