"""What may be asked for at all: an ordered list of checks on a prompt -> a verdict with its reason.

`CHECKS` is read from top to bottom and the first that objects decides, so the gravest come first: strikes,
then refusals, then what only needs the yes of everybody in the clip. Words are looked for on folded text with
idioms blanked out; what words miss is judged by meaning.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.moderation.codes import REASONS, Code, Outcome
from bot.moderation.finders import Finder, any_of, means, prompt_of, together
from engine.contract.messages import Screenplay

__all__ = ["CHECKS", "Code", "Outcome", "Verdict", "check"]

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
class Check:
    """One line of the list: `find` returns the words that offend, or None."""

    code: Code
    outcome: Outcome
    find: Finder


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
    Check(Code.MINORS, Outcome.STRIKE, any_of("minor_sexual_alone")),
    Check(Code.MINORS, Outcome.STRIKE, together("minor", "explicit", "nudity", "sexualised")),
    Check(Code.SEXUAL, Outcome.STRIKE, any_of("explicit")),
    Check(
        Code.MINORS,
        Outcome.REFUSE,
        together("minor", "romance", "suggestive", "gore", "self_harm", "illegal", "violence_on_minors"),
    ),
    Check(Code.SEXUAL, Outcome.REFUSE, any_of("nudity")),
    Check(Code.SELF_HARM, Outcome.REFUSE, any_of("self_harm")),
    Check(Code.HATE, Outcome.REFUSE, any_of("hate")),
    Check(Code.GORE, Outcome.REFUSE, any_of("gore")),
    Check(Code.HARASSMENT, Outcome.REFUSE, any_of("harassment")),
    Check(Code.FRAUD, Outcome.REFUSE, any_of("fraud")),
    Check(Code.ILLEGAL, Outcome.REFUSE, any_of("illegal")),
    Check(Code.JAILBREAK, Outcome.REFUSE, any_of("jailbreak")),
    Check(Code.PUBLIC_FIGURE, Outcome.REFUSE, any_of("public_figures")),
    Check(Code.COPYRIGHT, Outcome.REFUSE, any_of("characters")),
    Check(Code.POLITICAL, Outcome.REFUSE, any_of("campaign")),
    *(Check(code, Outcome.REFUSE, means(code)) for code in MEANT),
    Check(Code.WEIGHTY_WORDS, Outcome.APPROVAL, any_of("weighty")),
    Check(Code.INTIMACY, Outcome.APPROVAL, any_of("suggestive")),
    Check(Code.ILLEGAL, Outcome.APPROVAL, any_of("crime_shown")),
    Check(Code.POLITICAL, Outcome.APPROVAL, any_of("political")),
    Check(Code.BRAND, Outcome.APPROVAL, any_of("brands")),
    Check(Code.WEIGHTY_WORDS, Outcome.APPROVAL, means(Code.WEIGHTY_WORDS)),
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


def check(asked: Screenplay | str) -> Verdict:
    """Run the checks over a prompt (or a whole screenplay) and return the first objection, else `allow`.

    Looks at the first 4000 characters of a text. Deterministic; the first call loads the sentence encoder
    (about 2 s).
    """
    prompts = [prompt_of(text) for text in _texts(asked)]
    for one in CHECKS:
        for prompt in prompts:
            if (part := one.find(prompt)) is not None:
                message = REASONS[one.code, one.outcome]
                return Verdict(one.outcome, one.code, part.strip()[:LONGEST_PART_SHOWN], message)
    return Verdict(Outcome.ALLOW)
