"""What a family of commands brings."""

from typing import Any, TypeAlias

from discord import app_commands

Commands: TypeAlias = tuple[app_commands.Command[Any, ..., Any] | app_commands.Group, ...]
Menus: TypeAlias = tuple[app_commands.ContextMenu, ...]
