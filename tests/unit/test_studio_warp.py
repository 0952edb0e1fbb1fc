import cv2
import numpy as np
import pytest
from drawn_person import drawn_likeness

from engine.renderers.studio.lips import LOWER_INNER, UPPER_INNER, Goal, canonical
from engine.renderers.studio.warp import MouthPainter, Patch, mouth_shapes, thin_plate

pytestmark = pytest.mark.unit


def test_the_spline_leads_every_target_to_its_source() -> None:
    rng = np.random.default_rng(1)
    targets = rng.integers(1, 6, (9, 2)) * 12 + np.array([40, 20]) + rng.integers(0, 2, (9, 2)) * 0
    targets = np.unique(targets, axis=0).astype(np.float32)
    sources = targets + rng.normal(0, 3, targets.shape).astype(np.float32)
    patch = Patch(40, 20, 84, 84)

    maps = thin_plate(targets, sources, patch)

    at = (targets - (40, 20)).astype(int)
    np.testing.assert_allclose(maps[at[:, 1], at[:, 0]], sources, atol=0.05)


def test_points_that_stay_leave_every_pixel_where_it_is() -> None:
    targets = np.array([[0, 0], [50, 3], [4, 60], [44, 41], [20, 30]], np.float32)
    patch = Patch(3, 5, 40, 50)

    maps = thin_plate(targets, targets, patch)

    own = np.stack(np.meshgrid(np.arange(3, 43), np.arange(5, 55)), axis=-1)
    np.testing.assert_allclose(maps, own, atol=0.01)


def test_shapes_are_opened_exactly_as_far_as_wanted() -> None:
    likeness = drawn_likeness()
    faces = canonical(likeness.track)
    aperture = np.linspace(0.03, 0.1, 20, dtype=np.float32)

    shapes = mouth_shapes(faces, np.arange(20), Goal(aperture, np.full(20, 0.2, np.float32)))

    opening = np.linalg.norm(shapes[:, UPPER_INNER] - shapes[:, LOWER_INNER], axis=1)
    np.testing.assert_allclose(opening, aperture, atol=0.004)


def test_a_mouth_pressed_shut_does_not_pass_through_itself() -> None:
    likeness = drawn_likeness()
    faces = canonical(likeness.track)

    shapes = mouth_shapes(
        faces, np.arange(9, 19), Goal(np.full(10, -0.05, np.float32), np.full(10, 0.2, np.float32))
    )

    assert (shapes[:, LOWER_INNER, 1] >= shapes[:, UPPER_INNER, 1]).all()


@pytest.fixture(scope="module")
def painted() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A frame with its mouth shut, the same with an open donor's mouth, and the wanted shape in pixels."""
    likeness = drawn_likeness()
    faces = canonical(likeness.track)
    shut, wide = int(np.argmin(faces.aperture)), int(np.argmax(faces.aperture))
    frames = [
        cv2.imdecode(np.frombuffer(likeness.frames[i], np.uint8), cv2.IMREAD_COLOR) for i in (shut, wide)
    ]
    painter = MouthPainter(faces, likeness.track.landmarks)
    result = painter.paint(frames[0], frames[1], shut, wide, faces.points[wide])
    return frames[0], result, faces.to_frame(shut, faces.points[wide])


def test_an_open_donor_opens_a_shut_mouth(painted: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    before, after, lips = painted
    x, y = lips[[UPPER_INNER, LOWER_INNER]].mean(axis=0).astype(int)

    assert int(after[y, x].sum()) < 120 < int(before[y - 4, x].sum())


def test_nothing_above_the_eyes_is_touched(painted: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    before, after, lips = painted
    row = int(lips[168, 1]) - 1

    np.testing.assert_array_equal(before[:row], after[:row])
