"""Things that happen and are heard, with their times where the prompt names them."""

import re

from bot.script.marks import PERSON
from bot.script.timing import MOMENT, moment
from bot.script.words import SOUNDS
from engine.contract.messages import LONGEST_CLIP_S, Beat

MOST_BEATS = 40
LONGEST_BEAT = 200

_SOUND = re.compile(r"\b(?:" + "|".join(f"(?:{sound})" for sound in SOUNDS) + r")(?![\w-])", re.IGNORECASE)
_CLAUSE = re.compile(r"[^,.;!?]+(?:\.\d+[^,.;!?]*)*")
_CONJUNCTION = re.compile(r"^(?:and|while|then|as|when|until|with|hears?|to)\s+", re.IGNORECASE)
_PERSON_BEFORE = re.compile(rf"{PERSON}\s*$")


def _cut_at_conjunction(what: str) -> str:
    return re.split(r"\s+(?:and|while|then|as|when|at|after)\s", what, maxsplit=1, flags=re.IGNORECASE)[
        0
    ].strip()


def read_beats(text: str) -> tuple[tuple[Beat, ...], str]:
    """Find the sound events of `text` (lines taken out): the beats in order, and the text without times.

    A time belongs to the beat nearest to it in its clause. The beats themselves stay in the action: they are
    seen too.
    """
    beats: list[Beat] = []
    for clause in _CLAUSE.finditer(text):
        sounds = [
            found for found in _SOUND.finditer(clause.group()) if not _is_someones(clause.group(), found)
        ]
        times = list(MOMENT.finditer(clause.group()))
        for found in sounds:
            what = _cut_at_conjunction(_CONJUNCTION.sub("", MOMENT.sub("", found.group()).strip()))
            what = re.sub(PERSON, "", what).strip()[:LONGEST_BEAT]
            if what:
                beats.append(Beat(what=what, at_s=_nearest(found, sounds, times)))
    return tuple(beats[:MOST_BEATS]), re.sub(r"\s+", " ", MOMENT.sub("", text)).strip()


def _is_someones(clause: str, found: re.Match[str]) -> bool:
    """Whether the word is what a person does: "@ada waves" is a gesture."""
    return bool(_PERSON_BEFORE.search(clause[: found.start()])) and found.group().lower().startswith("wave")


def _nearest(sound: re.Match[str], sounds: list[re.Match[str]], times: list[re.Match[str]]) -> float | None:
    """The named time that is closer to this sound than to any other in the clause."""

    def distance(one: re.Match[str], time: re.Match[str]) -> int:
        return max(one.start() - time.end(), time.start() - one.end(), 0)

    mine = [time for time in times if min(sounds, key=lambda one: distance(one, time)) is sound]
    if not mine:
        return None
    _rest, at = moment(min(mine, key=lambda time: distance(sound, time)).group())
    return None if at is None else min(at, LONGEST_CLIP_S)
