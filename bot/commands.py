"""The grammar that every platform shares: a line of chat -> an intent, or a sentence that shows the way out.

`TABLE` drives parsing and help alike. A line that begins with ``/cameo`` (or ``cameo``) is a command; a line
that mentions people, ``@Self`` or ``@me`` asks for a clip of them. What is read is cleaned and bounded first.
"""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from bot.clips import Tier
from bot.consent import ApprovalMode, Usage
from bot.intents import (
    SELF,
    AddBoundary,
    Allow,
    Approve,
    Ask,
    Balance,
    Cancel,
    Delete,
    Deny,
    Erase,
    Help,
    Intent,
    Keep,
    ListBoundaries,
    Make,
    Preflight,
    Reject,
    RemoveBoundary,
    Revoke,
    SetApproval,
    Settings,
    Setup,
    SetUsage,
    Status,
)
from bot.prompt_options import OptionError, take_options, unquoted
from bot.script.marks import ME
from bot.script.text import clean

__all__ = [
    "LONGEST_COMMAND",
    "SELF",
    "TABLE",
    "AddBoundary",
    "Allow",
    "Approve",
    "Ask",
    "Balance",
    "Cancel",
    "Command",
    "CommandError",
    "Delete",
    "Deny",
    "Erase",
    "Help",
    "Intent",
    "Keep",
    "Line",
    "ListBoundaries",
    "Make",
    "Preflight",
    "Reject",
    "RemoveBoundary",
    "Revoke",
    "SetApproval",
    "SetUsage",
    "Settings",
    "Setup",
    "Status",
    "mentions_in",
    "parse",
    "written",
]

Chosen = TypeVar("Chosen")

LONGEST_COMMAND = 2000
MOST_MENTIONS = 50
_SELF_WORDS = {"@self", "@me", "@myself"}
_PREFIX = re.compile(r"^/?cameo(?:@[\w.-]+)?(?=\s|$)\s*", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w@])@[\w.-]*\w")
_AM = re.compile(r"['\u2019]m\b|\s+am\b")
_HANDLE = re.compile(r"^@?[\w.-]{1,64}$")
_ID = re.compile(r"^#?[\w.-]{1,64}$")


class CommandError(Exception):
    """This line cannot be understood; the message says what would be."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        """Keep what was probably meant (`suggestion`, a command line, may be empty)."""
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Line:
    """What is left of a line after the command's name, and who the platform says is mentioned in it."""

    rest: str
    mentions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Command:
    """One row: `usage` is written after /cameo, `about` is a sentence, `example` a whole line that works."""

    name: str
    usage: str
    about: str
    example: str
    read: Callable[[Line], Intent]
    also: tuple[str, ...] = ()


def _wrong(name: str, why: str) -> CommandError:
    command = TABLE[name]
    return CommandError(
        f"{why} Write `/cameo {command.usage}`, for example: {command.example}", command.example
    )


def _resolve(written: str, mentions: Mapping[str, str]) -> str:
    """The handle behind a written mention; the platform's word before the bare name."""
    known = {key.casefold(): handle for key, handle in mentions.items()}
    if (handle := known.get(written.casefold())) is not None:
        return handle.removeprefix("@")
    if written.casefold() in _SELF_WORDS:
        return SELF
    return written.removeprefix("@") if _HANDLE.match(written) else ""


def _first(rest: str, mentions: Mapping[str, str]) -> tuple[str, str]:
    """Split off the first word, or a mention that the platform knows and that may hold spaces."""
    for written in sorted(mentions, key=len, reverse=True):
        if rest.casefold().startswith(written.casefold()):
            return rest[: len(written)], rest[len(written) :].strip()
    word, _, tail = rest.partition(" ")
    return word, tail.strip()


def _nothing(intent: type[Intent]) -> Callable[[Line], Intent]:
    """A command that takes nothing more; further words are not held against it."""
    return lambda _line: intent()


