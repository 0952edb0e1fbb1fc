"""What Wan and LTX-2 have in common: which asks they refuse, and pictures out of a decoded film."""

from collections.abc import Iterator
from typing import cast

import torch

from engine.generation.shapes import Shape
from engine.models import Before, CannotError, Pictures
from engine.room.messages import FilmAsk

PIECE = 16
"""Pictures that are handed on at a time."""


def check(ask: FilmAsk, before: Before | None, makes: Shape) -> None:
    """See that a film can be made.

    Raises:
        CannotError: of a size or length that the family does not make, without its first picture, or going on
            from a film that is not there, of another size, or too short.
    """
    if ask.width % makes.sides or ask.height % makes.sides:
        raise CannotError(f"sizes are multiples of {makes.sides}, not {ask.width}x{ask.height}")
    if ask.frames % makes.step != makes.rest:
        raise CannotError(f"films have {makes.step} n + {makes.rest} pictures, not {ask.frames}")
    if ask.first and not ask.pictures:
        raise CannotError("there is no first picture")
    if ask.continues != (before is not None):
        raise CannotError("there is no film to go on from")
    if before is not None and before.frames.shape[1:3] != (ask.height, ask.width):
        raise CannotError("the film to go on from has another size")
    if before is not None and len(before.frames) < makes.overlap:
        raise CannotError(f"the film to go on from has fewer than {makes.overlap} pictures")


def in_pieces(film: torch.Tensor) -> Iterator[Pictures]:
    """A decoded film, (3, frames, height, width), -1..1, as pieces (n, height, width, 3) RGB."""
    for start in range(0, film.shape[1], PIECE):
        piece = film[:, start : start + PIECE].float().permute(1, 2, 3, 0)
        yield cast("Pictures", ((piece / 2 + 0.5).clamp(0, 1) * 255).round().byte().cpu().numpy())
