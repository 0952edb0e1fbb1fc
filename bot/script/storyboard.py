"""Several scenes in one prompt: where one ends and the next begins, who is in each, how long each lasts."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.script.errors import ScenesTooFew, TooManyScenes
from bot.script.marks import FIRST_PERSON, PERSON, QUOTE, Marked, person
from bot.script.timing import STEP_S

MOST_SCENES = 12

_ORDINALS = (
    "one|first", "two|second", "three|third", "four|fourth", "five|fifth", "six|sixth", "seven|seventh",
    "eight|eighth",
)  # fmt: skip
_WORDS = {word: number for number, pair in enumerate(_ORDINALS, 1) for word in pair.split("|")}
_NUMBER = r"(\d{1,2}|" + "|".join(_WORDS) + ")"
_START = r"(?:^|(?<=[.,;:!?\[(\u2013\u2014\ue100-\ueaff-])|(?<=[.,;:!?\[(\u2013\u2014\ue100-\ueaff-]\s))"
_HEADED = re.compile(
    rf"{_START}[\[(]?(?:scene|shot)\s*(?:#|no\.?|number)?\s*{_NUMBER}\b"
    rf"|\b(?:scene|shot)\s*(?:#|no\.?|number)?\s*{_NUMBER}(?=\s*[:(\])\u2013\u2014]|\s+[@<\ue000-\ue0ff])"
    rf"|(?:\bin\s+)?(?:\bthe\s+)?\b({'|'.join(_WORDS)})\s+scene(?=\s*[:,(])",
    re.IGNORECASE,
)
"""`Scene 1:`, `[Shot 2]`, `Scene two @ada ...`, `In the second scene, ...`."""
_LISTED = re.compile(rf"(?:^|(?<=\s))[(]?(\d{{1,2}})\)(?=\s+\S)|{_START}(\d{{1,2}})\.(?=\s+\S)")
"""`1) ... 2) ...` and `1. ... 2. ...`."""
_CUT = re.compile(
    r"(?:^|(?<=[.,;:!?\u2013\u2014\ue100-\ueaff-])|(?<=\bthen)|(?<=\bwe))\s*"
    r"(?:(?:and|then|we|smash|hard|quick|jump)\s+){0,4}"
    r"(?:cuts?\s+(?:back\s+|away\s+)?to\b|(?:in\s+)?(?:the\s+|a\s+)?(?:next|new)\s+(?:scene|shot)\b)"
    r"|\bcuts?\s+(?:back\s+)?to\s*:",
    re.IGNORECASE,
)
"""`Cut to`, `we cut back to`, `next scene`: where a clause begins, so no hair is cut here."""
_EDGE = " \t:;.,-\u2013\u2014)]"
_BRACKETED = re.compile(r"^\[([^\[\]]{1,20})\]")
_PRONOUN = re.compile(r"^(?:(?:then|now|later|and|there),?\s+)*(he|she|they)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a scene's heading stands in the text."""

    start: int
    end: int


def cuts(text: str) -> list[Cut]:
    """Headings of scenes, at least one; none in a prompt of one scene. Quotations must be marked or blanked.

    Numbered headings count from 1 without a gap, so that a "scene 2" in a sentence begins nothing.
    """
    for pattern in (_HEADED, _LISTED):
        found = _counted(list(pattern.finditer(text)))
        if len(found) > 1 and _all_tell_something(text, found):
            return found
    found = [Cut(at.start(), at.end()) for at in _CUT.finditer(text)]
    return found if found and _all_tell_something(text, found) else []


def _counted(found: Sequence[re.Match[str]]) -> list[Cut]:
    """The headings 1, 2, 3 and so on, in order."""
    headings: list[Cut] = []
    for at in found:
        written = next(filter(None, at.groups())).lower()
        if (int(written) if written.isdecimal() else _WORDS[written]) == len(headings) + 1:
            headings.append(Cut(at.start(), at.end()))
    return headings


def _all_tell_something(text: str, found: Sequence[Cut]) -> bool:
    """Whether words stand in every scene."""
    return all(re.search(r"[^\W\d_]|[\ue000-\ueaff]", words) for words in _pieces(text, found)[1:])


def _pieces(text: str, found: Sequence[Cut]) -> list[str]:
    """What stands before the first heading, then the text of each scene."""
    ends = [cut.start for cut in found[1:]] + [len(text)]
    first = text[: found[0].start].strip(" ,;\u2013\u2014-[(")
    rest = [text[cut.end : end] for cut, end in zip(found, ends, strict=True)]
    return [
        first,
        *(_BRACKETED.sub(r"(\1)", piece.lstrip(_EDGE)).strip(" ,;\u2013\u2014-[(") for piece in rest),
    ]


