"""How a check looks at a prompt: for words of its lists, for words together, for what a sentence means."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.moderation.codes import Code
from bot.moderation.meaning import objection
from bot.moderation.tables import tables
from bot.moderation.text import Folded, readings
from bot.script.text import clean

LONGEST_CHECKED = 4000


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text under check, idioms blanked out: every reading of it, and its `plain` words for the meaning."""

    plain: str
    readings: tuple[Folded, ...]


Finder = Callable[[Prompt], str | None]
"""Returns the words that offend, as written, or None."""


def any_of(name: str) -> Finder:
    """Any entry of one list."""

    def find(prompt: Prompt) -> str | None:
        for reading in prompt.readings:
            if found := tables()[name].search(reading.text):
                return reading.written(*found.span())
        return None

    return find


def together(first: str, *others: str) -> Finder:
    """An entry of `first` and one of any other list, anywhere in the same prompt."""

    def find(prompt: Prompt) -> str | None:
        for reading in prompt.readings:
            one = tables()[first].search(reading.text)
            two = next(filter(None, (tables()[name].search(reading.text) for name in others)), None)
            if one and two:
                return f"{reading.written(*one.span())} … {reading.written(*two.span())}"
        return None

    return find


def means(code: Code) -> Finder:
    """A sentence close to what such wishes sound like."""
    return lambda prompt: objection(prompt.plain, code)


def prompt_of(text: str) -> Prompt:
    """Prepare the first 4000 characters of a text, cleaned, for the finders."""
    written = clean(text)[:LONGEST_CHECKED]
    innocent = tables()["innocent"]
    blanked: list[Folded] = []
    plain = written
    for reading in readings(written):
        idioms = [found.span() for found in innocent.finditer(reading.text)]
        blanked.append(reading.without(idioms))
        for start, end in idioms:
            plain = plain.replace(reading.written(start, end), " ")
    return Prompt(plain=plain, readings=tuple(blanked))
