"""What each family of models makes, against what is asked of it."""

import pytest

from engine.contract.messages import Resolution
from engine.generation.shapes import H3, LTX2, WAN, Shape

pytestmark = pytest.mark.unit

SHAPES = pytest.mark.parametrize("shape", [H3, LTX2, WAN], ids=["h3", "ltx2", "wan"])


@SHAPES
@pytest.mark.parametrize("resolution", list(Resolution))
def test_sizes_are_such_as_the_family_makes(shape: Shape, resolution: Resolution) -> None:
    assert [length % shape.sides for length in shape.sizes[resolution]] == [0, 0]


@SHAPES
def test_lengths_are_such_as_the_family_makes_and_hold_what_is_asked(shape: Shape) -> None:
    lengths = {seconds: shape.frames(seconds) for seconds in (0.5, 2.0, 3.3, shape.longest_s)}
    assert all(
        frames % shape.step == shape.rest
        and shape.fewest <= frames <= shape.most
        and frames >= seconds * shape.fps
        for seconds, frames in lengths.items()
    )


@SHAPES
def test_nothing_longer_is_promised(shape: Shape) -> None:
    with pytest.raises(ValueError, match="is more than"):
        shape.frames(shape.longest_s + 1 / shape.fps)
