"""Every module that registers commands, buttons or deep links: importing this one registers them all."""

from types import ModuleType

from adapters.telegram import (
    account,
    boundaries,
    characters,
    friends,
    language,
    me,
    privacy,
    reports,
    setup,
)
from adapters.telegram import credits, group_settings, help as help_command

AREAS: tuple[ModuleType, ...] = (
    setup,
    me,
    friends,
    privacy,
    boundaries,
    characters,
    account,
    reports,
    language,
    help_command,
)
