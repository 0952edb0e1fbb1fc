"""`cameo audit`: prove that the audit trail is whole, and hand a person what it says of them."""

import asyncio
import json
from pathlib import Path

import click

from adapters.terminal import private_files
from adapters.terminal.admin import user
from adapters.terminal.answers import BROKEN, DONE, answer, as_json_option
from bot.audit_chain import BrokenChainError, Chain
from bot.bootstrap import opened
from bot.settings import BotSettings


@click.group("audit")
def audit() -> None:
    """Prove that the audit trail is whole, or export what it says of a person."""


async def _verify(expected: str | None) -> Chain:
    async with opened(BotSettings.load()) as service:
        return await service.desk.verify_audit(expected)


@audit.command("verify")
@click.option("--expect", default=None, help="A head noted before; it has to be in the chain still.")
@as_json_option
def verify(expect: str | None, *, as_json: bool) -> int:
    """Go through the hash chain of the audit trail from its first entry to its newest.

    Exit code 1 where it was changed, or where the head that is expected is not in it any more. Note the head
    somewhere out of this machine's reach: only that shows later that no newest entries were cut off.
    """
    try:
        chain = asyncio.run(_verify(expect))
    except BrokenChainError as broken:
        answer({"ok": False, "entry": broken.seq, "message": str(broken)}, [str(broken)], as_json=as_json)
        return BROKEN
    if expect is not None and not chain.passed:
        said = "The audit trail was changed: the head that you expect is not in it."
        answer({"ok": False, "entry": None, "message": said}, [said], as_json=as_json)
        return BROKEN
    said = f"{chain.entries} entries, each as it was written. Head: {chain.head}"
    answer({"ok": True, "entries": chain.entries, "head": chain.head}, [said], as_json=as_json)
    return DONE


async def _export(operator: str, handle: str) -> bytes:
    async with opened(BotSettings.load()) as service:
        return await service.desk.export_audit(operator, handle)


@audit.command("export")
@click.argument("handle")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A new file; else printed.")
@as_json_option
def export(handle: str, out: Path | None, *, as_json: bool) -> int:
    """Write what the trail says of HANDLE, a JSON object a line: people by pseudonym, each with its hash."""
    if out is not None and out.exists():
        raise click.UsageError(f"{out} is there already; name another file.")
    found = asyncio.run(_export(user(), handle))
    lines = found.decode().splitlines()
    if out is None:
        answer({"entries": [json.loads(line) for line in lines[1:]]}, lines, as_json=as_json)
        return DONE
    private_files.write(out, found)
    count = len(lines) - 1
    answer({"out": str(out), "count": count}, [f"{out}: {count} entries."], as_json=as_json)
    return DONE


COMMANDS = {"audit": audit}
