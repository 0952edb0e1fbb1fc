"""What is typed after a slash, and what a private chat is opened with: each word and who answers it.

A word that nobody registered is a command of the grammar that all platforms share, and so is whatever
follows `/cameo`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from adapters import conversation
from adapters.telegram import mentions
from adapters.telegram.visits import Asked, Visit, respond
from bot.commands import TABLE, CommandError, intents, parse

if TYPE_CHECKING:
    from adapters.telegram.drawing import Drawn
    from bot.notices import AnyNotice

Way: TypeAlias = Callable[[Asked], Awaitable[None]]
CAMEO, MAKE = "cameo", "make"
_GRAMMAR = frozenset(name.split()[0] for row in TABLE.values() for name in (row.name, *row.also))
COMMANDS: dict[str, Way] = {}
STARTS: dict[str, Callable[[Asked, str], Awaitable[None]]] = {}
Start: TypeAlias = Callable[[Asked, str], Awaitable[None]]


def on_command(*words: str) -> Callable[[Way], Way]:
    """Register what a command does that is more than a line of the grammar."""

    def register(way: Way) -> Way:
        COMMANDS.update(dict.fromkeys(words, way))
        return way

    return register


def on_start(word: str) -> Callable[[Start], Start]:
    """Register what `/start word` and `/start word-<rest>` do; the rest is given, "" where there is none."""

    def register(start: Start) -> Start:
        STARTS[word] = start
        return start

    return register


def is_known(word: str) -> bool:
    """Whether a command is one of ours."""
    return word in COMMANDS or word == CAMEO or word in _GRAMMAR


async def commanded(asked: Asked, word: str) -> None:
    """Do what a command asks for; `asked.arguments` is what follows it."""
    first, _, rest = asked.arguments.partition(" ")
    if word == CAMEO and first.casefold() in COMMANDS:
        asked, word = replace(asked, arguments=rest.strip()), first.casefold()
    elif word == CAMEO and _is_wish(asked.arguments):
        word = MAKE
    way = COMMANDS.get(word)
    if way is not None:
        await way(asked)
        return
    line = f"/cameo {asked.arguments}" if word == CAMEO else f"/cameo {word} {asked.arguments}"

    async def said(visit: Visit) -> "AnyNotice | Drawn":
        known = await mentions.known(visit)
        return await conversation.answer(visit.app, visit.speaker, line.strip(), known)

    await respond(asked, said)


def _is_wish(said: str) -> bool:
    """Whether a line is a prompt, without a command before it."""
    try:
        return type(parse(f"/cameo {said}", {})) is intents.Make
    except CommandError:
        return False


async def started(asked: Asked) -> bool:
    """Do what a private chat was opened with; whether that was anything."""
    word, _, rest = asked.arguments.partition("-")
    start = STARTS.get(word)
    if start is None:
        return False
    await start(asked, rest)
    return True
