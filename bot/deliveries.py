"""What becomes of a message that the service owes somebody."""

from enum import StrEnum

from bot.people import Platform

NAMED_IN_FULL = frozenset({Platform.DISCORD, Platform.TELEGRAM})
"""Platforms on which the name of a message says where it stands, whoever it was sent to."""


class DeliveryState(StrEnum):
    """pending -> sending -> sent; a send whose outcome nobody saw is `unknown`, repeated only by hand.

    unreached: the platform takes it nowhere where its reader is; they read it when they come by (then sent).
    over: what it is about ended before it was said, so it is not said any more.

    A message with the file of a clip that ended: sent -> take_down -> taken_down, or take_down_failed where
    the platform does not allow it any more.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    UNREACHED = "unreached"
    OVER = "over"
    TAKE_DOWN = "take_down"
    TAKEN_DOWN = "taken_down"
    TAKE_DOWN_FAILED = "take_down_failed"


class Hindrance(StrEnum):
    """Why a platform does not take a message.

    GONE: the chat is not there any more, or the bot is not in it. FORBIDDEN: the bot may not write there.
    CLOSED: they take no direct messages from it. REFUSED: the platform does not want this message there.
    """

    GONE = "gone"
    FORBIDDEN = "forbidden"
    CLOSED = "closed"
    REFUSED = "refused"
