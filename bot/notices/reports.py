"""About reports: to who reports, to those in a clip, to operators. None of them says who reported."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from typing_extensions import override

from bot.notices.base import Action, Attach, Button, Handle, Notice
from bot.reports import ReportKind

REPORTING: Mapping[ReportKind, Action] = {kind: Action(f"report_{kind.value}") for kind in ReportKind}


class ReportOffered(Notice):
    """To who would report a clip: what can be wrong with it. Nothing happens before they choose."""

    private = True
    kind: Literal["report_offered"] = "report_offered"
    clip: str

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return tuple(Button(action=action, id=self.clip) for action in REPORTING.values())


class ReportTaken(Notice):
    """To the reporter: it is with the operators. `clip` or `who` (a person) is what they reported.

    again: they had reported it already. hidden: nobody can look at the clip until that is decided.
    """

    private = True
    kind: Literal["report_taken"] = "report_taken"
    report: str
    clip: str | None
    who: Handle | None
    again: bool = False
    hidden: bool = False


class ReportDecided(Notice):
    """To the reporter: what became of it, in general."""

    private = True
    kind: Literal["report_decided"] = "report_decided"
    report: str
    clip: str | None
    who: Handle | None
    upheld: bool


class ClipSuspended(Notice):
    """To the maker and those who appear: operators look at the clip, and nobody else can for now."""

    private = True
    kind: Literal["clip_suspended"] = "clip_suspended"
    clip: str
    prompt: str


class ClipRestored(Notice):
    """To the same people: nothing was wrong with it, and here it is again: posted copies may be gone."""

    private = True
    attach = Attach.VIDEO
    kind: Literal["clip_restored"] = "clip_restored"
    clip: str
    prompt: str


class Matter(StrEnum):
    """What operators are asked to decide."""

    REPORT = "report"
    APPEAL = "appeal"
    HELD_CLIP = "held_clip"
    PAYMENT = "payment"


class OperatorAsked(Notice):
    """To an operator: there is something to decide. It shows nothing of anybody; the desk does."""

    private = True
    kind: Literal["operator_asked"] = "operator_asked"
    matter: Matter
    id: str
