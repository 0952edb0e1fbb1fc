"""Who says what: every quotation goes to the person who is the subject of its verb, in order."""

import re
from dataclasses import dataclass

from bot.script.errors import TooManyLines
from bot.script.marks import PERSON, QUOTE, Marked, person, quotation
from bot.script.timing import MOMENT, moment
from bot.script.words import MOODS, REPLY, SPEECH, TALK, WRITTEN_ON
from engine.contract.messages import LONGEST_CLIP_S, Line

MOST_LINES = 40
LONGEST_LINE = 500

_I = re.IGNORECASE
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_GROUP = re.compile(rf"({PERSON})\s*(?:,\s*and|,|and|&|\+)\s*({PERSON})")
_AFTER_VERB = re.compile(rf"^[\s,\u2013\u2014-]*(?:\w+\s+)?{SPEECH}\s+(?:\w+ly\s+)?({PERSON})", _I)
_AFTER_PERSON = re.compile(
    rf"^[\s,\u2013\u2014-]*({PERSON})\s+(?:\w+ly\s+)?{SPEECH}(?!\s*[,:]?\s*{QUOTE})", _I
)
_WRITTEN = re.compile(rf"{WRITTEN_ON}(?:(?!\band\b)[^.,;!?\ue000-\ueaff])*$", _I)
_SUBJECT_AFTER = re.compile(
    r"(?:^|[,.;:!?\u2013\u2014-]|\b(?:and|while|then|as|but|when|where|so|until|before|after|suddenly))\s*$",
    _I,
)
_TOGETHER = re.compile(r"\b(?:both|together|in unison|in chorus|they|we)\b", _I)
_VERB = re.compile(SPEECH, _I)
_MANNER = re.compile(r"^\s*(?:\w+ly\b|in an? \w+ (?:voice|tone|whisper)\b|out loud\b|aloud\b)", _I)
_UNQUOTED = re.compile(
    rf"\b(?:says?|saying|shouts?|shouting|yells?|whispers?|announces?)(?:\s*[:,]\s*|\s+(?=(?:hello|hi|hey|happy|merry|"
    rf"good (?:morning|night|evening|luck)|goodbye|bye|thank(?:s| you)|welcome|congratulations|cheers|"
    rf"i love you|"
    rf"i miss you|get well|see you)\b))(?![\s,]*{QUOTE})([^.;!?\ue000-\ueaff]*?[^\s.;!?\ue000-\ueaff][.!?]*)"
    rf"(?=$|[.;!?]|\s(?:and|while|then|as)\s(?:\w+s\b|{PERSON}))",
    _I,
)


@dataclass(frozen=True, slots=True)
class Speech:
    """The spoken lines and the text without them (marks of people kept)."""

    lines: tuple[Line, ...]
    rest: str


