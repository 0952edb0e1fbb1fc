"""About held clips: who is recognised in one that nobody named them for, and what operators decided."""

from typing import Literal

from bot.notices.base import Notice


class FaceSeen(Notice):
    """A security notice, never off: somebody else's clip seems to show you, and your consent was not asked.

    It says nothing of the maker or the clip: the likeness may be chance, and operators look at it first.
    """

    private = True
    kind: Literal["face_seen"] = "face_seen"
    clip: str


class HoldDecided(Notice):
    """To those who appear in a held clip: operators let it go on, or it is gone."""

    private = True
    kind: Literal["hold_decided"] = "hold_decided"
    clip: str
    prompt: str
    passed: bool


class SightingDecided(Notice):
    """To who was recognised in a clip: operators found that it is not them, or the clip is gone."""

    private = True
    kind: Literal["sighting_decided"] = "sighting_decided"
    clip: str
    passed: bool