def split(marked: Marked) -> tuple[str, list[str]] | None:
    """What stands before the scenes, and the scenes; None for a prompt of one.

    Raises:
        TooManyScenes.
    """
    found = cuts(marked.text)
    if not found:
        return None
    first, *scenes = _pieces(marked.text, found)
    if _CUT.match(marked.text[found[0].start : found[0].end]):  # then the first scene stands before the cut
        first, scenes = "", [first, *scenes] if first else scenes
    if len(scenes) > MOST_SCENES:
        raise TooManyScenes(limit=MOST_SCENES, count=len(scenes))
    return (first, scenes) if len(scenes) > 1 else None


def casts(marked: Marked, intro: str, scenes: Sequence[str]) -> tuple[Marked, list[Marked]]:
    """What stands before the scenes, and each scene, with the people of its own.

    These are whom it mentions, else the people of the scene before it. A scene that begins with he, she or
    they means those who were seen before. Words said before the first heading belong to the first scene.
    """
    first = next((who for text in (intro, *scenes) if (who := _mentioned(text))), None)
    talk = _Pronouns(first or list(range(len(marked.roles))))
    about = _with(marked, intro, _mentioned(intro) or talk.before)
    if re.search(QUOTE, intro):
        scenes, about = [f"{intro} {scenes[0]}", *scenes[1:]], Marked(text="", roles=about.roles, quotes=())
    return about, [_with(marked, *talk.scene(text)) for text in scenes]


class _Pronouns:
    """Walks through the scenes and remembers who was seen, and who he and she are."""

    def __init__(self, before: Sequence[int]) -> None:
        self.before = list(before)
        self.seen = list(before)
        self.meant: dict[str, int] = {}

    def scene(self, text: str) -> tuple[str, list[int]]:
        """The text with people in place of he, she or they at its beginning, and who is in the scene."""
        found = _PRONOUN.match(text)
        if found is not None:
            marks = " and ".join(chr(FIRST_PERSON + index) for index in self._who(found.group(1).lower()))
            text = text[: found.start(1)] + marks + text[found.end(1) :]
        self.before = _mentioned(text) or self.before
        self.seen = [one for one in self.seen if one not in self.before] + self.before
        return text, self.before

    def _who(self, pronoun: str) -> list[int]:
        if pronoun == "they":
            return self.before if len(self.before) > 1 else self.seen[-2:]
        taken = {who for word, who in self.meant.items() if word != pronoun}
        free = [one for one in (*self.before, *reversed(self.seen)) if one not in taken]
        return [self.meant.setdefault(pronoun, (free or self.before)[0])]


def _mentioned(text: str) -> list[int]:
    return list(dict.fromkeys(person(mark) for mark in re.findall(PERSON, text)))


def _with(marked: Marked, text: str, who: Sequence[int]) -> Marked:
    """A scene by itself: its people counted from the first mark on."""
    own = {chr(FIRST_PERSON + index): chr(FIRST_PERSON + place) for place, index in enumerate(who)}
    text = re.sub(PERSON, lambda found: own[found.group()], text)
    return Marked(text=text, roles=tuple(marked.roles[index] for index in who), quotes=marked.quotes)


@dataclass(frozen=True, slots=True)
class Length:
    """What a scene takes: `wanted` seconds, not less than `least`; `named` where the prompt says how long."""

    wanted: float
    least: float
    named: bool


def shared_out(scenes: Sequence[Length], *, whole: float, longest: float) -> list[float]:
    """Lengths that come to `whole` seconds together, as far as what the scenes need allows it.

    Half a second at a time, the shortest scene is made longer, or the one with most to spare shorter; a
    length that was named stays. longest: of one scene.

    Raises:
        ScenesTooFew: that many scenes cannot last so long.
    """
    seconds = [scene.wanted for scene in scenes]
    free = [place for place, scene in enumerate(scenes) if not scene.named]
    while (left := round(whole - math.fsum(seconds), 6)) > 0:
        growing = [place for place in free if seconds[place] < longest]
        if not growing:
            raise ScenesTooFew(count=len(seconds), most=math.fsum(seconds), seconds=whole)
        shortest = min(growing, key=lambda place: seconds[place])
        seconds[shortest] = min(longest, seconds[shortest] + min(STEP_S, left))
    while (over := round(math.fsum(seconds) - whole, 6)) > 0:
        spare = {place: seconds[place] - scenes[place].least for place in free}
        slackest = max(spare, key=lambda place: spare[place], default=None)
        if slackest is None or spare[slackest] <= 0:
            break  # the caller says that it is too long
        seconds[slackest] -= min(STEP_S, over, spare[slackest])
    return [round(each, 6) for each in seconds]
