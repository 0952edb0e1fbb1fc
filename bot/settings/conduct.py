"""Sections of reports, strikes and penalties."""

from typing import Annotated

from pydantic import (
    AfterValidator,
    Field,
)

from bot.penalties import rung
from bot.reports import ReportKind
from bot.settings.base import Positive, Seconds, Section
from bot.verdicts import Code


class ReportSettings(Section):
    """[reports]: what follows when somebody reports a clip or a person."""

    hide_at: Positive = Field(
        default=3,
        description="a clip that so many people reported can be watched by nobody until operators decide; "
        "one report of somebody who appears in it is enough",
    )
    text_length: Positive = Field(
        default=1000, le=10_000, description="longest text of a report or an appeal, in characters"
    )
    evidence_days: Seconds = Field(
        default=30.0, description="what is kept with a report is destroyed this long after the decision"
    )


def _rung(written: str) -> str:
    rung(written)
    return written


def _code(written: str) -> str:
    if written not in {*Code, *ReportKind}:
        raise ValueError(f"{written!r} is the code of no check and no kind of report")
    return written


WrittenRung = Annotated[str, AfterValidator(_rung)]


WrittenCode = Annotated[str, AfterValidator(_code)]


class PenaltySettings(Section):
    """[penalties]: strikes, and what they lead to."""

    strike_days: Seconds = Field(default=90.0, description="a strike stops counting after this long")
    ladder: tuple[WrittenRung, ...] = Field(
        default=("warning", "cool_down 1", "no_casting 7", "suspension 30", "ban"),
        min_length=1,
        description="the penalty for the first standing strike, the second, and so on, with its days: "
        "warning, cool_down, no_casting, suspension, ban",
    )
    grave: dict[WrittenCode, WrittenRung] = Field(
        default={"minors": "suspension 30", "minor": "suspension 30"},
        description="codes of checks and kinds of reports that lead to this at the least",
    )
