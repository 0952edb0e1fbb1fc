"""Readers of what people allow: settings, grants with their limits, boundaries, blocks.

Whoever has characters says at the end which one a line is about: `--of @rex`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from bot.boundaries.presets import preset_named
from bot.commands.errors import UnreadableError
from bot.commands.intents import (
    AddBoundary,
    Allow,
    Ask,
    Deny,
    Intent,
    ListBoundaries,
    ListPresets,
    RemoveBoundary,
    Revoke,
    SetApproval,
    SetException,
    SetNotify,
    Settings,
    SetUsage,
    SetVisibility,
)
from bot.commands.mentions import first_word, resolve
from bot.commands.readers import Line, person
from bot.consent import ApprovalMode, BoundaryPreset, Notify, Usage, Visibility

Chosen = TypeVar("Chosen")

_ID = re.compile(r"^#?[\w.-]{1,64}$")
_DASH = re.compile(r"(?:(?<=\s)|^)[\u2014\u2013](?=[a-z])")
"""The dash that phones make of two hyphens."""
_OF = re.compile(r"(?:^|\s)(?:--|\u2014|\u2013)of[\s=]+(?P<who>.+)$", re.IGNORECASE)
_FOR = re.compile(r"(?:^|\s)for\s+(?P<who>.+)$", re.IGNORECASE)
_UNTIL = re.compile(r"(?:--)?until[\s=]+(?P<date>[^\s,]+)", re.IGNORECASE)
_CLIPS = re.compile(
    r"(?:--)?clips[\s=]+(?P<after>\d{1,4})\b|(?:for\s+)?(?P<before>\d{1,4})\s+clips?\b", re.IGNORECASE
)
_HERE = re.compile(r"(?:--|only\s+)?here\b", re.IGNORECASE)
_PRESETS = re.compile(r"--presets[\s=]+(?P<names>[^\s,]+(?:\s*,\s*[^\s,-][^\s,]*)*)", re.IGNORECASE)
_PHRASE = re.compile(
    r"(?P<name>\S.*?)(?=\s*(?:,|$|\s(?:and|no|until|clips|here|only\s+here)\s|\s(?:only\s+)?here$|\s--|\sfor\s+\d|\s\d+\sclips?))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"^(?:[\s,;.]+|and\s+)+", re.IGNORECASE)
_USAGES = {
    Usage.ONLY_ME: ("only me", "me", "only_me", "nobody", "private"),
    Usage.APPROVED: ("approved", "people i approve", "approved people", "friends"),
    Usage.MUTUALS: ("mutuals", "mutual"),
    Usage.EVERYONE: ("everyone", "everybody", "all", "public"),
}
_VISIBILITIES = {
    Visibility.NOBODY: ("nobody", "none", "no one", "hidden", "only me", "private"),
    Visibility.APPROVED: _USAGES[Usage.APPROVED],
    Visibility.MUTUALS: _USAGES[Usage.MUTUALS],
    Visibility.EVERYONE: _USAGES[Usage.EVERYONE],
}
_NOTIFIES = {
    Notify.EACH_USE: ("each use", "each_use", "each", "every use", "always", "all", "on"),
    Notify.PUBLISHED: ("published", "only published", "only when published", "when published"),
    Notify.DIGEST: ("digest", "daily digest", "daily", "once a day"),
    Notify.NONE: ("none", "nothing", "never", "off", "no"),
}
_APPROVALS = {
    ApprovalMode.NEVER: ("never", "no", "off"),
    ApprovalMode.BEFORE_RENDER: ("before render", "before_render", "before rendering"),
    ApprovalMode.BEFORE_PUBLISH: (
        "before publish",
        "before_publish",
        "before publishing",
        "always",
        "yes",
        "on",
    ),
    ApprovalMode.BOTH: ("both", "before both", "twice", "before render and publish"),
}
_DEFAULT = frozenset({"default", "as usual", "like everybody"})


def _choice(written: str, words: Mapping[Chosen, tuple[str, ...]]) -> Chosen | None:
    said = " ".join(written.casefold().strip(" .!").split())
    return next((value for value, names in words.items() if said in names), None)


def _take_of(line: Line) -> tuple[Line, str]:
    """The line without `--of @character`, and that character's handle, or ""."""
    found = _OF.search(line.rest)
    if found is None:
        return line, ""
    handle, tail = person(replace(line, rest=found["who"].strip()))
    if tail:
        raise UnreadableError("of_not_last")
    return replace(line, rest=line.rest[: found.start()].strip()), handle


def settings(line: Line) -> Intent:
    """Mine, or a character's."""
    return Settings(_take_of(line)[1])


def of_mine(kind: Callable[[str], Intent]) -> Callable[[Line], Intent]:
    """What is done with my likeness as a whole, or with a character's."""

    def read(line: Line) -> Intent:
        return kind(_take_of(line)[1])

    return read


def ask(line: Line) -> Intent:
    """Whom, and what to tell them."""
    owner, message = person(line)
    return Ask(owner, message)


