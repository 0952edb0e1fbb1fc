"""`cameo run`, `cameo bot`, `cameo engine`: supervised child processes that one Ctrl-C stops."""

import asyncio
import json

import click

from adapters.serving import until_stopped
from adapters.terminal.answers import DONE, as_json_option
from adapters.terminal.supervisor import Child, running
from bot.settings import BotSettings

BOT = Child(name="chat service", module="adapters.terminal.bot_service")
DISCORD = Child(name="chat service on Discord", module="adapters.discord")
TELEGRAM = Child(name="chat service on Telegram", module="adapters.telegram")
WEB = Child(name="films for browsers", module="adapters.web")
ENGINE = Child(name="engine", module="engine.worker")


def chat_services(settings: BotSettings) -> tuple[Child, ...]:
    """A process for each chat platform that is set up, which does the chores, too; and one for films."""
    tokens = ((DISCORD, settings.discord.token), (TELEGRAM, settings.telegram.token))
    chats = tuple(child for child, token in tokens if token is not None) or (BOT,)
    return chats if settings.web.listen is None else (*chats, WEB)


def _serve(*others: Child, chats: bool, as_json: bool) -> int:
    settings = BotSettings.load()  # what does not fit is said before anything starts
    children = (*(chat_services(settings) if chats else ()), *others)

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
    """Start the chat service, on each platform that is set up, and one engine. Ctrl-C stops all of it.

    What crashes is started again.
    """
    return _serve(ENGINE, chats=True, as_json=as_json)


@click.command("bot")
@as_json_option
def bot(*, as_json: bool) -> int:
    """Start the chat service alone: the engine may run elsewhere, on the same store."""
    return _serve(chats=True, as_json=as_json)


@click.command("engine")
@as_json_option
def engine(*, as_json: bool) -> int:
    """Start one engine alone."""
    return _serve(ENGINE, chats=False, as_json=as_json)


COMMANDS = {"run": run, "bot": bot, "engine": engine}
