"""Joining accounts: the codes for it, and what becomes of what two people had. Pure."""

import math
import secrets
from datetime import timedelta

from bot.admission import ALPHABET
from bot.consent import ApprovalMode

MINUTES = 10
"""A code is good for so long."""
GROUPS, IN_A_GROUP = 2, 5
CODE_BITS = GROUPS * IN_A_GROUP * math.log2(len(ALPHABET))
"""49 bits: short enough to type, and with ten tries an hour nobody finds one within its minutes."""

SETTLING = timedelta(days=7)
"""For so long an account that came along parts no account but itself: who took somebody in to get at their
likeness cannot put them out of it, and they can put out who did."""


def new_code() -> str:
    """A code that cannot be guessed, as people read it: XXXXX-XXXXX. `admission.code_hash` is kept of it."""
    drawn = ["".join(secrets.choice(ALPHABET) for _ in range(IN_A_GROUP)) for _ in range(GROUPS)]
    return "-".join(drawn)


def both(one: ApprovalMode, other: ApprovalMode) -> ApprovalMode:
    """Who is asked at every moment at which one of the two asks."""
    if one is other or other is ApprovalMode.NEVER:
        return one
    return other if one is ApprovalMode.NEVER else ApprovalMode.BOTH


def lapsing(theirs: int, spent: int, *, had: bool) -> int:
    """Credits of this month's allowance that do not come along: one person has one allowance a month.

    theirs: the allowance that the absorbed person was given this month. spent: what they spent since the
    month began, which counts as allowance first. had: the other had theirs, too.
    """
    return max(0, theirs - spent) if had else 0
