"""What is said around every command on Telegram."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.privately": "I answered you in our private chat.",
    "telegram.start_first": "That is between you and me. Open our private chat first:",
    "telegram.open": "Open the private chat",
    "telegram.stale": "This button does nothing any more.",
    "telegram.passed_on": "That was written by somebody else. If you want it, write it to me yourself.",
}
