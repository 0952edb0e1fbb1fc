"""Forms: what one is about stands in its custom id, so that it works although the bot restarted meanwhile.

discord.py would know a form only as long as the process lives that showed it. So every form that is sent
comes here, to whoever registered for its kind.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any, TypeAlias

import discord

from adapters.discord.visits import Asked

KEPT_S = 900.0
"""discord.py forgets by then that it showed a form; it is answered all the same."""
_FORM = re.compile(r"cameo-form:(?P<kind>[a-z_]+):(?P<about>[\w.-]{0,64})")

Fields: TypeAlias = Mapping[str, str]
"""What was written, by the name of the field."""
Way: TypeAlias = Callable[[Asked, str, Fields], Awaitable[None]]
"""Answers a form, given what it is about and what was written into it."""
_WAYS: dict[str, Way] = {}


def on_form(kind: str) -> Callable[[Way], Way]:
    """Register what answers a kind of form."""

    def register(way: Way) -> Way:
        _WAYS[kind] = way
        return way

    return register


def form(
    kind: str, about: str, title: str, fields: Mapping[str, discord.ui.TextInput[Any]]
) -> discord.ui.Modal:
    """A form of that kind about something (an id). fields: what stands over each -> where one writes."""
    modal = discord.ui.Modal(title=title, timeout=KEPT_S, custom_id=f"cameo-form:{kind}:{about}")
    for label, field in fields.items():
        modal.add_item(discord.ui.Label(text=label, component=field))
    return modal


async def submitted(interaction: Asked) -> None:
    """Answer a form that was sent; any other interaction is somebody else's."""
    if interaction.type is not discord.InteractionType.modal_submit or interaction.data is None:
        return
    found = _FORM.fullmatch(str(interaction.data.get("custom_id", "")))
    way = None if found is None else _WAYS.get(found["kind"])
    if found is not None and way is not None:
        await way(interaction, found["about"], dict(_written(interaction.data.get("components", []))))


def _written(parts: Any) -> Iterator[tuple[str, str]]:
    """Every text field, however deep it stands in rows and labels."""
    for part in parts:
        inner = [*part.get("components", []), *([part["component"]] if "component" in part else [])]
        yield from _written(inner)
        if "value" in part:
            yield part["custom_id"], part["value"]
