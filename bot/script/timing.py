"""Times in prompts ("at 0:03", "a 6-second clip", "5s" at the end) and how long words take to say."""

import math
import re
from collections.abc import Sequence

from bot.script.errors import LengthOutOfRange, LinesDoNotFit, LineTooLong, MomentAfterEnd
from engine.contract.messages import Beat, Line

SHORTEST_CLIP_S = 1.0
SHORTEST_DEFAULT_S = 4.0
STEP_S = 0.5
"""Lengths that nobody named are whole halves of a second."""
LONGEST_STANDARD_S = 10.0

CHARACTERS_PER_SECOND = 14.5
"""Ordinary pace of read English, letters and spaces together (about 2.7 words a second)."""
FASTEST_CHARACTERS_PER_SECOND = 20.0
"""Hurried but clear; a request that needs more is refused rather than cut off."""
LEAD_AND_TAIL_S = 1.4
"""A breath before the first word and a moment after the last."""
PAUSE_S = 0.35
"""Between two lines."""

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?|" + "|".join(_WORDS) + ")"
_UNIT = r"(?:s|secs?|seconds?)\b"

MOMENT = re.compile(
    rf"\[?\b(?:at|after|@)\s+(?:the\s+|second\s+|minute\s+)?(?:(?P<minutes>\d{{1,2}}):(?P<rest>[0-5]\d)"
    rf"|(?P<number>{_NUMBER})[\s-]*{_UNIT}(?:\s+(?:mark|in)\b)?)\]?"
    rf"|\bat\s+second\s+(?P<second>{_NUMBER})\b|(?P<into>{_NUMBER})\s*{_UNIT}\s+in\b|[\[(](?P<m>\d{{1,2}}):(?P<s>[0-5]\d)[\])]",
    re.IGNORECASE,
)
_LENGTHS = (
    re.compile(
        rf"(?<![\w.:])(?:an?\s+)?{_NUMBER}[\s-]*{_UNIT}[\s-]*(?:long|clip|video|shot)\b(?:\s+of\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"[\s,;.(]+(?:for\s+|lasting\s+)?(\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*{_UNIT}[\s).]*$", re.IGNORECASE
    ),
    re.compile(rf"^\(?(\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*{_UNIT}[\s:),]+", re.IGNORECASE),
)


def _value(written: str) -> float:
    return float(_WORDS.get(written.lower(), 0)) or float(written.replace(",", "."))


def moment(text: str) -> tuple[str, float | None]:
    """Take the first named moment out of `text`: what remains, and its seconds from the start of the clip."""
    found = MOMENT.search(text)
    if found is None:
        return text, None
    parts = found.groupdict()
    minutes, rest = parts["minutes"] or parts["m"], parts["rest"] or parts["s"]
    at = (
        60 * int(minutes) + int(rest)
        if minutes
        else _value(parts["number"] or parts["second"] or parts["into"])
    )
    return (text[: found.start()] + " " + text[found.end() :]).strip(), float(at)


def take_length(text: str) -> tuple[str, float | None]:
    """Take a wanted length out of `text`: what remains, and the seconds, or None where none is named."""
    for pattern in _LENGTHS:
        found = pattern.search(text)
        if found is not None and not _is_a_moment(text, found):
            return (text[: found.start()] + " " + text[found.end() :]).strip(" ,"), _value(found.group(1))
    return text, None


def _is_a_moment(text: str, found: re.Match[str]) -> bool:
    return any(m.start() < found.end() and found.start() < m.end() for m in MOMENT.finditer(text))


def speaking_s(text: str, pace: float = CHARACTERS_PER_SECOND) -> float:
    """Seconds that saying `text` takes, at `pace` characters a second and a quarter second per inner stop."""
    stops = len(re.findall(r"[,.;:!?…]+(?=\s)", text))
    return 0.3 + len(text) / pace + 0.25 * stops


def _spoken_s(lines: Sequence[Line], pace: float) -> float:
    return math.fsum(speaking_s(line.text, pace) for line in lines) + PAUSE_S * max(0, len(lines) - 1)


def length(
    lines: Sequence[Line],
    beats: Sequence[Beat],
    *,
    wanted: float | None,
    longest: float,
    usual: float | None = None,
) -> float:
    """Decide the seconds of a shot: those wanted, else what lines and moments need, to `longest` at most.

    usual: what it lasts where nothing is wanted and the lines need no more; None: 4 s.

    Raises:
        LineTooLong: one line alone does not fit into the longest clip.
        LinesDoNotFit: the lines do not fit into the seconds wanted (or into the longest clip), even hurried.
        LengthOutOfRange: the seconds wanted are no length of a clip.
        MomentAfterEnd: something is set at or after the end.
    """
    if wanted is not None and not SHORTEST_CLIP_S <= wanted <= longest:
        raise LengthOutOfRange(shortest=SHORTEST_CLIP_S, longest=longest, seconds=wanted)
    for line in lines:
        if (alone := speaking_s(line.text, FASTEST_CHARACTERS_PER_SECOND)) > longest:
            raise LineTooLong(start=_start_of(line.text), seconds=alone, longest=longest)
    hurried = _spoken_s(lines, FASTEST_CHARACTERS_PER_SECOND)
    if hurried > (limit := wanted or longest):
        raise LinesDoNotFit(needed=hurried, seconds=limit)
    timed = [(line.at_s, speaking_s(line.text) + PAUSE_S) for line in lines]
    timed += [(beat.at_s, LEAD_AND_TAIL_S) for beat in beats]
    moments = [(at, at + lasting) for at, lasting in timed if at is not None]
    latest = max((at for at, _end in moments), default=0.0)
    spoken = _spoken_s(lines, CHARACTERS_PER_SECOND) + LEAD_AND_TAIL_S if lines else 0.0
    needed = math.ceil(2 * max(spoken, *(end for _at, end in moments), usual or SHORTEST_DEFAULT_S)) / 2
    seconds = wanted or min(needed, longest)
    if moments and latest >= seconds:
        raise MomentAfterEnd(moment=latest, seconds=seconds)
    return seconds


def least_s(lines: Sequence[Line], beats: Sequence[Beat]) -> float:
    """The shortest length that `length` takes for these: hurried words, and nothing set after the end."""
    named = [*(line.at_s for line in lines), *(beat.at_s for beat in beats)]
    moments = [at for at in named if at is not None]
    latest = max(moments, default=0.0) + STEP_S if moments else 0.0
    return max(SHORTEST_CLIP_S, latest, _spoken_s(lines, FASTEST_CHARACTERS_PER_SECOND) if lines else 0.0)


def _start_of(text: str) -> str:
    return text if len(text) <= 30 else text[:29].rstrip() + "…"  # noqa: PLR2004 - enough to know which line is meant
