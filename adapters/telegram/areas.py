"""Every module that registers commands, buttons or deep links: importing this one registers them all."""

from types import ModuleType

AREAS: tuple[ModuleType, ...] = ()
