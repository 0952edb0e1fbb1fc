"""Every module that registers commands, buttons or deep links: importing this one registers them all."""

from types import ModuleType

from adapters.telegram import account, boundaries, friends, language, me, privacy, setup
from adapters.telegram import help as help_command

AREAS: tuple[ModuleType, ...] = (setup, me, friends, privacy, boundaries, account, language, help_command)
