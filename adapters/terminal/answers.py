"""How a command answers: one JSON object with stable keys, or lines for a person; and its exit code."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import click

DONE = 0
BROKEN = 1
REFUSED = 2

as_json_option = click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")


def answer(payload: Mapping[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the payload, or the lines where a person reads."""
    if as_json:
        click.echo(json.dumps(payload, ensure_ascii=False))
    else:
        for line in lines:
            click.echo("".join(filter(_shows, line)))


def _shows(sign: str) -> bool:
    """People's words are among the lines: none of them may steer the terminal they are read on."""
    return sign in "\t\n" or unicodedata.category(sign) not in {"Cc", "Cf"}


def as_refusals(error: Exception) -> list[dict[str, str]]:
    """Return `{code, message}` of whatever a room refused, or nothing where the error is no refusal.

    Rooms share no exception type: the bot's refusals carry `code` and `message`, the engine's several of them
    in `refusals`.
    """
    several = getattr(error, "refusals", None) or [error]
    found = [(getattr(each, "code", None), getattr(each, "message", None)) for each in several]
    return [
        {"code": code, "message": text}
        for code, text in found
        if isinstance(code, str) and isinstance(text, str)
    ]
