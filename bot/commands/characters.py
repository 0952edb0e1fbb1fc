"""`character`: read from a line, and written back."""

import re

from bot.characters import CharacterKind
from bot.clips import Tier
from bot.commands.errors import UnreadableError
from bot.commands.intents import (
    AddCharacter,
    CharacterPictures,
    Characters,
    Intent,
    RemoveCharacter,
    RenameCharacter,
)
from bot.commands.mentions import first_word
from bot.commands.readers import Line

_NAME = re.compile(r"@?[\w.-]{1,64}")
_FLAGS = re.compile(r"(?<!\S)(?:--|\u2014|\u2013)(licensed|pro|standard)(?!\S)", re.IGNORECASE)
_CREDIT = re.compile(r"(?<!\S)(?:--|\u2014|\u2013)credit[ =]+(?:\"([^\"]*)\"|“([^”]*)”|(\S+))", re.IGNORECASE)
_TIERS = {"pro": Tier.PRO, "standard": Tier.STANDARD}
KINDS = ", ".join(CharacterKind)


def character(line: Line) -> Intent:
    """List, add, renew its pictures, rename or remove."""
    verb, _, rest = line.rest.partition(" ")
    verb, rest = verb.casefold(), rest.strip()
    if verb in {"list", "show", ""}:
        return Characters()
    name, rest = _name(rest, line)
    match verb:
        case "add" | "new" | "create":
            return _added(name, rest)
        case "pictures" | "picture" | "renew":
            return CharacterPictures(name)
        case "remove" | "delete":
            return RemoveCharacter(name, confirmed=rest.casefold().strip(" .!") == "yes")
        case "rename":
            to, _ = _name(rest.removeprefix("to "), line)
            return RenameCharacter(name, to)
    raise UnreadableError("no_character_verb")


def _name(text: str, line: Line) -> tuple[str, str]:
    """A character has no account, so the platform knows no mention of it: what is written is its handle."""
    written, rest = first_word(text, line.mentions)
    if not _NAME.fullmatch(written):
        raise UnreadableError("no_character_name")
    return written.removeprefix("@"), rest


def _added(name: str, rest: str) -> AddCharacter:
    credit = _CREDIT.search(rest)
    said = next((part for part in credit.groups() if part is not None), "") if credit else ""
    left = rest[: credit.start()] + rest[credit.end() :] if credit else rest
    flags = {flag.casefold() for flag in _FLAGS.findall(left)}
    word = (
        " ".join(_FLAGS.sub(" ", left).split()).casefold().removeprefix("a ").removeprefix("an ").strip(" .")
    )
    try:
        kind = CharacterKind(word)
    except ValueError as error:
        raise UnreadableError("no_character_kind", kinds=KINDS) from error
    tier = next((_TIERS[flag] for flag in sorted(flags & _TIERS.keys())), None)
    return AddCharacter(name, kind, licensed="licensed" in flags, attribution=said.strip(), tier=tier)


def character_words(intent: Intent) -> list[str] | None:
    """How an intent about characters is written; None for others."""
    match intent:
        case Characters():
            return ["character", "list"]
        case AddCharacter(name, kind, licensed, attribution, tier):
            credit = f'--credit "{attribution}"' if attribution else ""
            flags = ["--licensed" if licensed else "", f"--{tier.value}" if tier else "", credit]
            return ["character", "add", f"@{name}", kind.value, *flags]
        case CharacterPictures(name):
            return ["character", "pictures", f"@{name}"]
        case RenameCharacter(name, to):
            return ["character", "rename", f"@{name}", f"@{to}"]
        case RemoveCharacter(name, confirmed):
            return ["character", "remove", f"@{name}", "yes" if confirmed else ""]
    return None
