"""What a scene is to the compositor: a picture that moves, and the light it throws on people."""

from dataclasses import dataclass
from typing import Protocol

from engine.renderers.studio.kernel import Floats
from engine.renderers.studio.scenes.paint import Colour


@dataclass(frozen=True, slots=True)
class Light:
    """One lamp: the direction to it (right, down, towards the viewer), its diffuse and its edge strength."""

    towards: tuple[float, float, float]
    colour: Colour
    fill: float
    rim: float


@dataclass(frozen=True, slots=True)
class Look:
    """How people stand in a scene.

    ambient: gain on their own colours (blue, green, red). wrap: how much of the background's light creeps
    over their edges. rain and motes: 0..1. seat: where one person's face is, as a share of the frame's width.
    """

    lights: tuple[Light, ...]
    ambient: Colour
    wrap: float
    rain: float
    motes: float
    seat: float


class Scene(Protocol):
    """A painted place."""

    @property
    def look(self) -> Look:
        """Its light."""
        ...

    def picture(self, seconds: float) -> Floats:
        """The scene at a time: (height, width, 3) BGR float32, 0..1, of the size it was made for."""
        ...
