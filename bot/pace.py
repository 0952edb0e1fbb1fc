"""How long renders take here, from those that were made here: an estimate, and never a promise."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from bot.costs import Render
from engine.contract.messages import Resolution

COUNTED = 25
"""Renders of a kind that are looked at, the newest: machines and models change."""
SURE = 0.25
"""From here on, a render's own speed says more of it than what others took."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What past renders took. per_second: seconds of work for one of the clip, by renderer and frame size.

    usual_s: what a render took as a rule, whatever its size and length, by renderer.
    """

    per_second: Mapping[tuple[str, Resolution], float] = field(default_factory=dict)
    usual_s: Mapping[str, float] = field(default_factory=dict)

    def render_s(self, renderer: str, resolution: Resolution, seconds: float) -> float | None:
        """Seconds of work for a clip of that length; None where nothing like it was made yet."""
        rate = self.per_second.get((renderer, resolution))
        return None if rate is None else rate * seconds


def measured(renders: Iterable[Render]) -> Pace:
    """The pace of renders, the newest first; medians, since one that hung says nothing of the next."""
    ratios: dict[tuple[str, Resolution], list[float]] = defaultdict(list)
    works: dict[str, list[float]] = defaultdict(list)
    for one in renders:
        kind = ratios[one.renderer, one.resolution]
        if one.clip_s > 0 and one.work_s > 0 and len(kind) < COUNTED:
            kind.append(one.work_s / one.clip_s)
            works[one.renderer].append(one.work_s)
    rates = {kind: median(found) for kind, found in ratios.items() if found}
    return Pace(rates, {renderer: median(found) for renderer, found in works.items()})


def until_rendered(
    pace: Pace, renderer: str, own_s: float | None, *, ahead: int, running: int
) -> float | None:
    """Seconds until a clip that waits is rendered.

    own_s: what it takes itself. ahead: how many come before it. running: how many are rendered at once by its
    renderer, which is how many engines there seem to be for it; at least one.
    """
    usual_s = pace.usual_s.get(renderer)
    if own_s is None or usual_s is None:
        return None
    return ahead * usual_s / max(running, 1) + own_s


def left(own_s: float | None, *, elapsed_s: float, done: float) -> float | None:
    """Seconds left of a render that is `done` (0 to 1) after `elapsed_s`.

    At first what such renders take as a rule; then more and more, and from `SURE` on alone, its own speed.
    """
    elapsed_s, done = max(elapsed_s, 0.0), min(max(done, 0.0), 1.0)
    if done <= 0:
        return None if own_s is None else max(own_s - elapsed_s, 0.0)
    whole = elapsed_s / done
    if own_s is not None:
        trust = min(done / SURE, 1.0)
        whole = trust * whole + (1 - trust) * own_s
    elif done < SURE / 5:
        return None
    return max(whole - elapsed_s, 0.0)
