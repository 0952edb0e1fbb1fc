"""Consent receipts: whose likeness was used by whom, on what ground, written into the audit trail."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from bot.approvals import Decision, Phase
from bot.consent import Outcome, Reason


class Step(StrEnum):
    """When consent was looked at.

    SUBMIT: as the clip was asked for, and again once everybody had answered who is asked before a render.
    PUBLISH: before its maker received it. SHARE: before its maker shared it in another conversation.
    """

    SUBMIT = "submit"
    PUBLISH = "publish"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that was put to the owner, and what they said."""

    phase: Phase
    answer: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The ground on which one likeness was used in one clip, or was not.

    whose, of and who are pseudonyms: who decides (a person, or the owner of a character), the subject that
    appears, and the maker. settings_version: of what the subject's owner allowed at that moment. grant and
    likeness: ids of the rows it rested on. questions: those asked so far.
    """

    whose: str
    of: str
    who: str
    clip: str
    step: Step
    settings_version: int
    outcome: Outcome
    reason: Reason
    grant: str | None
    likeness: str | None
    questions: tuple[Question, ...] = ()

    def details(self) -> dict[str, Any]:
        """As plain JSON, for the audit trail."""
        return asdict(self) | {"questions": [asdict(one) for one in self.questions]}

    @classmethod
    def of_details(cls, details: Mapping[str, Any]) -> Self:
        """Read what `details` wrote."""
        questions = tuple(
            Question(phase=Phase(one["phase"]), answer=Decision(one["answer"]))
            for one in details["questions"]
        )
        typed = {
            "step": Step(details["step"]),
            "outcome": Outcome(details["outcome"]),
            "reason": Reason(details["reason"]),
            "questions": questions,
        }
        return cls(**{**details, **typed})
