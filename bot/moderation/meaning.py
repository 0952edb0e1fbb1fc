"""Objections by meaning: a sentence is as bad as the example that it is closest to.

A nearest-example rule on sentence vectors. For a sentence and a kind, closeness is the mean cosine to its two
closest examples of that kind; the kind objects where that reaches `THRESHOLD` and leads the innocent examples
by `MARGIN`. Both were set on two thirds of tests/unit/lists/moderation.toml (rows whose number is not a
multiple of three), at the point where raising recall began to cost harmless prompts; the last third was held
out. Examples grew with the list: of two batches of prompts judged before anything was learnt from them, 90 %
and 64 % of the harmful were stopped (the second was written to be indirect), and 87 % (look-alikes) and 97 %
(everyday) of the harmless let pass.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.meaning import Vectors, vectors
from bot.moderation.codes import Code

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
