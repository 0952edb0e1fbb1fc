"""How a check looks at a prompt: for words of its lists, for words together, for what a sentence means."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.moderation.meaning import THRESHOLDS, harm, meanings, objection
from bot.moderation.tables import tables
from bot.moderation.text import Folded, plain, readings, unmasked
from bot.script.text import clean
from bot.verdicts import Code, Sensitivity

LONGEST_CHECKED = 4000
CERTAINLY_INNOCENT = 0.15
"""A word that has innocent uses, too, is let pass below this harm."""
NEAR_MINORS = 0.5
"""Where somebody under age is in the prompt, this much harm is enough: in cross-validation it stops 83 in 100
of those examples in which a word tells the age, at .88 it would be fewer than half."""
CLOSE_TO_MINORS = 0.4
"""The same where a word of closeness (a kiss, a date, a pose) stands beside it."""
NEAR_PEOPLES = 0.6
"""Where a group of people is named, this much harm of the kind hate is enough: 86 in 100, cross-validated."""
BEASTLY = 0.25
"""The same where an animal, a plague or a noose stands beside it."""
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text under check: every reading of it with idioms blanked out, and its sentences for the meaning.

    said: what the meaning is judged of: the text with tricks of writing undone.
    """

    source: str
    said: tuple[str, ...]
    readings: tuple[Folded, ...]


Finder = Callable[[Prompt, Sensitivity], str | None]
"""Returns the words that offend, as written, or None."""


def _as_written(sentence: str, source: str) -> str:
    """Where an anonymous sentence stands in the source; the sentence itself where it cannot be found."""
    words = [re.escape(word).replace("someone", r"(?:someone|<?@[\w.-]+>?)") for word in sentence.split()]
    found = re.search(r"\s+".join(words), source)
    return found.group() if found else sentence


def any_of(name: str) -> Finder:
    """Any entry of one list."""

    def find(prompt: Prompt, _doubt: Sensitivity) -> str | None:
        for reading in prompt.readings:
            if found := tables()[name].search(reading.text):
                return reading.written(*found.span())
        return None

    return find


def any_unless_innocent(name: str) -> Finder:
    """Any entry of one list, unless it is written plainly and the whole is certainly innocent."""

    def find(prompt: Prompt, _doubt: Sensitivity) -> str | None:
        for reading in prompt.readings:
            if found := tables()[name].search(reading.text):
                part = reading.written(*found.span())
                disguised = part.casefold() != found.group()
                if disguised or max(map(harm, prompt.said), default=1.0) >= CERTAINLY_INNOCENT:
                    return part
        return None

    return find


def together(first: str, *others: str) -> Finder:
    """An entry of `first` and one of any other list, anywhere in the same prompt."""

    def find(prompt: Prompt, _doubt: Sensitivity) -> str | None:
        for reading in prompt.readings:
            one = tables()[first].search(reading.text)
            two = next(filter(None, (tables()[name].search(reading.text) for name in others)), None)
            if one and two:
                return f"{reading.written(*one.span())} … {reading.written(*two.span())}"
        return None

    return find


def means(code: Code) -> Finder:
    """A sentence that sounds like such wishes."""

    def find(prompt: Prompt, doubt: Sensitivity) -> str | None:
        for said in prompt.said:
            if sentence := objection(said, code.value, doubt):
                return _as_written(sentence, prompt.source)
        return None

    return find


def listed_and_meant(first: str, *kinds: str, least: float, beside: str = "") -> Finder:
    """An entry of `first`, one of `beside` where given, and a sentence that means one of these kinds."""

    def find(prompt: Prompt, doubt: Sensitivity) -> str | None:
        if any(any_of(name)(prompt, doubt) is None for name in (first, beside or first)):
            return None
        enough = min(least, THRESHOLDS[doubt]) if least < SURE else least
        for said in prompt.said:
            for one in meanings(said):
                if one.kind in kinds and one.harm >= enough:
                    return _as_written(one.sentence, prompt.source)
        return None

    return find


def names_somebody(pattern: re.Pattern[str]) -> Finder:
    """A pattern on the text as written, where capitals tell names."""

    def find(prompt: Prompt, _doubt: Sensitivity) -> str | None:
        found = pattern.search(prompt.source)
        return found.group() if found else None

    return find


def prompt_of(text: str, allow: Sequence[str] = ()) -> Prompt:
    """Prepare the first 4000 characters of a text, cleaned, for the finders; `allow` is blanked out."""
    written = clean(text)[:LONGEST_CHECKED]
    for phrase in allow:
        words = r"\s+".join(map(re.escape, phrase.split()))
        written = re.sub(rf"(?<!\w){words}(?!\w)", " ", written, flags=re.IGNORECASE) if words else written
    innocent = tables()["innocent"]
    blanked: list[Folded] = []
    meant = written
    for reading in readings(written):
        idioms = [found.span() for found in innocent.finditer(reading.text)]
        blanked.append(reading.without(idioms))
        for start, end in idioms:
            meant = meant.replace(reading.written(start, end), " ")
    said = (unmasked(meant) or plain(meant),)
    return Prompt(source=written, said=said, readings=tuple(blanked))
