"""What Discord's own forms, menus and short replies say, by key."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {}
