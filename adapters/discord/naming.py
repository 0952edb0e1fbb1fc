"""Commands as they are called here, and text that Discord shows as it was meant.

Notices name the commands of the grammar that all platforms share (`/cameo usage approved`). Discord has
fewer and grouped ones, so each is said by the name that can be typed here. Whatever else stands in a text is
shown as it is: no markup of somebody's prompt becomes Discord's.
"""

import re
from collections.abc import Mapping

import discord

from bot.commands import TABLE

COMMANDS: Mapping[str, str] = {
    "setup": "setup",
    "ask": "friends ask",
    "allow": "friends allow",
    "deny": "friends deny",
    "revoke": "friends revoke",
    "block": "friends block",
    "unblock": "friends unblock",
    "friends": "friends list",
    "profile": "friends profile",
    "visibility": "privacy",
    "notify": "privacy",
    "usage": "privacy",
    "approval": "privacy",
    "boundary": "boundaries add",
    "boundary add": "boundaries add",
    "boundary list": "boundaries list",
    "boundary presets": "boundaries presets",
    "boundary remove": "boundaries remove",
    "make": "make",
    "preflight": "make",
    "cancel": "cancel",
    "status": "status",
    "clips": "clips",
    "keep": "clips",
    "delete": "clips",
    "approve": "clips",
    "reject": "clips",
    "balance": "credits balance",
    "packs": "credits buy",
    "plan": "credits buy",
    "gift": "credits gift",
    "invite": "invite",
    "redeem": "redeem",
    "link": "link",
    "unlink": "link",
    "waitlist": "waitlist",
    "settings": "me",
    "me": "me",
    "pause": "me",
    "resume": "me",
    "export": "me",
    "privacy": "privacy-notice",
    "character": "character list",
    "character add": "character add",
    "character pictures": "character pictures",
    "character remove": "character remove",
    "character rename": "character rename",
    "receipts": "receipts",
    "report": "report",
    "standing": "standing",
    "appeal": "appeal",
    "erase": "me",
    "help": "help",
}
"""Command of the shared grammar -> what it is called here."""

_NAMES = "|".join(sorted((*COMMANDS, *(also for row in TABLE.values() for also in row.also)), key=len)[::-1])
_COMMAND = re.compile(
    rf"`/cameo (?P<quoted>{_NAMES})\b(?P<rest>[^`\n]*)`|/cameo (?P<bare>{_NAMES})\b"
    r"|(?P<said>`(?:cameo admin [\w ]+|--[a-z]+|@Self)`)"
)
_OF = re.compile(r" --of (?P<character>@[\w.-]+)")
_AGAIN = re.compile(r"(`/cameo [^`\n]+`)(?:,? (?:\w{1,3} )?\1)+")
_POINTER = re.compile(r"<(?=[#/:]|a:|t:|id:)")
"""What begins a channel, a command, a moment or a picture of Discord's."""
_FIRST_NAME = {also: name for name, row in TABLE.items() for also in row.also}


def shown(text: str) -> str:
    """A notice's plain text as Discord's: its commands named and set off, the rest taken literally."""
    pieces: list[str] = []
    end = 0
    for found in _COMMAND.finditer(text):
        pieces += [literal(text[end : found.start()]), _named(found)]
        end = found.end()
    whole = "".join([*pieces, literal(text[end:])])
    return _AGAIN.sub(r"\1", whole)  # several commands of the grammar may be one here


def literal(text: str) -> str:
    """Text that Discord shows as it was written: no markup, no mention, no link under other words.

    discord.py takes all from the first bracket of a line to its last parenthesis for one link, and leaves
    what is in there as it is; so it gets no whole link. And it knows of people and roles alone that stand in
    angle brackets.
    """
    escaped = "]\\(".join(map(discord.utils.escape_markdown, text.split("](")))
    return _POINTER.sub("<\u200b", discord.utils.escape_mentions(escaped))


def _named(found: re.Match[str]) -> str:
    if found["said"]:
        return str(found["said"])
    word, rest = found["quoted"] or found["bare"], found["rest"] or ""
    name = COMMANDS[word if word in COMMANDS else _FIRST_NAME[word]]
    if not f" {name}".endswith(f" {word}"):
        about = _OF.search(rest)
        rest = "" if about is None else f" of:{about['character']}"
    return f"`/cameo {name}{rest}`"
