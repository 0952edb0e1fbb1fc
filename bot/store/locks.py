"""How rows are held until a transaction ends."""

from typing import Final

LOCKED: Final = {"key_share": True}
"""FOR NO KEY UPDATE: others may still write rows that refer to this one, so unrelated work neither waits nor
deadlocks. SQLite has no row locks and needs none: its writing transactions come one after the other.
"""
