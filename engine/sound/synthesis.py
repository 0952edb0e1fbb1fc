"""Speech synthesisers: Kokoro-82M with its stock voices, and hibari, a small one that comes with its package.

Both are ONNX graphs that work out a duration for every symbol and do not tell it. Naming the inner tensor as
one more output makes them tell, so phone times are the synthesiser's own, not an alignment's guess.
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, Self

import hibari
import numpy as np
import onnxruntime
from hibari import dsp
from numpy.typing import NDArray

from engine.sound import Phone
from engine.sound.phonemes import chunks, timed, vocabulary

SPEECH_RATE = 24_000
STEP_S = 600 / SPEECH_RATE
"""One unit of both synthesisers' durations (hibari was distilled from Kokoro)."""
HEARD_EARLIER_S = 0.058
"""The waveform runs ahead of the durations by this much: the lag at which vowels and sibilants of four
sentences agree best with low and high band energy, mean of four Kokoro voices at two speeds (-40 .. -80 ms);
hibari the same."""
STYLE_SIZE = 256
PITCH_STEPS = 48
CHUNK_PAUSE_S = 0.15

_KOKORO_DURATIONS = "/encoder/Clip_output_0"
_KOKORO_PITCH = "/encoder/Squeeze_output_0"
_KOKORO_PITCH_SCALE = "encoder.predictor.F0_proj.weight_scale", 0.00242923
_KOKORO_PITCH_BIAS = "encoder.predictor.F0_proj.bias", 0.24111167
_HIBARI_DURATIONS = "/Clip_output_0"
_VOICED_HZ = 50.0

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said: `pcm` (n,) mono at 24 kHz, phones timed from its start, voiced F0 values in Hz."""

    pcm: Floats
    phones: tuple[Phone, ...]
    f0_hz: Floats


class Synthesiser(Protocol):
    """Something that says phonemes."""

    def say(self, spoken: str, *, speed: float) -> Utterance:
        """Say symbols of `phonemes.vocabulary`; `speed` 1 is the voice's own pace, 1.15 is faster."""
        ...

    def pitched(self, factor: float) -> "Synthesiser":
        """The same with its F0 multiplied once more."""
        ...


def _told(model: bytes, *tensors: str) -> bytes:
    """The model with inner tensors as further outputs.

    Serialised protocol buffers merge when they are joined, so a graph that holds only outputs can be put
    behind the model (ModelProto.graph is field 7, GraphProto.output 12, ValueInfoProto.name 1).
    """
    for tensor in tensors:
        name = tensor.encode()
        info = bytes([0x0A, len(name)]) + name
        output = bytes([0x62, len(info)]) + info
        model += bytes([0x3A, len(output)]) + output
    return model


def _options() -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


def _in_steps(factor: float) -> float:
    """A pitch factor to the nearest quarter of a semitone: lines that differ by less share a loaded model."""
    return math.exp2(round(math.log2(factor) * PITCH_STEPS) / PITCH_STEPS)


@lru_cache(maxsize=2)
def _kokoro_session(model: Path, pitch: float) -> Any:
    """Kokoro with its whole F0 curve multiplied: the curve's last layer is linear, so its weights are scaled.

    The vocoder is driven by that curve, which moves the pitch and leaves the formants to the voice.
    """
    options = _options()
    kept = []
    for (name, value), shape in ((_KOKORO_PITCH_SCALE, ()), (_KOKORO_PITCH_BIAS, (1,))):
        array = np.full(shape, value * pitch, np.float32)
        kept.append(onnxruntime.OrtValue.ortvalue_from_numpy(array))
        options.add_initializer(name, kept[-1])
    told = _told(model.read_bytes(), _KOKORO_DURATIONS, _KOKORO_PITCH)
    session = onnxruntime.InferenceSession(told, options, providers=["CPUExecutionProvider"])
    return session, kept  # the session borrows the arrays: they live as long as it does


def _joined(parts: list[Utterance]) -> Utterance:
    pause = np.zeros(round(CHUNK_PAUSE_S * SPEECH_RATE), np.float32)
    pcm: list[Floats] = []
    phones: list[Phone] = []
    for part in parts:
        offset = sum(map(len, pcm)) / SPEECH_RATE
        phones += [Phone(p.symbol, p.start_s + offset, p.end_s + offset) for p in part.phones]
        pcm += [part.pcm, pause]
    return Utterance(np.concatenate(pcm[:-1]), tuple(phones), np.concatenate([part.f0_hz for part in parts]))


