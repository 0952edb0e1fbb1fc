"""About coming in: invites and the line of those who wait."""

from datetime import datetime
from typing import Literal

from bot.notices.base import Notice


class InviteMade(Notice):
    """To who invites: a code that is shown this once. `left` more can be made."""

    private = True
    kind: Literal["invite_made"] = "invite_made"
    code: str
    expires_at: datetime
    left: int


class Admitted(Notice):
    """To who came in: by a code, or from the line. `allowance` credits are theirs each month."""

    kind: Literal["admitted"] = "admitted"
    allowance: int


class WaitlistShown(Notice):
    """To who waits: their place in line, from 1."""

    private = True
    kind: Literal["waitlist_shown"] = "waitlist_shown"
    place: int
