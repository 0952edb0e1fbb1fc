"""The way back: an intent -> a line of chat."""

from dataclasses import fields

from bot.clips import Tier
from bot.commands.intents import (
    AddBoundary,
    Allow,
    Deny,
    Erase,
    Intent,
    ListBoundaries,
    Make,
    RemoveBoundary,
    SetApproval,
    SetUsage,
)

_PEOPLE = frozenset({"who", "owner"})
"""Fields of intents that hold a handle."""


def written(intent: Intent) -> str:
    """Write an intent as a line that `parse` reads back as the same intent."""
    return " ".join(filter(None, ["/cameo", *_written_words(intent)]))


def _written_words(intent: Intent) -> list[str]:
    name = type(intent).__name__.lower()
    match intent:
        case Make():
            words = [name, intent.text, *_written_options(intent)]
        case AddBoundary(text):
            words = ["boundary", "add", text]
        case RemoveBoundary(which):
            words = ["boundary", "remove", which]
        case ListBoundaries():
            words = ["boundary", "list"]
        case SetUsage(value) | SetApproval(value):
            words = [name.removeprefix("set"), value.value]
        case Allow(who, request) | Deny(who, request):
            words = [name, request or _mention(who)]
        case Erase(confirmed):
            words = [name, "yes" if confirmed else ""]
        case _:
            words = [name, *(_word(field.name, getattr(intent, field.name)) for field in fields(intent))]
    return words


def _word(field: str, value: object) -> str:
    return _mention(str(value)) if field in _PEOPLE else str(value)


def _mention(handle: str) -> str:
    return f"@{handle.removeprefix('@')}"


def _written_options(intent: Make) -> list[str]:
    return [
        *([f"--seconds {intent.seconds:g}"] if intent.seconds is not None else []),
        *([f"--style {intent.style.value}"] if intent.style is not None else []),
        *(["--pro"] if intent.tier is Tier.PRO else []),
    ]
