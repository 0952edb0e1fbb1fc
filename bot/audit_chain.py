"""The audit trail as a chain: each entry carries the hash of the one before, so a change anywhere shows.

SHA-256 over the entry as JSON with sorted keys and no spaces. A chain cannot tell that its newest entries
were cut off: note the head (`cameo audit verify` prints it) out of the server's reach, and compare later.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
"""What the first entry names as the one before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is hashed of one audit row. `at` is aware; `action` is the tag's text; `details` plain JSON."""

    id: str
    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry in its place: seq counts from 1 without gaps; `previous` and `hash` are hexadecimal."""

    seq: int
    previous: str
    hash: str
    entry: Entry


class BrokenChainError(Exception):
    """The audit trail was changed."""

    def __init__(self, seq: int, what: str) -> None:
        """Say where and how."""
        super().__init__(f"The audit trail was changed: entry {seq} is not what was written ({what}).")
        self.seq = seq


def digest(seq: int, previous: str, entry: Entry) -> str:
    """Hash an entry with its place and the hash of the one before."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    facts = [seq, previous, entry.id, at, entry.actor, entry.action, entry.subject, entry.details]
    plain = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


@dataclass
class Chain:
    """Checks links as they come, oldest first, and holds only the newest.

    entries: how many were found whole. head: the newest one's hash. wanted: a head noted before; `passed`
    says whether it was met.
    """

    wanted: str | None = None
    entries: int = 0
    head: str = GENESIS
    passed: bool = False

    def extend(self, link: Link) -> None:
        """Check the next link.

        Raises:
            BrokenChainError: one is missing, was added, or does not say what was written.
        """
        seq = self.entries + 1
        if link.seq != seq:
            raise BrokenChainError(seq, f"number {link.seq} stands in its place")
        if link.previous != self.head:
            raise BrokenChainError(seq, "it does not follow the one before")
        if link.hash != digest(seq, link.previous, link.entry):
            raise BrokenChainError(seq, "its words and its hash differ")
        self.entries, self.head = seq, link.hash
        self.passed = self.passed or link.hash == self.wanted
