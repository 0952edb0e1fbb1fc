"""Presets by meaning: a linear score on sentence vectors, fitted to the sentences of examples.toml on load.

Ridge regression (Hoerl and Kennard 1970), one fit for each preset: its own examples against the innocent, the
near (its own count twice) and those of the other presets that are no kin of it, both sides weighing the same.
A sentence that is like the examples scores about 1, one that is like the others about -1.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

import numpy as np

from bot.boundaries.pieces import Piece
from bot.consent import BoundaryPreset
from bot.meaning import Vectors, vectors

PENALTY = 3.0
"""Of 3, 10 and 30 the one that finds most of tests/unit/lists/boundary_presets.toml at 6 % false alarms."""
LEVEL = 0.3
"""What the constant term weighs beside a unit vector."""
MOST_SENTENCES = 40
FEWEST_WORDS = 3
_KIN = (
    frozenset({BoundaryPreset.VIOLENCE, BoundaryPreset.WEAPONS}),
    frozenset({BoundaryPreset.COMMERCIAL, BoundaryPreset.ENDORSEMENTS}),
    frozenset({BoundaryPreset.POLITICS, BoundaryPreset.ENDORSEMENTS}),
    frozenset({BoundaryPreset.POLITICS, BoundaryPreset.FAKE_STATEMENTS}),
    frozenset({BoundaryPreset.ROMANCE, BoundaryPreset.NUDITY}),
)
_SENTENCE_END = re.compile(r"[.!?;\n]+\s*|,\s+(?=(?:then|and|while|dann|und|luego|puis|et)\b)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The sentence that is most like a preset's examples, and how much: about -1 not at all, 1 quite."""

    sentence: str
    score: float


def _with_level(meant: Vectors) -> Vectors:
    return np.hstack([meant, np.full((len(meant), 1), LEVEL, np.float32)])


def _fitted(touching: Sequence[str], other: Sequence[str]) -> Vectors:
    known = _with_level(vectors([*touching, *other])).astype(np.float64)
    answer = np.repeat([1.0, -1.0], [len(touching), len(other)])
    weight = np.where(answer > 0, len(other) / len(touching), 1.0)
    weighed = known * weight[:, None]
    normal = weighed.T @ known + PENALTY * np.eye(known.shape[1])
    solved: Vectors = np.linalg.solve(normal, weighed.T @ answer).astype(np.float32)
    return solved


@lru_cache(maxsize=1)
def _scorers() -> Mapping[BoundaryPreset, Vectors]:
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    touching: dict[str, list[str]] = listed["touching"]
    innocent = [*listed["innocent"], *chain(*listed["near"].values())]
    vectors([*innocent, *chain(*touching.values())])  # embedded in one batch
    fitted = {}
    for name, mine in touching.items():
        kin = {one for pair in _KIN if name in pair for one in pair}
        others = chain(*(theirs for other, theirs in touching.items() if other not in kin | {name}))
        fitted[BoundaryPreset(name)] = _fitted(mine, [*innocent, *listed["near"][name], *others])
    return fitted


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
    meant = _with_level(vectors(said))
    found = {}
    for preset in presets:
        scores = meant @ _scorers()[preset]
        best = int(np.argmax(scores))
        found[preset] = Likeness(said[best], float(scores[best]))
    return found
