"""Ways of rendering a screenplay. The registry is a table of lazy imports: naming one loads only that one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from engine.characters.character import Character
from engine.contract.messages import Resolution, Screenplay, Stage
from engine.enrolment.likeness import Likeness
from engine.sound import Soundtrack

REGISTRY = {
    "studio": "engine.renderers.studio",
    "remote": "engine.renderers.remote",
    "h3": "engine.renderers.h3",
    "ltx2": "engine.renderers.ltx2",
    "wan": "engine.renderers.wan",
}

Report = Callable[[Stage, float], None]


def unseen(_jpeg: bytes) -> None:
    """Nobody looks."""


@dataclass(frozen=True, slots=True)
class Take:
    """One rendering to be made: the screenplay, who plays each role, the frame size and the seed.

    cast: the people, by role. characters: the roles that something else than a person plays.
    scene: a picture to set it in, (h, w, 3) BGR; None where the words say where.
    credits: sentences that have to stand wherever it is shown.
    enhanced: whether to spend more on identity, where a renderer can.
    look: may be given a rough frame (JPEG) now and then, before there are finished ones.
    """

    screenplay: Screenplay
    cast: Mapping[str, Likeness]
    resolution: Resolution
    seed: int
    characters: Mapping[str, Character] = field(default_factory=dict)
    scene: NDArray[np.uint8] | None = None
    credits: tuple[str, ...] = ()
    enhanced: bool = False
    look: Callable[[bytes], None] = unseen


@dataclass(frozen=True, slots=True)
class Footage:
    """What a renderer gives back, streamed.

    frames: `frame_count` arrays (height * 3 / 2, width) uint8, planar YUV 4:2:0, BT.709 limited, at 24 fps.
    soundtrack: the finished mix with the times of its lines and beats.
    notes: honest remarks for the manifest.
    """

    frames: Iterator[NDArray[np.uint8]]
    frame_count: int
    soundtrack: Soundtrack
    notes: tuple[str, ...]


class Renderer(Protocol):
    """A module or object that can render."""

    def render(self, take: Take, report: Report) -> Footage:
        """Prepare (sound, plan) and return footage whose frames are made as they are read.

        Raises:
            engine.errors.EngineRefusal: the take cannot be made; says why.
        """
        ...


class UnknownRendererError(ValueError):
    """There is no renderer of that name."""


def renderer(name: str, more: Mapping[str, str] | None = None) -> Renderer:
    """Load one renderer by name, out of the registry or an installation's own table (name -> module).

    Raises:
        UnknownRendererError: there is none of that name, or its module is not there.
    """
    table = {**REGISTRY, **(more or {})}
    if name not in table:
        raise UnknownRendererError(f"There is no renderer {name!r}; there are: {', '.join(sorted(table))}.")
    try:
        return cast("Renderer", import_module(table[name]))
    except ModuleNotFoundError as error:
        raise UnknownRendererError(f"The renderer {name!r} needs {error.name}, which is not here.") from error
