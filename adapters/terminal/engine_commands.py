"""The engine's own commands, given what only the bot can do: read a prompt."""

from collections.abc import Mapping

from engine.cli import engine_commands
from engine.contract.messages import LONGEST_CLIP_S, Screenplay, Style


def _read(text: str, names: Mapping[str, str], seconds: float | None, style: Style | None) -> Screenplay:
    from bot.script import read  # noqa: PLC0415 - only `render` needs it

    return read(text, names, seconds, style, longest=LONGEST_CLIP_S)


COMMANDS = engine_commands(_read)
