import cv2
import numpy as np
import pytest

from engine.renderers.studio.yuv import Backdrop, Canvas, Film, Grade, planes

pytestmark = pytest.mark.unit

# BT.709 limited range, B, G, R in 0..1 to code values (ITU-R BT.709-6, table 3).
MATRIX = np.array(
    [
        [219 * 0.0722, 219 * 0.7152, 219 * 0.2126, 16],
        [224 * 0.5, 224 * -0.7152 / 1.8556, 224 * -0.2126 / 1.8556, 128],
        [224 * -0.0722 / 1.5748, 224 * -0.7152 / 1.5748, 224 * 0.5, 128],
    ]
)


def _picture(height: int = 18, width: int = 32) -> np.ndarray:
    return np.random.default_rng(2).uniform(0, 1, (height, width, 3)).astype(np.float32)


def _converted(picture: np.ndarray) -> np.ndarray:
    out = [np.empty(picture.shape[:2], np.float32) for _ in range(3)]
    planes(picture, np.ones(picture.shape[:2], np.float32), *out)
    return np.stack(out, axis=-1)


def test_colours_become_the_code_values_of_the_standard() -> None:
    picture = _picture()

    np.testing.assert_allclose(_converted(picture), cv2.transform(picture, MATRIX), atol=0.01)


@pytest.mark.parametrize(("grey", "code"), [(0.0, 16), (1.0, 235), (2.0, 235), (-1.0, 16)])
def test_black_and_white_are_limited_range_and_colourless(grey: float, code: int) -> None:
    luma, u, v = _converted(np.full((2, 2, 3), grey, np.float32))[0, 0]

    assert (round(float(luma)), round(float(u)), round(float(v))) == (code, 128, 128)


def test_a_backdrop_without_zoom_keeps_chroma_untouched() -> None:
    picture = np.full((18, 32, 3), (0.2, 0.4, 0.9), np.float32)
    canvas = Canvas.blank(64, 36)

    Backdrop(64, 36).lay(canvas, picture, 1.0)

    middle = _converted(picture)[9, 16]
    np.testing.assert_allclose((canvas.luma[18, 32], canvas.u[9, 16], canvas.v[9, 16]), middle, atol=1.5)


def _flat(value: float = 100.0) -> Canvas:
    canvas = Canvas.blank(64, 36)
    canvas.luma[:] = value
    canvas.u[:], canvas.v[:] = 90.0, 170.0
    return canvas


def test_a_developed_frame_holds_its_three_planes_in_order() -> None:
    frame = Film(1, Grade(grain=0.0)).develop(_flat())

    assert frame.shape == (54, 64)
    assert frame.dtype == np.uint8
    assert [int(np.median(part)) for part in (frame[:36], frame[36:45], frame[45:])] == [100, 90, 170]


def test_grain_leaves_the_mean_where_it_was() -> None:
    frame = Film(1, Grade(grain=2.0)).develop(_flat())

    assert abs(float(frame[:36].mean()) - 100) < 0.3
    assert frame[:36].std() > 1


def test_bars_are_black() -> None:
    frame = Film(1, Grade(grain=1.0, bars=0.1)).develop(_flat())

    assert (frame[:4] == 16).all()
    assert (frame[36][:32] == 128).all()


def test_the_same_seed_gives_the_same_grain() -> None:
    first, second = (Film(7, Grade(grain=2.0)).develop(_flat()) for _ in range(2))

    np.testing.assert_array_equal(first, second)
