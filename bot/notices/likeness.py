"""About making a likeness."""

from datetime import datetime
from typing import Literal

from typing_extensions import override

from bot.consent import ApprovalMode, Usage
from bot.notices.base import Action, Button, Notice
from engine.contract.messages import Refusal, Turn


class SetupOffered(Notice):
    """To who would make a likeness: what is kept, how it is erased. Nothing begins before they agree."""

    private = True
    kind: Literal["setup_offered"] = "setup_offered"
    person: str

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.AGREE_SETUP, id=self.person),)


class ChallengeIssued(Notice):
    """To who wants a likeness: do these turns in this order, then read the phrase aloud, before `due_at`."""

    private = True
    kind: Literal["challenge_issued"] = "challenge_issued"
    id: str
    turns: tuple[Turn, ...]
    phrase: str
    due_at: datetime


class RecordingTaken(Notice):
    """To the same: the recording lies sealed and waits for analysis."""

    private = True
    kind: Literal["recording_taken"] = "recording_taken"
    enrolment: str


class LikenessReady(Notice):
    """To the same: done. `advice` says what a re-recording could do better; `usage` who may use it now."""

    private = True
    kind: Literal["likeness_ready"] = "likeness_ready"
    enrolment: str
    verified: bool
    replaced: bool
    advice: tuple[str, ...]
    usage: Usage
    approval: ApprovalMode


class LikenessRefused(Notice):
    """To the same: each reason why the recording cannot be used."""

    private = True
    kind: Literal["likeness_refused"] = "likeness_refused"
    enrolment: str
    refusals: tuple[Refusal, ...]

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.RECORD_AGAIN, id=self.enrolment),)
