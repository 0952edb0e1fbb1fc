"""`/privacy`: a panel of buttons that stand for what is set, and change it when one is pressed.

settings in words, a button for each -> its values, the present one marked -> settings in words
Each button names the setting and, for a character, its handle: whoever presses changes their own, whatever
panel they found, and a panel works after a restart.
"""

from telegram import InlineKeyboardButton

from adapters import conversation, text
from adapters.panel import VALUES, Setting, chosen, options, standing
from adapters.telegram.buttons import callback_data, keyboard, on_data
from adapters.telegram.commands import on_command
from adapters.telegram.drawing import Drawn, written
from adapters.telegram.names import character, short
from adapters.telegram.visits import Asked, Visit, refresh, respond
from bot.errors import UnknownRequest
from bot.notices import AnyNotice, SettingsShown

SET = "set"
MARK = "✓ "


@on_command("privacy")
async def privacy(asked: Asked) -> None:
    """The panel; of a character where one is named."""
    of = asked.arguments.removeprefix("@").casefold()

    async def look(visit: Visit) -> Drawn:
        return panel(await visit.app.settings(visit.speaker.person, of), visit.language, of)

    await respond(asked, look)


@on_data(SET)
async def pressed(asked: Asked, data: str) -> None:
    """Show what a setting may be, change it, or go back."""

    async def turned(visit: Visit) -> Drawn | AnyNotice:
        setting, value, of = await _read(visit, data)
        if setting is None:
            return panel(await visit.app.settings(visit.speaker.person, of), visit.language, of)
        if not value:
            return values(await visit.app.settings(visit.speaker.person, of), setting, visit.language, of)
        answer = await conversation.act(visit.app, visit.speaker, chosen(setting, value, of))
        return panel(answer, visit.language, of) if isinstance(answer, SettingsShown) else answer

    await refresh(asked, turned)


def panel(now: SettingsShown, tag: str, of: str = "") -> Drawn:
    """All that is set, in words, and a button for each setting."""
    buttons = [
        InlineKeyboardButton(text.phrase(f"privacy.{one.value}", tag), callback_data=_data(one.value, "", of))
        for one in standing(now, of)
    ]
    return written(text.say(now, tag).text, tag, keyboard(buttons, 1))


def values(now: SettingsShown, setting: Setting, tag: str, of: str = "") -> Drawn:
    """One setting, a button for each of its values."""
    buttons = [
        InlineKeyboardButton(
            f"{MARK if one.chosen else ''}{one.words}", callback_data=_data(setting.value, one.value, of)
        )
        for one in options(setting, standing(now, of).get(setting), tag)
    ]
    back = InlineKeyboardButton(text.phrase("telegram.back", tag), callback_data=_data("", "", of))
    return written(text.phrase(f"privacy.{setting.value}", tag), tag, keyboard([*buttons, back], 1))


def _data(setting: str, value: str, of: str) -> str:
    return callback_data(SET, f"{setting}:{value}:{short(of)}")


async def _read(visit: Visit, data: str) -> tuple[Setting | None, str, str]:
    """The setting and its value, as far as they are named, and the character that it is about.

    Raises:
        UnknownRequest: no button of the panel says so.
    """
    setting, _, rest = data.partition(":")
    value, _, name = rest.partition(":")
    known = {one.value: {value.value for value in values} for one, values in VALUES.items()}
    if setting not in {"", *known} or value not in {"", *known.get(setting, ())}:
        raise UnknownRequest
    return Setting(setting) if setting else None, value, await character(visit, name)
