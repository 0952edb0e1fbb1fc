"""`/cameo-admin`: what whoever manages a server decides there.

Discord shows it to those with the permission "Manage Server" only; the use case asks for that again.
"""

import io
from dataclasses import replace
from typing import Final

import discord
from discord import app_commands
from discord.app_commands import AppCommandContext, AppInstallationType, Choice

from adapters import text
from adapters.discord.commands.family import Commands
from adapters.discord.drawing import Drawn, draw
from adapters.discord.rule_menus import Rule, menu, rules_drawn
from adapters.discord.translation import described
from adapters.discord.visits import Asked, Visit, respond
from bot.clips import Tier
from bot.place_rules import MOST_CLIPS, MOST_DAYS, ChannelDefaults, Pause, RuleChange, SetCaps, Speak
from engine.contract.messages import LONGEST_CLIP_S, Style

OWN: Final = "own"
"""Each asker's own language, where one has to be chosen from a list."""
Room = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel

GROUP = app_commands.Group(
    name="cameo-admin",
    description=described("admin.about"),
    default_permissions=discord.Permissions(manage_guild=True),
    allowed_contexts=AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    allowed_installs=AppInstallationType(guild=True, user=False),
)


async def _decide(interaction: Asked, change: RuleChange) -> None:
    async def decided(visit: Visit) -> Drawn:
        me = visit.speaker
        return rules_drawn(await visit.app.rule_place(me.person, me.chat, me.around, change), visit)

    await respond(interaction, decided)


async def _choose(interaction: Asked, rule: Rule) -> None:
    async def offered(visit: Visit) -> Drawn:
        me = visit.speaker
        return menu(rule, await visit.app.place_rules(me.person, me.chat, me.around), visit)

    await respond(interaction, offered)


@GROUP.command(name="show", description=described("admin.show.about"))
async def show(interaction: Asked) -> None:
    """All that holds."""

    async def shown(visit: Visit) -> Drawn:
        me = visit.speaker
        return rules_drawn(await visit.app.place_rules(me.person, me.chat, me.around), visit)

    await respond(interaction, shown)


@GROUP.command(name="channels", description=described("admin.channels.about"))
async def channels(interaction: Asked) -> None:
    """Where clips can be asked for."""
    await _choose(interaction, Rule.CHANNELS)


@GROUP.command(name="makers", description=described("admin.makers.about"))
async def makers(interaction: Asked) -> None:
    """Who can ask for clips."""
    await _choose(interaction, Rule.MAKERS)


@GROUP.command(name="gated", description=described("admin.gated.about"))
async def gated(interaction: Asked) -> None:
    """What belongs in age-restricted channels only."""
    await _choose(interaction, Rule.GATED)


@GROUP.command(name="defaults", description=described("admin.defaults.about"))
@app_commands.describe(
    channel=described("admin.defaults.channel"),
    seconds=described("admin.defaults.seconds"),
    resolution=described("admin.defaults.resolution"),
    style=described("admin.defaults.style"),
    draft=described("admin.defaults.draft"),
    reset=described("admin.defaults.reset"),
)
@app_commands.choices(
    resolution=[Choice(name=described(f"admin.defaults.{tier.value}"), value=tier.value) for tier in Tier],
    style=[Choice(name=described(f"make.style.{style.value}"), value=style.value) for style in Style],
)
async def defaults(  # noqa: PLR0917 - Discord passes options by name
    interaction: Asked,
    channel: Room,
    seconds: app_commands.Range[float, 1.0, LONGEST_CLIP_S] | None = None,
    resolution: str | None = None,
    style: str | None = None,
    draft: bool | None = None,  # noqa: FBT001 - as above
    reset: bool = False,  # noqa: FBT001, FBT002 - as above
) -> None:
    """What is usual in a channel."""
    usual = ChannelDefaults(
        seconds=seconds,
        tier=None if resolution is None else Tier(resolution),
        style=None if style is None else Style(style),
        draft=draft,
    )

    async def decided(visit: Visit) -> Drawn:
        me = visit.speaker
        shown = await visit.app.set_channel_defaults(
            me.person, me.chat, me.around, channel=str(channel.id), usual=usual, anew=reset
        )
        return rules_drawn(shown, visit)

    await respond(interaction, decided)


@GROUP.command(name="caps", description=described("admin.caps.about"))
@app_commands.describe(member=described("admin.caps.member"), server=described("admin.caps.server"))
async def caps(
    interaction: Asked,
    member: app_commands.Range[int, 0, MOST_CLIPS] | None = None,
    server: app_commands.Range[int, 0, MOST_CLIPS] | None = None,
) -> None:
    """How many clips within 24 hours."""
    await _decide(interaction, SetCaps(per_member=member, per_place=server))


@GROUP.command(name="language", description=described("admin.language.about"))
@app_commands.describe(language=described("admin.language.language"))
@app_commands.choices(
    language=[Choice(name=described(f"admin.language.{tag}"), value=tag) for tag in (OWN, *text.LANGUAGES)]
)
async def language(interaction: Asked, language: str) -> None:
    """The language that everybody there reads."""
    await _decide(interaction, Speak(None if language == OWN else language))


@GROUP.command(name="pause", description=described("admin.pause.about"))
async def pause(interaction: Asked) -> None:
    """Nobody asks for clips for now."""
    await _decide(interaction, Pause(paused=True))


@GROUP.command(name="resume", description=described("admin.resume.about"))
async def resume(interaction: Asked) -> None:
    """Everybody may again."""
    await _decide(interaction, Pause(paused=False))


@GROUP.command(name="export", description=described("admin.export.about"))
@app_commands.describe(days=described("admin.export.days"))
async def export(interaction: Asked, days: app_commands.Range[int, 1, MOST_DAYS] = 30) -> None:
    """The log of what was made and decided here."""

    async def exported(visit: Visit) -> Drawn:
        me = visit.speaker
        found = await visit.app.export_place(me.person, me.chat, me.around, days)
        file = discord.File(io.BytesIO(found.data), filename=f"cameo-{me.chat.place}.jsonl")
        return replace(draw(found.notice, visit.language), file=file)

    await respond(interaction, exported)


COMMANDS: Commands = ()
ADMIN = (GROUP,)
