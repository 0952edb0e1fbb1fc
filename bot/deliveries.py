"""What becomes of a message that the service owes somebody."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """pending -> sending -> sent; a send whose outcome nobody saw is `unknown`, repeated only by hand."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