def _friend(line: Line) -> tuple[str, str, str]:
    """Whom it is about: (handle, "", rest), or by the number of a request: ("", id, rest)."""
    written, tail = first_word(line.rest, line.mentions)
    is_person = written.startswith("@") or written in line.mentions
    if written and not is_person and _ID.match(written):
        return "", written.removeprefix("#"), tail
    handle, tail = person(line)
    return handle, "", tail


def allow(line: Line) -> Intent:
    """Whom, or which request; and how far."""
    line, of = _take_of(line)
    who, request, tail = _friend(line)
    return replace(_terms(_DASH.sub("--", tail)), who=who, request=request, of=of)


@dataclass(frozen=True, slots=True)
class _Part:
    """How one limit is written, and what it adds to a grant."""

    pattern: re.Pattern[str]
    add: Callable[[Allow, re.Match[str]], Allow]


def _terms(rest: str) -> Allow:
    """Limits in any order: `until 2026-12-31 clips 3 here no romance, no violence`."""
    said = Allow()
    while rest := _BETWEEN.sub("", rest):
        tried = ((part, part.pattern.match(rest)) for part in _PARTS)
        part, found = next(((part, found) for part, found in tried if found is not None), (None, None))
        if part is None or found is None or not found.end():
            raise UnreadableError("no_limit", words=rest[:40])
        said = part.add(said, found)
        rest = rest[found.end() :]
    return said


def _until(said: Allow, found: re.Match[str]) -> Allow:
    try:
        return replace(said, until=date.fromisoformat(found["date"]))
    except ValueError:
        raise UnreadableError("no_date") from None


def _clips(said: Allow, found: re.Match[str]) -> Allow:
    number = int(found["after"] or found["before"])
    if number == 0:
        raise UnreadableError("no_clips_at_all")
    return replace(said, clips=number)


def _presets(said: Allow, found: re.Match[str]) -> Allow:
    for name in found["names"].split(","):
        said = _with(said, name)
    return said


def _with(said: Allow, name: str) -> Allow:
    preset: BoundaryPreset | None = preset_named(name.strip())
    if preset is None:
        raise UnreadableError("no_limit_named", words=name.strip()[:40])
    return said if preset in said.presets else replace(said, presets=(*said.presets, preset))


_PARTS = (
    _Part(_UNTIL, _until),
    _Part(_CLIPS, _clips),
    _Part(_HERE, lambda said, _: replace(said, here=True)),
    _Part(_PRESETS, _presets),
    _Part(_PHRASE, lambda said, found: _with(said, found["name"])),
)


def deny(line: Line) -> Intent:
    """Whom, or which request."""
    line, of = _take_of(line)
    who, request, _ = _friend(line)
    return Deny(who=who, request=request, of=of)


def revoke(line: Line) -> Intent:
    """From whom."""
    line, of = _take_of(line)
    return Revoke(person(line)[0], of)


def of_person(kind: Callable[[str], Intent]) -> Callable[[Line], Intent]:
    """A command that is about one person and nothing more."""
    return lambda line: kind(person(line)[0])


def usage(line: Line) -> Intent:
    """One of the four levels, in any of its names."""
    line, of = _take_of(line)
    chosen = _choice(line.rest, _USAGES)
    if chosen is None:
        raise UnreadableError("no_usage")
    return SetUsage(chosen, of)


def visibility(line: Line) -> Intent:
    """One of the four levels, in any of its names."""
    line, of = _take_of(line)
    chosen = _choice(line.rest, _VISIBILITIES)
    if chosen is None:
        raise UnreadableError("no_visibility")
    return SetVisibility(chosen, of)


def notify(line: Line) -> Intent:
    """How often."""
    chosen = _choice(line.rest, _NOTIFIES)
    if chosen is None:
        raise UnreadableError("no_notify")
    return SetNotify(chosen)


def approval(line: Line) -> Intent:
    """When to ask me, in general or `for @friend`."""
    line, of = _take_of(line)
    found = _FOR.search(line.rest)
    who = "" if found is None else resolve(found["who"].strip(), line.mentions)
    said = line.rest if found is None else line.rest[: found.start()]
    if found is not None and not who:
        raise UnreadableError("no_name")
    chosen = _choice(said, _APPROVALS)
    if who and said.casefold().strip() in _DEFAULT:
        return SetException(who, None, of)
    if chosen is None:
        raise UnreadableError("no_approval")
    return SetException(who, chosen, of) if who else SetApproval(chosen, of)


def boundary(line: Line) -> Intent:
    """Add, remove, list, or show those that have names."""
    line, of = _take_of(line)
    verb, _, text = line.rest.partition(" ")
    text = text.strip().strip('"“”').strip()
    match verb.casefold():
        case "list" | "show" | "":
            return ListBoundaries(of)
        case "presets" | "preset":
            return ListPresets(of)
        case "add" if text:
            return AddBoundary(text, of)
        case "remove" | "delete" if preset_named(text) is not None:
            return RemoveBoundary(text, of)
        case "remove" | "delete" if _ID.match(text):
            return RemoveBoundary(text.removeprefix("#"), of)
        case _:
            raise UnreadableError("no_boundary_verb")
