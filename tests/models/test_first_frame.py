"""The maker of first frames by itself, a tiny one."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from watched import Watched, png

from engine.models import CannotError, Setup, load
from engine.models.first_frame import DISTILLED_STEPS, FirstFrameModel
from engine.models.plans import Plan
from engine.room.messages import Doing, PictureAsk
from engine.room.stopping import Stopped

pytestmark = pytest.mark.models

ASK = PictureAsk(
    family="first_frame", prompt="Two people at the sea.", width=96, height=64, seed=5, pictures=2
)
FACES = (png((200, 40, 40)), png((40, 40, 200)))


@pytest.fixture(scope="module")
def painter(tiny: Callable[[str], Path]) -> FirstFrameModel:
    """A tiny one, loaded through the registry."""
    torch.set_num_threads(1)
    model = load("first_frame", tiny("first_frame"), Setup(Plan.FULL, "cpu"))
    assert isinstance(model, FirstFrameModel)
    return model


def test_it_makes_a_picture_of_the_size_as_asked(painter: FirstFrameModel) -> None:
    assert painter.picture(ASK, FACES, Watched()).shape == (64, 96, 3)


def test_the_same_seed_makes_the_same_picture(painter: FirstFrameModel) -> None:
    first, second = (painter.picture(ASK, FACES, Watched()) for _ in range(2))

    assert np.array_equal(first, second)


def test_another_seed_makes_another_picture(painter: FirstFrameModel) -> None:
    other = painter.picture(ASK.model_copy(update={"seed": 6}), FACES, Watched())

    assert not np.array_equal(other, painter.picture(ASK, FACES, Watched()))


def test_every_reference_matters(painter: FirstFrameModel) -> None:
    other = painter.picture(ASK, (FACES[0], png((9, 90, 9))), Watched())

    assert not np.array_equal(other, painter.picture(ASK, FACES, Watched()))


def test_it_makes_a_picture_of_nobody(painter: FirstFrameModel) -> None:
    ask = ASK.model_copy(update={"pictures": 0})

    assert painter.picture(ask, (), Watched()).shape == (64, 96, 3)


def test_a_small_reference_is_enlarged(painter: FirstFrameModel) -> None:
    assert painter.picture(ASK, (png((1, 2, 3), (20, 30)), FACES[1]), Watched()).shape == (64, 96, 3)


def test_every_step_is_told_in_order(painter: FirstFrameModel) -> None:
    watch = Watched()

    painter.picture(ASK, FACES, watch)

    steps = [(Doing.DENOISING, step, DISTILLED_STEPS) for step in range(DISTILLED_STEPS + 1)]
    assert watch.told == [(Doing.ENCODING, 0, 0), *steps, (Doing.DECODING, 0, 0)]


def test_it_ends_at_the_step_at_which_it_is_told(painter: FirstFrameModel) -> None:
    watch = Watched(end_at=2)

    with pytest.raises(Stopped):
        painter.picture(ASK, FACES, watch)

    assert watch.told[-1] == (Doing.DENOISING, 2, DISTILLED_STEPS)


def test_a_size_that_it_does_not_make_is_refused(painter: FirstFrameModel) -> None:
    with pytest.raises(CannotError, match="multiples"):
        painter.picture(ASK.model_copy(update={"width": 100}), FACES, Watched())


def test_what_is_no_picture_is_refused(painter: FirstFrameModel) -> None:
    with pytest.raises(CannotError, match="no picture"):
        painter.picture(ASK, (b"GIF89a", FACES[1]), Watched())
