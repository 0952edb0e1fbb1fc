"""One reader for each command: what follows its name -> an intent.

A reader that cannot make sense of it raises UnreadableError with a sentence; `parse` adds what would do.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.commands.errors import UnreadableError
from bot.commands.intents import (
    AddBoundary,
    Allow,
    Ask,
    Deny,
    Erase,
    Gift,
    Intent,
    ListBoundaries,
    Make,
    Redeem,
    RemoveBoundary,
    Revoke,
    SetApproval,
    SetUsage,
)
from bot.commands.mentions import first_word, mentions_in, resolve, with_me
from bot.commands.options import take_options
from bot.consent import ApprovalMode, Usage

Chosen = TypeVar("Chosen")

_ID = re.compile(r"^#?[\w.-]{1,64}$")


@dataclass(frozen=True, slots=True)
class Line:
    """What is left of a line after the command's name, and who the platform says is mentioned in it."""

    rest: str
    mentions: Mapping[str, str]


def nothing(intent: type[Intent]) -> Callable[[Line], Intent]:
    """A command that takes nothing more; further words are not held against it."""
    return lambda _line: intent()


def _person(line: Line) -> tuple[str, str]:
    written, tail = first_word(line.rest, line.mentions)
    if not written:
        raise UnreadableError("Say who.")
    handle = resolve(written.rstrip(",:;"), line.mentions)
    if not handle:
        raise UnreadableError("That is not a name I can read.")
    return handle, tail


def ask(line: Line) -> Intent:
    """Whom, and what to tell them."""
    owner, message = _person(line)
    return Ask(owner, message)


def answer(kind: type[Allow] | type[Deny]) -> Callable[[Line], Intent]:
    """Whom an answer is for: a person, or the number of a request."""

    def read(line: Line) -> Intent:
        written, _tail = first_word(line.rest, line.mentions)
        is_person = written.startswith("@") or written in line.mentions
        if written and not is_person and _ID.match(written):
            return kind(request=written.removeprefix("#"))
        who, _ = _person(line)
        return kind(who=who)

    return read


def revoke(line: Line) -> Intent:
    """From whom."""
    return Revoke(_person(line)[0])


_USAGES = {
    Usage.ONLY_ME: ("only me", "me", "only_me", "nobody", "private"),
    Usage.APPROVED: ("approved", "people i approve", "approved people", "friends"),
    Usage.MUTUALS: ("mutuals", "mutual"),
    Usage.EVERYONE: ("everyone", "everybody", "all", "public"),
}
_APPROVALS = {
    ApprovalMode.NEVER: ("never", "no", "off"),
    ApprovalMode.BEFORE_PUBLISH: (
        "before publish",
        "before_publish",
        "before publishing",
        "always",
        "yes",
        "on",
    ),
}


def _choice(written: str, words: Mapping[Chosen, tuple[str, ...]]) -> Chosen | None:
    said = written.casefold().strip(" .!")
    return next((value for value, names in words.items() if said in names), None)


def usage(line: Line) -> Intent:
    """One of the four levels, in any of its names."""
    chosen = _choice(line.rest, _USAGES)
    if chosen is None:
        raise UnreadableError("Choose one of: only me, approved, mutuals, everyone.")
    return SetUsage(chosen)


def approval(line: Line) -> Intent:
    """Asked first, or not."""
    chosen = _choice(line.rest, _APPROVALS)
    if chosen is None:
        raise UnreadableError("Choose one of: never, before publish.")
    return SetApproval(chosen)


def boundary(line: Line) -> Intent:
    """Add, remove or list."""
    verb, _, text = line.rest.partition(" ")
    text = text.strip().strip('"“”').strip()
    if verb.casefold() in {"list", "show", ""}:
        return ListBoundaries()
    if verb.casefold() == "add" and text:
        return AddBoundary(text)
    if verb.casefold() in {"remove", "delete"} and _ID.match(text):
        return RemoveBoundary(text.removeprefix("#"))
    raise UnreadableError("Say add, remove or list.")


def making(kind: type[Make]) -> Callable[[Line], Intent]:
    """A prompt with its options and mentions."""

    def read(line: Line) -> Intent:
        asked = take_options(line.rest)
        if not asked.text:
            raise UnreadableError("Say what happens in the clip.")
        text = with_me(asked.text)
        mentions = mentions_in(text, line.mentions)
        return kind(text=text, mentions=mentions, seconds=asked.seconds, tier=asked.tier, style=asked.style)

    return read


def of_clip(kind: Callable[[str], Intent]) -> Callable[[Line], Intent]:
    """The number of a clip, or nothing."""

    def read(line: Line) -> Intent:
        word = line.rest.split(" ", 1)[0]
        if word and not _ID.match(word):
            raise UnreadableError("That is not the number of a clip.")
        return kind(word.removeprefix("#"))

    return read


_CREDITS = re.compile(r"^(\d{1,6})(?:\s*credits?)?(?=\s|$)\s*(.*)", re.IGNORECASE)


def gift(line: Line) -> Intent:
    """Whom, how much, and what to tell them."""
    who, tail = _person(line)
    found = _CREDITS.match(tail)
    if found is None:
        raise UnreadableError("Say how many credits.")
    return Gift(who, int(found.group(1)), found.group(2).strip().strip('"“”').strip())


def redeem(line: Line) -> Intent:
    """A code."""
    if not line.rest:
        raise UnreadableError("Write the code after it.")
    return Redeem(line.rest)


def erase(line: Line) -> Intent:
    """Whether it is confirmed."""
    return Erase(confirmed=line.rest.casefold().strip(" .!") in {"yes", "everything", "yes, everything"})
