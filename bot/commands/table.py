"""The commands, one row each: how it is written, what it does, an example, and who reads it."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from bot.commands import characters, complaints, consents, readers
from bot.commands.errors import CommandError, UnreadableError
from bot.commands.intents import (
    Approve,
    Balance,
    Block,
    Cancel,
    Delete,
    Export,
    Friends,
    Help,
    Intent,
    Invite,
    Keep,
    Make,
    Me,
    Packs,
    Pause,
    Preflight,
    Privacy,
    Profile,
    Receipts,
    Reject,
    Resume,
    Setup,
    Standing,
    Status,
    Unblock,
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
        consents.ask,
    ),
    Command(
        "allow",
        "allow @friend [until DATE] [clips N] [here] [no romance, no violence]",
        "Let a friend use your likeness, or answer their request: as long, as often and where you say.",
        "/cameo allow @ada until 2031-12-31 clips 3 here no romance, no violence",
        consents.allow,
        ("grant",),
    ),
    Command("deny", "deny @friend", "Say no to a friend's open request.", "/cameo deny @ada", consents.deny),
    Command(
        "revoke",
        "revoke @friend",
        "Take back what you allowed. Clips in the making with you stop, and drafts are destroyed; clips that "
        "were saved stay until you delete them.",
        "/cameo revoke @ada",
        consents.revoke,
    ),
    Command(
        "block",
        "block @friend",
        "Have nothing to do with somebody: takes back what you allowed them, and you hear no more of their "
        "requests. They are not told.",
        "/cameo block @ada",
        consents.of_person(Block),
    ),
    Command(
        "unblock",
        "unblock @friend",
        "Let somebody in again, as far as your settings allow.",
        "/cameo unblock @ada",
        consents.of_person(Unblock),
    ),
    Command(
        "friends",
        "friends",
        "See whom you allow and how far, who allows you, open requests, and whom you blocked.",
        "/cameo friends",
        readers.nothing(Friends),
    ),
    Command(
        "profile",
        "profile @friend",
        "See whether somebody has a likeness, and whether you may use it.",
        "/cameo profile @ada",
        consents.of_person(Profile),
        ("who", "whois"),
    ),
    Command(
        "visibility",
        "visibility nobody|approved|mutuals|everyone",
        "Decide who can find you here; everybody else reads that there is no such person.",
        "/cameo visibility approved",
        consents.visibility,
    ),
    Command(
        "notify",
        "notify each use|published|digest|none",
        "Decide when you are told of clips with you. Questions and warnings always come.",
        "/cameo notify digest",
        consents.notify,
        ("notifications",),
    ),
    Command(
        "usage",
        "usage only me|approved|mutuals|everyone",
        "Decide who may include you.",
        "/cameo usage approved",
        consents.usage,
    ),
    Command(
        "approval",
        "approval never|before render|before publish|both [for @friend], or approval default for @friend",
        "Decide whether clips of you wait for your yes: to the words, to the finished clip, or to each.",
        "/cameo approval before render for @ada",
        consents.approval,
    ),
    Command(
        "boundary",
        "boundary add TEXT|remove N|list|presets",
        "Say in your own words, or by the name of a preset, what you do not want to be shown in.",
        "/cameo boundary add no spiders",
        consents.boundary,
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
        "link",
        "link [CODE]",
        "Make an account of yours on another platform one with this one: a code to type over there.",
        "/cameo link",
        readers.link,
        ("accounts",),
    ),
    Command(
        "unlink",
        "unlink PLATFORM",
        "Part a linked account: it begins anew, with nothing.",
        "/cameo unlink discord",
        readers.unlink,
    ),
    Command(
        "waitlist",
        "waitlist",
        "Wait in line for this service, or see your place.",
        "/cameo waitlist",
        readers.nothing(Waitlist),
    ),
    Command("settings", "settings", "See what you allow, and whom.", "/cameo settings", consents.settings),
    Command(
        "me",
        "me",
        "See your likeness and all that you allow, with buttons to record again, pause, export or erase.",
        "/cameo me",
        readers.nothing(Me),
        ("myself",),
    ),
    Command(
        "pause",
        "pause",
        "Let nobody else use your likeness until you resume. Clips in the making with you end; "
        "what you allow is kept for later.",
        "/cameo pause",
        consents.of_mine(Pause),
    ),
    Command(
        "resume",
        "resume",
        "Let your likeness be used as it is set again.",
        "/cameo resume",
        consents.of_mine(Resume),
        ("unpause",),
    ),
    Command(
        "character",
        "character add @NAME KIND|pictures @NAME|rename @NAME @NEW|remove @NAME|list",
        f"Set up a pet, an object or a mascot from one to four pictures attached to the message, to cast it "
        f'like a friend. KIND is one of: {characters.KINDS}; `licensed` needs --licensed and --credit "WHO".',
        "/cameo character add @rex pet",
        characters.character,
        ("characters", "pet", "mascot"),
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
        "export",
        "export",
        "Take along what this service knows of you, in one file.",
        "/cameo export",
        readers.nothing(Export),
        ("download",),
    ),
    Command(
        "privacy",
        "privacy",
        "Read who runs this service, what it keeps of you, how long, and how to end that.",
        "/cameo privacy",
        readers.nothing(Privacy),
        ("privacy-notice", "gdpr"),
    ),
    Command(
        "report",
        "report CLIP|@person KIND [what is wrong]",
        f"Tell the operators of this service what breaks the rules; nobody else learns who did. "
        f"KIND is one of: {complaints.KINDS}.",
        "/cameo report @ada harassment keeps asking after I said no",
        complaints.report,
        ("flag",),
    ),
    Command(
        "standing",
        "standing",
        "See your strikes and penalties, with their reasons and when they end.",
        "/cameo standing",
        readers.nothing(Standing),
        ("strikes", "penalties"),
    ),
    Command(
        "appeal",
        "appeal [PENALTY] WHY",
        "Ask the operators to look at a penalty again, once for each.",
        "/cameo appeal It was a prop, not a weapon",
        complaints.appeal,
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
        meant = NAMES[near[0]]
        error = UnreadableError("unknown_near", word=shown, meant=meant.name, about=meant.about)
        return CommandError(error, f"/cameo {meant.name}")
    return CommandError(UnreadableError("unknown", word=shown), "/cameo help")