def quote_bare_speech(text: str, quotes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Mark words that are said without quotation marks: `says: welcome home`, `says happy birthday`."""
    kept = list(quotes)

    def marked(found: re.Match[str]) -> str:
        kept.append(found.group(1).strip())
        return found.group()[: found.start(1) - found.start()] + chr(0xE100 + len(kept) - 1)

    return _UNQUOTED.sub(marked, text), tuple(kept)


def _last_sentence(before: str) -> str:
    ends = [found.end() for found in _SENTENCE_END.finditer(before.rstrip())]
    return before[ends[-1] :] if ends else before


def _subjects(clause: str) -> list[int]:
    """The people who act in `clause`, as the last that stand where a subject stands."""
    verb = [found.start() for found in _VERB.finditer(clause)]
    acting = clause[: verb[-1]] if verb else clause
    subjects: list[int] = []
    for found in re.finditer(PERSON, acting):
        head = acting[: found.start()]
        group = _GROUP.search(acting, max(0, found.start() - 8), found.end())
        if (
            group is not None
            and group.end() == found.end()
            and subjects
            and person(group.group(1)) == subjects[-1]
        ):
            subjects.append(person(found.group()))
        elif _SUBJECT_AFTER.search(head):
            subjects = [person(found.group())]
    return subjects


def _people_in(text: str) -> list[int]:
    return [person(found) for found in re.findall(PERSON, text)]


class _Talk:
    """Walks through the quotations in order and remembers who spoke last."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.last: int | None = None
        self.group: list[int] = []

    def speakers(self, before: str, after: str) -> list[int]:
        """Who says the quotation between `before` and `after`."""
        clause = _last_sentence(before)
        has_verb = bool(_VERB.search(clause)) or clause.rstrip().endswith(":")
        if not has_verb and (found := _AFTER_VERB.search(after) or _AFTER_PERSON.search(after)):
            return [person(found.group(1))]
        subjects = _subjects(clause if clause.strip() else before)
        if len(subjects) > 1:
            self.group = subjects
            return subjects[:1] if re.search(TALK, clause, _I) or not _VERB.search(clause) else subjects
        return subjects or self._carried_on(clause)

    def _carried_on(self, clause: str) -> list[int]:
        """Nobody is named before the words: the one who spoke, or the other one where it is an answer."""
        everyone = range(len(self.marked.roles))
        others = [who for who in everyone if who != self.last]
        turns = re.search(REPLY, clause, _I) or (
            not re.search(r"\w", re.sub(PERSON, "", clause)) and self.group
        )
        if self.last is not None and turns and len(others) == 1:
            return others
        if _TOGETHER.search(clause) and len(everyone) > 1:
            return list(everyone)
        mentioned = _people_in(clause)
        return mentioned[-1:] or [self.last if self.last is not None else 0]


def _when(before: str, after: str) -> float | None:
    """The moment named right before or after the words, not that of something else in the sentence."""
    segments = re.split(r"[,;]", before)
    last, alone = segments[-1], MOMENT.fullmatch(segments[-2].strip(" .")) if len(segments) > 1 else None
    if MOMENT.search(last):
        return moment(last)[1]
    if alone:
        return moment(alone.group())[1]
    follows = MOMENT.match(after.lstrip())
    return moment(follows.group())[1] if follows else None


def _mood(clause: str) -> str:
    """The mood named nearest to the words."""
    placed = [
        (found.start(), mood) for mood, words in MOODS.items() for found in re.finditer(words, clause, _I)
    ]
    return max(placed)[1] if placed else ""


def _without_speech(text: str, start: int, end: int) -> str:
    """Cut a quotation and the words that only introduce it."""
    head = re.sub(
        rf"(?:[\s,]*\b(?:and|then|while|who))*[\s,]*(?:\b\w+ly\s+)?(?:{SPEECH})?(?:\s+(?:to\s+)?{PERSON})?"
        rf"(?:\s+(?:\w+ly|out loud|aloud|together|in (?:a|an) \w+ voice))?[\s,:]*$",
        "", text[:start], flags=_I,
    )  # fmt: skip
    tail = re.sub(
        rf"^[\s,\u2013\u2014-]*(?:{SPEECH}\s+{PERSON}|{PERSON}\s+(?:\w+ly\s+)?{SPEECH}(?!\s*[,:]?\s*{QUOTE}))",
        "",
        text[end:],
        flags=_I,
    )
    tail = _MANNER.sub("", tail)
    return f"{head}, {tail}" if tail.strip() else head


def read_lines(marked: Marked) -> Speech:
    """Attribute every quotation of a prompt.

    Raises:
        TooManyLines: there are more than 40.
    """
    talk, lines, written = _Talk(marked), [], {}
    places = list(re.finditer(QUOTE, marked.text))
    previous = 0
    for number, found in enumerate(places):
        before = marked.text[previous : found.start()]
        after = marked.text[found.end() : places[number + 1].start() if number + 1 < len(places) else None]
        words = marked.quotes[quotation(found.group())]
        if _WRITTEN.search(_last_sentence(before)):
            written[found.group()] = f'"{words}"'
            continue
        at = _when(_last_sentence(before), after)
        speakers = talk.speakers(before, after)
        manner = _MANNER.match(after)
        mood = _mood(_last_sentence(before) + (manner.group() if manner else ""))
        lines += [_line(marked.roles[who], piece, mood, at) for who in speakers for piece in _pieces(words)]
        talk.last = speakers[-1]
        previous = found.end()
    if len(lines) > MOST_LINES:
        raise TooManyLines(limit=MOST_LINES, count=len(lines))
    return Speech(lines=tuple(lines), rest=_rest_of(marked.text, written))


def _pieces(words: str) -> list[str]:
    """A line holds 500 characters: longer words become several lines, cut at spaces."""
    pieces = []
    while len(words) > LONGEST_LINE:
        cut = words.rfind(" ", 1, LONGEST_LINE)
        cut = cut if cut > 0 else LONGEST_LINE
        pieces.append(words[:cut].strip())
        words = words[cut:].strip()
    return [*pieces, words] if words else pieces


def _line(role: str, words: str, mood: str, at: float | None) -> Line:
    return Line(role=role, text=words, mood=mood, at_s=None if at is None else min(at, LONGEST_CLIP_S))


def _rest_of(text: str, written: dict[str, str]) -> str:
    for found in reversed(list(re.finditer(QUOTE, text))):
        if found.group() in written:
            text = text[: found.start()] + written[found.group()] + text[found.end() :]
        else:
            text = _without_speech(text, found.start(), found.end())
    return text
