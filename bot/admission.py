"""Who may come in: open to all, by invite, or by server; and invite codes, which are kept only as hashes."""

import hashlib
import math
import secrets
from enum import StrEnum

from bot.people import Chat

ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Thirty signs that cannot be mistaken for one another when read aloud or copied: no I, L, O, U, 0 and 1."""
GROUPS, IN_A_GROUP = 4, 4
CODE_BITS = GROUPS * IN_A_GROUP * math.log2(len(ALPHABET))
"""78 bits: with attempts limited, nobody finds a code by trying."""


class AdmissionMode(StrEnum):
    """Whom the service is for."""

    OPEN = "open"
    INVITE = "invite"
    SERVERS = "servers"


def new_code() -> str:
    """An invite code that cannot be guessed, as people read it: XXXX-XXXX-XXXX-XXXX."""
    drawn = ["".join(secrets.choice(ALPHABET) for _ in range(IN_A_GROUP)) for _ in range(GROUPS)]
    return "-".join(drawn)


def code_hash(code: str) -> str:
    """What is kept of a code (SHA-256, hexadecimal), however its groups and letters were written.

    A code is as random as a key, so that a plain hash gives nothing away; no salt is needed.
    """
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def place_name(chat: Chat) -> str:
    """How operators name a place in `servers`: `discord:123`."""
    return f"{chat.platform.value}:{chat.place}"
