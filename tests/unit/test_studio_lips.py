import numpy as np
import pytest
from drawn_person import drawn_likeness, face_points, turned

from engine.renderers.studio.lips import LEAST_OPENING, RIGID, canonical, goal, umeyama

pytestmark = pytest.mark.unit


def test_a_turned_moved_and_scaled_shape_is_brought_back_onto_its_template() -> None:
    template = face_points(0.02)[list(RIGID)]
    moved = np.stack([turned(template, yaw) * 170 + np.array([30, 40, 5]) for yaw in (-0.4, 0.0, 0.3)])

    scale, rotation, shift = umeyama(moved.astype(np.float32), template)

    back = scale[:, None, None] * np.einsum("tij,tnj->tni", rotation, moved) + shift[:, None]
    np.testing.assert_allclose(back, np.broadcast_to(template, back.shape), atol=1e-4)


def test_aperture_is_measured_alike_however_the_head_is_turned() -> None:
    likeness = drawn_likeness()
    expected = 0.06 * (1 - np.cos(2 * np.pi * np.arange(60) / 24 * 1.3)) + 0.002

    faces = canonical(likeness.track)

    assert np.abs(faces.aperture / faces.aperture.max() - expected / expected.max()).max() < 0.03


def test_canonical_points_return_to_their_place_in_the_frame() -> None:
    likeness = drawn_likeness()
    faces = canonical(likeness.track)

    np.testing.assert_allclose(
        faces.to_frame(7, faces.points[7]), likeness.track.landmarks[7, :, :2], atol=0.01
    )


def test_a_full_vowel_opens_to_the_persons_own_widest() -> None:
    faces = canonical(drawn_likeness().track)

    wanted = goal(faces, np.array([[0.0, 0.3], [1.0, 0.3]], np.float32))

    np.testing.assert_allclose(wanted.aperture, np.percentile(faces.aperture, (1, 99)), rtol=1e-4)


def test_rounding_narrows_the_mouth_and_spreading_widens_it() -> None:
    faces = canonical(drawn_likeness().track)

    spread, rest, pursed = goal(faces, np.array([[0.3, 0.0], [0.3, 0.3], [0.3, 1.0]], np.float32)).width

    assert spread > rest > pursed


def test_somebody_who_kept_their_mouth_shut_is_opened_nevertheless() -> None:
    track = drawn_likeness().track
    still = type(track)(
        np.repeat(track.landmarks[:1], 60, axis=0), track.blendshapes, track.pose_deg, track.sharpness
    )

    wanted = goal(canonical(still), np.array([[0.0, 0.3], [1.0, 0.3]], np.float32))

    assert np.ptp(wanted.aperture) >= LEAST_OPENING - 1e-5
