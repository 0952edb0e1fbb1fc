"""The grammar that every platform shares: a line of chat -> an intent, or a sentence that shows the way out.

A line that begins with ``/cameo`` (or ``cameo``) is a command; a line that mentions people, ``@Self`` or
``@me`` asks for a clip of them. What is read is cleaned and bounded first. A new command is an intent (in
`intents`), a reader (in `readers`) and a row of `TABLE`, which drives parsing and help alike.
"""

import re
from collections.abc import Mapping

from bot.commands.errors import COMMAND, CommandError, UnreadableError
from bot.commands.intents import Help, Intent
from bot.commands.mentions import mentions_in
from bot.commands.readers import Line
from bot.commands.table import NAMES, TABLE, Command, unknown
from bot.commands.writing import written
from bot.script.text import clean

__all__ = ["LONGEST_COMMAND", "TABLE", "CommandError", "parse", "written"]

LONGEST_COMMAND = 2000
_PREFIX = re.compile(r"^/?cameo(?:@[\w.-]+)?(?=\s|$)\s*", re.IGNORECASE)


def parse(text: str, mentions: Mapping[str, str] | None = None) -> Intent:
    """Read one line of chat.

    text: as it was written; control characters and markup are taken out before it is read.
    mentions: written mention ("<@123>", "@Ada L") -> handle, as the platform knows them. Other @names are
    read as handles.

    Raises:
        CommandError: with the way out.
    """
    line = clean(text)
    if len(line) > LONGEST_COMMAND:
        length, limit = f"{len(line):,}", f"{LONGEST_COMMAND:,}"
        raise CommandError(UnreadableError("too_long", length=length, limit=limit))
    known = {clean(written): handle for written, handle in (mentions or {}).items() if clean(written)}
    prefix = _PREFIX.match(line)
    if prefix is None:
        return _addressed(line, known)
    rest = line[prefix.end() :]
    word, _, tail = rest.partition(" ")
    if not word:
        return Help()
    row = NAMES.get(word.casefold())
    if row is not None:
        return _read(row, Line(tail.strip(), known))
    if mentions_in(rest, known):
        return _read(TABLE["make"], Line(rest, known))
    raise unknown(word)


def _addressed(line: str, mentions: Mapping[str, str]) -> Intent:
    """A line without a command: a wish for a clip where it mentions somebody."""
    if mentions_in(line, mentions):
        return _read(TABLE["make"], Line(line, mentions))
    if line.startswith("/"):
        raise unknown(line[1:].partition(" ")[0])
    example = TABLE["make"].example
    raise CommandError(UnreadableError("unaddressed", example=example), example)


def _read(row: Command, line: Line) -> Intent:
    """What a row's reader makes of the rest of a line.

    Raises:
        CommandError: it does not fit; says what would, with an example.
    """
    try:
        return row.read(line)
    except UnreadableError as error:
        error.facts[COMMAND] = row.name
        raise CommandError(error, row.example, usage=row.usage) from error
