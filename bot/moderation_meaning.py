"""Objections by meaning: a sentence is as bad as the example that it is closest to.

A nearest-example rule on sentence vectors. For a sentence s and a kind k, the score is the mean cosine of s
to its two closest examples of k; the kind objects where the score reaches its threshold and leads the score
of the innocent examples by its margin. Thresholds and margins were set on two thirds of
tests/unit/lists/moderation.toml (every row whose number is not a multiple of three), to refuse no innocent
row there; the last third was held out.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.meaning import Vectors, vectors
from bot.moderation_codes import Code

THRESHOLD = 0.40
MARGIN = 0.10
MOST_SENTENCES = 16
FEWEST_WORDS = 3

_NAMES = re.compile(r"<?@[\w.-]+>?")
_SENTENCE_END = re.compile(r'[.!?;"“”„«»]+\s*')
_EMPTY = re.compile(
    r"someone|says?|said|sagt|dice|dit|and|the|an?|is|are|in|on|at|to|of|und|y|et|der|die|das"
)


@lru_cache(maxsize=1)
def _examples() -> Mapping[str, Vectors]:
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {kind: vectors(sentences) for kind, sentences in listed.items()}


def _tells(piece: str) -> bool:
    """Whether enough words are left to mean something."""
    return (
        len([word for word in re.findall(r"[^\W\d_]+", piece.lower()) if not _EMPTY.fullmatch(word)])
        >= FEWEST_WORDS
    )


def sentences(text: str) -> tuple[str, ...]:
    """The whole text and its sentences, at most 16, people's names replaced: who it is changes nothing."""
    anonymous = " ".join(_NAMES.sub("someone", text).split())
    pieces = (piece.strip(" ,:") for piece in (anonymous, *_SENTENCE_END.split(anonymous)))
    return tuple(dict.fromkeys(piece for piece in pieces if _tells(piece)))[:MOST_SENTENCES]


@lru_cache(maxsize=256)
def scores(text: str) -> tuple[tuple[str, Mapping[str, float]], ...]:
    """Each sentence of `text` with its closeness to every kind, -1..1."""
    said = sentences(text)
    meant = vectors(said)
    table = {
        kind: np.sort(meant @ examples.T, axis=1)[:, -2:].mean(axis=1)
        for kind, examples in _examples().items()
    }
    return tuple((one, {kind: float(row[i]) for kind, row in table.items()}) for i, one in enumerate(said))


def objection(text: str, code: Code) -> str | None:
    """The sentence of `text` that means something of kind `code`, or None."""
    for sentence, closeness in scores(text):
        mine = closeness[code.value]
        if mine >= THRESHOLD and mine >= closeness["innocent"] + MARGIN and mine == max(closeness.values()):
            return sentence
    return None
