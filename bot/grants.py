"""What a grant is bound to besides the owner's own settings: a date, a number of clips, a place, presets."""

from dataclasses import dataclass
from datetime import datetime

from bot.consent import BoundaryPreset
from bot.people import Platform


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one grant; without any, it holds until it is revoked.

    until: over from this moment on. clips: for so many, from 1; those that were never delivered do not count.
    platform and place, always together: only for clips asked for there. presets: boundaries that bind this
    grantee besides the owner's own.
    """

    until: datetime | None = None
    clips: int | None = None
    platform: Platform | None = None
    place: str | None = None
    presets: tuple[BoundaryPreset, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError: no clips at all, or a platform without a place."""
        if self.clips is not None and self.clips < 1:
            raise ValueError("a grant for no clips is none")
        if (self.platform is None) != (self.place is None):
            raise ValueError("a place is one of a platform")


UNLIMITED = Limits()
