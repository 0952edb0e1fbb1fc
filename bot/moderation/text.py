"""Text as the checks see it: tricks of writing undone, every character still knowing where it came from."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_ALIKE = """
    аa бb вb гr еe зe иu кk мm нh оo пn рp сc тt уy хx ьb іi јj ѕs ԁd һh ԛq ԝw ѵv
    αa βb γy εe ηn ιi κk νv ρp τt υu χx ωw οo σo
    ɑa ɡg ıi ɩi ʟl ʀr ᴀa ᴇe ᴏo ᴜu æae œoe øo đd łl þp ðd ɪi ɴn ѡw
"""  # noqa: RUF001 - alike on purpose
_LOOKALIKES = {ord(pair[0]): pair[1:] for pair in _ALIKE.split()}
"""Letters of other scripts that are drawn like Latin ones (a selection of Unicode TR39's confusables)."""

_LEET = str.maketrans(
    {
        "0": "o",
        "3": "e",
        "4": "a",
        "5": "s",
        "7": "t",
        "8": "b",
        "@": "a",
        "$": "s",
        "!": "i",
        "|": "l",
        "€": "e",
        "£": "l",
        "¥": "y",
        "+": "t",
    }
)
_WORDLIKE = re.compile(r"[\w@$!|€£¥+]+")
_SPACED = re.compile(r"(?<![^\W_])(?<!@)(?:[^\W\d_][ ._*~/\\,'-]{1,3}){2,}[^\W\d_](?![^\W_])")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_MIXED = re.compile(r"[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]|\b[\u0370-\u04ff]\b")
"""Greek or Cyrillic letters inside of a Latin word or alone between Latin words."""
_DROPPED = {"Mn", "Me", "Cf", "Cc", "Co", "Cs", "Cn"}


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is lower case, Latin, without accents; `origin[i]` is where text[i] stood in `source`."""

    source: str
    text: str
    origin: tuple[int, ...]

    def written(self, start: int, end: int) -> str:
        """The words of the source behind text[start:end]."""
        if start >= end:
            return ""
        return self.source[self.origin[start] : self.origin[end - 1] + 1]

    def without(self, spans: Iterable[tuple[int, int]]) -> "Folded":
        """The same with these spans blanked out."""
        letters = list(self.text)
        for start, end in spans:
            letters[start:end] = " " * (end - start)
        return Folded(self.source, "".join(letters), self.origin)


def _folded_character(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character).casefold().translate(_LOOKALIKES)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if unicodedata.category(c) not in _DROPPED)


def fold(source: str) -> Folded:
    """Undo full-width letters, accents, look-alikes of other scripts and invisible characters."""
    text: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(source):
        for folded in _folded_character(character):
            text.append(" " if folded.isspace() else folded)
            origin.append(place)
    return Folded(source, "".join(text), tuple(origin))


def _rewritten(folded: Folded, pattern: re.Pattern[str], keep: "re.Pattern[str] | None") -> Folded:
    """Drop, inside each match of `pattern`, what `keep` does not match (or all but the first)."""
    gone: set[int] = set()
    for found in pattern.finditer(folded.text):
        inside = range(found.start(), found.end())
        gone |= {i for i in inside if (i > found.start() if keep is None else not keep.match(folded.text[i]))}
    kept = [i for i in range(len(folded.text)) if i not in gone]
    return Folded(folded.source, "".join(folded.text[i] for i in kept), tuple(folded.origin[i] for i in kept))


_MENTION = re.compile(r"(?<![\w@])@[a-z][\w.-]*")
_LETTER = re.compile(r"[^\W\d_]")


def _unleeted(folded: Folded, one: str) -> Folded:
    def plain(found: re.Match[str]) -> str:
        word = found.group()
        head = "@" if word.startswith("@") else ""
        body = word[len(head) :]
        tail = body[len(body.rstrip("!|+")) :]
        body = body[: len(body) - len(tail)]
        if not re.search(r"[^\W\d_]", body) or re.fullmatch(r"\d+[a-z]{1,2}", body):
            return word
        return head + body.replace("1", one).translate(_LEET) + tail

    return Folded(folded.source, _WORDLIKE.sub(plain, folded.text), folded.origin)


def _nameless(folded: Folded) -> Folded:
    """Names out of mentions: nobody is refused for what they are called."""
    text = _MENTION.sub(
        lambda found: "@" + ("xy" * len(found.group()))[: len(found.group()) - 1], folded.text
    )
    return Folded(folded.source, text, folded.origin)


def readings(source: str) -> tuple[Folded, ...]:
    """Every way of reading `source` that a check should look at, the plain one first, each once."""
    base = _nameless(fold(source))
    joined = _rewritten(base, _SPACED, _LETTER)
    calm = _rewritten(joined, _REPEATED, None)
    every = [
        base,
        joined,
        calm,
        *(_unleeted(reading, one) for reading in (base, joined, calm) for one in "il"),
    ]
    every += [_rewritten(_unleeted(base, "i"), _SPACED, _LETTER)]
    if "\u0443" in source.lower():
        every.append(_nameless(fold(source.lower().replace("\u0443", "u"))))
    return tuple({reading.text: reading for reading in reversed(every)}.values())[::-1]


def plain(source: str) -> str:
    """The text with look-alike letters and invisible characters undone; case and accents stay."""
    kept = "".join(c for c in unicodedata.normalize("NFKC", source) if unicodedata.category(c) != "Cf")
    return kept.translate(_LOOKALIKES) if _MIXED.search(kept) else kept


def unmasked(source: str) -> str | None:
    """The text with number letters, spaced and repeated letters undone; None where that changes nothing."""
    base = _nameless(fold(source))
    spoken = _unleeted(_rewritten(_rewritten(base, _SPACED, _LETTER), _REPEATED, None), "i").text
    return None if spoken == base.text else spoken
