"""Clips that are there, on Telegram."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.clips.pass_on": "↗️ To another chat",
}
