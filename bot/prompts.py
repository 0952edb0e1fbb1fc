"""Prompts as they are put together and passed on: pure, on written text.

What is kept of a prompt names people by handle, so that it reads the same on every platform and for whoever
changes it later.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.commands.mentions import mentions_in
from bot.commands.options import unquoted
from bot.script.marks import ME

MOST_CAST = 2
"""People that can be named beside a prompt, each with a part."""
_SELF = re.compile(r"(?<![\w@])@(?:self|me|myself)(?![\w@])(?!-\w)", re.IGNORECASE)
_AM = re.compile(r"['\u2019]m\b|\s+am\b")


@dataclass(frozen=True, slots=True)
class FiveWritten:
    """A prompt in its five parts, as somebody wrote them; a part may be empty."""

    subject: str
    action: str
    camera: str = ""
    environment: str = ""
    style: str = ""


def by_handle(text: str, mentions: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The text with each mention that a platform resolved written as `@handle`, and these mentions.

    mentions: as written ("<@77>") -> handle.
    """
    for written in sorted(filter(None, mentions), key=len, reverse=True):
        name = "@" + mentions[written].removeprefix("@")
        spelled = re.compile(rf"(?<![\w@]){re.escape(written)}(?!\w)", re.IGNORECASE)
        text = spelled.sub(name.replace("\\", r"\\"), text)
    handles = {handle.removeprefix("@") for handle in mentions.values()}
    return text, {f"@{handle}": handle for handle in handles if _says(text, handle)}


def of_third_person(text: str, handle: str) -> str:
    """The text with its writer named: "@me", "I" and "me" outside quotations become `@handle`."""
    outside = unquoted(text)
    places = sorted({at.span() for pattern in (_SELF, ME) for at in pattern.finditer(outside)}, reverse=True)
    for start, end in places:
        verb = _AM.match(outside[end:])
        stop, said = (end, "") if verb is None else (end + verb.end(), " is")
        text = f"{text[:start]}@{handle}{said}{text[stop:]}"
    return text


def names_somebody(text: str, mentions: Mapping[str, str]) -> bool:
    """Whether it says who is in it."""
    return bool(mentions_in(text, mentions)) or ME.search(unquoted(text)) is not None


def with_cast(text: str, cast: Sequence[str], parts: Sequence[str] = ()) -> str:
    """The text with these people (handles, or "Self") named before it, and what they play.

    parts: the first for the first of them, and so on; "" where nothing is said. Where nobody is named beside
    the text, parts go to whom it mentions first, or to its writer.
    """
    parts = [part.strip() for part in parts]
    if not cast and any(parts):
        named = [written.removeprefix("@") for written, _ in mentions_in(text, {})] or ["Self"]
        cast = named[: len(parts)]
    if not cast:
        return text
    told = [*parts, *[""] * len(cast)]
    who = [f"@{handle} as {part}" if part else f"@{handle}" for handle, part in zip(cast, told, strict=False)]
    return f"{' and '.join(who)}: {text}"


def composed(parts: FiveWritten) -> str:
    """One prompt of five parts, in the words that the reader of prompts knows them by."""
    pieces = [
        parts.subject,
        parts.action,
        f"Camera: {parts.camera}" if parts.camera.strip() else "",
        f"Environment: {parts.environment}" if parts.environment.strip() else "",
        f"Style: {parts.style}" if parts.style.strip() else "",
    ]
    return ". ".join(piece.strip().rstrip(".") for piece in pieces if piece.strip())


def _says(text: str, handle: str) -> bool:
    return re.search(rf"(?<![\w@])@{re.escape(handle)}(?!\w)", text, re.IGNORECASE) is not None
