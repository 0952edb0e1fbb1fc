"""Los clips que hay, en Telegram."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.clips.pass_on": "↗️ A otro chat",
}
