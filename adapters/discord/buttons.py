"""Buttons: an action and an id, nothing else, so that each works after a restart and from any process.

What a button does is decided by the use case when it is pressed. Most answer with a notice; one that needs a
form, a file or the channel brings its own way, registered with `on_press`.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Self

import discord
from typing_extensions import override

from adapters import conversation
from adapters.discord.visits import Asked, Visit, respond
from adapters.text import Label
from bot.notices import Action, AnyNotice, Button

Way = Callable[[Asked, Button], Awaitable[None]]
_OWN_WAY: dict[Action, Way] = {}
_GOOD = frozenset(
    {Action.ALLOW_ACCESS, Action.APPROVE_CLIP, Action.AGREE_SETUP, Action.KEEP_CLIP, Action.START_CLIP}
)
_GRAVE = frozenset(
    {
        Action.DENY_ACCESS,
        Action.DENY_CLIP,
        Action.DELETE_CLIP,
        Action.ERASE_ME,
        Action.REMOVE_CHARACTER,
        Action.UNLINK,
    }
)
ID = r"[\w.-]{1,64}"
_ACTIONS = "|".join(Action)


def on_press(*actions: Action) -> Callable[[Way], Way]:
    """Register what these buttons do, where a notice is not all of it."""

    def register(way: Way) -> Way:
        for action in actions:
            _OWN_WAY[action] = way
        return way

    return register


def custom_id(button: Button) -> str:
    """How Discord names a button; at most 100 characters."""
    return f"cameo:{button.action.value}:{button.id}"


class NoticeButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=rf"cameo:(?P<action>{_ACTIONS}):(?P<id>{ID})",
):
    """A button of a notice, made anew from its custom id whenever it is pressed."""

    def __init__(self, button: Button, label: str = "", row: int | None = None) -> None:
        """Take what it stands for; `label` and `row` are only needed to show it."""
        self.button = button
        super().__init__(
            discord.ui.Button(
                label=label or None, style=_style(button.action), custom_id=custom_id(button), row=row
            )
        )

    @classmethod
    @override
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        del interaction, item
        return cls(Button(action=Action(match["action"]), id=match["id"]))

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        way = _OWN_WAY.get(self.button.action)
        if way is not None:
            await way(interaction, self.button)
            return

        async def pressed(visit: Visit) -> AnyNotice:
            return await conversation.press(visit.app, visit.speaker, self.button)

        await respond(interaction, pressed)


def row_of(labels: Sequence[Label]) -> discord.ui.View | None:
    """The buttons under a message, five to a row; None where there are none."""
    if not labels:
        return None
    view = discord.ui.View(timeout=None)
    for label in labels:
        view.add_item(NoticeButton(label.button, label.text))
    return view


def _style(action: Action) -> discord.ButtonStyle:
    if action in _GOOD:
        return discord.ButtonStyle.success
    return discord.ButtonStyle.danger if action in _GRAVE else discord.ButtonStyle.secondary
