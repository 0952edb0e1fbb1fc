"""Which of somebody's boundaries a screenplay touches most surely."""

from collections.abc import Sequence

from bot.boundaries.examples import Likeness, likeness, sentences
from bot.boundaries.freetext import by_wish, told_by_meaning
from bot.boundaries.limits import BoundaryHit, Limit
from bot.boundaries.pieces import Piece, pieces
from bot.boundaries.rules import by_rules, excused
from bot.boundaries.wishes import wish
from bot.meaning import vectors
from engine.contract.messages import Screenplay

# Likenesses, chosen on tests/unit/lists/boundary_presets.toml without every third row.
ASK_BY_MEANING = 0.3
"""From here a person has to judge."""
ASK_DESPITE_EXCUSE = 0.6
"""The same where the sentence holds an innocent phrase with a telling word."""
CLEAR_BY_MEANING = 0.75


def offends(limits: Sequence[Limit], screenplay: Screenplay) -> BoundaryHit | None:
    """Return the surest hit of any boundary (the first of equals), or None where none is touched.

    Deterministic. The first call loads the sentence encoder (about 2 s), a later one takes some ten
    milliseconds.
    """
    parts = pieces(screenplay)
    own = [wish(limit.text) for limit in limits if limit.preset is None]
    if own:
        vectors(told_by_meaning(own, parts))
    presets = [limit.preset for limit in limits if limit.preset is not None]
    alike = likeness(presets, sentences(parts)) if presets else {}
    doubtful: BoundaryHit | None = None
    for limit in limits:
        if limit.preset is None:
            told = by_wish(wish(limit.text), parts)
            found = (
                None if told is None else BoundaryHit(limit=limit, part=told.part, borderline=told.borderline)
            )
        else:
            found = _preset(limit, parts, alike.get(limit.preset))
        if found is not None and not found.borderline:
            return found
        doubtful = doubtful or found
    return doubtful


def _preset(limit: Limit, parts: Sequence[Piece], alike: Likeness | None) -> BoundaryHit | None:
    assert limit.preset is not None  # noqa: S101
    worded = by_rules(limit.preset, parts)
    score = -1.0 if alike is None else alike.score
    if worded is not None:
        return BoundaryHit(limit=limit, part=worded.part, borderline=worded.borderline)
    if alike is None or score < ASK_BY_MEANING:
        return None
    innocent = excused(limit.preset, alike.sentence)
    if innocent and score < ASK_DESPITE_EXCUSE:
        return None
    return BoundaryHit(limit=limit, part=alike.sentence, borderline=innocent or score < CLEAR_BY_MEANING)
