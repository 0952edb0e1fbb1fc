"""A bot that does next to nothing: what the library alone costs, and what our Discord is tried out with.

As a process: `python bare_bot.py API_BASE GATEWAY TOKEN`.
"""

import asyncio
import sys

import discord
import yarl
from changes import Changes
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from typing_extensions import override


class Again(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template="again:(?P<count>[0-9]+)"):
    """A button that counts in its own id."""

    def __init__(self, count: int) -> None:
        button = discord.ui.Button[discord.ui.View](label=f"again {count}", custom_id=f"again:{count}")
        super().__init__(button)
        self.count = count

    @classmethod
    @override
    async def from_custom_id(cls, interaction: object, item: object, match: object, /) -> "Again":
        return cls(int(match["count"]))  # type: ignore[index]

    @override
    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(content=f"pressed {self.count}", view=again(self.count + 1))


def again(count: int) -> discord.ui.View:
    """A view of that button alone."""
    view = discord.ui.View(timeout=None)
    view.add_item(Again(count))
    return view


class Form(discord.ui.Modal, title="A form"):
    """One line to fill in."""

    line: discord.ui.TextInput["Form"] = discord.ui.TextInput(
        label="Line", custom_id="line", default="as it was"
    )

    @override
    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"form: {self.line.value}", ephemeral=True)


@app_commands.command(description="says ok")
async def ok(interaction: discord.Interaction) -> None:
    """Answer at once."""
    await interaction.response.send_message("ok")


@app_commands.command(description="says it later")
async def later(interaction: discord.Interaction, word: str, who: discord.User | None = None) -> None:
    """Acknowledge, then answer, then say more."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    await interaction.edit_original_response(
        content=f"{word} {who.name if who else ''}".strip(), view=again(1)
    )
    await interaction.followup.send(f"more {word}", ephemeral=True)


@later.autocomplete("word")
async def words(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer two words."""
    return [app_commands.Choice(name=one, value=one) for one in ("apple", "pear") if typed in one]


@app_commands.command(description="opens a form")
async def form(interaction: discord.Interaction) -> None:
    """Answer with a form."""
    await interaction.response.send_modal(Form())


@app_commands.command(description="takes a file")
async def take(interaction: discord.Interaction, file: discord.Attachment) -> None:
    """Read a file of the command and give it back."""
    data = await file.read()
    await interaction.response.send_message(f"{len(data)} bytes", file=await file.to_file())


@app_commands.context_menu(name="Quote this")
async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
    """Repeat a message."""
    await interaction.response.send_message(f"> {message.content}")


class BareBot(commands.Bot):
    """Says ok; replies to mentions; adds a reaction to its replies. heard: what happened, in order."""

    def __init__(self, **options: object) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, guild_reactions=True)
        super().__init__("!", intents=intents, help_command=None, max_messages=None, **options)  # type: ignore[arg-type]
        self.heard: list[str] = []
        self.changes = Changes()
        for command in (ok, later, form, take, quote):
            self.tree.add_command(command)
        self.add_dynamic_items(Again)

    def _note(self, what: str) -> None:
        self.heard.append(what)
        self.changes.notify()

    @override
    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Come back at once: the library waits 5 s before a new session."""

    @override
    async def setup_hook(self) -> None:
        await self.tree.sync()

    @override
    async def on_message(self, message: discord.Message, /) -> None:
        if message.author == self.user:
            return
        self._note(f"message {message.content!r}")
        if self.user in message.mentions:
            reply = await message.reply("you called", view=again(1))
            await reply.add_reaction("✅")

    async def on_raw_reaction_add(self, reaction: discord.RawReactionActionEvent) -> None:
        """Note whose it is."""
        self._note(f"reaction {reaction.emoji} of {reaction.user_id}")

    async def on_ready(self) -> None:
        """A session began."""
        self._note("ready")

    async def on_resumed(self) -> None:
        """A session went on."""
        self._note("resumed")


def point(api_base: str, gateway: str) -> None:
    """Have the library ask there; it knows one address for a whole process."""
    Route.BASE = api_base
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


async def run(token: str) -> None:
    """Be connected until the process is stopped."""
    async with BareBot() as bot:
        await bot.start(token)


if __name__ == "__main__":
    point(sys.argv[1], sys.argv[2])
    asyncio.run(run(sys.argv[3]))
