"""Speech recognition with word times (whisper base on CTranslate2), loaded once a process."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from engine.contract.weights import WeightStore

RATE = 16_000
THREADS = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word as written (with its punctuation), its times in seconds, and 0..1 how sure it is."""

    text: str
    start_s: float
    end_s: float
    sureness: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard."""

    text: str
    words: tuple[Word, ...]


@lru_cache(maxsize=1)
def _model(folder: Path) -> Any:
    from faster_whisper import WhisperModel  # noqa: PLC0415 - takes a second to import

    return WhisperModel(
        str(folder), device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True
    )


def transcribe(
    pcm: NDArray[np.float32], rate: int, weights: WeightStore, *, language: str | None = "en"
) -> Transcript:
    """Recognise mono speech, (n,) float32 -1..1 at `rate` Hz; an empty transcript where nothing is heard.

    Raises:
        engine.contract.weights.WeightMissingError: the weight is not here.
    """
    model = _model(weights.path("whisper_base"))
    if not pcm.size:
        return Transcript("", ())
    common = int(np.gcd(rate, RATE))
    sound = resample_poly(pcm, RATE // common, rate // common).astype(np.float32) if rate != RATE else pcm
    segments, _ = model.transcribe(
        sound, language=language, beam_size=5, word_timestamps=True, condition_on_previous_text=False
    )
    words = tuple(
        Word(word.word.strip(), float(word.start), float(word.end), float(word.probability))
        for segment in segments
        for word in segment.words or ()
    )
    return Transcript(" ".join(word.text for word in words), words)
