"""Spanish for what bot and engine say in English."""

from datetime import datetime

from adapters.rewording import Rewording
from adapters.spanish import engine_refusals as engine
from adapters.spanish.commands import MANUAL
from adapters.spanish.refusals import REFUSALS
from adapters.spanish.remarks import REASONS, REMARKS, SUBJECTS
from adapters.spanish.terms import STATES, TIERS
from adapters.spanish.writing import SPANISH
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
        "n": lambda said: SPANISH.number(float(said.replace(",", ""))),
        "t": lambda said: SPANISH.dated(datetime.fromisoformat(said)),
        "state": lambda said: STATES[ClipState(said)],
        "tier": lambda said: TIERS[Tier(said)],
        "reason": reason,
        "subject": subject,
        "about": MANUAL.told,
        "usage": MANUAL.usage,
        "example": MANUAL.shown,
    },
)
