"""Commands are explained in every language, and fit where Discord shows them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import discord
import pytest
from discord import app_commands
from languages import OTHERS, manual

from adapters.discord.commands import add_commands
from adapters.discord.translation import Phrases
from bot.commands import TABLE, parse

pytestmark = pytest.mark.unit


FULL = 8000
"""Characters that Discord takes for a whole command, the longest translation of each part counted."""


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("name", TABLE)
def test_an_example_is_understood(name: str, tag: str) -> None:
    assert type(parse(manual(tag).shown(name))) is type(parse(TABLE[name].example))


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("name", TABLE)
def test_a_usage_keeps_the_words_of_the_grammar(name: str, tag: str) -> None:
    """And says the others: what stands for something else is in capitals or brackets, or a mention."""
    standing = re.compile(r"@\w+|\b[A-Z]+\b|(?<=\[)(?:message|what is wrong)(?=\])|\bor\b")
    kept = re.findall(r"[\w-]+", standing.sub("", TABLE[name].usage))
    assert [word for word in kept if word not in manual(tag).usage(name)] == []
    assert set(standing.findall(TABLE[name].usage)) - set(manual(tag).stands_for) == set()


async def sent_commands() -> list[dict[str, Any]]:
    """Every command as Discord receives it."""
    async with discord.Client(intents=discord.Intents.none()) as client:
        tree: app_commands.CommandTree[Any] = app_commands.CommandTree(client)
        add_commands(tree)
        return [await command.get_translated_payload(tree, Phrases()) for command in tree._get_all_commands()]


def parts(command: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A command, its subcommands, options and choices."""
    yield command
    for part in (*command.get("options", ()), *command.get("choices", ())):
        yield from parts(part)


def versions(part: Mapping[str, Any], field: str) -> list[str]:
    """A field of it, in English and in every other locale."""
    return [part.get(field) or "", *(part.get(f"{field}_localizations") or {}).values()]


async def test_commands_are_described_in_every_language() -> None:
    described = [
        part for command in await sent_commands() for part in parts(command) if part.get("description")
    ]
    locales = {locale for part in described for locale in part.get("description_localizations") or {}}
    assert {locale.split("-")[0] for locale in locales} == set(OTHERS)
    assert all(set(part["description_localizations"]) == locales for part in described)


async def test_commands_are_not_too_long_for_discord_in_any_language() -> None:
    for command in await sent_commands():
        for part in parts(command):
            allowed = 100 if "value" in part else 32
            assert [said for said in versions(part, "name") if len(said) > allowed] == []
            assert [said for said in versions(part, "description") if len(said) > 100] == []


async def test_whole_commands_fit() -> None:
    for command in await sent_commands():
        fields = [(part, field) for part in parts(command) for field in ("name", "description", "value")]
        longest = sum(max(len(str(said)) for said in versions(part, field)) for part, field in fields)
        assert longest <= FULL, command["name"]