def _person(line: Line, name: str) -> tuple[str, str]:
    written, tail = _first(line.rest, line.mentions)
    if not written:
        raise _wrong(name, "Say who.")
    handle = _resolve(written.rstrip(",:;"), line.mentions)
    if not handle:
        raise _wrong(name, "That is not a name I can read.")
    return handle, tail


def _ask(line: Line) -> Intent:
    owner, message = _person(line, "ask")
    return Ask(owner, message)


def _answer(kind: type[Allow] | type[Deny], name: str) -> Callable[[Line], Intent]:
    def read(line: Line) -> Intent:
        written, _tail = _first(line.rest, line.mentions)
        is_person = written.startswith("@") or written in line.mentions
        if written and not is_person and _ID.match(written):
            return kind(request=written.removeprefix("#"))
        who, _ = _person(line, name)
        return kind(who=who)

    return read


def _revoke(line: Line) -> Intent:
    return Revoke(_person(line, "revoke")[0])


_USAGES = {
    Usage.ONLY_ME: ("only me", "me", "only_me", "nobody", "private"),
    Usage.APPROVED: ("approved", "people i approve", "approved people", "friends"),
    Usage.MUTUALS: ("mutuals", "mutual"),
    Usage.EVERYONE: ("everyone", "everybody", "all", "public"),
}
_APPROVALS = {
    ApprovalMode.NEVER: ("never", "no", "off"),
    ApprovalMode.BEFORE_PUBLISH: (
        "before publish",
        "before_publish",
        "before publishing",
        "always",
        "yes",
        "on",
    ),
}


def _choice(written: str, words: Mapping[Chosen, tuple[str, ...]]) -> Chosen | None:
    said = written.casefold().strip(" .!")
    return next((value for value, names in words.items() if said in names), None)


def _usage(line: Line) -> Intent:
    usage = _choice(line.rest, _USAGES)
    if usage is None:
        raise _wrong("usage", "Choose one of: only me, approved, mutuals, everyone.")
    return SetUsage(usage)


def _approval(line: Line) -> Intent:
    approval = _choice(line.rest, _APPROVALS)
    if approval is None:
        raise _wrong("approval", "Choose one of: never, before publish.")
    return SetApproval(approval)


def _boundary(line: Line) -> Intent:
    verb, _, text = line.rest.partition(" ")
    text = text.strip().strip('"“”').strip()
    if verb.casefold() in {"list", "show", ""}:
        return ListBoundaries()
    if verb.casefold() == "add" and text:
        return AddBoundary(text)
    if verb.casefold() in {"remove", "delete"} and _ID.match(text):
        return RemoveBoundary(text.removeprefix("#"))
    raise _wrong("boundary", "Say add, remove or list.")


