"""German for what bot and engine say in English."""

from datetime import datetime

from adapters.german import engine_refusals as engine
from adapters.german.commands import MANUAL
from adapters.german.refusals import REFUSALS
from adapters.german.remarks import REASONS, REMARKS, SUBJECTS
from adapters.german.terms import STATES, TIERS
from adapters.german.writing import GERMAN
from adapters.rewording import Rewording
from bot.clips import ClipState, Tier


def reason(said: str) -> str:
    """What a strike was given for; operators' own words as they are."""
    return REASONS.get(said, said)


def subject(said: str) -> str:
    """What a boundary is about; people's own words as they are."""
    return SUBJECTS.get(said, said)


REWORDING = Rewording(
    refusals={
        **REFUSALS,
        **engine.RECORDINGS,
        **engine.PICTURES,
        **engine.RENDERING,
        **engine.CHECKS,
        **engine.LINES,
        **engine.FRAMES,
    },
    remarks=REMARKS,
    forms={
        "n": lambda said: GERMAN.number(float(said.replace(",", ""))),
        "t": lambda said: GERMAN.dated(datetime.fromisoformat(said)),
        "state": lambda said: STATES[ClipState(said)],
        "tier": lambda said: TIERS[Tier(said)],
        "reason": reason,
        "subject": subject,
        "about": MANUAL.told,
        "usage": MANUAL.usage,
        "example": MANUAL.shown,
    },
)
