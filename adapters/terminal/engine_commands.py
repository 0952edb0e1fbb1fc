"""The engine's own commands, given what only the bot can do: read a prompt and judge it."""

from collections.abc import Mapping

from engine.cli import engine_commands
from engine.contract.messages import LONGEST_CLIP_S, Refusal, Screenplay, Style


def read_prompt(
    text: str, names: Mapping[str, str], seconds: float | None, style: Style | None
) -> Screenplay:
    """Read a prompt as the service does, and refuse what it refuses whoever asks.

    Raises:
        bot.errors.Refused: it cannot be read, or must not be made.
    """
    from bot import moderation, script  # noqa: PLC0415 - only `render` needs them, and they load word lists
    from bot.errors import ContentRefused  # noqa: PLC0415

    screenplay = script.read(text, names, seconds, style, longest=LONGEST_CLIP_S)
    found = moderation.check(screenplay)
    if found.verdict in {moderation.Outcome.REFUSE, moderation.Outcome.STRIKE}:
        raise ContentRefused.of(Refusal(code=found.code or "content_refused", message=found.message))
    return screenplay


COMMANDS = engine_commands(read_prompt)
