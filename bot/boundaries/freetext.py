"""Does a screenplay touch what somebody ruled out in their own words? By words, by families, by meaning."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.boundaries.examples import sentences
from bot.boundaries.pieces import Piece
from bot.boundaries.presets import preset_named
from bot.boundaries.rules import Found, by_rules
from bot.boundaries.stems import Stems, place_of, stem, stems, words
from bot.boundaries.wishes import Ruled, Topic, Wish, is_empty, tables
from bot.consent import BoundaryPreset
from bot.meaning import vectors

# Cosines, chosen on tests/unit/lists/boundaries.toml without every third row.
NEAR_WORD = 0.55
CLEAR_WORD = 0.85
NEAR_SENTENCE = 0.40
CLEAR_SENTENCE = 0.62
NEAR_TOGETHER = 0.81
"""The nearest sentence and the nearest word, added up."""
LEAD_OVER_NEUTRAL = 0.03
RELATED = 0.5
"""An everyday thing as close as this to the topic is no competitor: "beach" does not excuse "the sea"."""
INSIDE = 0.5
"""A sentence as close as this to what alone is allowed is inside."""
MOST_WORDS = 160
LONGEST_PART = 200
PEOPLE = frozenset({"boss", "family", "ex", "strangers", "men", "women", "children", "police", "job", "baby"})
"""Families whose members a prompt need not name: any @person may be one."""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece made ready: `bare` and its words and stems without idioms, `every` stem with them."""

    piece: Piece
    bare: Piece
    written: tuple[str, ...]
    stems: Stems
    every: Stems


@lru_cache(maxsize=256)
def _ready(piece: Piece) -> Text:
    bare = Piece(" ".join(tables().idioms.sub(" ", piece.plain).split()), spoken=piece.spoken)
    return Text(piece, bare, bare.words, tuple(map(stem, bare.words)), stems(piece.text))


def _by_words(topic: Topic, text: Text) -> str | None:
    """The words of a text that are the topic or belong to its family."""
    if topic.stems and place_of(topic.stems, text.every) is not None and len(topic.stems) > 1:
        return topic.text
    if topic.stems and set(topic.stems) <= set(text.stems):
        return " ".join(
            word for word, one in zip(text.written, text.stems, strict=True) if one in topic.stems
        )
    found = [
        (at, -len(member))
        for member in topic.family
        if member and member[0] in text.stems and (at := place_of(member, text.stems)) is not None
    ]
    if found:
        at, size = min(found)
        return " ".join(text.written[at : at - size])
    return None


def _content(text: Text) -> tuple[str, ...]:
    fitting = tables().fitting
    telling = (word for word in text.written if not (word in fitting or is_empty(word)))
    return tuple(dict.fromkeys(telling))[:MOST_WORDS]


@lru_cache(maxsize=1024)
def _competitors(topic: str) -> tuple[str, ...]:
    """Everyday things that are not themselves what the topic is about."""
    neutral = tables().neutral
    related = vectors(neutral) @ vectors((topic,))[0]
    return tuple(word for word, close in zip(neutral, related, strict=True) if close < RELATED)


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    """Stems that stand in a family: what they mean is known, and it is something else."""
    every = (member for _, members in tables().families.values() for member in members)
    return frozenset(member[0] for member in every if len(member) == 1)


def _by_meaning(topic: Topic, texts: Sequence[Text]) -> Found | None:
    """The word that means the topic, or else the sentence."""
    mine = vectors((topic.text,))[0]
    telling = tuple(dict.fromkeys(word for text in texts for word in _content(text)))[:MOST_WORDS]
    if not telling:
        return None
    meant = vectors(telling)
    close = meant @ mine
    rivals = (meant @ vectors(_competitors(topic.text)).T).max(axis=1)
    near = np.where((close >= NEAR_WORD) & (close >= rivals + LEAD_OVER_NEUTRAL), close, 0.0)
    if (best := float(near.max())) > 0:
        return Found(telling[int(near.argmax())], borderline=best < CLEAR_WORD)
    said = sentences(text.bare for text in texts)
    if not said:
        return None
    whole = vectors(said) @ mine
    best = float(whole.max())
    unknown = [one not in _known_words() for one in map(stem, telling)]
    if best < NEAR_SENTENCE and best + float(np.max(close, initial=-1.0, where=unknown)) < NEAR_TOGETHER:
        return None
    return Found(said[int(whole.argmax())][:LONGEST_PART], borderline=best < CLEAR_SENTENCE)


