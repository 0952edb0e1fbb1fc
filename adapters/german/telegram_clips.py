"""Fertige Clips auf Telegram."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.clips.pass_on": "↗️ In einen anderen Chat",
}
