"""The way back: an intent -> a line of chat."""

from dataclasses import fields

from bot.commands.characters import character_words
from bot.commands.intents import (
    Erase,
    Intent,
    Make,
    Report,
)
from bot.commands.writing_consents import consent_words, mention, of_character

_PEOPLE = frozenset({"who", "owner"})
"""Fields of intents that hold a handle."""


def written(intent: Intent) -> str:
    """Write an intent as a line that `parse` reads back as the same intent."""
    return " ".join(filter(None, ["/cameo", *_written_words(intent)]))


def _written_words(intent: Intent) -> list[str]:
    if (about_consent := consent_words(intent)) is not None:
        return about_consent
    if (about_character := character_words(intent)) is not None:
        return about_character
    name = type(intent).__name__.lower()
    match intent:
        case Make():
            words = [name, intent.text, *_written_options(intent)]
        case Report(clip, who, kind, text):
            words = [name, clip or mention(who), "" if kind is None else kind.value, text]
        case Erase(confirmed):
            words = [name, "yes" if confirmed else ""]
        case _:
            words = [name, *(_word(field.name, getattr(intent, field.name)) for field in fields(intent))]
    return words


def _word(field: str, value: object) -> str:
    if field == "of":
        return of_character(str(value))
    if value is None:
        return ""
    return mention(str(value)) if field in _PEOPLE else str(value)


def _written_options(intent: Make) -> list[str]:
    return [
        *([f"--seconds {intent.seconds:g}"] if intent.seconds is not None else []),
        *([f"--style {intent.style.value}"] if intent.style is not None else []),
        *([f"--{intent.tier.value}"] if intent.tier is not None else []),
    ]
