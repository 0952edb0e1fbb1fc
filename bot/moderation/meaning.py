"""Objections by meaning: how much of a sentence is like each kind of wish.

A softmax regression on the features of a sentence, fitted to the examples by bot.moderation.fitting.
`harm` is one minus the share of the innocent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.moderation.examples import INNOCENT
from bot.moderation.features import features, sentences
from bot.verdicts import Sensitivity

WEIGHTS = Path(__file__).with_name("weights.npz")


THRESHOLDS: Mapping[Sensitivity, float] = {
    Sensitivity.STRICT: 0.75,
    Sensitivity.NORMAL: 0.88,
    Sensitivity.RELAXED: 0.95,
}
"""Set so that at normal about 3 in 100 harmless prompts are stopped: 6 of the 508 labelled ones of the tests;
4.6 in 100 of the 5,478 harmless examples, mostly near-misses, each judged by a fit that had not seen it (with
the lines for minors and for peoples in bot.moderation.finders)."""
ALONE = 0.6
"""How much of the way from the threshold to 1 one sentence has to go where the whole text sounds innocent."""
DOUBTFUL = 0.5
"""From this harm on, the whole text does not sound innocent."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one sentence means. `harm` and the shares of kinds are 0..1; `kind` is the largest harmful one."""

    sentence: str
    harm: float
    kind: str
    shares: Mapping[str, float]


@lru_cache(maxsize=1)
def _fitted() -> tuple[tuple[str, ...], NDArray[np.float32]]:
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        return tuple(str(kind) for kind in stored["kinds"]), stored["weights"].astype(np.float32)


def fitted_to() -> str:
    """The fingerprint of the examples that the weights were fitted to."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        return str(stored["fingerprint"])


def shares(given: NDArray[Any], weights: NDArray[Any]) -> NDArray[Any]:
    """Softmax of `given` (n, features) times `weights` (features + 1, kinds): n rows that sum to 1."""
    raw = given @ weights[:-1] + weights[-1]
    raised = np.exp(raw - raw.max(axis=1, keepdims=True))
    found: NDArray[Any] = raised / raised.sum(axis=1, keepdims=True)
    return found


@lru_cache(maxsize=256)
def meanings(text: str) -> tuple[Meaning, ...]:
    """What the text as a whole and each of its sentences mean."""
    said = sentences(text)
    kinds, weights = _fitted()
    found: list[Meaning] = []
    for one, row in zip(said, shares(features(said), weights), strict=True):
        by_kind = {kind: float(share) for kind, share in zip(kinds, row, strict=True)}
        harm = 1 - by_kind.pop(INNOCENT)
        found.append(Meaning(one, harm, max(by_kind, key=by_kind.__getitem__), by_kind))
    return tuple(found)


def harm(text: str) -> float:
    """The greatest harm of a sentence of `text`, 0..1; 0 where nothing says enough to be judged."""
    return max((one.harm for one in meanings(text)), default=0.0)


def objection(text: str, kind: str, sensitivity: Sensitivity) -> str | None:
    """The sentence of `text` that means something of this kind, or None.

    Out of its context a sentence is easily misread, so one alone has to be clearer than the whole text.
    """
    found = meanings(text)
    enough = THRESHOLDS[sensitivity]
    alone = enough if found and found[0].harm >= DOUBTFUL else enough + (1 - enough) * ALONE
    for place, one in enumerate(found):
        if one.kind == kind and one.harm >= (enough if place == 0 else alone):
            return one.sentence
    return None
