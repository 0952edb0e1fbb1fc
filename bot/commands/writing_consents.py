"""The way back for what people allow: an intent -> the words after `/cameo`."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.commands.intents import (
    AddBoundary,
    Allow,
    Deny,
    Intent,
    ListBoundaries,
    ListPresets,
    RemoveBoundary,
    SetApproval,
    SetException,
    SetNotify,
    SetUsage,
    SetVisibility,
)


def mention(handle: str) -> str:
    """Somebody's handle as it is written."""
    return f"@{handle.removeprefix('@')}"


def of_character(handle: str) -> str:
    """The character that a line is about; nothing where it is the writer."""
    return f"--of {mention(handle)}" if handle else ""


def _exception(it: SetException) -> list[str]:
    mode = "default" if it.approval is None else it.approval.value
    return ["approval", mode, "for", mention(it.who)]


def _terms(it: Allow) -> list[str]:
    return [
        *([f"--until {it.until.isoformat()}"] if it.until is not None else []),
        *([f"--clips {it.clips}"] if it.clips is not None else []),
        *(["--here"] if it.here else []),
        *([f"--presets {','.join(it.presets)}"] if it.presets else []),
    ]


_WORDS: Mapping[type[Intent], Callable[[Any], list[str]]] = {
    AddBoundary: lambda it: ["boundary", "add", it.text],
    RemoveBoundary: lambda it: ["boundary", "remove", it.which],
    ListBoundaries: lambda _: ["boundary", "list"],
    ListPresets: lambda _: ["boundary", "presets"],
    SetUsage: lambda it: ["usage", it.usage.value],
    SetApproval: lambda it: ["approval", it.approval.value],
    SetVisibility: lambda it: ["visibility", it.visibility.value],
    SetNotify: lambda it: ["notify", it.notify.value],
    SetException: _exception,
    Allow: lambda it: ["allow", it.request or mention(it.who), *_terms(it)],
    Deny: lambda it: ["deny", it.request or mention(it.who)],
}


def consent_words(intent: Intent) -> list[str] | None:
    """The words of an intent about what somebody allows; None for any other."""
    words = _WORDS.get(type(intent))
    return None if words is None else [*words(intent), of_character(getattr(intent, "of", ""))]
