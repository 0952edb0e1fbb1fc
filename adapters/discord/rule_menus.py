"""Menus of `/cameo-admin`: channels, roles and subjects are chosen from a list that shows what holds now.

Each is made anew from its custom id, so that it works after a restart; that whoever chooses administers the
server is asked again with every choice.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Self, TypeAlias

import discord
from typing_extensions import override

from adapters import text
from adapters.discord.drawing import Drawn, draw, written
from adapters.discord.visits import Visit, refresh
from bot.consent import BoundaryPreset
from bot.notices import PlaceRulesShown
from bot.place_rules import MOST_CHOSEN, ChooseChannels, ChooseMakers, GateSubjects, RuleChange

ROOMS = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
    discord.ChannelType.forum,
)
"""Kinds of channels in which, or in whose threads, people write to one another."""
Menu: TypeAlias = (
    discord.ui.ChannelSelect[discord.ui.View]
    | discord.ui.RoleSelect[discord.ui.View]
    | discord.ui.Select[discord.ui.View]
)


class Rule(StrEnum):
    """What a menu decides."""

    CHANNELS = "channels"
    MAKERS = "makers"
    GATED = "gated"


def custom_id(rule: Rule) -> str:
    """How Discord names a menu."""
    return f"cameo-rules:{rule.value}"


def menu(rule: Rule, shown: PlaceRulesShown, visit: Visit) -> Drawn:
    """A question with its menu, and all that holds under it."""
    view = discord.ui.View(timeout=None)
    view.add_item(RuleMenu(rule, shown, visit))
    question, tag = text.phrase(f"admin.{rule.value}.choose", visit.language), visit.language
    rules = text.say(named(shown, visit), tag).text
    return written(f"{question}\n\n{rules}", tag, view=view)


def rules_drawn(shown: PlaceRulesShown, visit: Visit) -> Drawn:
    """All that holds, with channels and roles by their names."""
    return draw(named(shown, visit), visit.language)


def named(shown: PlaceRulesShown, visit: Visit) -> PlaceRulesShown:
    """The same with names in place of Discord's numbers; what is gone is said to be."""
    guild = visit.interaction.guild
    gone = text.phrase("admin.gone", visit.language)

    def channel(number: str) -> str:
        found = None if guild is None else guild.get_channel_or_thread(int(number))
        return gone if found is None else f"#{found.name}"

    def role(number: str) -> str:
        found = None if guild is None else guild.get_role(int(number))
        return gone if found is None else f"@{found.name.removeprefix('@')}"

    return shown.model_copy(
        update={
            "channels": tuple(map(channel, shown.channels)),
            "makers": tuple(map(role, shown.makers)),
            "usual": tuple(one.model_copy(update={"chat": channel(one.chat)}) for one in shown.usual),
        }
    )


class RuleMenu(
    discord.ui.DynamicItem[discord.ui.Item[discord.ui.View]],
    template=rf"cameo-rules:(?P<rule>{'|'.join(Rule)})",
):
    """One menu."""

    def __init__(self, rule: Rule, shown: PlaceRulesShown | None = None, visit: Visit | None = None) -> None:
        """Take what it decides; what holds now, and for whom, are only needed to show it."""
        self.rule = rule
        super().__init__(_menu(rule, shown, visit))

    @classmethod
    @override
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        del interaction, item
        return cls(Rule(match["rule"]))

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        change = self.change(interaction)

        async def chosen(visit: Visit) -> Drawn:
            me = visit.speaker
            shown = await visit.app.rule_place(me.person, me.chat, me.around, change)
            return menu(self.rule, shown, visit)

        await refresh(interaction, chosen)

    def change(self, interaction: discord.Interaction[Any]) -> RuleChange:
        """What the choice decides: Discord says the numbers of channels and roles, or our own words."""
        data: Any = interaction.data
        values: tuple[str, ...] = tuple(data["values"])
        match self.rule:
            case Rule.CHANNELS:
                return ChooseChannels(values)
            case Rule.MAKERS:
                return ChooseMakers(values)
            case Rule.GATED:
                return GateSubjects(tuple(BoundaryPreset(value) for value in values))


def _menu(rule: Rule, shown: PlaceRulesShown | None, visit: Visit | None) -> Menu:
    tag = text.FALLBACK if visit is None else visit.language
    hint, name = text.phrase(f"admin.{rule.value}.none_yet", tag), custom_id(rule)
    match rule:
        case Rule.CHANNELS:
            return discord.ui.ChannelSelect(
                custom_id=name,
                placeholder=hint,
                min_values=0,
                max_values=MOST_CHOSEN,
                channel_types=list(ROOMS),
                default_values=_still_there(shown.channels if shown else (), visit, "channel"),
            )
        case Rule.MAKERS:
            return discord.ui.RoleSelect(
                custom_id=name,
                placeholder=hint,
                min_values=0,
                max_values=MOST_CHOSEN,
                default_values=_still_there(shown.makers if shown else (), visit, "role"),
            )
        case Rule.GATED:
            chosen = shown.gated if shown else ()
            return discord.ui.Select(
                custom_id=name,
                placeholder=hint,
                min_values=0,
                max_values=len(BoundaryPreset),
                options=[
                    discord.SelectOption(
                        label=text.phrase(f"admin.gated.{preset.value}", tag),
                        value=preset.value,
                        default=preset in chosen,
                    )
                    for preset in BoundaryPreset
                ],
            )


def _still_there(numbers: Iterable[str], visit: Visit | None, kind: str) -> list[discord.SelectDefaultValue]:
    """Those that Discord can still show; it refuses a menu that names one that is gone."""
    guild = None if visit is None else visit.interaction.guild
    if guild is None:
        return []
    there = guild.get_channel if kind == "channel" else guild.get_role
    sort = getattr(discord.SelectDefaultValueType, kind)
    return [discord.SelectDefaultValue(id=int(one), type=sort) for one in numbers if there(int(one))]
