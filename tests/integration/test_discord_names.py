"""What texts call a command can be typed on Discord."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from discord_house import DiscordHouse
from simcord.interactions import command_leaves

from adapters.discord.naming import COMMANDS, literal, shown
from bot.commands import TABLE

pytestmark = pytest.mark.integration


def _typed(discord_house: DiscordHouse) -> Iterator[str]:
    """Every slash command that the bot registered, as it is typed."""
    for command in discord_house.bot.tree.get_commands():
        as_sent = command.to_dict(discord_house.bot.tree)
        if as_sent.get("type", 1) == 1:
            yield from (" ".join(path) for path, _ in command_leaves(as_sent))


def test_every_command_of_the_shared_grammar_has_a_name_here() -> None:
    assert set(TABLE) <= set(COMMANDS)


async def test_every_name_is_a_command_that_discord_knows(discord_house: DiscordHouse) -> None:
    typed = set(_typed(discord_house))
    assert {f"cameo {name}" for name in COMMANDS.values()} <= typed


async def test_every_command_stands_in_the_readme(discord_house: DiscordHouse) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    written = set(re.findall(r"`/(cameo[^`\[]*?)(?: \[[^`]*)?`", readme))
    missing = {name for name in _typed(discord_house) if not any(name in each for each in written)}
    assert missing == set()


def test_a_named_command_is_set_off_and_called_as_it_is_called_here() -> None:
    assert shown("Change it with /cameo usage or `/cameo ask ada`.") == (
        "Change it with `/cameo privacy` or `/cameo friends ask ada`."
    )


def test_what_follows_a_command_is_kept_where_it_can_be_typed_here() -> None:
    said = shown("`/cameo character remove @rex yes`, `/cameo boundary presets`, `/cameo usage only me`")
    assert said == "`/cameo character remove @rex yes`, `/cameo boundaries presets`, `/cameo privacy`"


def test_what_is_one_command_here_is_named_once() -> None:
    assert shown("with /cameo usage, /cameo approval and /cameo boundary.") == (
        "with `/cameo privacy` and `/cameo boundaries add`."
    )


def test_a_setting_of_a_character_is_named_with_the_option_for_it() -> None:
    assert shown("`/cameo usage everyone --of @rex`") == "`/cameo privacy of:@rex`"


def test_what_is_a_command_of_its_own_here_keeps_its_name() -> None:
    assert shown("`/cameo clips` or `/cameo packs`") == "`/cameo clips` or `/cameo credits buy`"


def test_what_is_typed_elsewhere_than_here_is_set_off() -> None:
    assert shown("`cameo admin reports show x1`, `@Self`") == "`cameo admin reports show x1`, `@Self`"


def test_what_stands_beside_a_link_is_no_markup_either() -> None:
    assert literal("[x](y) **bold** (z)").endswith(" \\*\\*bold\\*\\* (z)")


def test_what_people_wrote_is_shown_as_they_wrote_it() -> None:
    assert literal("**bold** @everyone") == "\\*\\*bold\\*\\* @\u200beveryone"


@pytest.mark.parametrize(
    "text",
    [
        "[gift](https://a.example)",
        "[x](y) [gift](https://a.example)",
        "[two\nlines](https://a.example)",
        "https://b.example/[gift](https://a.example)",
    ],
)
def test_no_words_of_somebodys_become_a_link_to_elsewhere(text: str) -> None:
    assert "](" not in literal(text)


@pytest.mark.parametrize(
    "text", ["<#123456>", "</x:123456>", "<t:1:R>", "<:x:123456>", "<a:x:1>", "<id:guide>"]
)
def test_what_discord_would_replace_is_shown_as_it_was_written(text: str) -> None:
    assert literal(text).replace("\u200b", "") == text != literal(text)
