"""The commands, one row each: how it is written, what it does, an example, and who reads it."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from bot.commands import readers
from bot.commands.errors import CommandError
from bot.commands.intents import (
    Allow,
    Approve,
    Balance,
    Cancel,
    Delete,
    Deny,
    Help,
    Intent,
    Invite,
    Keep,
    Make,
    Packs,
    Preflight,
    Receipts,
    Reject,
    Settings,
    Setup,
    Status,
    Waitlist,
)
from bot.commands.readers import Line


@dataclass(frozen=True, slots=True)
class Command:
    """One row: `usage` is written after /cameo, `about` is a sentence, `example` a whole line that works."""

    name: str
    usage: str
    about: str
    example: str
    read: Callable[[Line], Intent]
    also: tuple[str, ...] = ()


def _help(line: Line) -> Intent:
    topic = line.rest.split(" ", 1)[0].casefold().removeprefix("/")
    if topic and topic not in NAMES:
        raise unknown(topic)
    return Help(NAMES[topic].name if topic else "")


_ROWS = (
    Command(
        "setup",
        "setup",
        "Make your likeness, live, or renew it.",
        "/cameo setup",
        readers.nothing(Setup),
        ("start", "enrol"),
    ),
    Command(
        "ask",
        "ask @friend [message]",
        "Ask a friend whether you may use their likeness.",
        "/cameo ask @ada A birthday clip for you?",
        readers.ask,
    ),
    Command(
        "allow",
        "allow @friend",
        "Let a friend use your likeness, or answer their request.",
        "/cameo allow @ada",
        readers.answer(Allow),
        ("grant",),
    ),
    Command(
        "deny", "deny @friend", "Say no to a friend's request.", "/cameo deny @ada", readers.answer(Deny)
    ),
    Command(
        "revoke",
        "revoke @friend",
        "Take back what you allowed; clips in the making with you stop.",
        "/cameo revoke @ada",
        readers.revoke,
    ),
    Command(
        "usage",
        "usage only me|approved|mutuals|everyone",
        "Decide who may include you.",
        "/cameo usage approved",
        readers.usage,
    ),
    Command(
        "approval",
        "approval never|before publish",
        "Decide whether you see clips of you before anybody else.",
        "/cameo approval before publish",
        readers.approval,
    ),
    Command(
        "boundary",
        "boundary add TEXT|remove N|list",
        "Say in your own words what you do not want to be shown in.",
        "/cameo boundary add no spiders",
        readers.boundary,
        ("boundaries",),
    ),
    Command(
        "make",
        "make PROMPT [--seconds N] [--style photo|cinematic|documentary|graphic] [--pro]",
        "Make a clip. Or just write to the people who are in it.",
        '@Self on a beach at sunset, waves and says "Wish you were here!"',
        readers.making(Make),
        ("create", "render"),
    ),
    Command(
        "preflight",
        "preflight PROMPT",
        "See the price, your place in the queue and who has to agree; makes nothing.",
        "/cameo preflight @Self and @ada as astronauts on Mars",
        readers.making(Preflight),
        ("price", "check"),
    ),
    Command(
        "cancel",
        "cancel [CLIP]",
        "Cancel a clip in the making; the credits come back.",
        "/cameo cancel",
        readers.of_clip(Cancel),
        ("stop",),
    ),
    Command(
        "status",
        "status [CLIP]",
        "See how your clips stand.",
        "/cameo status",
        readers.of_clip(Status),
        ("clips", "queue"),
    ),
    Command(
        "keep",
        "keep [CLIP]",
        "Save a draft; one that nobody saves is gone after 24 hours.",
        "/cameo keep",
        readers.of_clip(Keep),
        ("save",),
    ),
    Command(
        "delete",
        "delete [CLIP]",
        "Delete a clip that you made or appear in.",
        "/cameo delete",
        readers.of_clip(Delete),
    ),
    Command(
        "approve", "approve [CLIP]", "Agree to a clip of you.", "/cameo approve", readers.of_clip(Approve)
    ),
    Command(
        "reject",
        "reject [CLIP]",
        "Say no to a clip of you; nobody else sees it.",
        "/cameo reject",
        readers.of_clip(Reject),
    ),
    Command(
        "balance",
        "balance",
        "See your credits and what moved.",
        "/cameo balance",
        readers.nothing(Balance),
        ("credits", "ledger"),
    ),
    Command(
        "packs",
        "packs",
        "See what credits can be bought here.",
        "/cameo packs",
        readers.nothing(Packs),
        ("buy",),
    ),
    Command(
        "gift",
        "gift @friend CREDITS [message]",
        "Give some of your credits to a friend.",
        "/cameo gift @ada 50 Happy birthday!",
        readers.gift,
        ("give",),
    ),
    Command(
        "invite",
        "invite",
        "Get a code that lets one friend in, where this service is by invitation.",
        "/cameo invite",
        readers.nothing(Invite),
    ),
    Command(
        "redeem", "redeem CODE", "Come in by a code.", "/cameo redeem ABCD-EFGH-JKMN-PQRS", readers.redeem
    ),
    Command(
        "waitlist",
        "waitlist",
        "Wait in line for this service, or see your place.",
        "/cameo waitlist",
        readers.nothing(Waitlist),
    ),
    Command(
        "settings", "settings", "See what you allow, and whom.", "/cameo settings", readers.nothing(Settings)
    ),
    Command(
        "receipts",
        "receipts",
        "See what is written down about you: every use of your likeness and the consent it rested on.",
        "/cameo receipts",
        readers.nothing(Receipts),
        ("audit",),
    ),
    Command(
        "erase", "erase", "Destroy your likeness and all that is known of you.", "/cameo erase", readers.erase
    ),
    Command("help", "help [COMMAND]", "Explain all of this, or one command.", "/cameo help make", _help),
)
TABLE = {row.name: row for row in _ROWS}
NAMES = {name: row for row in _ROWS for name in (row.name, *row.also)}
"""TABLE by every name that a command goes by."""


def unknown(word: str) -> CommandError:
    """Nothing is called so; the nearest name is offered."""
    near = difflib.get_close_matches(word[:40].casefold(), NAMES, n=1, cutoff=0.6)
    shown = word if len(word) <= 40 else word[:39] + "…"  # noqa: PLR2004 - enough of it to be recognised
    if near:
        command = NAMES[near[0]]
        meant = f"/cameo {command.name}"
        return CommandError(f"There is no command {shown!r}. Did you mean `{meant}`? {command.about}", meant)
    return CommandError(f"There is no command {shown!r}. `/cameo help` lists them.", "/cameo help")
