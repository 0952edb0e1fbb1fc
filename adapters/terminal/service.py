"""`cameo run`, `cameo bot`, `cameo engine`: supervised child processes that one Ctrl-C stops."""

import asyncio
import json

import click

from adapters.serving import until_stopped
from adapters.terminal.answers import DONE, as_json_option
from adapters.terminal.supervisor import Child, running
from bot.settings import BotSettings

BOT = Child(name="chat service", module="adapters.terminal.bot_service")
ENGINE = Child(name="engine", module="engine.worker")


def _serve(children: tuple[Child, ...], *, as_json: bool) -> int:
    BotSettings.load()  # what does not fit is said before anything starts

    def say(sentence: str) -> None:
        line = json.dumps({"said": sentence}, ensure_ascii=False) if as_json else sentence
        click.echo(line, err=not as_json)

    async def serve() -> None:
        async with running(children, say):
            say(f"Running: {', '.join(child.name for child in children)}. Ctrl-C stops.")
            await until_stopped()
        say("Stopped.")

    asyncio.run(serve())
    return DONE


@click.command("run")
@as_json_option
def run(*, as_json: bool) -> int:
    """Start the chat service and one engine, and start them again should they crash. Ctrl-C stops both."""
    return _serve((BOT, ENGINE), as_json=as_json)


@click.command("bot")
@as_json_option
def bot(*, as_json: bool) -> int:
    """Start the chat service alone: the engine may run elsewhere, on the same store."""
    return _serve((BOT,), as_json=as_json)


@click.command("engine")
@as_json_option
def engine(*, as_json: bool) -> int:
    """Start one engine alone."""
    return _serve((ENGINE,), as_json=as_json)


COMMANDS = {"run": run, "bot": bot, "engine": engine}
