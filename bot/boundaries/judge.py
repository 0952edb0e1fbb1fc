"""Which of somebody's boundaries a screenplay touches most surely."""

from collections.abc import Sequence

from bot.boundaries import meant
from bot.boundaries.limits import BoundaryHit, Limit
from engine.contract.messages import Screenplay


def offends(limits: Sequence[Limit], screenplay: Screenplay) -> BoundaryHit | None:
    """Return the surest hit of any boundary (the first of equals), or None where none is touched.

    Deterministic. The first call loads the sentence encoder (about 2 s), a later one takes some ten
    milliseconds.
    """
    hit = meant.offends([limit.words for limit in limits], screenplay)
    if hit is None:
        return None
    limit = next(limit for limit in limits if limit.words == hit.boundary)
    return BoundaryHit(limit=limit, part=hit.part)
