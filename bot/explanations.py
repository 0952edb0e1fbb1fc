"""What operators see of a decision: what would be decided now, and what a clip rested on."""

from datetime import datetime
from typing import Any

from bot.approvals import Phase
from bot.clips import ClipState
from bot.consent import Outcome, Reason
from engine.contract.messages import Message, Refusal


class Ground(Message):
    """The verdict about one subject (`of`), for whom `owner` decides.

    explanation: what the owner would be told. told: all that the maker would be. grant: the id of the one it
    rests on; limits: what that or an unfit one is bound to, in plain JSON. likeness: the id of the one used.
    """

    of: str
    owner: str
    outcome: Outcome
    reason: Reason
    explanation: str
    told: Refusal | None
    phases: tuple[Phase, ...]
    settings_version: int
    grant: str | None
    limits: dict[str, Any] | None
    likeness: str | None


class Explanation(Message):
    """What would be decided if `maker` asked now. moderation: what stands against the prompt for anybody."""

    maker: str
    prompt: str
    moderation: Refusal | None
    grounds: tuple[Ground, ...]


class Rested(Message):
    """One receipt of a clip, as it stands in the audit trail. Handles are None for who is erased."""

    seq: int
    at: datetime
    of: str | None
    owner: str | None
    maker: str | None
    receipt: dict[str, Any]


class ClipExplanation(Message):
    """What a clip rested on, step by step."""

    clip: str
    state: ClipState
    receipts: tuple[Rested, ...]
