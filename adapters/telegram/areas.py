"""Every module that registers commands, buttons or deep links: importing this one registers them all."""

from types import ModuleType

from adapters.telegram import (
    account,
    balance,
    boundaries,
    characters,
    clips,
    compose,
    friends,
    group_settings,
    language,
    linking,
    make,
    me,
    privacy,
    reports,
    setup,
)
from adapters.telegram import help as help_command

AREAS: tuple[ModuleType, ...] = (
    make,
    compose,
    clips,
    setup,
    me,
    friends,
    privacy,
    boundaries,
    characters,
    account,
    reports,
    language,
    linking,
    balance,
    group_settings,
    help_command,
)
