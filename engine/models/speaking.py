"""What families that say lines in somebody's voice have in common: how they are fed, watched and ended."""

import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, gcd
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.signal import resample_poly

from engine.models import CannotError, Samples, Setup, Watch
from engine.models.placing import dtype_of, place
from engine.models.received import recording
from engine.room.messages import Doing, SpeechAsk

Floats = NDArray[np.float32]

CODEC = "audio_tokenizer"
"""The folder in the family's own in which its codec lies, where that is a model by itself."""
SLOWEST_S = 0.13
PAUSE_S = 2.0
"""No line takes longer than this a letter and this besides: people say 12 to 18 letters a second, and these
models now and then never stop."""
_OF_OTHERS = ("feature_extractor", "tokenizer", "audio_tokenizer", "chat_template", "processor_class")


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """A line to be said. voice: (n,) mono at the family's rate. heard: what it says. most: steps at most."""

    text: str
    voice: Floats
    heard: str
    most: int


@dataclass(frozen=True, slots=True)
class Cloner:
    """A model that says lines in the voice of a recording.

    rate: of what it hears and says, in Hz. steps: that it makes for a second of speech. stepping: the module
    that is called once a step. generate: an order's line as the model's own numbers. decode: those as sound.
    """

    rate: int
    steps: float
    stepping: torch.nn.Module
    generate: Callable[[Order], Any]
    decode: Callable[[Any], torch.Tensor]

    def say(self, ask: SpeechAsk, voice: bytes, watch: Watch) -> tuple[Samples, int]:
        """The line, (n, 1) at the family's rate.

        Raises:
            CannotError: it cannot be said in this voice.
        """
        watch.at(Doing.ENCODING)
        most = ceil((PAUSE_S + SLOWEST_S * len(ask.text)) * self.steps)
        order = Order(ask.text, read_voice(voice, self.rate), ask.heard, most)
        # These models draw from the process' own source of chance; one model works at a time.
        torch.manual_seed(ask.seed)
        with torch.inference_mode(), stepped(self.stepping, most, watch):
            made = self.generate(order)
        with torch.inference_mode():
            watch.at(Doing.DECODING)
            said = self.decode(made).float().cpu().numpy().reshape(-1)
        if not said.size or not np.isfinite(said).all():
            raise CannotError("Nothing came of the line.")
        return (said / max(float(np.abs(said).max()), 1.0)).astype(np.float32)[:, None], self.rate


@contextmanager
def stepped(module: torch.nn.Module, most: int, watch: Watch) -> Iterator[None]:
    """Tell `watch` of every call of a module, before it; so it can end the work between two."""
    done = 0

    def before(_module: torch.nn.Module, _given: Any) -> None:
        nonlocal done
        watch.at(Doing.DENOISING, done, max(most, done))
        done += 1

    hook = module.register_forward_pre_hook(before)
    try:
        yield
    finally:
        hook.remove()


def read_voice(wav: bytes, rate: int) -> Floats:
    """A recording (WAV, 16 bit mono) as (n,) -1..1 at a rate.

    Raises:
        CannotError: it is none.
    """
    heard, own = recording(wav)
    if not heard.size or not rate // 8 <= own <= rate * 8:
        raise CannotError("The voice is empty, or of no rate that voices have.")
    common = gcd(rate, own)
    return np.asarray(resample_poly(heard[:, 0], rate // common, own // common), np.float32)


def model(kind: Any, folder: Path, setup: Setup, *, dtype: torch.dtype | None = None) -> Any:
    """Load a transformers model out of a local folder, safetensors only, and put it where the plan has it."""
    kept = dtype or dtype_of(setup)
    loaded = kind.from_pretrained(folder, local_files_only=True, use_safetensors=True, dtype=kept)
    place({"model": loaded}, setup)
    return loaded


def processor(kind: type[Any], extractor: Any, tokenizer: Any, folder: Path, codec: Any = None) -> Any:
    """Put a processor together from a folder's parts.

    Not by its own `from_pretrained`: that takes the codec from wherever the folder's settings say.
    """
    settings: dict[str, Any] = {}
    if (file := folder / "processor_config.json").is_file():
        settings = json.loads(file.read_text(encoding="utf-8"))
    known = inspect.signature(kind.__init__).parameters
    options = {name: settings[name] for name in settings if name in known and name not in _OF_OTHERS}
    if "audio_tokenizer" in known:
        options["audio_tokenizer"] = codec
    if "chat_template" in known:
        options["chat_template"] = _template(folder) or tokenizer.chat_template
    return kind(extractor, tokenizer, **options)


def _template(folder: Path) -> str | None:
    """How a talk is written down; older files have it with the tokenizer instead."""
    file = folder / "chat_template.jinja"
    return file.read_text(encoding="utf-8") if file.is_file() else None
