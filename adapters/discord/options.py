"""Options that many commands have: whom it is about, and which character.

Each call makes a decorator of its own: discord.py keeps what it is given, and would mix up what two share.
"""

from collections.abc import Callable
from typing import TypeVar

from discord import app_commands

from adapters.discord import offers
from adapters.discord.translation import described
from bot.notices import FriendsShown

Command = TypeVar("Command")


def about_somebody(
    whose: Callable[[FriendsShown], offers.Handles],
) -> Callable[[Command], Command]:
    """`who`, an account, or `name`, offered from those whom `whose` picks."""

    def add(command: Command) -> Command:
        described_ones = app_commands.describe(who=described("friends.who"), name=described("friends.name"))
        offered = app_commands.autocomplete(name=offers.friends(whose))
        return described_ones(offered(command))

    return add


def about_character() -> Callable[[Command], Command]:
    """`of`: a character of theirs, instead of themselves."""

    def add(command: Command) -> Command:
        offered = app_commands.autocomplete(of=offers.characters)
        return app_commands.describe(of=described("friends.of"))(offered(command))

    return add
