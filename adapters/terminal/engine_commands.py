"""The engine's own commands, given what only the bot can do: read a prompt and judge it."""

from collections.abc import Mapping

from engine.cli import engine_commands
from engine.contract.messages import LONGEST_CLIP_S, Screenplay, Style

ANY_LENGTH = (1.0, LONGEST_CLIP_S)
"""Seconds that several scenes may have together: what the service asks for is a matter of its tariff."""


def read_prompt(
    text: str, names: Mapping[str, str], seconds: float | None, style: Style | None
) -> Screenplay:
    """Read a prompt as the service does, and refuse what it refuses whoever asks.

    Raises:
        bot.errors.Refused: it cannot be read, or must not be made.
    """
    from bot.errors import ContentRefused  # noqa: PLC0415 - only `render` needs these, and they load word lists
    from bot.judging import ScriptJudge  # noqa: PLC0415
    from bot.settings import BotSettings  # noqa: PLC0415

    judge = ScriptJudge(BotSettings.load().moderation.refuse)
    screenplay = judge.read(
        text, names, seconds=seconds, style=style, longest=LONGEST_CLIP_S, whole=ANY_LENGTH
    )
    ruling = judge.moderate(screenplay)
    if ruling.refusal is not None:
        raise ContentRefused.of(ruling.refusal)
    return screenplay


COMMANDS = engine_commands(read_prompt)
