"""What somebody's own words rule out: topics, what alone is allowed, exceptions, and whether it is clear.

"don't put me near spiders" rules out spiders; "only outdoors" allows nothing else; "no alcohol except wine"
has an exception; "no romance with my boss" takes both; "no dogs unless you ask me" wants a question.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.boundaries.stems import Stems, stems
from bot.moderation.text import fold

LONGEST_BOUNDARY = 300
MOST_TOPICS = 12


@dataclass(frozen=True, slots=True)
class Topic:
    """Words for one thing: as written, their stems, and the stems of the families they belong to."""

    text: str
    stems: Stems
    family: frozenset[Stems]
    names: frozenset[str] = frozenset()
    """The families' names in topics.toml."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """One thing that is ruled out. Where `along` is given, only together with that."""

    topic: Topic
    along: Topic | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A boundary taken apart. `asks`: its owner wants to be asked rather than to refuse."""

    out: tuple[Ruled, ...] = ()
    allowed: tuple[Topic, ...] = ()
    excepted: tuple[Topic, ...] = ()
    asks: bool = False

    @property
    def understood(self) -> bool:
        """Whether anything can be told from it."""
        return bool(self.out or self.allowed)


@dataclass(frozen=True, slots=True)
class Tables:
    """topics.toml: how wishes are worded and which words belong together."""

    lead: re.Pattern[str]
    trail: re.Pattern[str]
    only: re.Pattern[str]
    excepting: re.Pattern[str]
    asking: re.Pattern[str]
    denying: re.Pattern[str]
    wanting: re.Pattern[str]
    along: re.Pattern[str]
    generic: frozenset[str]
    vague: frozenset[str]
    opposites: Mapping[str, str]
    families: Mapping[str, tuple[frozenset[Stems], frozenset[Stems]]]
    """What each family is called, and all that belongs to it."""
    idioms: re.Pattern[str]
    neutral: tuple[str, ...]
    fitting: frozenset[str]


def _any(patterns: list[str]) -> str:
    return "|".join(sorted(patterns, key=len, reverse=True))


def _family(listed: list[str]) -> tuple[frozenset[Stems], frozenset[Stems]]:
    bar = listed.index("|") if "|" in listed else len(listed)
    called = frozenset(map(stems, listed[:bar]))
    return called, called | frozenset(map(stems, listed[bar + 1 :]))


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Read once."""
    listed = tomllib.loads((Path(__file__).parent / "topics.toml").read_text("utf-8"))
    word = {
        name: rf"(?<![\w'-])(?:{_any(listed[name])})(?![\w'-])"
        for name in ("only", "excepting", "asking", "denying", "along")
    }
    return Tables(
        lead=re.compile(rf"^(?:{_any(listed['leads'])})(?![\w'-])\s*"),
        trail=re.compile(rf"(?:\s+(?:{_any(listed['trails'])}))+$"),
        wanting=re.compile(rf"^(?:please |bitte |por favor )?(?:{_any(listed['wanting'])})(?![\w'-])"),
        generic=frozenset(listed["generic"]),
        vague=frozenset(stem for one in listed["vague"] for stem in stems(one)),
        families={name: _family(many) for name, many in listed["families"].items()},
        opposites=listed["opposites"],
        idioms=re.compile(rf"(?<![^\W_])(?:{_any(listed['idioms'])})(?![^\W_])"),
        neutral=tuple(listed["neutral"]["words"]),
        fitting=frozenset(listed["neutral"]["fitting_anything"]),
        **{name: re.compile(pattern) for name, pattern in word.items()},
    )


_CLAUSE = re.compile(r"\s*[.;:,/!?\n]+\s*")
_OR = re.compile(r"\s*\b(?:or|nor|and|und|oder|o|ni|ou|et|y|noch)\b\s*")
_ELIDED = re.compile(r"\b[dl]['\u2019](?=\w)")
_EMPTY = re.compile(
    r"a|an|the|and|or|of|were|was|been|has|have|in|on|at|to|for|with|from|by|"
    r"as|is|are|be|it|its|this|that|these|those|he|she|they|his|her|their|them|"
    r"him|i|you|we|me|my|your|our|us|someone|something|says|say|said|tells|asks|"
    r"then|while|when|who|what|very|so|just|not|no|up|down|out|off|over|into|near|own|any|some|"
    r"next|one|two|three|der|die|das|und|ein|eine|mit|im|am|el|la|los|las|un|mein|meine|meinen|meinem|meiner|"
    r"una|con|en|y|le|les|des|du|une|et|dans|sur|avec|mi|mis|mon|ma|mes|uber|mich|mir"
)


