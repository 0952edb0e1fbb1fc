"""What the operator set: which checks run, how strictly, and words of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.verdicts import Code, Outcome, Sensitivity, Switch


@dataclass(frozen=True, slots=True)
class Policy:
    """How the list of checks is used here.

    checks: kinds that are not set as they come. sensitivity: how much doubt is enough for the judgement by
    meaning; normal where not named. allow: phrases that no check looks at, those for minors excepted.
    """

    checks: Mapping[Code, Switch] = field(default_factory=dict)
    sensitivity: Mapping[Code, Sensitivity] = field(default_factory=dict)
    allow: tuple[str, ...] = ()

    def outcome(self, code: Code, listed: Outcome) -> Outcome:
        """What a check with this listed outcome leads to here. A strike is never made milder than off."""
        match self.checks.get(code, Switch.ON):
            case Switch.OFF:
                return Outcome.ALLOW
            case Switch.APPROVAL if listed is Outcome.REFUSE:
                return Outcome.APPROVAL
            case Switch.REFUSE if listed is Outcome.APPROVAL:
                return Outcome.REFUSE
            case _:
                return listed

    def doubt(self, code: Code) -> Sensitivity:
        """How sensitive the judgement by meaning is for this kind."""
        return self.sensitivity.get(code, Sensitivity.NORMAL)
