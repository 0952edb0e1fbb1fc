"""Mentions and quotations as single characters, so that the rest of the reader works on short, safe strings.

A person is one character from U+E000 on (the index of the role), a quotation one from U+E100 on. `clean`
takes private-use characters out of what people write, so nobody can write a mark.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.script.words import SPEECH

PERSON = "[\ue000-\ue0ff]"
QUOTE = "[\ue100-\ueaff]"
FIRST_PERSON, _FIRST_QUOTE = 0xE000, 0xE100
MOST_MARKS = 250

_QUOTED = re.compile(
    r'"([^"]+)"|“([^“”"]+)[”"]|„([^„“”"]+)[“”"]|”([^“”"]+)”|«([^«»]+)»|»([^«»]+)«|「([^「」]+)」'
    r"|(?<!\w)\u2018((?:[^\u2018\u2019]|(?<=\w)\u2019(?=\w))+)\u2019(?!\w)"
)
_SINGLE = re.compile(rf"(?i)((?:{SPEECH}|[:,])\s*)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)")
_UNCLOSED = re.compile(rf"(?i)((?:{SPEECH}|:)[\s,:]*)[\"“„«]([^\"“”„«»]+)$")
ME = re.compile(
    r"(?<![\w@'\u2019])(?:I(?!\s+(?:want|need|wish|would)\b|['\u2019]d\b)"
    r"|(?<!\bshow )(?<!\bgive )(?<!\bsend )(?<!\blet )(?<!\bget )[Mm]e"
    r"(?!\s+an?\s+(?:clip|video)\b)|[Mm]yself)(?![\w-])"
)
"""The writer as somebody who is in the clip: "@ada and me", not "show me @ada"."""
MY_NAMES = ("@me", "@self", "me", "self")


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked prompt: `roles[i]` is the person of U+E000 + i, `quotes[i]` the words of U+E100 + i."""

    text: str
    roles: tuple[str, ...]
    quotes: tuple[str, ...]


def person(mark: str) -> int:
    """The index of the role that a person's mark stands for."""
    return ord(mark) - FIRST_PERSON


def quotation(mark: str) -> int:
    """The index of the words that a quotation's mark stands for."""
    return ord(mark) - _FIRST_QUOTE


def _mention_pattern(names: Mapping[str, str]) -> re.Pattern[str]:
    written = sorted(names, key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<![\w@]){re.escape(name)}(?![\w@])(?!-\w)" for name in written), re.IGNORECASE
    )


class _Marker:
    """Gathers roles and quotations while the text is rewritten."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = {written.casefold(): role for written, role in names.items()}
        self.mention = _mention_pattern(names) if names else None
        self.me = next((self.names[name] for name in MY_NAMES if name in self.names), None)
        self.roles: list[str] = []
        self.quotes: list[str] = []

    def _person_mark(self, role: str) -> str:
        if role not in self.roles:
            self.roles.append(role)
        return chr(FIRST_PERSON + self.roles.index(role))

    def people(self, text: str) -> str:
        if self.mention is not None:
            text = self.mention.sub(
                lambda found: self._person_mark(self.names[found.group().casefold()]), text
            )
        if self.me is not None:
            mine = self.me
            text = ME.sub(lambda _found: self._person_mark(mine), text)
        return text

    def _quote_mark(self, words: str) -> str:
        words = words.strip()
        if not words or len(self.quotes) >= MOST_MARKS:
            return f" {words} "
        if self.mention is not None:
            words = self.mention.sub(lambda found: self.names[found.group().casefold()], words)
        self.quotes.append(words)
        return chr(_FIRST_QUOTE + len(self.quotes) - 1)

    def quotations(self, text: str) -> str:
        text = _QUOTED.sub(lambda found: self._quote_mark(next(filter(None, found.groups()))), text)
        text = _SINGLE.sub(lambda found: found.group(1) + self._quote_mark(found.group(2)), text)
        return _UNCLOSED.sub(lambda found: found.group(1) + self._quote_mark(found.group(2)), text)


def mark(text: str, names: Mapping[str, str]) -> Marked:
    """Mark the people and the quotations of a clean `text`.

    names: written mention ("@ada", "<@123>", or a bare name) -> role name, at most 250. Where it holds "@me"
    or "@self", the words I, me and myself mean that role. A mention inside a quotation becomes the name,
    spoken, and casts nobody.
    """
    marker = _Marker(names)
    marked = marker.people(marker.quotations(text))
    return Marked(text=marked, roles=tuple(marker.roles), quotes=tuple(marker.quotes))
