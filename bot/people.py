"""People: accounts on several platforms that are one person, their handle and their plan."""

from dataclasses import dataclass
from enum import StrEnum


class Platform(StrEnum):
    """Where an account lives."""

    DISCORD = "discord"
    TELEGRAM = "telegram"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Account:
    """Who spoke, as the platform names them."""

    platform: Platform
    platform_id: str
    display_name: str


@dataclass(frozen=True, slots=True)
class Chat:
    """Where it was said and where answers belong."""

    platform: Platform
    chat_id: str