def stock_style(voices: Path, name: str) -> Floats:
    """A stock voice's style table, (510, 256): one row per length of what is said."""
    return np.fromfile(voices / f"{name}.bin", np.float32).reshape(-1, STYLE_SIZE)


@dataclass(frozen=True, slots=True)
class Kokoro:
    """Kokoro-82M in one voice: `style` (510, 256), `pitch` the factor on its F0."""

    model: Path
    style: Floats
    pitch: float = 1.0

    def say(self, spoken: str, *, speed: float) -> Utterance:
        """Say symbols; see `Synthesiser`."""
        return _joined([self._say_chunk(chunk, speed) for chunk in chunks(spoken)])

    def pitched(self, factor: float) -> Self:
        """The same with its F0 multiplied once more."""
        return replace(self, pitch=self.pitch * factor)

    def _say_chunk(self, spoken: str, speed: float) -> Utterance:
        known = vocabulary()
        ids = [known[symbol] for symbol in spoken]
        session, _ = _kokoro_session(self.model, _in_steps(self.pitch))
        inputs = {
            "tokens": np.array([[0, *ids, 0]], np.int64),
            "style": self.style[min(len(ids), len(self.style)) - 1][None],
            "speed": np.array([speed], np.float32),
        }
        pcm, steps, f0 = session.run(["audio", _KOKORO_DURATIONS, _KOKORO_PITCH], inputs)
        phones = timed(spoken, steps.ravel().tolist(), STEP_S, HEARD_EARLIER_S)
        return Utterance(pcm.astype(np.float32), phones, f0[f0 > _VOICED_HZ])


@lru_cache(maxsize=1)
def _hibari_session() -> Any:
    model = Path(hibari.__file__).parent / "assets" / "hibari.onnx"
    told = _told(model.read_bytes(), _HIBARI_DURATIONS)
    return onnxruntime.InferenceSession(told, _options(), providers=["CPUExecutionProvider"])


def _warped(bins: Floats, factor: float) -> Floats:
    """A (bins, frames) spectrum stretched along frequency; below 1 lowers formants like a longer throat."""
    at = np.clip(np.arange(len(bins)) / factor, 0, len(bins) - 1)
    low = np.minimum(at.astype(np.int64), len(bins) - 2)
    share = (at - low).astype(np.float32)[:, None]
    mixed: Floats = bins[low] * (1 - share) + bins[low + 1] * share
    return mixed


@dataclass(frozen=True, slots=True)
class HibariVoice:
    """hibari's one voice (a woman's): `pitch` is the factor on its F0, `formants` that on its resonances."""

    pitch: float = 1.0
    formants: float = 1.0
    seed: int = 0

    def say(self, spoken: str, *, speed: float) -> Utterance:
        """Say symbols; see `Synthesiser`."""
        return _joined([self._say_chunk(chunk, speed) for chunk in chunks(spoken)])

    def pitched(self, factor: float) -> Self:
        """The same with its F0 multiplied once more."""
        return replace(self, pitch=self.pitch * factor)

    def _say_chunk(self, spoken: str, speed: float) -> Utterance:
        known = vocabulary()
        ids = [0, *(known[symbol] for symbol in spoken), 0]
        inputs = {"ids": np.array([ids], np.int64), "speed": np.array([speed], np.float32)}
        *bands, f0, steps = _hibari_session().run(None, inputs)
        harmonic, angle, noise, rest, phase = (band[0] for band in bands)
        if self.formants != 1.0:
            harmonic, noise, rest = (_warped(band, self.formants) for band in (harmonic, noise, rest))
        shifted = f0[0] * np.float32(self.pitch)
        rng = np.random.default_rng(self.seed)
        pcm = dsp.synth(harmonic, angle, noise, rest, phase, shifted, rng).astype(np.float32)
        phones = timed(spoken, steps.ravel().tolist(), STEP_S, HEARD_EARLIER_S)
        return Utterance(pcm, phones, shifted[shifted > _VOICED_HZ])
