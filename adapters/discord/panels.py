"""The privacy panel: four selects that stand for what is set, and change it when something is chosen.

Each is made anew from its custom id, which names the setting and, for a character, its handle: whoever
chooses changes their own, whatever panel they found, and a panel works after a restart.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

import discord
from typing_extensions import override

from adapters import conversation, text
from adapters.discord.drawing import Drawn, written
from adapters.discord.visits import Visit, refresh
from bot.commands import intents
from bot.consent import ApprovalMode, Notify, Usage, Visibility
from bot.notices import AnyNotice, SettingsShown


class Setting(StrEnum):
    """What a select is about."""

    USAGE = "usage"
    VISIBILITY = "visibility"
    APPROVAL = "approval"
    NOTIFY = "notify"


VALUES: Mapping[Setting, type[StrEnum]] = {
    Setting.USAGE: Usage,
    Setting.VISIBILITY: Visibility,
    Setting.APPROVAL: ApprovalMode,
    Setting.NOTIFY: Notify,
}


def custom_id(setting: Setting, of: str) -> str:
    """How Discord names a select; `of`: the handle of a character, "" for oneself."""
    return f"cameo-set:{setting.value}:{of}"


def panel(shown: SettingsShown, tag: str, of: str = "") -> Drawn:
    """All that is set, in words, and the selects under it. Characters have no notices of their own."""
    view = discord.ui.View(timeout=None)
    now: Mapping[Setting, StrEnum] = {
        Setting.USAGE: shown.usage,
        Setting.VISIBILITY: shown.visibility,
        Setting.APPROVAL: shown.approval,
        Setting.NOTIFY: shown.notify,
    }
    for setting, value in now.items():
        if not of or setting is not Setting.NOTIFY:
            view.add_item(SettingSelect(setting, of, value, tag))
    return written(text.say(shown, tag).text, tag, view=view)


async def look(visit: Visit, of: str = "") -> Drawn:
    """The panel as things stand."""
    return panel(await visit.app.settings(visit.speaker.person, of), visit.language, of)


class SettingSelect(
    discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]],
    template=rf"cameo-set:(?P<setting>{'|'.join(Setting)}):(?P<of>.{{0,64}})",
):
    """One setting."""

    def __init__(self, setting: Setting, of: str, now: StrEnum | None = None, tag: str = "") -> None:
        """Take what it is about; what holds `now`, and the language, are only needed to show it."""
        self.setting, self.of = setting, of
        options = [
            discord.SelectOption(
                label=text.phrase(f"privacy.{setting.value}.{value.value}", tag or text.FALLBACK),
                value=value.value,
                default=value is now,
            )
            for value in VALUES[setting]
        ]
        super().__init__(discord.ui.Select(custom_id=custom_id(setting, of), options=options))

    @classmethod
    @override
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        del interaction
        chosen = cls(Setting(match["setting"]), match["of"])
        if isinstance(item, discord.ui.Select):
            chosen.item = item
        return chosen

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        async def chosen(visit: Visit) -> AnyNotice | Drawn:
            answer = await conversation.act(visit.app, visit.speaker, self.intent())
            return panel(answer, visit.language, self.of) if isinstance(answer, SettingsShown) else answer

        await refresh(interaction, chosen)

    def intent(self) -> intents.Intent:
        """What the choice asks for."""
        value = self.item.values[0]
        match self.setting:
            case Setting.USAGE:
                return intents.SetUsage(Usage(value), self.of)
            case Setting.VISIBILITY:
                return intents.SetVisibility(Visibility(value), self.of)
            case Setting.APPROVAL:
                return intents.SetApproval(ApprovalMode(value), self.of)
            case Setting.NOTIFY:
                return intents.SetNotify(Notify(value))
