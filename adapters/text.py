"""Notices -> words. Every sentence the service says stands in one table per language, by kind of notice.

To add a language: write a package like `adapters.english` that ends in a `Language`, and name it in
`LANGUAGES`. A test holds every language to every kind of notice, button, refusal, phrase and command; where
one should still lack something, that is said in English. What people wrote is passed on as it is; each
platform escapes it its way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.english import ENGLISH
from adapters.german import GERMAN
from adapters.spanish import SPANISH
from adapters.wording import Language
from bot.notices import AnyNotice, Button, Notice
from engine.contract.messages import Refusal

LANGUAGES: Mapping[str, Language] = {"en": ENGLISH, "de": GERMAN, "es": SPANISH}
FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Label:
    """A button with what stands on it: an emoji and one to three words."""

    button: Button
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A notice in words: plain text of one or more lines, and its buttons in order."""

    text: str
    labels: tuple[Label, ...]


def language(tag: str) -> Language:
    """The table for a language tag ("en", "en-GB"), else English."""
    return LANGUAGES.get(tag.split("-", maxsplit=1)[0].lower(), LANGUAGES[FALLBACK])


def speaks(tag: str) -> bool:
    """Whether there is a table for a language tag, other than the one that stands in for all."""
    return language(tag) is not LANGUAGES[FALLBACK]


def labels(buttons: Sequence[Button], tag: str = FALLBACK) -> tuple[Label, ...]:
    """Put words on buttons; those that stand there several times name what each is about."""
    words = {**LANGUAGES[FALLBACK].buttons, **language(tag).buttons}
    return tuple(
        Label(button, words[button.action].replace("{id}", button.id.capitalize())) for button in buttons
    )


def say(notice: AnyNotice | Notice, tag: str = FALLBACK) -> Said:
    """Word one notice in the reader's language."""
    kind = notice.model_dump(include={"kind"})["kind"]
    word = language(tag).notices.get(kind) or LANGUAGES[FALLBACK].notices[kind]
    return Said(text=word(notice), labels=labels(notice.buttons, tag))


def phrase(key: str, tag: str = FALLBACK, **facts: object) -> str:
    """A phrase of a platform's own forms and menus, with its {placeholders} filled."""
    words = language(tag).phrases.get(key) or LANGUAGES[FALLBACK].phrases[key]
    return words.format(**facts) if facts else words


def refused(refusal: Refusal, tag: str = FALLBACK) -> str:
    """Word one refusal."""
    return language(tag).rewording.refusal(refusal)


def has_phrase(key: str) -> bool:
    """Whether there is a phrase of that name; a test holds every language to the same ones."""
    return key in LANGUAGES[FALLBACK].phrases


def help_with(topic: str = "", tag: str = FALLBACK) -> str:
    """Explain all commands, or the one named `topic` (bot.commands.intents.Help.topic)."""
    return language(tag).help(topic)
