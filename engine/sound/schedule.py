"""When each line is spoken: where the prompt says, else one after the other, faster where time is short."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from engine.contract.messages import WHICH, Line, Refusal, Shot
from engine.errors import EngineRefusal
from engine.sound.speech import Spoken

FASTEST = 1.15
"""Faster speech is refused: it no longer sounds like someone talking."""
TOO_LONG = "line_too_long"
TOO_LONG_SAID = {
    which: what + " {needed} s to say, but there are only {seconds} s. "
    "Ask for at least {needed} seconds or say it in fewer words."
    for which, what in (("line", "The line takes"), ("lines", "The lines take"))
}

Say = Callable[[Line, float], Spoken]


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds of silence before the first line of a shot, between two lines, and after the last."""

    before: float
    between: float
    after: float


CALM = Pauses(before=0.6, between=0.35, after=0.3)
TIGHT = Pauses(before=0.15, between=0.1, after=0.1)


@dataclass(frozen=True, slots=True)
class Timed:
    """A line with its sound and when it starts, in seconds from the clip's start."""

    line: Line
    spoken: Spoken
    start_s: float


def starts(lines: Sequence[Line], seconds: Sequence[float], pauses: Pauses) -> tuple[list[float], float]:
    """Start of each line in its shot, and how long the shot must be for them.

    A line whose time is named starts then, or as soon as the line before it has ended.
    """
    free = pauses.before
    placed: list[float] = []
    for line, length in zip(lines, seconds, strict=True):
        earliest = free if line.at_s is None else max(line.at_s, free - pauses.before if not placed else free)
        placed.append(earliest)
        free = earliest + length + pauses.between
    return placed, (free - pauses.between + pauses.after if placed else 0.0)


def _speed_needed(lines: Sequence[Line], lengths: Sequence[float], room: float) -> float:
    """The least speed at which the lines fit with tight pauses, at most `FASTEST`."""
    for step in range(16):
        speed = 1 + step * (FASTEST - 1) / 15
        if starts(lines, [length / speed for length in lengths], TIGHT)[1] <= room:
            return speed
    return FASTEST


def timed(shot: Shot, start_s: float, say: Say) -> list[Timed]:
    """Speak a shot's lines so that they fit it.

    Args:
        shot: with its lines and its length.
        start_s: where the shot starts in the clip.
        say: speaks a line at a speed.

    Raises:
        EngineRefusal: `line_too_long`, with the seconds that the shot would need.
    """
    speed, spoken = 1.0, [say(line, 1.0) for line in shot.lines]
    for attempt in range(3):
        lengths = [one.seconds for one in spoken]
        for pauses in (CALM, TIGHT):
            placed, needed = starts(shot.lines, lengths, pauses)
            if needed <= shot.seconds:
                each = zip(shot.lines, spoken, placed, strict=True)
                return [Timed(line, one, start_s + at) for line, one, at in each]
        if speed >= FASTEST:
            break
        natural = [length * speed for length in lengths]
        speed = FASTEST if attempt else min(_speed_needed(shot.lines, natural, shot.seconds), FASTEST)
        spoken = [say(line, speed) for line in shot.lines]
    raise EngineRefusal(_too_long(shot, needed))


def _too_long(shot: Shot, needed: float) -> Refusal:
    which = "line" if len(shot.lines) == 1 else "lines"
    facts = {"needed": f"{ceil(needed * 2) / 2:g}", "seconds": f"{shot.seconds:g}"}
    return Refusal(code=TOO_LONG, message=TOO_LONG_SAID[which].format(**facts), facts={WHICH: which, **facts})
