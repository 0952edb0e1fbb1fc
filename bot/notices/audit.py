"""What the audit trail says of a person."""

from datetime import datetime
from typing import Any, Literal

from bot.notices.base import Notice
from engine.contract.messages import Message


class Receipt(Message):
    """One entry of the trail that names the reader; others stand in it by pseudonym."""

    seq: int
    at: datetime
    action: str
    details: dict[str, Any]


class ReceiptsShown(Notice):
    """To a person: the newest of what is written down about uses of their likeness, and their doings."""

    private = True
    kind: Literal["receipts_shown"] = "receipts_shown"
    receipts: tuple[Receipt, ...]
    total: int
