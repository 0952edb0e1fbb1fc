"""One person here and on another platform."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.link.seen": "That code is void now, since others could read it. Show a "
    "new one on the other side, and send it to me here.",
}