def mentions_in(text: str, mentions: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Who `text` mentions outside quotations: (as written, handle), in order, each once."""
    outside = unquoted(text)
    places: list[tuple[int, int, str]] = []
    for written in sorted(filter(None, mentions), key=len, reverse=True):
        for found in re.finditer(rf"(?<![\w@]){re.escape(written)}(?!\w)", outside, re.IGNORECASE):
            if not any(start < found.end() and found.start() < end for start, end, _ in places):
                places.append((found.start(), found.end(), found.group()))
    for found in _MENTION.finditer(outside):
        if not any(start < found.end() and found.start() < end for start, end, _ in places):
            places.append((found.start(), found.end(), found.group()))
    ordered = {written: _resolve(written, mentions) for _start, _end, written in sorted(places)}
    return tuple((written, handle) for written, handle in ordered.items() if handle)[:MOST_MENTIONS]


def _with_me(text: str) -> str:
    """Write "@me" for the first I or me of a prompt that mentions its writer in no other way."""
    found = ME.search(unquoted(text))
    if found is None or any(word in text.casefold() for word in _SELF_WORDS):
        return text
    rest = text[found.end() :]
    verb = _AM.match(rest)
    return f"{text[: found.start()]}@me{' is' + rest[verb.end() :] if verb else rest}"


def _making(kind: type[Make], name: str) -> Callable[[Line], Intent]:
    def read(line: Line) -> Intent:
        try:
            asked = take_options(line.rest)
        except OptionError as error:
            raise _wrong(name, str(error)) from error
        if not asked.text:
            raise _wrong(name, "Say what happens in the clip.")
        text = _with_me(asked.text)
        mentions = mentions_in(text, line.mentions)
        return kind(text=text, mentions=mentions, seconds=asked.seconds, tier=asked.tier, style=asked.style)

    return read


def _of_clip(kind: Callable[[str], Intent], name: str) -> Callable[[Line], Intent]:
    def read(line: Line) -> Intent:
        word = line.rest.split(" ", 1)[0]
        if word and not _ID.match(word):
            raise _wrong(name, "That is not the number of a clip.")
        return kind(word.removeprefix("#"))

    return read


def _erase(line: Line) -> Intent:
    return Erase(confirmed=line.rest.casefold().strip(" .!") in {"yes", "everything", "yes, everything"})


def _help(line: Line) -> Intent:
    topic = line.rest.split(" ", 1)[0].casefold().removeprefix("/")
    if topic and topic not in _NAMES:
        raise _unknown(topic)
    return Help(_NAMES[topic].name if topic else "")


_ROWS = (
    Command(
        "setup",
        "setup",
        "Make your likeness, live, or renew it.",
        "/cameo setup",
        _nothing(Setup),
        ("start", "enrol"),
    ),
    Command(
        "ask",
        "ask @friend [message]",
        "Ask a friend whether you may use their likeness.",
        "/cameo ask @ada A birthday clip for you?",
        _ask,
    ),
    Command(
        "allow",
        "allow @friend",
        "Let a friend use your likeness, or answer their request.",
        "/cameo allow @ada",
        _answer(Allow, "allow"),
        ("grant",),
    ),
    Command(
        "deny", "deny @friend", "Say no to a friend's request.", "/cameo deny @ada", _answer(Deny, "deny")
    ),
    Command(
        "revoke",
        "revoke @friend",
        "Take back what you allowed; clips in the making with you stop.",
        "/cameo revoke @ada",
        _revoke,
    ),
    Command(
        "usage",
        "usage only me|approved|mutuals|everyone",
        "Decide who may include you.",
        "/cameo usage approved",
        _usage,
    ),
    Command(
        "approval",
        "approval never|before publish",
        "Decide whether you see clips of you before anybody else.",
        "/cameo approval before publish",
        _approval,
    ),
    Command(
        "boundary",
        "boundary add TEXT|remove N|list",
        "Say in your own words what you do not want to be shown in.",
        "/cameo boundary add no spiders",
        _boundary,
        ("boundaries",),
    ),
    Command(
        "make",
        "make PROMPT [--seconds N] [--style photo|cinematic|documentary|graphic] [--pro]",
        "Make a clip. Or just write to the people who are in it.",
        '@Self on a beach at sunset, waves and says "Wish you were here!"',
        _making(Make, "make"),
        ("create", "render"),
    ),
    Command(
        "preflight",
        "preflight PROMPT",
        "See the price, your place in the queue and who has to agree; makes nothing.",
        "/cameo preflight @Self and @ada as astronauts on Mars",
        _making(Preflight, "preflight"),
        ("price", "check"),
    ),
    Command(
        "cancel",
        "cancel [CLIP]",
        "Cancel a clip in the making; the credits come back.",
        "/cameo cancel",
        _of_clip(Cancel, "cancel"),
        ("stop",),
    ),
    Command(
        "status",
        "status [CLIP]",
        "See how your clips stand.",
        "/cameo status",
        _of_clip(Status, "status"),
        ("clips", "queue"),
    ),
    Command(
        "keep",
        "keep [CLIP]",
        "Save a draft; one that nobody saves is gone after 24 hours.",
        "/cameo keep",
        _of_clip(Keep, "keep"),
        ("save",),
    ),
    Command(
        "delete",
        "delete [CLIP]",
        "Delete a clip that you made or appear in.",
        "/cameo delete",
        _of_clip(Delete, "delete"),
    ),
    Command(
        "approve", "approve [CLIP]", "Agree to a clip of you.", "/cameo approve", _of_clip(Approve, "approve")
    ),
    Command(
        "reject",
        "reject [CLIP]",
        "Say no to a clip of you; nobody else sees it.",
        "/cameo reject",
        _of_clip(Reject, "reject"),
    ),
    Command(
        "balance",
        "balance",
        "See your credits and what moved.",
        "/cameo balance",
        _nothing(Balance),
        ("credits", "ledger"),
    ),
    Command("settings", "settings", "See what you allow, and whom.", "/cameo settings", _nothing(Settings)),
    Command("erase", "erase", "Destroy your likeness and all that is known of you.", "/cameo erase", _erase),
    Command("help", "help [COMMAND]", "Explain all of this, or one command.", "/cameo help make", _help),
)
TABLE = {row.name: row for row in _ROWS}
_NAMES = {name: row for row in _ROWS for name in (row.name, *row.also)}


def _unknown(word: str) -> CommandError:
    near = difflib.get_close_matches(word[:40].casefold(), _NAMES, n=1, cutoff=0.6)
    shown = word if len(word) <= 40 else word[:39] + "…"  # noqa: PLR2004 - enough of it to be recognised
    if near:
        command = _NAMES[near[0]]
        meant = f"/cameo {command.name}"
        return CommandError(f"There is no command {shown!r}. Did you mean `{meant}`? {command.about}", meant)
    return CommandError(f"There is no command {shown!r}. `/cameo help` lists them.", "/cameo help")


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
        raise CommandError(f"That is {len(line):,} characters; keep it under {LONGEST_COMMAND:,}.")
    known = {clean(written): handle for written, handle in (mentions or {}).items() if clean(written)}
    prefix = _PREFIX.match(line)
    if prefix is None:
        return _addressed(line, known)
    rest = line[prefix.end() :]
    word, _, tail = rest.partition(" ")
    if not word:
        return Help()
    row = _NAMES.get(word.casefold())
    if row is not None:
        return row.read(Line(tail.strip(), known))
    if mentions_in(rest, known):
        return TABLE["make"].read(Line(rest, known))
    raise _unknown(word)


def _addressed(line: str, mentions: Mapping[str, str]) -> Intent:
    """A line without a command: a wish for a clip where it mentions somebody."""
    if mentions_in(line, mentions):
        return TABLE["make"].read(Line(line, mentions))
    if line.startswith("/"):
        raise _unknown(line[1:].partition(" ")[0])
    raise CommandError(
        f"Say who is in the clip and what happens: {TABLE['make'].example}. `/cameo help` tells more.",
        TABLE["make"].example,
    )


def written(intent: Intent) -> str:
    """Write an intent as a line that `parse` reads back as the same intent."""
    return " ".join(filter(None, ["/cameo", *_written_words(intent)]))


def _written_words(intent: Intent) -> list[str]:
    name = type(intent).__name__.lower()
    match intent:
        case Make():
            words = [name, intent.text, *_written_options(intent)]
        case AddBoundary(text):
            words = ["boundary", "add", text]
        case RemoveBoundary(which):
            words = ["boundary", "remove", which]
        case ListBoundaries():
            words = ["boundary", "list"]
        case SetUsage(value) | SetApproval(value):
            words = [name.removeprefix("set"), value.value]
        case Allow(who, request) | Deny(who, request):
            words = [name, request or _mention(who)]
        case Ask(who, message):
            words = [name, _mention(who), message]
        case Revoke(who):
            words = [name, _mention(who)]
        case Erase(confirmed):
            words = [name, "yes" if confirmed else ""]
        case _:
            words = [name, *(str(getattr(intent, field.name)) for field in fields(intent))]
    return words


def _mention(handle: str) -> str:
    return f"@{handle.removeprefix('@')}"


def _written_options(intent: Make) -> list[str]:
    return [
        *([f"--seconds {intent.seconds:g}"] if intent.seconds is not None else []),
        *([f"--style {intent.style.value}"] if intent.style is not None else []),
        *(["--pro"] if intent.tier is Tier.PRO else []),
    ]
