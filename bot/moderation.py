"""What may be asked for at all: an ordered list of checks on a prompt -> a verdict with its reason.

`CHECKS` is read from top to bottom and the first that objects decides, so the gravest come first: strikes,
then refusals, then what only needs the yes of everybody in the clip. Words are looked for on folded text with
idioms blanked out (moderation_text, moderation_tables); what words miss is judged by meaning
(moderation_meaning).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.moderation_codes import REASONS, Code, Outcome
from bot.moderation_meaning import objection
from bot.moderation_tables import tables
from bot.moderation_text import Folded, readings
from bot.script.text import clean
from engine.contract.messages import Screenplay

__all__ = ["CHECKS", "Code", "Outcome", "Verdict", "check"]

LONGEST_CHECKED = 4000
LONGEST_PART_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks decided.

    code: None where nothing objects. part: what offended, as written, at most 200 characters. message: why,
    and what would be fine; empty where nothing objects.
    """

    verdict: Outcome
    code: Code | None = None
    part: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text under check, idioms blanked out: every reading of it, and its `plain` words for the meaning."""

    plain: str
    readings: tuple[Folded, ...]


Finder = Callable[[Prompt], str | None]


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list: `find` returns the words that offend, or None."""

    code: Code
    outcome: Outcome
    find: Finder


def _words(name: str) -> Finder:
    """Any entry of one list."""

    def find(prompt: Prompt) -> str | None:
        for reading in prompt.readings:
            if found := tables()[name].search(reading.text):
                return reading.written(*found.span())
        return None

    return find


def _together(first: str, *others: str) -> Finder:
    """An entry of `first` and one of any other list, anywhere in the same prompt."""

    def find(prompt: Prompt) -> str | None:
        for reading in prompt.readings:
            one = tables()[first].search(reading.text)
            two = next(filter(None, (tables()[name].search(reading.text) for name in others)), None)
            if one and two:
                return f"{reading.written(*one.span())} … {reading.written(*two.span())}"
        return None

    return find


def _meaning(code: Code) -> Finder:
    """A sentence close to what such wishes sound like."""
    return lambda prompt: objection(prompt.plain, code)


MEANT = (
    Code.SEXUAL,
    Code.SELF_HARM,
    Code.GORE,
    Code.HATE,
    Code.HARASSMENT,
    Code.ILLEGAL,
    Code.FRAUD,
    Code.JAILBREAK,
    Code.POLITICAL,
)
"""Kinds that are refused by meaning, too."""

CHECKS = (
    Check(Code.MINORS, Outcome.STRIKE, _words("minor_sexual_alone")),
    Check(Code.MINORS, Outcome.STRIKE, _together("minor", "explicit", "nudity", "sexualised")),
    Check(Code.SEXUAL, Outcome.STRIKE, _words("explicit")),
    Check(
        Code.MINORS,
        Outcome.REFUSE,
        _together("minor", "romance", "suggestive", "gore", "self_harm", "illegal", "violence_on_minors"),
    ),
    Check(Code.SEXUAL, Outcome.REFUSE, _words("nudity")),
    Check(Code.SELF_HARM, Outcome.REFUSE, _words("self_harm")),
    Check(Code.HATE, Outcome.REFUSE, _words("hate")),
    Check(Code.GORE, Outcome.REFUSE, _words("gore")),
    Check(Code.HARASSMENT, Outcome.REFUSE, _words("harassment")),
    Check(Code.FRAUD, Outcome.REFUSE, _words("fraud")),
    Check(Code.ILLEGAL, Outcome.REFUSE, _words("illegal")),
    Check(Code.JAILBREAK, Outcome.REFUSE, _words("jailbreak")),
    Check(Code.PUBLIC_FIGURE, Outcome.REFUSE, _words("public_figures")),
    Check(Code.COPYRIGHT, Outcome.REFUSE, _words("characters")),
    Check(Code.POLITICAL, Outcome.REFUSE, _words("campaign")),
    *(Check(code, Outcome.REFUSE, _meaning(code)) for code in MEANT),
    Check(Code.WEIGHTY_WORDS, Outcome.APPROVAL, _words("weighty")),
    Check(Code.INTIMACY, Outcome.APPROVAL, _words("suggestive")),
    Check(Code.ILLEGAL, Outcome.APPROVAL, _words("crime_shown")),
    Check(Code.POLITICAL, Outcome.APPROVAL, _words("political")),
    Check(Code.BRAND, Outcome.APPROVAL, _words("brands")),
    Check(Code.WEIGHTY_WORDS, Outcome.APPROVAL, _meaning(Code.WEIGHTY_WORDS)),
)


def _texts(asked: Screenplay | str) -> Iterable[str]:
    """Everything that a screenplay says, the prompt first."""
    if isinstance(asked, str):
        return (asked,)
    parts = [role.part for role in asked.roles]
    for shot in asked.shots:
        parts += [shot.action, shot.camera, shot.environment]
        parts += [line.text for line in shot.lines]
        parts += [beat.what for beat in shot.beats]
    names = re.compile("|".join(rf"(?<![@\w]){re.escape(role.name)}(?!\w)" for role in asked.roles) or "(?!)")
    others = (
        names.sub(lambda found: f"@{found.group()}", part) for part in parts if part not in asked.prompt
    )
    return (asked.prompt, *others)


def _prompt(text: str) -> Prompt:
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


def check(asked: Screenplay | str) -> Verdict:
    """Run the checks over a prompt (or a whole screenplay) and return the first objection, else `allow`.

    Looks at the first 4000 characters of a text. Deterministic; the first call loads the sentence encoder
    (about 2 s).
    """
    prompts = [_prompt(text) for text in _texts(asked)]
    for one in CHECKS:
        for prompt in prompts:
            if (part := one.find(prompt)) is not None:
                message = REASONS[one.code, one.outcome]
                return Verdict(one.outcome, one.code, part.strip()[:LONGEST_PART_SHOWN], message)
    return Verdict(Outcome.ALLOW)
