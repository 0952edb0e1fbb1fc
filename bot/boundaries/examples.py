"""Presets by meaning: a linear score on sentence vectors, fitted to examples.toml by bot.boundaries.fitting.

A sentence that is like the examples scores about 1, one that is like the others about -1.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np

from bot.boundaries.pieces import Piece
from bot.consent import BoundaryPreset
from bot.meaning import Vectors, vectors

WEIGHTS = Path(__file__).with_name("weights.npz")
LEVEL = 0.3
"""What the constant term weighs beside a unit vector."""
MOST_SENTENCES = 40
FEWEST_WORDS = 3
_SENTENCE_END = re.compile(r"[.!?;\n]+\s*|,\s+(?=(?:then|and|while|dann|und|luego|puis|et)\b)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The sentence that is most like a preset's examples, and how much: about -1 not at all, 1 quite."""

    sentence: str
    score: float


def with_level(meant: Vectors) -> Vectors:
    """Vectors (n, 512) with the constant term behind: (n, 513)."""
    return np.hstack([meant, np.full((len(meant), 1), LEVEL, np.float32)])


@lru_cache(maxsize=1)
def scorers() -> Mapping[BoundaryPreset, Vectors]:
    """The weights, (513,), of each preset."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        names, weights = stored["presets"], stored["weights"]
    return {BoundaryPreset(str(name)): row for name, row in zip(names, weights, strict=True)}


def fitted_to() -> str:
    """The fingerprint of the examples that the weights were fitted to."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        return str(stored["fingerprint"])


def sentences(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """The sentences of the pieces that have words enough to mean something; at most 40."""
    every = (
        sentence.strip(" ,:")
        for piece in pieces
        for sentence in dict.fromkeys((piece.text, *_SENTENCE_END.split(piece.text)))
    )
    telling = (one for one in every if len(_LETTERS.findall(one)) >= FEWEST_WORDS)
    return tuple(islice(dict.fromkeys(telling), MOST_SENTENCES))


def likeness(presets: Iterable[BoundaryPreset], said: Sequence[str]) -> Mapping[BoundaryPreset, Likeness]:
    """For each preset the sentence that is most like its examples; nothing where nothing is said."""
    if not said:
        return {}
    meant = with_level(vectors(said))
    found = {}
    for preset in presets:
        scores = meant @ scorers()[preset]
        best = int(np.argmax(scores))
        found[preset] = Likeness(said[best], float(scores[best]))
    return found
