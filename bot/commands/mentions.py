"""Mentions in a line: who is written how, found and resolved to handles."""

import re
from collections.abc import Mapping

from bot.commands.intents import SELF
from bot.commands.options import unquoted
from bot.script.marks import ME

MOST_MENTIONS = 50
_SELF_WORDS = {"@self", "@me", "@myself"}
_MENTION = re.compile(r"(?<![\w@])@[\w.-]*\w")
_AM = re.compile(r"['\u2019]m\b|\s+am\b")
_HANDLE = re.compile(r"^@?[\w.-]{1,64}$")


def resolve(written: str, mentions: Mapping[str, str]) -> str:
    """The handle behind a written mention; the platform's word before the bare name."""
    known = {key.casefold(): handle for key, handle in mentions.items()}
    if (handle := known.get(written.casefold())) is not None:
        return handle.removeprefix("@")
    if written.casefold() in _SELF_WORDS:
        return SELF
    return written.removeprefix("@") if _HANDLE.match(written) else ""


def first_word(rest: str, mentions: Mapping[str, str]) -> tuple[str, str]:
    """Split off the first word, or a mention that the platform knows and that may hold spaces."""
    for written in sorted(mentions, key=len, reverse=True):
        if rest.casefold().startswith(written.casefold()):
            return rest[: len(written)], rest[len(written) :].strip()
    word, _, tail = rest.partition(" ")
    return word, tail.strip()


def mentions_in(text: str, mentions: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Who `text` mentions outside quotations: (as written, handle), in order, each once."""
    outside = unquoted(text)
    places: list[tuple[int, int, str]] = []
    for written in sorted(filter(None, mentions), key=len, reverse=True):
        for found in re.finditer(rf"(?<![\w@]){re.escape(written)}(?!\w)", outside, re.IGNORECASE):
            if not any(start < found.end() and found.start() < end for start, end, _ in places):
                places.append((found.start(), found.end(), found.group()))
    for found in _MENTION.finditer(outside):
        if not any(start < found.end() and found.start() < end for start, end, _ in places):
            places.append((found.start(), found.end(), found.group()))
    ordered = {written: resolve(written, mentions) for _start, _end, written in sorted(places)}
    return tuple((written, handle) for written, handle in ordered.items() if handle)[:MOST_MENTIONS]


def with_me(text: str) -> str:
    """Write "@me" for the first I or me of a prompt that mentions its writer in no other way."""
    found = ME.search(unquoted(text))
    if found is None or any(word in text.casefold() for word in _SELF_WORDS):
        return text
    rest = text[found.end() :]
    verb = _AM.match(rest)
    return f"{text[: found.start()]}@me{' is' + rest[verb.end() :] if verb else rest}"
