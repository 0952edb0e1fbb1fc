"""What becomes of a message that the service owes somebody."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """pending -> sending -> sent; a send whose outcome nobody saw is `unknown`, repeated only by hand.

    A message with the file of a clip that ended: sent -> take_down -> taken_down, or take_down_failed where
    the platform does not allow it any more.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    TAKE_DOWN = "take_down"
    TAKEN_DOWN = "taken_down"
    TAKE_DOWN_FAILED = "take_down_failed"
