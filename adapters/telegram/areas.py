"""Every module that registers commands, buttons or deep links: importing this one registers them all."""

from types import ModuleType

from adapters.telegram import help as help_command
from adapters.telegram import language, me, privacy, setup

AREAS: tuple[ModuleType, ...] = (setup, me, privacy, language, help_command)
