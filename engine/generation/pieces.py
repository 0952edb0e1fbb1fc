"""A clip shot by shot, for models that make one shot at a time: none is longer than they make in one go."""

from dataclasses import dataclass
from itertools import pairwise

from engine.contract.messages import FPS, Screenplay
from engine.generation.orders import parts


@dataclass(frozen=True, slots=True)
class Piece:
    """A shot, or a part of one that is too long.

    play: what happens in it. shot: its number, from 1. first, last: its frames in the clip, [first, last).
    continues: whether it goes on from the piece before, within one shot.
    """

    play: Screenplay
    shot: int
    first: int
    last: int
    continues: bool

    @property
    def seconds(self) -> float:
        """How long its frames last."""
        return (self.last - self.first) / FPS


def pieces(screenplay: Screenplay, longest_s: float, grid_s: float) -> tuple[Piece, ...]:
    """Cut a screenplay at every shot, and within shots that are too long after multiples of `grid_s`.

    Together the pieces have exactly the clip's frames.
    """
    found: list[tuple[int, bool, Screenplay]] = []
    for number, shot in enumerate(screenplay.shots, start=1):
        cut = parts(screenplay.model_copy(update={"shots": (shot,)}), longest_s, grid_s)
        found += [(number, index > 0, play) for index, play in enumerate(cut)]
    ends = [0.0]
    for _, _, play in found:
        ends.append(ends[-1] + play.seconds)
    frames = pairwise(round(end * FPS) for end in ends)
    return tuple(
        Piece(play, number, first, last, continues)
        for (number, continues, play), (first, last) in zip(found, frames, strict=True)
        if last > first
    )
