"""Generative models, by family: only the machine room imports the modules beside this one, which need torch.

A family is a module with `load(folder, setup) -> model`; what a model can do is one of the protocols below.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from engine.models.plans import Plan
from engine.models.quiet import hush
from engine.room.messages import Doing, FilmAsk, PictureAsk, SoundAsk, SpeechAsk

FAMILIES = {
    "h3": "engine.models.h3",
    "ltx2": "engine.models.ltx2",
    "wan": "engine.models.wan",
    "first_frame": "engine.models.first_frame",
    "pocket_tts": "engine.models.pocket_tts",
    "vibevoice": "engine.models.vibevoice",
    "dia": "engine.models.dia",
    "csm": "engine.models.csm",
    "stable_audio_3": "engine.models.stable_audio_3",
    "ace_step": "engine.models.ace_step",
    "swin2sr": "engine.models.swin2sr",
}

Pictures = NDArray[np.uint8]
Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Setup:
    """How a model is to be loaded.

    plan: where its parts lie and how finely they are kept. device: "cuda:0", "cpu", ... attention: the
    kernels, by diffusers' name; "" for the library's own choice. compiled: whether repeated blocks are
    compiled first. steps: of denoising where an ask names none; None for the family's own. turbo: whether
    its distilled weights are used.
    """

    plan: Plan
    device: str
    attention: str = ""
    compiled: bool = False
    steps: int | None = None
    turbo: bool = False


class Watch(Protocol):
    """Looks on while a model works, and ends it."""

    def at(self, doing: Doing, done: int = 0, of: int = 0) -> None:
        """So far it is. To be called before every step.

        Raises:
            engine.room.stopping.Stopped: nobody waits for this any more. No model catches it.
        """
        ...

    def look(self, draw: Callable[[], Pictures]) -> None:
        """Where it is cheap: `draw` gives a rough frame, (h, w, 3) RGB, and is called only if one is due."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """A film as its model gives it.

    frames: pieces (n, height, width, 3) uint8 RGB, decoded as they are read: the first while the model has
    the card to itself, the others maybe while it already makes the next film. fps: a second. sound: (samples,
    channels) at `rate` Hz, or None where the family is silent. notes: how it was made.
    """

    frames: Iterator[Pictures]
    fps: float
    sound: Samples | None = None
    rate: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Before:
    """The film that another goes on from: its frames (n, h, w, 3) RGB, and its sound as in `Made`."""

    frames: Pictures
    fps: float
    sound: Samples | None = None
    rate: int = 0


class FilmModel(Protocol):
    """Makes films."""

    def film(
        self,
        ask: FilmAsk,
        pictures: Sequence[bytes],
        voices: Sequence[bytes],
        before: Before | None,
        watch: Watch,
    ) -> Made:
        """Make one; denoised when this returns, decoded as its frames are read.

        Raises:
            CannotError: it is nothing that this family makes.
        """
        ...


class PictureModel(Protocol):
    """Makes single pictures."""

    def picture(self, ask: PictureAsk, pictures: Sequence[bytes], watch: Watch) -> Pictures:
        """Make one, (height, width, 3) RGB."""
        ...


class SpeechModel(Protocol):
    """Says lines in somebody's voice."""

    def say(self, ask: SpeechAsk, voice: bytes, watch: Watch) -> tuple[Samples, int]:
        """The line, (samples, 1), and its rate in Hz."""
        ...


class SoundModel(Protocol):
    """Makes sounds or music."""

    def sound(self, ask: SoundAsk, watch: Watch) -> tuple[Samples, int]:
        """The sound, (samples, channels), and its rate in Hz."""
        ...


class Enlarger(Protocol):
    """Enlarges pictures."""

    def enlarge(self, frames: Pictures, width: int, height: int) -> Pictures:
        """The same (n, h, w, 3) as (n, height, width, 3)."""
        ...


Model = FilmModel | PictureModel | SpeechModel | SoundModel | Enlarger


class CannotError(ValueError):
    """The family cannot make what was asked; the message says why and holds nothing of what was asked."""


class UnknownFamilyError(ValueError):
    """There is no family of that name."""


class SettingError(ValueError):
    """The settings ask for what this machine has not; the message is for the operator."""


class _Family(Protocol):
    def load(self, folder: Path, setup: Setup) -> Any: ...


def load(family: str, folder: Path, setup: Setup, more: Mapping[str, str] | None = None) -> Model:
    """Load a family's model out of a folder in the usual format (diffusers, transformers), safetensors only.

    more: families of the installation's own, name -> module.

    Raises:
        UnknownFamilyError: there is none of that name.
        SettingError: the setup cannot be had here.
        OSError: something is missing in the folder.
    """
    table = {**FAMILIES, **(more or {})}
    if family not in table:
        raise UnknownFamilyError(f"There is no family {family!r}; there are: {', '.join(table)}.")
    hush()
    module = cast("_Family", import_module(table[family]))
    return cast("Model", module.load(folder, setup))
