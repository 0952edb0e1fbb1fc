"""What the machine room does where memory runs out; the models are fakes."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from rooms import BLOBS, FakeRoom, fake_room, film

from engine.models.plans import Plan
from engine.room.client import Room, RoomError, asked
from engine.room.messages import Trouble

pytestmark = pytest.mark.integration


@pytest.fixture
def fakes(tmp_path: Path) -> Iterator[FakeRoom]:
    """A room with nothing loaded."""
    with fake_room(tmp_path) as room:
        yield room


@pytest.fixture
def room(fakes: FakeRoom) -> Iterator[Room]:
    """A connection to it."""
    with asked() as room:
        yield room


def test_a_film_that_does_not_fit_is_made_in_the_next_leaner_plan(room: Room, fakes: FakeRoom) -> None:
    made = room.film(film(fits=Plan.INT8.value), *BLOBS)
    assert (made.header.notes[-1], [line for line in fakes.trace() if line.startswith("load")]) == (
        "The card's memory ran out, so fake works with less of it (int8).",
        ["load full", "load int8"],
    )


def test_one_that_cannot_be_decoded_is_made_again_in_the_next_leaner_plan(room: Room) -> None:
    made = room.film(film(decodes=Plan.INT8.value), *BLOBS)
    assert np.concatenate(list(made.frames)).shape == (12, 16, 32, 3)


def test_only_one_leaner_plan_is_tried_for_a_film(room: Room, fakes: FakeRoom) -> None:
    with pytest.raises(RoomError, match="too small") as said:
        room.film(film(fits=Plan.GROUP_OFFLOAD.value), *BLOBS)
    assert (said.value.trouble, len(fakes.pids())) == (Trouble.OUT_OF_MEMORY, 2)


def test_the_leaner_plan_stays_for_the_next_film(room: Room, fakes: FakeRoom) -> None:
    room.film(film(fits=Plan.INT8.value), *BLOBS)
    room.film(film(), *BLOBS)
    assert [line for line in fakes.trace() if line.startswith("load")] == ["load full", "load int8"]


def test_a_film_that_does_not_fit_beside_other_models_is_made_without_them(
    room: Room, fakes: FakeRoom
) -> None:
    room.film(film(family="other"), *BLOBS)
    made = room.film(film(crowded=True), *BLOBS)
    assert (made.header.notes[-1], [line for line in fakes.trace() if line.startswith("load")]) == (
        "new",
        ["load full", "load full"],
    )
