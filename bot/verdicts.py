"""What moderation can say and how it can be set: outcomes, kinds of checks, switches; light to import."""

from collections.abc import Mapping
from enum import StrEnum


class Outcome(StrEnum):
    """Ordered from harmless to grave. A strike is a refusal that also counts against the account."""

    ALLOW = "allow"
    APPROVAL = "approval"
    REFUSE = "refuse"
    STRIKE = "strike"


GRAVITY: Mapping[Outcome, int] = {outcome: place for place, outcome in enumerate(Outcome)}


class Code(StrEnum):
    """What a check objects to. UNCHECKED: the model-backed check gave no answer."""

    MINORS = "minors"
    SEXUAL = "sexual"
    SELF_HARM = "self_harm"
    GORE = "gore"
    HATE = "hate"
    HARASSMENT = "harassment"
    ILLEGAL = "illegal"
    FRAUD = "fraud"
    JAILBREAK = "jailbreak"
    PUBLIC_FIGURE = "public_figure"
    COPYRIGHT = "copyright"
    POLITICAL = "political"
    BRAND = "brand"
    WEIGHTY_WORDS = "weighty_words"
    INTIMACY = "intimacy"
    UNCHECKED = "unchecked"


ALWAYS = frozenset({Code.MINORS, Code.UNCHECKED})
"""What no operator can switch off, make milder or relax, anything sexual with minors included."""


class Switch(StrEnum):
    """How one kind of check is set: as it comes, off, or always with one outcome."""

    ON = "on"
    OFF = "off"
    APPROVAL = "approval"
    REFUSE = "refuse"


class Sensitivity(StrEnum):
    """How much doubt is enough for the judgement by meaning to object."""

    STRICT = "strict"
    NORMAL = "normal"
    RELAXED = "relaxed"
