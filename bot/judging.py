"""The judge that the service uses: the reader of prompts, the moderation list and people's boundaries."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot import moderation, script
from bot.boundaries.judge import offends
from bot.boundaries.limits import BoundaryHit, Limit
from bot.errors import ContentRefused, HouseRule
from bot.ports import Ruling
from engine.contract.messages import Refusal, Screenplay, Style


@dataclass(frozen=True, slots=True)
class ScriptJudge:
    """bot.ports.Judge from bot.script, bot.moderation and bot.boundaries.

    refuse: the operator's own words and phrases, found as whole words whatever their case.
    """

    refuse: tuple[str, ...] = ()

    def read(
        self,
        text: str,
        names: Mapping[str, str],
        *,
        seconds: float | None,
        style: Style | None,
        longest: float,
        whole: tuple[float, float] = script.STORYBOARD_S,
    ) -> Screenplay:
        """See bot.script.read."""
        return script.read(text, names, seconds, style, longest, whole=whole)

    def moderate(self, screenplay: Screenplay) -> Ruling:
        """See bot.moderation.check."""
        if any(says(phrase, text) for phrase in self.refuse for text in _texts(screenplay)):
            return Ruling(refusal=HouseRule().refusal, code=HouseRule.code)
        found = moderation.check(screenplay)
        code = found.code.value if found.code is not None else ContentRefused.code
        match found.verdict:
            case moderation.Outcome.REFUSE | moderation.Outcome.STRIKE:
                strike = found.verdict is moderation.Outcome.STRIKE
                return Ruling(refusal=Refusal(code=code, message=found.message), code=code, strike=strike)
            case moderation.Outcome.APPROVAL:
                return Ruling(ask_everyone=True, code=code)
            case _:
                return Ruling()

    def offends(self, limits: Sequence[Limit], screenplay: Screenplay) -> BoundaryHit | None:
        """See bot.boundaries.judge.offends."""
        return offends(limits, screenplay)


def _texts(screenplay: Screenplay) -> Iterator[str]:
    yield screenplay.prompt
    for shot in screenplay.shots:
        yield from (line.text for line in shot.lines)


def says(phrase: str, text: str) -> bool:
    """Whether a text holds these words as whole words, whatever their case."""
    words = r"\s+".join(re.escape(word) for word in phrase.casefold().split())
    return bool(words) and re.search(rf"(?<!\w){words}(?!\w)", text.casefold()) is not None
