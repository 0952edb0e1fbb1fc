"""`cameo moderate`: what the service would answer to a prompt, without an account, a store or an engine."""

import io
import json
import sys

import click

from adapters.terminal.answers import DONE, REFUSED, answer, as_json_option
from bot import moderation
from bot.errors import HouseRule
from bot.judging import says
from bot.settings import BotSettings


def _verdict(prompt: str, own_words: tuple[str, ...]) -> dict[str, str | None]:
    part = next((words for words in own_words if says(words, prompt)), None)
    if part is not None:
        rule = HouseRule()
        found = moderation.Verdict(moderation.Outcome.REFUSE, None, part, rule.message)
        code: str | None = rule.code
    else:
        found = moderation.check(prompt)
        code = found.code.value if found.code else None
    verdict = found.verdict.value
    return {"prompt": prompt, "verdict": verdict, "code": code, "part": found.part, "message": found.message}


@click.command("moderate")
@click.argument("prompt")
@as_json_option
def moderate(prompt: str, *, as_json: bool) -> int:
    """Judge PROMPT: allow, approval, refuse or strike. With `-`, judge each line of standard input.

    Exit code 2 where a single PROMPT is refused or struck. A stream gets one JSON line each and ends
    with 0, since each line answers for itself.
    """
    own_words = BotSettings.load().moderation.refuse
    if prompt == "-":
        for line in io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"):
            click.echo(json.dumps(_verdict(line.rstrip("\r\n"), own_words), ensure_ascii=False))
        return DONE
    found = _verdict(prompt, own_words)
    said = " ".join(filter(None, [f"{found['verdict']}.", found["message"]]))
    answer(found, [said], as_json=as_json)
    return REFUSED if found["verdict"] in {"refuse", "strike"} else DONE


COMMANDS = {"moderate": moderate}
