"""The judge that the service uses: the reader of prompts, the moderation list and the boundaries of people."""

from collections.abc import Mapping, Sequence

from bot import boundaries, moderation, script
from bot.ports import Ruling
from engine.contract.messages import Refusal, Screenplay, Style


class ScriptJudge:
    """bot.ports.Judge from bot.script, bot.moderation and bot.boundaries."""

    def read(
        self,
        text: str,
        names: Mapping[str, str],
        *,
        seconds: float | None,
        style: Style | None,
        longest: float,
    ) -> Screenplay:
        """See bot.script.read."""
        return script.read(text, names, seconds, style, longest)

    def moderate(self, screenplay: Screenplay) -> Ruling:
        """See bot.moderation.check."""
        found = moderation.check(screenplay)
        match found.verdict:
            case moderation.Outcome.REFUSE | moderation.Outcome.STRIKE:
                return Ruling(refusal=Refusal(code=found.code, message=found.message))
            case moderation.Outcome.APPROVAL:
                return Ruling(ask_everyone=True)
            case _:
                return Ruling()

    def offends(self, limits: Sequence[str], screenplay: Screenplay) -> str | None:
        """See bot.boundaries.offends."""
        hit = boundaries.offends(limits, screenplay)
        return None if hit is None else hit.boundary
