"""`/cameo help`: the commands as they are called here, from the commands themselves."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import discord
from discord import app_commands
from discord.app_commands import Choice, Command, Group, Parameter, Range, locale_str

from adapters import text
from adapters.discord.commands.family import Commands
from adapters.discord.drawing import EMBED_LENGTH, MESSAGE_LENGTH, Drawn
from adapters.discord.offers import MOST
from adapters.discord.translation import KEY, described
from adapters.discord.visits import Asked, Visit, respond

LONGEST_TOPIC = 60
Entry: TypeAlias = Command[Any, ..., Any] | Group


async def _topics(interaction: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
    """Every command, and every group of them, that has in its name what was typed."""
    wanted = typed.casefold().removeprefix("/cameo ")
    names = [_name(entry) for entry in _entries(_root(interaction))]
    return [Choice(name=name, value=name) for name in names if wanted in name][:MOST]


@app_commands.command(name="help", description=described("help.about"))
@app_commands.describe(topic=described("help.topic"))
@app_commands.autocomplete(topic=_topics)
async def help_shown(interaction: Asked, topic: Range[str, 0, LONGEST_TOPIC] = "") -> None:
    """Explain all of this, or one command; all of it where there is no such command."""

    async def explain(visit: Visit) -> Drawn:
        return manual(_root(interaction), visit.language, topic)

    await respond(interaction, explain)


def manual(root: Group, tag: str, topic: str = "") -> Drawn:
    """One command of `/cameo` or a group of them, or all of it where none is called `topic`."""
    entries = {_name(entry): entry for entry in _entries(root)}
    found = entries.get(topic.removeprefix("/cameo "))
    return _drawn(overview(root, tag) if found is None else about(found, tag))


def overview(root: Group, tag: str) -> str:
    """How to begin, and one line for each command or group of commands."""
    return "\n".join([text.phrase("help.intro", tag), "", *(_line(entry, tag) for entry in root.commands)])


def about(entry: Entry, tag: str) -> str:
    """One command with its options, or a group with its commands."""
    if isinstance(entry, Group):
        return "\n".join([_line(entry, tag), *(_line(each, tag) for each in entry.commands)])
    return "\n".join([_line(entry, tag), *(_option(each, tag) for each in entry.parameters)])


def _line(entry: Entry, tag: str) -> str:
    key = f"{_name(entry).replace(' ', '.')}.about"
    words = text.phrase(key, tag) if text.has_phrase(key) else entry.description
    more = f" ({', '.join(each.name for each in entry.commands)})" if isinstance(entry, Group) else ""
    return text.phrase("help.command", tag, command=_name(entry), about=words) + more


def _option(option: Parameter, tag: str) -> str:
    said = option.locale_description or option.description
    key = said.extras.get(KEY) if isinstance(said, locale_str) else None
    words = text.phrase(key, tag) if key is not None else str(said)
    return text.phrase("help.option", tag, option=option.name, about=words)


def _name(entry: Entry) -> str:
    """Without the word that begins all of them."""
    return entry.qualified_name.partition(" ")[2]


def _entries(root: Group) -> Iterator[Entry]:
    for entry in root.commands:
        yield entry
        if isinstance(entry, Group):
            yield from entry.commands


def _root(interaction: discord.Interaction[Any]) -> Group:
    """`/cameo`, which this command is a part of."""
    command = interaction.command
    root = command.root_parent if isinstance(command, Command) else None
    if root is None:
        raise LookupError("help is not a part of /cameo")
    return root


def _drawn(words: str) -> Drawn:
    if len(words) <= MESSAGE_LENGTH:
        return Drawn(words)
    return Drawn("", embed=discord.Embed(description=words[:EMBED_LENGTH]))


COMMANDS: Commands = (help_shown,)
