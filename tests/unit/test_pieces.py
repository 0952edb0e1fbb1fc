"""A clip in pieces of one shot each: where they are cut, and that no frame is lost or shown twice."""

from itertools import pairwise

import pytest

from engine.contract.messages import Line, Role, Screenplay, Shot, Style
from engine.generation.pieces import pieces

pytestmark = pytest.mark.unit

LONGEST_S, GRID_S = 4.5, 0.25


def _play(*seconds: float) -> Screenplay:
    shots = tuple(
        Shot(seconds=one, roles=("ada",), lines=(Line(role="ada", text=f"Line {number}."),))
        for number, one in enumerate(seconds)
    )
    return Screenplay(prompt="p", style=Style.PHOTO, roles=(Role(name="ada"),), shots=shots)


LENGTHS = [(4.0,), (4.6,), (9.1,), (2.3, 3.7), (5.03, 1.9), (30.0, 29.9), (58.49,)]


@pytest.mark.parametrize("seconds", LENGTHS, ids=str)
def test_every_frame_is_in_one_piece(seconds: tuple[float, ...]) -> None:
    cut = pieces(_play(*seconds), LONGEST_S, GRID_S)

    assert [cut[0].first, *(piece.last for piece in cut)][-1] == round(sum(seconds) * 24)
    assert all(before.last == after.first for before, after in pairwise(cut))


@pytest.mark.parametrize("seconds", LENGTHS, ids=str)
def test_no_piece_is_longer_than_a_model_makes(seconds: tuple[float, ...]) -> None:
    cut = pieces(_play(*seconds), LONGEST_S, GRID_S)

    assert max(piece.seconds for piece in cut) <= LONGEST_S + 1 / 24


@pytest.mark.parametrize("seconds", LENGTHS, ids=str)
def test_a_shot_is_cut_after_multiples_of_the_grid(seconds: tuple[float, ...]) -> None:
    cut = pieces(_play(*seconds), LONGEST_S, GRID_S)

    goes_on = [before for before, after in pairwise(cut) if after.continues]
    assert all(piece.play.seconds % GRID_S == pytest.approx(0) for piece in goes_on)


def test_every_shot_begins_a_piece_that_goes_on_from_nothing() -> None:
    cut = pieces(_play(6.0, 2.0, 6.0), LONGEST_S, GRID_S)

    assert [(piece.shot, piece.continues) for piece in cut] == [
        (1, False), (1, True), (2, False), (3, False), (3, True),
    ]  # fmt: skip


def test_every_line_is_in_one_piece() -> None:
    cut = pieces(_play(6.0, 2.0), LONGEST_S, GRID_S)

    assert [line.text for piece in cut for shot in piece.play.shots for line in shot.lines] == [
        "Line 0.",
        "Line 1.",
    ]
