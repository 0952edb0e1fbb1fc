"""The synthesiser's stock voices and which of them is nearest to a person.

`stock_voices.npz` holds embedding and median F0 of each English Kokoro voice over the sentences below;
`python -m engine.sound.stock` makes it anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Voice
from engine.sound.phonemes import phonemes
from engine.sound.synthesis import SPEECH_RATE, Kokoro, stock_style

Floats = NDArray[np.float32]

TABLE = Path(__file__).with_name("stock_voices.npz")
SENTENCES = (
    "The quick brown fox jumps over the lazy dog while the old sailor watches from the harbour.",
    "I never thought we would make it this far, but look at us now, right on top of the world!",
    "Please call me back tomorrow morning, and bring the maps, some water and a warm coat.",
)
NEUTRAL = "af_heart"
CHARACTERS = frozenset({"am_santa", "af_nicole"})
"""A Father Christmas and a whisper: nobody's everyday voice."""
WEIGHT_PER_SEMITONE = 0.02
"""How much likeness (cosine, 1 is the same voice) a semitone of pitch to be bridged costs."""
MIDDLE_HZ = 165.0
MASCULINE_PER_SEMITONE = 0.012
"""How a semitone below 165 Hz weighs beside the embeddings' direction from women's to men's voices. Tuned on
25 open recordings of 14 speakers: all come out with their own sex, a man at 183 Hz too."""


@dataclass(frozen=True, slots=True)
class StockVoice:
    """A stock voice: name (`am_...` American man, `bf_...` British woman), embedding (256,), F0 in Hz."""

    name: str
    embedding: Floats
    f0_hz: float

    @property
    def male(self) -> bool:
        """Whether it is a man's."""
        return self.name[1] == "m"

    @property
    def british(self) -> bool:
        """Whether it reads with British phonemes."""
        return self.name.startswith("b")


@lru_cache(maxsize=1)
def stock_voices() -> tuple[StockVoice, ...]:
    """All stock voices that were measured."""
    with np.load(TABLE, allow_pickle=False) as table:
        names, vectors, pitches = table["names"], table["embeddings"].astype(np.float32), table["f0_hz"]
    return tuple(
        StockVoice(str(name), vector, float(pitch))
        for name, vector, pitch in zip(names, vectors, pitches, strict=True)
    )


def semitones(from_hz: float, to_hz: float) -> float:
    """The interval between two pitches; positive is up."""
    return 12 * float(np.log2(to_hz / from_hz))


@lru_cache(maxsize=1)
def _masculine() -> Floats:
    """The direction from women's to men's voices in the embedding's space, (256,)."""
    men = [stock.embedding for stock in stock_voices() if stock.male]
    women = [stock.embedding for stock in stock_voices() if not stock.male]
    return np.asarray(np.mean(men, axis=0) - np.mean(women, axis=0), np.float32)


def sounds_male(voice: Voice) -> bool:
    """Whether a man's stock voice fits better, by timbre and pitch; says nothing about the person."""
    pitch = semitones(voice.f0_median_hz, MIDDLE_HZ) if voice.f0_median_hz > 0 else 0.0
    return float(voice.embedding @ _masculine()) + MASCULINE_PER_SEMITONE * pitch > 0


def nearest(voice: Voice | None, present: Iterable[str]) -> StockVoice | None:
    """The stock voice most like a person's: cosine of embeddings less what bridging the pitch would cost.

    Args:
        voice: the person's, or None for a neutral voice.
        present: names of the voices whose files are there.

    Returns:
        None where none of the measured voices is there.
    """
    there = set(present) - CHARACTERS
    choices = [stock for stock in stock_voices() if stock.name in there]
    if not choices:
        return None
    if voice is None:
        return next((stock for stock in choices if stock.name == NEUTRAL), choices[0])
    male = sounds_male(voice)

    def likeness(stock: StockVoice) -> float:
        alike = float(voice.embedding @ stock.embedding)
        apart = abs(semitones(stock.f0_hz, voice.f0_median_hz)) if voice.f0_median_hz > 0 else 0.0
        return alike - WEIGHT_PER_SEMITONE * apart

    return max(choices, key=lambda stock: (stock.male == male, likeness(stock)))


def measure(weights: WeightStore, table: Path = TABLE) -> None:
    """Let every English stock voice say the sentences and write down how it sounds. Takes minutes.

    Raises:
        engine.contract.weights.WeightMissingError: the synthesiser or the embedder is not here.
    """
    from engine.voices import embed, f0_statistics  # noqa: PLC0415 - only the measuring needs the embedder

    folder, model = weights.path("kokoro_voices"), weights.path("kokoro")
    rows = []
    for name in sorted(file.stem for file in folder.glob("[ab][fm]_*.bin")):
        kokoro = Kokoro(model, stock_style(folder, name))
        said = [kokoro.say(phonemes(text, british=name.startswith("b")), speed=1.0) for text in SENTENCES]
        pcm = np.concatenate([one.pcm for one in said])
        rows.append((name, embed(pcm, SPEECH_RATE, weights), f0_statistics(pcm, SPEECH_RATE)[0]))
    names, vectors, pitches = zip(*rows, strict=True)
    half = np.array(vectors, np.float16)
    np.savez_compressed(table, names=np.array(names), embeddings=half, f0_hz=np.array(pitches, np.float32))


if __name__ == "__main__":
    measure(WeightStore())
