"""Does a screenplay touch what somebody does not want to be shown in? By words and by meaning.

A boundary ("don't put me near spiders", "nothing about my job") is stripped of its negation to its topics. A
topic is touched by its own words, by a word of the same family (topics.toml: a tarantula is a spider), or
by a word whose meaning is close to it and closer than to any everyday thing. Prompt, parts and lines are
looked at one by one.
Limits: a boundary that only says what is allowed ("only outdoors") touches nothing; who is meant by "me" is
not judged.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.meaning import vectors
from bot.moderation.text import fold
from engine.contract.messages import Screenplay

NEAR_WORD = 0.55
"""Least cosine of a word to a topic. This and the two below: tests/unit/lists/boundaries.toml, every row
whose number is not a multiple of three; the others were held out."""
NEAR_SENTENCE = 0.42
LEAD_OVER_NEUTRAL = 0.03
RELATED = 0.5
"""An everyday thing as close as this to the topic is no competitor: "beach" does not excuse "the sea"."""
LONGEST_BOUNDARY = 300
MOST_WORDS = 160
FEWEST_WORDS = 3
"""A shorter piece says no more than its words."""
CERTAIN = 1.0

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_OR = re.compile(r"\s*(?:[,;/]|\b(?:or|nor|and|und|oder|o|ni|ou|et|y)\b)\s*")
_ELIDED = re.compile(r"\b[dl]['\u2019](?=\w)")
_NAMES = re.compile(r"<?@[\w.-]+>?")
_EMPTY = re.compile(
    r"a|an|the|and|or|of|were|was|been|has|have|in|on|at|to|for|with|from|by|"
    r"as|is|are|be|it|its|this|that|these|those|he|she|they|his|her|their|them|"
    r"him|i|you|we|me|my|your|our|us|someone|something|says|say|said|tells|asks|"
    r"then|while|when|who|what|very|so|just|not|no|up|down|out|off|over|into|near|"
    r"next|one|two|three|der|die|das|und|ein|eine|mit|im|am|el|la|los|las|un|"
    r"una|con|en|y|le|les|des|du|une|et|dans|sur|avec"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A boundary as its owner wrote it, the words that touch it, and how surely: a cosine, 1 for a word."""

    boundary: str
    part: str
    closeness: float


@dataclass(frozen=True, slots=True)
class Topic:
    """What one boundary is about: its words, their stems, and the stems of the families they belong to."""

    text: str
    stems: tuple[str, ...]
    family: frozenset[tuple[str, ...]]


Stems = tuple[str, ...]


@lru_cache(maxsize=1)
def _tables() -> tuple[
    re.Pattern[str], re.Pattern[str], tuple[frozenset[Stems], ...], tuple[str, ...], frozenset[str]
]:
    """Leads, trails, families as stems, everyday words, and words that fit any topic."""
    table = tomllib.loads((Path(__file__).parent / "topics.toml").read_text("utf-8"))
    leads, trails = ("|".join(sorted(table[name], key=len, reverse=True)) for name in ("leads", "trails"))
    families = tuple(frozenset(map(stems, words)) for words in table["families"].values())
    return (
        re.compile(rf"^(?:{leads})(?![\w'-])\s*"),
        re.compile(rf"(?:\s+(?:{trails}))+$"),
        families,
        tuple(table["neutral"]["words"]),
        frozenset(table["neutral"]["fitting_anything"]),
    )


