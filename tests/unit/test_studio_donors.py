from itertools import pairwise, product

import numpy as np
import pytest
from drawn_person import drawn_likeness

from engine.renderers.studio.donors import base_walk, calm_stretch, cheapest_path, choose_donors, ping_pong
from engine.renderers.studio.lips import Goal, canonical

pytestmark = pytest.mark.unit


def test_the_path_is_the_one_that_trying_every_path_finds() -> None:
    rng = np.random.default_rng(3)
    cost = rng.uniform(0, 1, (5, 4)).astype(np.float32)
    leap = rng.uniform(0, 1, (4, 4)).astype(np.float32)
    np.fill_diagonal(leap, 0)
    frame = np.array([3, 4, 9, 20])

    def price(path: tuple[int, ...]) -> float:
        steps = sum(
            0.0 if abs(int(frame[a]) - int(frame[b])) == 1 else float(leap[a, b]) + 0.35
            for a, b in pairwise(path)
        )
        return steps + float(sum(cost[row, column] for row, column in enumerate(path)))

    best = min(product(range(4), repeat=5), key=price)

    assert price(tuple(cheapest_path(cost, leap, frame).tolist())) == pytest.approx(price(best), abs=1e-5)


def test_the_walk_moves_at_most_one_frame_at_a_time() -> None:
    steps = np.abs(np.diff(ping_pong(10, 50, 300)))

    assert steps.max() <= 1


def test_the_walk_stays_within_its_stretch() -> None:
    walk = ping_pong(10, 50, 300)

    assert (walk.min(), walk.max()) >= (10, 45)
    assert walk.max() < 50


def test_a_single_frame_is_walked_on_the_spot() -> None:
    assert set(ping_pong(4, 5, 12).tolist()) == {4}


def test_the_stretch_avoids_a_head_turned_away() -> None:
    likeness = drawn_likeness(frames=200)
    pose = likeness.track.pose_deg.copy()
    pose[:100, 0] = 30
    track = type(likeness.track)(
        likeness.track.landmarks, likeness.track.blendshapes, pose, likeness.track.sharpness
    )

    first, last = calm_stretch(track, 72, 24.0)

    assert 100 <= first < last <= 200


def test_a_walk_does_not_begin_with_eyes_shut() -> None:
    likeness = drawn_likeness(frames=60)
    shut = likeness.track.blendshapes.copy()
    shut[:8, 9] = 0.9
    track = type(likeness.track)(
        likeness.track.landmarks, shut, likeness.track.pose_deg, likeness.track.sharpness
    )

    assert base_walk(track, 60, 24.0, seed=0)[0] >= 8


def test_donors_open_their_mouths_when_it_is_wanted() -> None:
    likeness = drawn_likeness(frames=120)
    faces = canonical(likeness.track)
    time = np.arange(48) / 24
    low, high = faces.aperture.min(), faces.aperture.max()
    aperture = (low + (high - low) * (0.5 - 0.5 * np.cos(2 * np.pi * 2 * time))).astype(np.float32)
    wanted = Goal(aperture=aperture, width=np.full(48, np.median(faces.width), np.float32))

    donors = choose_donors(faces, likeness.track, wanted, np.arange(48))

    assert np.corrcoef(faces.aperture[donors], aperture)[0, 1] > 0.9
