"""Sections of what is made here: checks before a render, lines after it."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    Field,
)

from bot.settings.base import Positive, Seconds, Section, Share
from bot.verdicts import ALWAYS, Code, Sensitivity, Switch


class HoldSeveral(StrEnum):
    """When a clip with two or more people waits for an operator."""

    ALWAYS = "always"
    WITH_OPERATORS = "with_operators"
    NEVER = "never"


class AfterSettings(Section):
    """[moderation.after]: what holds a finished clip for an operator."""

    several_people: HoldSeveral = Field(
        default=HoldSeveral.WITH_OPERATORS,
        description="whether every clip with two or more people is held: always, never, or with_operators, "
        "which is where [operators] names somebody who would let it go on",
    )
    nudity: Share = Field(
        default=0.5,
        description="score of a frame (0 to 1) from which a clip is held; filmed dressed people reach .34, "
        "drawn bare bodies .3 to .6, and the classifier's authors call .2 to .8 undecided",
    )
    strangers: bool = Field(
        default=True, description="hold a clip that shows somebody who is not in its cast"
    )
    identity: Share = Field(
        default=0.8,
        description="share of the frames that have to show each of the cast as themselves; 0 holds nothing "
        "for it",
    )
    letter_errors: float = Field(
        default=0.65,
        ge=0,
        allow_inf_nan=False,
        description="wrong letters for each written one above which a clip says something else; lines in "
        "German, Spanish and French, which the recogniser does not know, reach .57, unrelated sentences .65 "
        "and more",
    )
    wrong_words: Positive = Field(
        default=3,
        description="fewer unexpected words than this are taken for a recogniser's mistake; as many added in "
        "a row hold a clip",
    )


def _switched(checks: dict[Code, Switch]) -> dict[Code, Switch]:
    for code in ALWAYS & checks.keys():
        if checks[code] in {Switch.OFF, Switch.APPROVAL}:
            raise ValueError(f"the check {code.value!r} can neither be switched off nor made milder")
    return checks


def _doubted(sensitivity: dict[Code, Sensitivity]) -> dict[Code, Sensitivity]:
    for code in ALWAYS & sensitivity.keys():
        if sensitivity[code] is Sensitivity.RELAXED:
            raise ValueError(f"the check {code.value!r} cannot be relaxed")
    return sensitivity


class ClassifierSettings(Section):
    """[moderation.classifier]: an optional model that looks at prompts, too."""

    model: str | None = Field(
        default=None,
        description="a text classifier for transformers, a folder or a name on a model hub, or nothing; "
        "needs the packages of the extra classifier, which `make gpu` installs, too",
    )
    labels: dict[str, Code] = Field(
        default={}, description="which of its labels stand for which kind of check; others are ignored"
    )
    threshold: Share = Field(default=0.8, description="score of a label, 0 to 1, from which it counts")
    on_failure: Literal["approval", "refuse"] = Field(
        default="approval", description="what follows where the model gives no answer: approval or refuse"
    )
    timeout_s: Seconds = Field(default=10.0, le=120, description="longest wait for an answer")
    start_s: Seconds = Field(default=120.0, le=1800, description="longest wait for the model to load")
    download: bool = Field(
        default=False, description="whether the model may be fetched from a hub; else it has to lie here"
    )


class ModerationSettings(Section):
    """[moderation]: words of your own, and how the list of checks is used."""

    refuse: tuple[str, ...] = Field(
        default=(), description="words or phrases that are refused here besides the built-in list"
    )
    allow: tuple[str, ...] = Field(
        default=(),
        description="words or phrases that no check but the one for minors looks at, like a brand of yours",
    )
    checks: Annotated[dict[Code, Switch], AfterValidator(_switched)] = Field(
        default={},
        description="how a kind of check is set: off, approval (milder) or refuse (stricter), such as "
        '{ political = "approval", brand = "off" }; minors always stays on',
    )
    sensitivity: Annotated[dict[Code, Sensitivity], AfterValidator(_doubted)] = Field(
        default={},
        description="how much doubt is enough for a kind to be refused by its meaning: strict, normal or "
        'relaxed, such as { gore = "relaxed" }',
    )
    classifier: ClassifierSettings = Field(default_factory=ClassifierSettings)
    after: AfterSettings = Field(default_factory=AfterSettings)
