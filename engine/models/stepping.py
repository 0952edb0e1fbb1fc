"""Between two steps of denoising: how far it is, whether anybody still waits, and a rough picture.

diffusers' classic pipelines call back after every step. Its modular ones do not: there a block of our own
stands first in the loop.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from diffusers.modular_pipelines import LoopSequentialPipelineBlocks, ModularPipelineBlocks

from engine.models import Watch
from engine.room.messages import Doing

OURS = "watch"
Draw = Callable[[Any, Any], None]
"""State of the loop, time of the step that is about to begin: shows what there is of the film."""


def told(watch: Watch, steps: int) -> Callable[[Any, int, Any, dict[str, Any]], dict[str, Any]]:
    """What a classic pipeline takes as `callback_on_step_end`; the first step is told of here.

    steps: how many there are.
    """
    watch.at(Doing.DENOISING, 0, steps)

    def ended(_pipeline: Any, number: int, _time: Any, values: dict[str, Any]) -> dict[str, Any]:
        watch.at(Doing.DENOISING, number + 1, steps)
        return values

    return ended


@contextmanager
def watched(pipeline: Any, watch: Watch, draw: Draw | None = None) -> Iterator[None]:
    """While this is open, `watch` is told of every step of a modular pipeline before it begins."""
    loop = next(_loops(pipeline._blocks))  # noqa: SLF001 - `blocks` is a copy
    loop.sub_blocks.insert(OURS, _Step(watch, draw), 0)
    try:
        yield
    finally:
        loop.sub_blocks.pop(OURS)


class _Step(ModularPipelineBlocks):  # type: ignore[misc]  # diffusers has no types
    """Does nothing to what is made."""

    def __init__(self, watch: Watch, draw: Draw | None) -> None:
        super().__init__()
        self._watch = watch
        self._draw = draw

    @property
    def description(self) -> str:
        return "Tells the machine room how far it is."

    def __call__(self, pipeline: Any, state: Any, i: int, t: Any) -> tuple[Any, Any]:
        self._watch.at(Doing.DENOISING, i, len(state.timesteps))
        if self._draw is not None and i > 0:
            self._draw(state, t)
        return pipeline, state


def _loops(blocks: Any) -> Iterator[Any]:
    if isinstance(blocks, LoopSequentialPipelineBlocks):
        yield blocks
        return
    for block in blocks.sub_blocks.values():
        yield from _loops(block)
