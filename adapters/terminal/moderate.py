"""`cameo moderate`: what the service would answer to a prompt, without an account, a store or an engine."""

import io
import json
import sys
from contextlib import closing

import click

from adapters.terminal.answers import DONE, REFUSED, answer, as_json_option
from bot.judging import ScriptJudge
from bot.settings import BotSettings


def _verdict(prompt: str, judge: ScriptJudge) -> dict[str, str | None]:
    found = judge.judged(prompt)
    return {
        "prompt": prompt,
        "verdict": found.verdict.value,
        "code": found.code,
        "part": found.part,
        "message": found.message,
    }


@click.command("moderate")
@click.argument("prompt")
@as_json_option
def moderate(prompt: str, *, as_json: bool) -> int:
    """Judge PROMPT: allow, approval, refuse or strike. With `-`, judge each line of standard input.

    Exit code 2 where a single PROMPT is refused or struck. A stream gets one JSON line each and ends
    with 0, since each line answers for itself.
    """
    with closing(ScriptJudge.of(BotSettings.load().moderation)) as judge:
        return _answered(prompt, judge, as_json=as_json)


def _answered(prompt: str, judge: ScriptJudge, *, as_json: bool) -> int:
    if prompt == "-":
        for line in io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"):
            click.echo(json.dumps(_verdict(line.rstrip("\r\n"), judge), ensure_ascii=False))
        return DONE
    found = _verdict(prompt, judge)
    said = " ".join(filter(None, [f"{found['verdict']}.", found["message"]]))
    answer(found, [said], as_json=as_json)
    return REFUSED if found["verdict"] in {"refuse", "strike"} else DONE


COMMANDS = {"moderate": moderate}