def _preset_of(topic: Topic) -> BoundaryPreset | None:
    return preset_named(topic.text)


def _touched(topic: Topic, texts: Sequence[Text], *, excepted: Iterable[Topic] = ()) -> Found | None:
    excused = {one for other in excepted for one in other.stems}
    for text in texts:
        part = _by_words(topic, text)
        if part is not None and not {stem(word) for word in words(part)} & excused:
            return Found(part, borderline=False)
    preset = _preset_of(topic)
    worded = None if preset is None else by_rules(preset, [text.piece for text in texts])
    if worded is not None and not {stem(word) for word in words(worded.part)} & excused:
        return worded
    meant = _by_meaning(topic, texts)
    if meant is not None and {stem(word) for word in words(meant.part)} & excused:
        return None
    return meant


def _ruled_out(ruled: Ruled, texts: Sequence[Text], wish: Wish) -> Found | None:
    found = _touched(ruled.topic, texts, excepted=wish.excepted)
    if found is None or ruled.along is None:
        return found
    along = _touched(ruled.along, texts)
    if along is not None:
        return Found(found.part, borderline=found.borderline or along.borderline)
    return Found(found.part, borderline=True) if ruled.along.names & PEOPLE else None


def _inside(allowed: Sequence[Topic], texts: Sequence[Text]) -> bool:
    """Whether what is told is clearly of a kind that alone is allowed."""
    opposite = {"outdoors": "indoors", "indoors": "outdoors"}
    for topic in allowed:
        against = {opposite[name] for name in topic.names if name in opposite}
        other = {one for name in against for one in tables().families[name][1]}
        if any(
            place_of(one, text.stems) is not None for one in other for text in texts if one[0] in text.stems
        ):
            continue
        if any(_by_words(topic, text) is not None or set(topic.stems) <= set(text.every) for text in texts):
            return True
        said = sentences(text.bare for text in texts)
        if said and float((vectors(said) @ vectors((topic.text,))[0]).max()) >= INSIDE:
            return True
    return False


def _first_telling(texts: Sequence[Text]) -> str:
    return next((text.piece.text for text in texts), "")[:LONGEST_PART]


def _found(wish: Wish, texts: Sequence[Text]) -> Iterator[Found]:
    for ruled in wish.out:
        if (found := _ruled_out(ruled, texts, wish)) is not None:
            yield found
    if wish.allowed and not _inside(wish.allowed, texts):
        yield Found(_first_telling(texts), borderline=True)


def told_by_meaning(wishes: Iterable[Wish], pieces: Iterable[Piece]) -> tuple[str, ...]:
    """All whose meaning judging these takes, so that it can be embedded in one batch."""
    texts = tuple(map(_ready, pieces))
    topics = (
        topic.text for wish in wishes for topic in (*(ruled.topic for ruled in wish.out), *wish.allowed)
    )
    words = (word for text in texts for word in _content(text))
    return (*tables().neutral, *topics, *words, *sentences(text.bare for text in texts))


def by_wish(wish: Wish, pieces: Iterable[Piece]) -> Found | None:
    """What touches a boundary in its owner's own words, the clear before the doubtful, or None."""
    texts = tuple(_ready(piece) for piece in pieces)
    doubtful: Found | None = None
    for found in _found(wish, texts):
        if not (found.borderline or wish.asks):
            return found
        doubtful = doubtful or Found(found.part, borderline=True)
    return doubtful
