"""The judge that the service uses: the reader of prompts, the moderation list and people's boundaries."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot import moderation, script
from bot.boundaries.judge import offends
from bot.boundaries.limits import BoundaryHit, Limit
from bot.consent import BoundaryPreset
from bot.errors import HouseRule
from bot.moderation.classifier import ClassifierProcess
from bot.moderation.codes import worded_as
from bot.ports import Ruling
from bot.settings import ClassifierSettings, ModerationSettings
from bot.verdicts import Code, Outcome
from engine.contract.messages import LONGEST_CLIP_S, WHICH, Refusal, Screenplay, Style

HURTS = frozenset(
    {Code.MINORS, Code.SEXUAL, Code.HATE, Code.HARASSMENT, Code.GORE, Code.SELF_HARM, Code.FRAUD}
)
"""What is not let through in a message from one person to another."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, its code (None where allowed), the part that offends as written, and why."""

    verdict: Outcome
    code: str | None
    part: str
    message: str


@dataclass(frozen=True, slots=True)
class ScriptJudge:
    """bot.ports.Judge from bot.script, bot.moderation and bot.boundaries.

    refuse: the operator's own words and phrases, found as whole words whatever their case. policy: how the
    list of checks is used here. model: the optional model-backed check.
    """

    refuse: tuple[str, ...] = ()
    policy: moderation.Policy = moderation.AS_IT_COMES
    model: moderation.ModelCheck | None = None

    @classmethod
    def of(cls, settings: ModerationSettings) -> Self:
        """The judge that the section [moderation] describes."""
        policy = moderation.Policy(settings.checks, settings.sensitivity, settings.allow)
        return cls(settings.refuse, policy, _model(settings.classifier))

    def read(
        self,
        text: str,
        names: Mapping[str, str],
        *,
        seconds: float | None,
        style: Style | None,
        longest: float,
        whole: tuple[float, float] = script.STORYBOARD_S,
        usual: tuple[float | None, Style | None] = (None, None),
    ) -> Screenplay:
        """See bot.script.read."""
        return script.read(text, names, seconds, style, longest, whole=whole, usual=usual)

    def moderate(self, screenplay: Screenplay) -> Ruling:
        """See bot.moderation.check."""
        return _ruling(self.judged(screenplay))

    def check_message(self, text: str) -> Ruling:
        """See bot.moderation.check; only kinds that hurt whoever reads it count."""
        ruling = _ruling(self.judged(text))
        return Ruling() if ruling.ask_everyone or ruling.code not in HURTS else ruling

    def close(self) -> None:
        """Stop the model's process, should there be one; a later question starts it again."""
        if self.model is not None:
            self.model.classifier.close()

    def judged(self, asked: Screenplay | str) -> Judged:
        """What the list of checks and the operator's own words say; the graver of the two."""
        found = moderation.check(asked, self.policy, self.model)
        own = next((phrase for phrase in self.refuse for text in _texts(asked) if says(phrase, text)), None)
        if own is not None and found.verdict is not Outcome.STRIKE:
            return Judged(Outcome.REFUSE, HouseRule.code, own, HouseRule().message)
        return Judged(found.verdict, found.code and found.code.value, found.part, found.message)

    def offends(self, limits: Sequence[Limit], screenplay: Screenplay) -> BoundaryHit | None:
        """See bot.boundaries.judge.offends."""
        return offends(limits, screenplay)

    def warm(self) -> None:
        """Judge something harmless by everything there is."""
        limits = [Limit(text="spiders"), *(Limit(preset=preset) for preset in BoundaryPreset)]
        prompt = '@me walks along a quiet beach, waves and says "Hello, everybody!"'
        play = self.read(prompt, {"@me": "me"}, seconds=None, style=None, longest=LONGEST_CLIP_S)
        self.moderate(play)
        self.offends(limits, play)


def _ruling(found: Judged) -> Ruling:
    code = found.code or ""
    match found.verdict:
        case Outcome.REFUSE | Outcome.STRIKE:
            refusal = Refusal(code=code, message=found.message, facts=_which(found))
            return Ruling(refusal=refusal, code=code, strike=found.verdict is Outcome.STRIKE)
        case Outcome.APPROVAL:
            return Ruling(ask_everyone=True, code=code)
        case _:
            return Ruling()


def _which(found: Judged) -> dict[str, str]:
    """Kinds of checks have a sentence for each outcome; the operator's own words have one in all."""
    if found.code not in set(Code):
        return {}
    return {WHICH: worded_as(Code(found.code), found.verdict).value}


def _model(settings: ClassifierSettings) -> moderation.ModelCheck | None:
    if settings.model is None:
        return None
    command = [sys.executable, "-m", "engine.text_classifier", "--model", settings.model]
    command += ["--download"] if settings.download else []
    process = ClassifierProcess(command, timeout_s=settings.timeout_s, start_s=settings.start_s)
    return moderation.ModelCheck(process, settings.labels, settings.threshold, Outcome(settings.on_failure))


def _texts(asked: Screenplay | str) -> Iterator[str]:
    if isinstance(asked, str):
        yield asked
        return
    yield asked.prompt
    for shot in asked.shots:
        yield from (line.text for line in shot.lines)


def says(phrase: str, text: str) -> bool:
    """Whether a text holds these words as whole words, whatever their case."""
    words = r"\s+".join(re.escape(word) for word in phrase.casefold().split())
    return bool(words) and re.search(rf"(?<!\w){words}(?!\w)", text.casefold()) is not None
