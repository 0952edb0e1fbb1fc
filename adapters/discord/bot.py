"""The client: what it listens to, what it answers with, and what it does on its own."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord.ext import commands
from typing_extensions import override

from adapters.analyses import Analyses
from adapters.discord import direct, forms, listening
from adapters.discord.buttons import NoticeButton
from adapters.discord.commands import add_commands
from adapters.discord.pages import PageButton
from adapters.discord.panels import SettingSelect
from adapters.discord.posting import DiscordPost
from adapters.discord.purchases import Purchases
from adapters.discord.reactions import catch_up, on_reaction
from adapters.discord.rule_menus import RuleMenu
from adapters.discord.statuses import DiscordBoard
from adapters.discord.translation import Phrases
from adapters.posting import Poster
from adapters.serving import end
from adapters.statuses import Statuses
from bot.app import App
from bot.settings import BotSettings

Loop = Callable[[], Coroutine[Any, Any, None]]

_log = logging.getLogger(__name__)

INTENTS = discord.Intents.none()
INTENTS.guilds = INTENTS.guild_messages = INTENTS.dm_messages = True
INTENTS.guild_reactions = INTENTS.dm_reactions = True
"""None of them privileged: messages are read where they mention the bot, or were written to it alone."""

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    add_reactions=True,
    read_message_history=True,
)
"""All that it needs on a server."""


class CameoBot(commands.Bot):
    """Talks to `app`. background: whether it delivers and edits by itself; tests do that step by step."""

    def __init__(self, app: App, settings: BotSettings, *, background: bool = True) -> None:
        """Connects to nothing yet."""
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            shard_id=settings.discord.shard,
            shard_count=settings.discord.shards,
            chunk_guilds_at_startup=False,
        )
        self.app = app
        self.settings = settings
        self._background = background
        self.poster = Poster(app, DiscordPost(self))
        self.statuses = Statuses(app, DiscordBoard(self))
        self.purchases = Purchases(self, settings)
        self.analyses = Analyses(app)
        self._loops: tuple[Loop, ...] = (
            self.poster.run,
            self.statuses.run,
            self.purchases.run,
            self.analyses.run,
        )
        self._tasks: list[asyncio.Task[None]] = []
        add_commands(self.tree)
        self.add_dynamic_items(NoticeButton, PageButton, RuleMenu, SettingSelect)

    @override
    async def setup_hook(self) -> None:
        await self.tree.set_translator(Phrases())
        await self.tree.sync()
        if self._background:
            self._tasks = [asyncio.create_task(loop()) for loop in self._loops]

    async def on_ready(self) -> None:
        """Say who is connected, and how servers invite it."""
        _log.info("connected as %s, on %d servers", self.user, len(self.guilds))
        _log.info("whoever manages a server invites it by %s", self.invitation)
        await catch_up(self)

    @property
    def invitation(self) -> str:
        """The link by which somebody who manages a server invites the bot."""
        return discord.utils.oauth_url(
            self.application_id or 0,
            permissions=PERMISSIONS,
            scopes=("bot", "applications.commands"),
        )

    async def on_interaction(self, interaction: discord.Interaction[Any], /) -> None:
        """Commands and buttons find their way by themselves; forms go to `forms`."""
        await forms.submitted(interaction)

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Take somebody's answer to a question."""
        await on_reaction(self, payload)

    @override
    async def on_message(self, message: discord.Message, /) -> None:
        """No prefix commands: messages are read by `listening`, those to the bot alone by `direct`."""
        if message.author.bot:
            return
        if message.guild is None:
            await direct.heard(self, message)
        else:
            await listening.heard(self, message)

    @override
    async def close(self) -> None:
        await end(*self._tasks)
        await super().close()

    @override
    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Note it without what was written: an event's arguments are people's messages."""
        _log.exception("%s failed", event_method)
