"""The privacy panel: four selects that stand for what is set, and change it when something is chosen.

Each is made anew from its custom id, which names the setting and, for a character, its handle: whoever
chooses changes their own, whatever panel they found, and a panel works after a restart.
"""

import re
from enum import StrEnum
from typing import Any, Self

import discord
from typing_extensions import override

from adapters import conversation, text
from adapters.discord.drawing import Drawn, written
from adapters.discord.visits import Visit, refresh
from adapters.panel import Setting, chosen, options, standing
from bot.notices import AnyNotice, SettingsShown


def custom_id(setting: Setting, of: str) -> str:
    """How Discord names a select; `of`: the handle of a character, "" for oneself."""
    return f"cameo-set:{setting.value}:{of}"


def panel(shown: SettingsShown, tag: str, of: str = "") -> Drawn:
    """All that is set, in words, and the selects under it."""
    view = discord.ui.View(timeout=None)
    for setting, value in standing(shown, of).items():
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
        shown = [
            discord.SelectOption(label=one.words, value=one.value, default=one.chosen)
            for one in options(setting, now, tag or text.FALLBACK)
        ]
        super().__init__(discord.ui.Select(custom_id=custom_id(setting, of), options=shown))

    @classmethod
    @override
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        del interaction
        select = cls(Setting(match["setting"]), match["of"])
        if isinstance(item, discord.ui.Select):
            select.item = item
        return select

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        async def done(visit: Visit) -> AnyNotice | Drawn:
            wish = chosen(self.setting, self.item.values[0], self.of)
            answer = await conversation.act(visit.app, visit.speaker, wish)
            return panel(answer, visit.language, self.of) if isinstance(answer, SettingsShown) else answer

        await refresh(interaction, done)