def _stem(word: str) -> str:
    """A crude stem, the same for singular and plural and most verb forms."""
    for ending, kept in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + kept
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:  # noqa: PLR2004
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word  # noqa: PLR2004 - "smoke", not "wine"


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text).text))


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text`, folded, in order."""
    return tuple(_stem(word) for word in _words(text))


@lru_cache(maxsize=1024)
def topics(boundary: str) -> tuple[Topic, ...]:
    """What a boundary is about, its negation stripped; alternatives apart. Looks at 300 characters."""
    leads, trails, families, _, _ = _tables()
    found = []
    for piece in _OR.split(fold(boundary[:LONGEST_BOUNDARY]).text):
        text = _ELIDED.sub("", piece.strip(" .!?:\"'"))
        while (rest := leads.sub("", text)) != text:
            text = rest
        text = trails.sub("", text)
        mine = tuple(stem for stem in stems(text) if not _EMPTY.fullmatch(stem))
        if mine:
            about = frozenset({stems(text), mine} | {(stem,) for stem in mine[-1:]})
            family = frozenset().union(*(members for members in families if about & members))
            found.append(Topic(text=text, stems=mine, family=family))
    return tuple(found)


def _pieces(screenplay: Screenplay) -> Iterable[str]:
    """The prompt, the parts and the lines, each on its own and each once; people's names are no words."""
    names = re.compile(
        "|".join(rf"\b{re.escape(role.name)}\b" for role in screenplay.roles) or "(?!)", re.IGNORECASE
    )
    pieces = [screenplay.prompt]
    pieces += [role.part for role in screenplay.roles]
    for shot in screenplay.shots:
        pieces += [shot.action, shot.environment, shot.camera]
        pieces += [line.text for line in shot.lines]
        pieces += [beat.what for beat in shot.beats]
    bare = (" ".join(names.sub(" ", _NAMES.sub(" ", piece)).split()) for piece in pieces)
    return dict.fromkeys(filter(None, bare))


def _follow(needle: tuple[str, ...], words: Sequence[str]) -> int | None:
    size = len(needle)
    return next((i for i in range(len(words) - size + 1) if tuple(words[i : i + size]) == needle), None)


def _by_words(topic: Topic, piece: str) -> str | None:
    """The words of `piece` that are the topic or belong to its family."""
    written = _words(piece)
    stemmed = [_stem(word) for word in written]
    if set(topic.stems) <= set(stemmed):
        return " ".join(word for word, stem in zip(written, stemmed, strict=True) if stem in topic.stems)
    found = ((at, -len(member)) for member in topic.family if (at := _follow(member, stemmed)) is not None)
    if (first := min(found, default=None)) is not None:
        at, size = first
        return " ".join(written[at : at - size])
    return None


def _content(piece: str) -> tuple[str, ...]:
    fitting = _tables()[4]
    words = (word for word in _words(piece) if not (word in fitting or _EMPTY.fullmatch(word)))
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


@lru_cache(maxsize=1024)
def _competitors(topic: str) -> tuple[str, ...]:
    """Everyday things that are not themselves what the topic is about."""
    neutral = _tables()[3]
    related = vectors(neutral) @ vectors((topic,))[0]
    return tuple(word for word, close in zip(neutral, related, strict=True) if close < RELATED)


def _by_meaning(topic: Topic, piece: str) -> tuple[str, float] | None:
    """The word of `piece` (or else the whole of it) that means the topic, with its cosine."""
    words = _content(piece)
    if not words:
        return None
    mine = vectors((topic.text,))[0]
    meant = vectors(words)
    close = meant @ mine
    rivals = (meant @ vectors(_competitors(topic.text)).T).max(axis=1)
    near = np.where((close >= NEAR_WORD) & (close >= rivals + LEAD_OVER_NEUTRAL), close, 0.0)
    if near.max() > 0:
        return words[int(near.argmax())], float(near.max())
    if len(words) < FEWEST_WORDS:
        return None
    whole = float(vectors((piece,))[0] @ mine)
    return (piece, whole) if whole >= NEAR_SENTENCE else None


def _closest(topic: Topic, pieces: Iterable[str]) -> tuple[str, float] | None:
    pieces = tuple(pieces)
    for piece in pieces:
        if (part := _by_words(topic, piece)) is not None:
            return part, CERTAIN
    return max(
        filter(None, (_by_meaning(topic, piece) for piece in pieces)),
        key=lambda found: found[1],
        default=None,
    )


def offends(boundaries: Sequence[str], screenplay: Screenplay) -> Hit | None:
    """Return the closest hit of any boundary (the first of equals), or None where none is touched.

    Deterministic. The first call loads the sentence encoder (about 2 s), a later one takes some ten
    milliseconds.
    """
    pieces = tuple(_pieces(screenplay))
    best: Hit | None = None
    for boundary in boundaries:
        for topic in topics(boundary):
            found = _closest(topic, pieces)
            if found is not None and (best is None or found[1] > best.closeness):
                best = Hit(boundary=boundary, part=found[0], closeness=found[1])
    return best
