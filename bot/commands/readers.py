"""One reader for each command: what follows its name -> an intent.

A reader that cannot make sense of it raises UnreadableError with a sentence; `parse` adds what would do.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.commands.errors import UnreadableError
from bot.commands.intents import (
    Erase,
    Gift,
    Intent,
    Link,
    Make,
    Redeem,
    Unlink,
)
from bot.commands.mentions import first_word, mentions_in, resolve, with_me
from bot.commands.options import take_options
from bot.people import Platform

LONGEST_CODE = 64
_ID = re.compile(r"^#?[\w.-]{1,64}$")


@dataclass(frozen=True, slots=True)
class Line:
    """What is left of a line after the command's name, and who the platform says is mentioned in it."""

    rest: str
    mentions: Mapping[str, str]


def nothing(intent: type[Intent]) -> Callable[[Line], Intent]:
    """A command that takes nothing more; further words are not held against it."""
    return lambda _line: intent()


def person(line: Line) -> tuple[str, str]:
    """The handle that a line begins with, and the rest of it."""
    written, tail = first_word(line.rest, line.mentions)
    if not written:
        raise UnreadableError("nobody")
    handle = resolve(written.rstrip(",:;"), line.mentions)
    if not handle:
        raise UnreadableError("no_name")
    return handle, tail


def making(kind: type[Make]) -> Callable[[Line], Intent]:
    """A prompt with its options and mentions."""

    def read(line: Line) -> Intent:
        asked = take_options(line.rest)
        if not asked.text:
            raise UnreadableError("no_prompt")
        text = with_me(asked.text)
        mentions = mentions_in(text, line.mentions)
        return kind(text=text, mentions=mentions, seconds=asked.seconds, tier=asked.tier, style=asked.style)

    return read


def of_clip(kind: Callable[[str], Intent]) -> Callable[[Line], Intent]:
    """The number of a clip, or nothing."""

    def read(line: Line) -> Intent:
        word = line.rest.split(" ", 1)[0]
        if word and not _ID.match(word):
            raise UnreadableError("no_clip")
        return kind(word.removeprefix("#"))

    return read


_CREDITS = re.compile(r"^(\d{1,6})(?:\s*credits?)?(?=\s|$)\s*(.*)", re.IGNORECASE)


def gift(line: Line) -> Intent:
    """Whom, how much, and what to tell them."""
    who, tail = person(line)
    found = _CREDITS.match(tail)
    if found is None:
        raise UnreadableError("no_amount")
    return Gift(who, int(found.group(1)), found.group(2).strip().strip('"“”').strip())


def redeem(line: Line) -> Intent:
    """A code."""
    if not line.rest:
        raise UnreadableError("no_code")
    return Redeem(line.rest)


def link(line: Line) -> Intent:
    """A code, or nothing."""
    return Link(line.rest[:LONGEST_CODE])


def unlink(line: Line) -> Intent:
    """The platform of an account; nothing shows them."""
    name = line.rest.split(" ", 1)[0].casefold()
    return Unlink(Platform(name) if name in set(Platform) else None)


def erase(line: Line) -> Intent:
    """Whether it is confirmed."""
    return Erase(confirmed=line.rest.casefold().strip(" .!") in {"yes", "everything", "yes, everything"})
