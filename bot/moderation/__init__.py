"""What may be asked for at all: an ordered list of checks on a prompt -> a verdict with its reason.

`CHECKS` is read from top to bottom and the first that objects decides, so the gravest come first: strikes,
then refusals, then what only needs the yes of everybody in the clip. Words are looked for on folded text with
idioms blanked out; what words miss is judged by meaning.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.moderation.codes import reason
from bot.moderation.finders import (
    BEASTLY,
    CLOSE_TO_MINORS,
    NEAR_MINORS,
    NEAR_PEOPLES,
    SURE,
    Finder,
    Prompt,
    any_of,
    any_unless_innocent,
    listed_and_meant,
    means,
    names_somebody,
    prompt_of,
    together,
)
from bot.moderation.model import ModelCheck
from bot.moderation.policy import Policy
from bot.verdicts import ALWAYS, GRAVITY, Code, Outcome, Sensitivity, Switch
from engine.contract.messages import Screenplay

__all__ = [
    "CHECKS",
    "Code",
    "ModelCheck",
    "Outcome",
    "Policy",
    "Sensitivity",
    "Switch",
    "Verdict",
    "check",
]

LONGEST_PART_SHOWN = 200
AS_IT_COMES = Policy()

REFUSED_BY_MEANING = (
    Code.MINORS,
    Code.SEXUAL,
    Code.SELF_HARM,
    Code.HATE,
    Code.GORE,
    Code.HARASSMENT,
    Code.FRAUD,
    Code.ILLEGAL,
    Code.JAILBREAK,
    Code.PUBLIC_FIGURE,
    Code.COPYRIGHT,
    Code.POLITICAL,
)
ASKED_BY_MEANING = (Code.WEIGHTY_WORDS, Code.INTIMACY)


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


_NOT_WITH_MINORS = ("sexual", "intimacy", "minors", "gore", "self_harm", "illegal", "harassment")

_SOMEBODY = r"(?:[A-Z][\w'-]+ (?:(?:van|von|de|del|der|da) )?[A-Z][\w'-]+)"
BORROWED_NAME = re.compile(
    r"\b(?:in the voice of|with the (?:voice|face) of|impersonat\w+|"
    r"(?:deep ?fake|face ?swap|look-?alike|double) of|"
    r"mit der Stimme von|mit dem Gesicht von|con la (?:voz|cara) de|avec la voix de|avec le visage de|imite) "
    + _SOMEBODY
)
"""A first and a second name whose face or voice somebody is given."""

CHECKS = (
    Check(Code.MINORS, Outcome.STRIKE, any_of("minor_sexual_alone")),
    Check(Code.MINORS, Outcome.STRIKE, together("minor", "explicit", "nudity", "nakedness", "sexualised")),
    Check(Code.SEXUAL, Outcome.STRIKE, any_of("explicit")),
    Check(Code.MINORS, Outcome.STRIKE, together("minor", "romance", "suggestive")),
    Check(Code.MINORS, Outcome.STRIKE, listed_and_meant("minor", "sexual", "intimacy", least=SURE)),
    Check(
        Code.MINORS,
        Outcome.STRIKE,
        listed_and_meant("minor", "sexual", "intimacy", "minors", least=CLOSE_TO_MINORS, beside="closeness"),
    ),
    Check(Code.HATE, Outcome.STRIKE, any_unless_innocent("hate_grave")),
    Check(Code.HARASSMENT, Outcome.STRIKE, any_unless_innocent("threats")),
    Check(
        Code.MINORS,
        Outcome.REFUSE,
        together("minor", "gore", "self_harm", "illegal", "violence_on_minors"),
    ),
    Check(Code.MINORS, Outcome.REFUSE, listed_and_meant("minor", *_NOT_WITH_MINORS, least=NEAR_MINORS)),
    Check(Code.SEXUAL, Outcome.REFUSE, any_of("nudity")),
    Check(Code.SEXUAL, Outcome.REFUSE, any_unless_innocent("nakedness")),
    Check(Code.SELF_HARM, Outcome.REFUSE, any_unless_innocent("self_harm")),
    Check(Code.HATE, Outcome.REFUSE, any_unless_innocent("hate")),
    Check(Code.HATE, Outcome.REFUSE, listed_and_meant("peoples", "hate", least=NEAR_PEOPLES)),
    Check(
        Code.HATE,
        Outcome.REFUSE,
        listed_and_meant("peoples", "hate", "harassment", "gore", "illegal", least=BEASTLY, beside="beastly"),
    ),
    Check(Code.GORE, Outcome.REFUSE, any_unless_innocent("gore")),
    Check(Code.HARASSMENT, Outcome.REFUSE, any_unless_innocent("harassment")),
    Check(Code.FRAUD, Outcome.REFUSE, any_unless_innocent("fraud")),
    Check(Code.ILLEGAL, Outcome.REFUSE, any_unless_innocent("illegal")),
    Check(Code.JAILBREAK, Outcome.REFUSE, any_of("jailbreak")),
    Check(Code.PUBLIC_FIGURE, Outcome.REFUSE, any_of("public_figures")),
    Check(Code.PUBLIC_FIGURE, Outcome.REFUSE, names_somebody(BORROWED_NAME)),
    Check(Code.COPYRIGHT, Outcome.REFUSE, any_of("characters")),
    Check(Code.POLITICAL, Outcome.REFUSE, any_unless_innocent("campaign")),
    *(Check(code, Outcome.REFUSE, means(code)) for code in REFUSED_BY_MEANING),
    Check(Code.WEIGHTY_WORDS, Outcome.APPROVAL, any_unless_innocent("weighty")),
    Check(Code.INTIMACY, Outcome.APPROVAL, any_of("suggestive")),
    Check(Code.ILLEGAL, Outcome.APPROVAL, any_of("crime_shown")),
    Check(Code.POLITICAL, Outcome.APPROVAL, any_unless_innocent("political")),
    Check(Code.BRAND, Outcome.APPROVAL, any_of("brands")),
    *(Check(code, Outcome.APPROVAL, means(code)) for code in ASKED_BY_MEANING),
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


def check(asked: Screenplay | str, policy: Policy = AS_IT_COMES, model: ModelCheck | None = None) -> Verdict:
    """Run the checks over a prompt (or a whole screenplay) and return the gravest objection, else `allow`.

    Looks at the first 4000 characters of a text. Deterministic but for what a `model` says; the first call
    loads the sentence encoder (about 2 s). Among objections of one gravity the first of the list is given.
    """
    texts = tuple(_texts(asked))
    bare = [prompt_of(text) for text in texts]
    prompts = [prompt_of(text, policy.allow) for text in texts] if policy.allow else bare
    found = Verdict(Outcome.ALLOW)
    for one in (*CHECKS, *_asking(model, [*bare, *prompts])):
        outcome = policy.outcome(one.code, one.outcome)
        if GRAVITY[outcome] <= GRAVITY[found.verdict]:
            continue
        part = _first(one, bare if one.code in ALWAYS else prompts, policy)
        if part is not None:
            shown = part.strip()[:LONGEST_PART_SHOWN]
            found = Verdict(outcome, one.code, shown, reason(one.code, outcome))
    return found


def _first(one: Check, prompts: Sequence[Prompt], policy: Policy) -> str | None:
    for prompt in prompts:
        if (part := one.find(prompt, policy.doubt(one.code))) is not None:
            return part
    return None


def _asking(model: ModelCheck | None, prompts: Sequence[Prompt]) -> tuple[Check, ...]:
    """What a model-backed check adds to the list: a line for each kind that its labels stand for."""
    if model is None:
        return ()
    found = {prompt.source: model.kinds(prompt.source) for prompt in prompts}

    def find(code: Code) -> Finder:
        return lambda prompt, _: prompt.source if code in found.get(prompt.source, ()) else None

    kinds = dict.fromkeys(model.labels.values())
    lines = [Check(code, Outcome.REFUSE, find(code)) for code in kinds]
    return (*lines, Check(Code.UNCHECKED, model.on_failure, find(Code.UNCHECKED)))
