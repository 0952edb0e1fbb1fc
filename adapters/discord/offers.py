"""What is offered while somebody types: their friends, characters, boundaries and the like; all of it theirs.

An offer is a courtesy: where the store is away nothing is offered, and the command itself says what is wrong.
"""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from discord import Interaction
from discord.app_commands import Choice

from adapters import text
from adapters.deadlines import within
from adapters.discord.people import account_of, chat_of
from adapters.discord.visits import Asked
from bot.app import App
from bot.consent import BoundaryPreset
from bot.notices import FriendsShown

_log = logging.getLogger(__name__)

MOST, LONGEST = 25, 100
"""Choices that Discord shows, and characters of each."""
IN_TIME_S = 2.0
"""After 3 s Discord takes no choices any more."""


@dataclass(frozen=True, slots=True)
class Typing:
    """Who is typing, what language they read, and the character it is about, as far as they said (`of`)."""

    app: App
    person: str
    language: str
    of: str


Offers: TypeAlias = Iterable[tuple[str, str]]
"""What is shown, and what it stands for."""
Offer: TypeAlias = Callable[[Interaction[Any], str], Coroutine[Any, Any, list[Choice[str]]]]
Handles: TypeAlias = Iterable[str]


def offer(find: Callable[[Typing], Awaitable[Offers]]) -> Offer:
    """Make an autocompletion of what `find` gives: what matches the words typed so far, as much as fits."""

    async def look(interaction: Interaction[Any]) -> Offers:
        return await find(await _typing(interaction))

    async def complete(interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        try:
            found = await within(IN_TIME_S, look(interaction))
        except Exception as error:  # noqa: BLE001 - the command itself says what is wrong
            _log.warning("nothing could be offered: %s", type(error).__name__)
            return []
        wanted = typed.casefold().removeprefix("@")
        fitting = [(name, value) for name, value in found if wanted in name.casefold()]
        return [Choice(name=name[:LONGEST], value=value) for name, value in fitting if len(value) <= LONGEST][
            :MOST
        ]

    return complete


async def _typing(interaction: Asked) -> Typing:
    chat = chat_of(interaction.channel_id or 0, interaction.guild_id)
    app = interaction.client.app
    person = await app.person_for(account_of(interaction.user), chat)
    of = getattr(interaction.namespace, "of", None) or ""
    return Typing(app, person.id, str(interaction.locale), of)


def friends(whose: Callable[[FriendsShown], Handles]) -> Offer:
    """People whom somebody has to do with, as `whose` picks them."""

    async def find(typing: Typing) -> Offers:
        handles = dict.fromkeys(whose(await typing.app.friends(typing.person)))
        return [(f"@{handle}", handle) for handle in handles]

    return offer(find)


def allowed(shown: FriendsShown) -> Handles:
    """Those whom they allow."""
    return (one.handle for one in shown.grants)


def asking(shown: FriendsShown) -> Handles:
    """Those whose question is open."""
    return (one.handle for one in shown.asked_of_me)


def blocked(shown: FriendsShown) -> Handles:
    """Those whom they blocked."""
    return shown.blocked


def known(shown: FriendsShown) -> Handles:
    """Everybody whom they have to do with."""
    theirs = [one.handle for one in shown.granted_by]
    asked = [one.handle for one in shown.asked_by_me]
    return (*asking(shown), *allowed(shown), *theirs, *asked)


async def _characters(typing: Typing) -> Offers:
    found = (await typing.app.characters(typing.person)).characters
    return [(f"@{one.handle}", one.handle) for one in found]


async def _boundaries(typing: Typing) -> Offers:
    mine = (await typing.app.settings(typing.person, typing.of)).boundaries
    return [
        (one.text if one.preset is None else preset_name(one.preset, typing.language), one.id) for one in mine
    ]


async def _presets(typing: Typing) -> Offers:
    shown = await typing.app.presets(typing.person, typing.of)
    return [(preset_name(one, typing.language), one.value) for one in shown.presets if one not in shown.mine]


async def _penalties(typing: Typing) -> Offers:
    found = (await typing.app.standing(typing.person)).penalties
    return [(f"{one.at:%Y-%m-%d}: {one.reason}", one.id) for one in found]


async def _clips(typing: Typing) -> Offers:
    found = (await typing.app.clips(typing.person)).clips
    return [(one.prompt or one.id, one.id) for one in found]


def preset_name(preset: BoundaryPreset, tag: str) -> str:
    """What a preset is called."""
    return text.phrase(f"boundaries.preset.{preset.value}", tag)


characters = offer(_characters)
boundaries = offer(_boundaries)
presets = offer(_presets)
penalties = offer(_penalties)
clips = offer(_clips)
