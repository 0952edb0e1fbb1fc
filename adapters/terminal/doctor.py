"""`cameo doctor`: look at everything the service needs, and say what to do about what is missing."""

import click

from adapters.terminal import connection_checks, model_checks, serving_checks
from adapters.terminal.answers import BROKEN, DONE, answer, as_json_option
from adapters.terminal.checks import CHECKS, Check, State, python
from bot.settings import BotSettings
from engine.contract.config import ConfigError

CONNECTIONS = (
    serving_checks.renderers,
    connection_checks.redis,
    connection_checks.discord,
    connection_checks.telegram,
)
_MARKS = {State.OK: "✓", State.NOTE: "·", State.BROKEN: "✗"}


def examine() -> list[Check]:
    """Make every check; where the settings cannot be read, the others cannot be made."""
    try:
        bot = BotSettings.load()
    except ConfigError as error:
        way_out = "config.example.toml explains each setting."
        return [python(), Check("settings", State.BROKEN, str(error), way_out)]
    return [python(), *(check(bot) for check in (*CHECKS, *CONNECTIONS)), *model_checks.models(bot)]


def _lines(checks: list[Check]) -> list[str]:
    width = max(len(check.name) for check in checks)
    lines = []
    for check in checks:
        lines.append(f"{_MARKS[check.state]} {check.name:<{width}}  {check.says}")
        if check.way_out:
            lines.append(f"  {'':<{width}}  → {check.way_out}")
    return lines


@click.command("doctor")
@as_json_option
def doctor(*, as_json: bool) -> int:
    """Look at Python, settings, store, vault, keys, weights, ffmpeg, disk, engines, Redis, chats, card.

    Exit code 1 if one of them is broken.
    """
    checks = examine()
    broken = any(check.state is State.BROKEN for check in checks)
    found = [
        {"name": each.name, "state": each.state.value, "says": each.says, "way_out": each.way_out}
        for each in checks
    ]
    answer({"ok": not broken, "checks": found}, _lines(checks), as_json=as_json)
    return BROKEN if broken else DONE


COMMANDS = {"doctor": doctor}
