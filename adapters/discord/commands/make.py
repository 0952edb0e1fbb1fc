"""`/cameo make` and `/cameo compose`; the menu "Remix this clip"."""

import re
from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from adapters import text
from adapters.answering import log_trouble
from adapters.deadlines import within
from adapters.discord.commands.family import Commands, Menus
from adapters.discord.forms import Fields, form, on_form
from adapters.discord.offers import IN_TIME_S
from adapters.discord.people import account_of, chat_of
from adapters.discord.places import MessagePlace
from adapters.discord.proposals import proposed, show_form
from adapters.discord.translation import described
from adapters.discord.visits import Asked, Visit, respond
from adapters.proposing import LONGEST
from bot.clips import Tier
from bot.commands.forms import MakeForm
from bot.notices import PromptShown
from bot.people import Platform
from bot.prompts import MOST_CAST, FiveWritten, composed
from bot.script.timing import SHORTEST_CLIP_S
from engine.contract.messages import LONGEST_CLIP_S, Style

LONGEST_PART = 100
"""Characters of what somebody plays."""
MOST_OFFERED, LONGEST_CHOICE = 25, 100
"""What Discord shows while somebody types: so many names, each so long."""
_LAST = re.compile(r"^(?P<before>.*[\s,;&+])?(?P<last>[^\s,;&+]*)$", re.DOTALL)


async def _handles(asked: Asked, begins: str) -> Sequence[str]:
    chat = chat_of(asked.channel_id or 0, asked.guild_id)
    person = await asked.client.app.person_for(account_of(asked.user), chat)
    return await asked.client.app.castable(person.id, chat, begins)


async def _castable(interaction: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
    """Whom they may cast, behind whom they have named already."""
    asked: Asked = interaction
    found = _LAST.match(typed)
    before = "" if found is None or found["before"] is None else " ".join(found["before"].split())
    named = before.replace("@", " ").replace(",", " ").split()
    if len(named) >= MOST_CAST:
        return [Choice(name=before[:LONGEST_CHOICE], value=before[:LONGEST_CHOICE])]
    try:
        last = "" if found is None else found["last"]
        handles = await within(IN_TIME_S, _handles(asked, last))
    except Exception as error:  # noqa: BLE001 - an offer is a courtesy; the command itself says what is wrong
        log_trouble(error)
        return []
    offers = [" ".join(filter(None, [before, f"@{handle}"])) for handle in handles if handle not in named]
    return [Choice(name=each, value=each) for each in offers if len(each) <= LONGEST_CHOICE][:MOST_OFFERED]


@app_commands.command(name="make", description=described("make.about"))
@app_commands.rename(cast="with")
@app_commands.describe(
    prompt=described("make.prompt"),
    seconds=described("make.seconds"),
    resolution=described("make.resolution"),
    style=described("make.style"),
    cast=described("make.with"),
    role1=described("make.role1"),
    role2=described("make.role2"),
    draft=described("make.draft"),
)
@app_commands.choices(
    resolution=[Choice(name=described(f"make.resolution.{tier.value}"), value=tier.value) for tier in Tier],
    style=[Choice(name=described(f"make.style.{style.value}"), value=style.value) for style in Style],
)
@app_commands.autocomplete(cast=_castable)
async def make(  # noqa: PLR0917 - the options of the command
    interaction: Asked,
    prompt: Range[str, 1, LONGEST],
    seconds: Range[float, SHORTEST_CLIP_S, LONGEST_CLIP_S] | None = None,
    resolution: str | None = None,
    style: str | None = None,
    cast: Range[str, 0, LONGEST_CHOICE] = "",
    role1: Range[str, 0, LONGEST_PART] = "",
    role2: Range[str, 0, LONGEST_PART] = "",
    draft: bool | None = None,  # noqa: FBT001 - Discord names what it passes
) -> None:
    """Show what it would come to; it is made by the button under that."""
    form = MakeForm(
        prompt=prompt,
        seconds=seconds,
        tier=None if resolution is None else Tier(resolution),
        style=None if style is None else Style(style),
        cast=cast,
        parts=(role1, role2),
    )
    await respond(interaction, lambda here: proposed(here, form, draft=draft))


_NEEDED, _MORE = ("subject", "action"), ("camera", "environment", "style")


def _part(name: str, tag: str) -> discord.ui.TextInput[Any]:
    long = name == "action"
    return discord.ui.TextInput(
        custom_id=name,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        placeholder=text.phrase(f"compose.{name}.hint", tag),
        required=name in _NEEDED,
        max_length=1000 if long else 200,
    )


@on_form("compose")
async def written(interaction: Asked, _about: str, fields: Fields) -> None:
    """One prompt from the five parts."""
    parts = FiveWritten(**{name: fields.get(name, "") for name in (*_NEEDED, *_MORE)})
    await respond(interaction, lambda here: proposed(here, MakeForm(prompt=composed(parts))))


@app_commands.command(name="compose", description=described("compose.about"))
async def compose(interaction: Asked) -> None:
    """A form for the five parts."""
    tag = str(interaction.locale)
    parts = {text.phrase(f"compose.{name}", tag): _part(name, tag) for name in (*_NEEDED, *_MORE)}
    await interaction.response.send_modal(form("compose", "", text.phrase("compose.title", tag), parts))


@app_commands.context_menu(name=described("remix.menu"))
async def remix_this(interaction: Asked, message: discord.Message) -> None:
    """A form with the prompt of the clip that a message carries or tells of."""
    place = MessagePlace(message.channel.id, message.id).name

    async def found(here: Visit) -> PromptShown:
        return await here.app.prompt_at(here.speaker.person, Platform.DISCORD, place)

    await show_form(interaction, found, "remix.title")


COMMANDS: Commands = (make, compose)
MENUS: Menus = (remix_this,)