def is_empty(word: str) -> bool:
    """Whether a folded word says nothing by itself."""
    return _EMPTY.fullmatch(word) is not None


def _stripped(text: str) -> str:
    table = tables()
    text = _ELIDED.sub("", text.strip(" .!?:\"'\u201c\u201d\u201e-"))
    while not _families(frozenset({stems(text)})) and (rest := table.lead.sub("", text)) not in {text, ""}:
        text = rest
    bare = table.lead.fullmatch(text) and not (text.endswith("ing") or _families(frozenset({stems(text)})))
    return "" if bare else table.trail.sub("", text).strip()


def _families(about: frozenset[Stems]) -> frozenset[str]:
    return frozenset(name for name, (called, _) in tables().families.items() if about & called)


def _topic(text: str) -> Topic | None:
    table = tables()
    mine = tuple(one for one in stems(text) if not is_empty(one))
    telling = [one for one in mine if one not in table.vague]
    if not telling:
        return None
    names = _families(frozenset({stems(text), mine})) or _families(frozenset({mine[-1:]}))
    family: frozenset[Stems] = frozenset().union(*(table.families[name][1] for name in names))
    return Topic(text=text, stems=mine, family=family, names=names)


def _topics(text: str) -> Iterator[Topic]:
    for piece in _OR.split(text):
        if (topic := _topic(_stripped(piece))) is not None:
            yield topic


def _ruled(text: str) -> Iterator[Ruled]:
    """Things ruled out; "X with Y" is both together, unless X says nothing ("jokes about Y")."""
    table = tables()
    for piece in _OR.split(text):
        bare = _stripped(piece)
        first, *rest = table.along.split(bare, maxsplit=1)
        head = _topic(_stripped(first))
        if not rest:
            if head is not None:
                yield Ruled(head)
            continue
        tail = _topic(_stripped(rest[-1]))
        if head is None or first.strip() in table.generic:
            if tail is not None:
                yield Ruled(tail)
        else:
            yield Ruled(head, along=tail)


@lru_cache(maxsize=1024)
def wish(boundary: str) -> Wish:
    """Take a boundary apart; looks at its first 300 characters."""
    table = tables()
    text = fold(boundary[:LONGEST_BOUNDARY]).text.replace("\u2019", "'")
    asks = table.asking.search(text) is not None
    text = table.asking.sub(" ", text)
    main, *exceptions = table.excepting.split(text)
    only_but = [one for one in exceptions if not _stripped(main)]
    out: list[Ruled] = []
    allowed: list[Topic] = [topic for one in only_but for topic in _topics(one)]
    excepted = [topic for one in exceptions if one not in only_but for topic in _topics(one)]
    mode: bool | None = None  # True: only this; False: not this; None: nothing said yet
    for clause in _CLAUSE.split(main):
        only = table.only.search(clause)
        if only is not None:
            mode = True
        elif table.denying.search(clause) is not None:
            mode = False
        elif mode is None and table.wanting.search(clause) is not None:
            continue
        if mode:
            allowed += _topics(clause[only.end() :] if only is not None else clause)
        elif (opposite := table.opposites.get(_stripped(clause))) is not None:
            allowed += _topics(opposite)
        else:
            out += _ruled(clause)
    return Wish(tuple(out[:MOST_TOPICS]), tuple(allowed[:MOST_TOPICS]), tuple(excepted[:MOST_TOPICS]), asks)


def understood(boundary: str) -> bool:
    """Whether a boundary says what it rules out or alone allows; one that does not never holds anything up.

    "no spiders" and "only outdoors" do; "be nice", "nothing weird" and "…" do not.
    """
    return wish(boundary).understood
