"""Enrolment: the challenge, the recording, what becomes of it, re-recording and erasing."""

from enum import StrEnum


class LikenessState(StrEnum):
    """A recording on its way to a likeness. READY is the one in use; at most one per person."""

    QUEUED = "queued"
    ANALYSING = "analysing"
    READY = "ready"
    REFUSED = "refused"
    FAILED = "failed"
    REPLACED = "replaced"
    ERASED = "erased"


UNFINISHED = frozenset({LikenessState.QUEUED, LikenessState.ANALYSING})
