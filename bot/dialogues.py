"""Dialogues: what somebody is asked to write next, kept in the store so that it survives every restart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

WAITS = timedelta(hours=1)
"""How long an answer is waited for, from the last one on."""
LONGEST_ANSWER = 4096
"""Characters of one answer that are kept."""
MOST_ANSWERS = 12
"""Answers kept of one dialogue; more than any of them asks for."""


class DialogueKind(StrEnum):
    """What is asked for."""

    APPEAL = "appeal"
    ASK = "ask"
    BOUNDARY = "boundary"
    COMPOSE = "compose"
    EDIT_PROMPT = "edit_prompt"
    EXCEPTION = "exception"
    GIFT = "gift"
    NAME = "name"
    PICTURES = "pictures"
    RECORDING = "recording"
    REDEEM = "redeem"
    REFUND = "refund"
    REPORT = "report"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One person's in one chat; a new one there takes its place.

    about: the id of what it is about, "" where there is no such thing. answers: what was said so far, by
    names that whoever asks gives. turn: counts the answers; of two given at once one moves it on.
    """

    kind: DialogueKind
    about: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    turn: int = 0
