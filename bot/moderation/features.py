"""A sentence as numbers: what it means (the sentence encoder) beside the words it says (hashed).

The vector of the sentence encoder carries the meaning over paraphrases and languages; hashed words, pairs of
words and runs of letters add what it blurs (who does what with which thing). Feature hashing: Weinberger et
al. 2009, arXiv:0902.2206.
"""

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.meaning import DIMENSIONS, vectors
from bot.moderation.text import fold

HASHED = 4096
WIDTH = DIMENSIONS + HASHED
MOST_SENTENCES = 16
FEWEST_WORDS = 3
RUNS = (4, 5)
LONG = 24
STRETCH = 8

_NAMES = re.compile(r"<?@[\w.-]+>?")
_SENTENCE_END = re.compile(r'[.!?;"“”„«»\n]+\s*')
_EMPTY = re.compile(
    r"someone|says?|said|sagt|dice|dit|and|the|an?|is|are|in|on|at|to|of|und|y|et|der|die|das"
)
_WORD = re.compile(r"\w+")


def anonymous(text: str) -> str:
    """The text with people's names replaced: who it is changes nothing."""
    return " ".join(_NAMES.sub("someone", text).split())


def _tells(piece: str) -> bool:
    """Whether enough words are left to mean something."""
    words = re.findall(r"[^\W\d_]+", piece.lower())
    return sum(not _EMPTY.fullmatch(word) for word in words) >= FEWEST_WORDS


def sentences(text: str) -> tuple[str, ...]:
    """The whole text and those of its sentences that tell something, anonymous, each once, at most 16.

    A long sentence is also read a stretch at a time: one clause of a scene can be what matters.
    """
    whole = anonymous(text)
    pieces = [piece.strip(" ,:") for piece in _SENTENCE_END.split(whole)]
    told = [whole] if _WORD.search(whole) else []
    stretches = [stretch for piece in pieces for stretch in _stretches(piece)]
    return tuple(dict.fromkeys([*told, *filter(_tells, pieces + stretches)]))[:MOST_SENTENCES]


def _stretches(piece: str) -> list[str]:
    """Neighbouring clauses of a sentence of more than `LONG` words, gathered to at least `STRETCH` words."""
    if len(piece.split()) <= LONG:
        return []
    found: list[str] = []
    gathered = ""
    for clause in piece.split(","):
        gathered = f"{gathered}, {clause.strip()}".strip(", ")
        if len(gathered.split()) >= STRETCH:
            found.append(gathered)
            gathered = ""
    return [*found, gathered]


def _grams(sentence: str) -> set[str]:
    words = [word for word in _WORD.findall(fold(sentence).text) if word != "someone"]
    grams = {f"w {word}" for word in words} | {f"p {a} {b}" for a, b in pairwise(words)}
    for word in words:
        edged = f"<{word}>"
        grams |= {f"r {edged[i : i + n]}" for n in RUNS for i in range(len(edged) - n + 1)}
    return grams


def _hashed(sentence: str) -> NDArray[np.float32]:
    row = np.zeros(HASHED, np.float32)
    for gram in _grams(sentence):
        row[zlib.crc32(gram.encode()) % HASHED] += 1
    return row / max(float(np.linalg.norm(row)), 1e-9)


def features(said: Sequence[str]) -> NDArray[np.float32]:
    """(n, 4608) float32: the meaning and the words of n sentences, each half of unit length."""
    if not said:
        return np.zeros((0, WIDTH), np.float32)
    return np.hstack([vectors(said), np.stack([_hashed(one) for one in said])])
