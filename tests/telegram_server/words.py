"""Formatted words: the HTML that bots send, and what Telegram marks in what people type.

Offsets and lengths count UTF-16 units, as everywhere in the Bot API.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from telegram_server.errors import bad

if TYPE_CHECKING:
    from telegram_server.world import User

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}
_MARKUP = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:\s[^<>]*)?)>|<|&(#?\w+);|[^<&]+|&", re.DOTALL)
_PERSON = re.compile(r"tg://user\?id=(\d+)")
_TYPED = re.compile(
    r"(?P<named>\[(?P<label>[^\]\n]+)\]\(tg://user\?id=(?P<id>\d+)\))"
    r"|(?<!\w)(?P<command>/\w{1,64}(?:@\w{3,32})?)(?!\w)"
    r"|(?<![\w/])(?P<mention>@\w{3,32})"
    r"|(?P<url>https?://\S+)"
)


def units(text: str) -> int:
    """Its length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class _Reading:
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    open: list[tuple[str, int, dict[str, Any]]] = field(default_factory=list)
    at: int = 0


def read_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The words of a text in parse mode HTML, and how they are marked.

    Raises:
        ApiError: as Telegram refuses markup that it does not understand.
    """
    reading = _Reading()
    for match in _MARKUP.finditer(source):
        reading.at = len(source[: match.start()].encode())
        if match[2]:
            _tag(reading, closing=bool(match[1]), name=match[2].lower(), rest=match[3])
        elif match[0] == "<":
            name = re.match(r"[\w-]*", source[match.end() :])
            raise _unsupported(name[0] if name else "", reading.at)
        elif match[3] is None and match[4] is not None:
            reading.text += _entity(match[0], match[4])
        else:
            reading.text += match[0]
    if reading.open:
        raise bad(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{reading.open[-1][0]}\""
        )
    return _trimmed(reading)


def _entity(whole: str, name: str) -> str:
    known = name in ("lt", "gt", "amp", "quot") or name.startswith("#")
    return html.unescape(whole) if known else whole


def _tag(reading: _Reading, *, closing: bool, name: str, rest: str) -> None:
    if not closing:
        if name not in _TAGS or (name == "span" and "tg-spoiler" not in rest):
            raise _unsupported(name, reading.at)
        reading.open.append((name, units(reading.text), _more(name, rest)))
        return
    if not reading.open:
        raise bad(f"can't parse entities: Unexpected end tag at byte offset {reading.at}")
    started, offset, more = reading.open.pop()
    if started != name:
        raise bad(
            f"can't parse entities: Unmatched end tag at byte offset {reading.at}, "
            f'expected "</{started}>", found "</{name}>"'
        )
    length = units(reading.text) - offset
    if length:
        kind = more.pop("type", _TAGS[name])
        reading.entities.append({"type": kind, "offset": offset, "length": length} | more)


def _more(name: str, rest: str) -> dict[str, Any]:
    if name == "a":
        found = re.search(r"href\s*=\s*[\"']?([^\"'>\s]+)", rest)
        url = html.unescape(found[1]) if found else ""
        return {"url": url}
    return {"type": "expandable_blockquote"} if name == "blockquote" and "expandable" in rest else {}


def _unsupported(name: str, at: int) -> Exception:
    return bad(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {at}')


def _trimmed(reading: _Reading) -> tuple[str, list[dict[str, Any]]]:
    """Telegram keeps no blanks around a text."""
    text = reading.text.rstrip()
    start = units(text) - units(text.lstrip())
    text, kept = text.lstrip(), []
    for one in sorted(reading.entities, key=lambda one: (one["offset"], -one["length"])):
        offset = max(0, one["offset"] - start)
        length = min(one["offset"] - start + one["length"], units(text)) - offset
        if length > 0:
            kept.append(one | {"offset": offset, "length": length})
    return text, kept


def read_typed(text: str, people: dict[int, "User"]) -> tuple[str, list[dict[str, Any]]]:
    """What somebody typed as Telegram marks it; `[name](tg://user?id=1)` is a person without a username."""
    said, entities, last = "", [], 0
    for match in _TYPED.finditer(text):
        said += text[last : match.start()]
        shown = match["label"] if match["named"] else match[0]
        entities.append(_mark(match, people) | {"offset": units(said), "length": units(shown)})
        said, last = said + shown, match.end()
    return said + text[last:], [{"type": one.pop("type")} | one for one in entities]


def _mark(match: re.Match[str], people: dict[int, "User"]) -> dict[str, Any]:
    if match["named"]:
        return {"type": "text_mention", "user": people[int(match["id"])].payload()}
    kinds = {"bot_command": match["command"], "mention": match["mention"], "url": match["url"]}
    return {"type": next(kind for kind, found in kinds.items() if found)}


def with_people(entities: list[dict[str, Any]], people: Mapping[int, "User"]) -> list[dict[str, Any]]:
    """A link to somebody's number names them, where Telegram knows them; else it is no link at all."""
    found = []
    for one in entities:
        number = _PERSON.fullmatch(str(one.get("url", "")))
        if number is None:
            found.append(one)
        elif int(number[1]) in people:
            where = {"offset": one["offset"], "length": one["length"]}
            found.append({"type": "text_mention"} | where | {"user": people[int(number[1])].payload()})
    return found


def with_found(text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Commands, names and addresses in a bot's words are marked, too, except in its code and links."""
    taken = [one for one in entities if one["type"] in ("code", "pre", "text_link", "text_mention")]
    found = list(entities)
    for match in _TYPED.finditer(text):
        start, length = units(text[: match.start()]), units(match[0])
        inside = any(
            one["offset"] < start + length and start < one["offset"] + one["length"] for one in taken
        )
        if not match["named"] and not inside:
            found.append(_mark(match, {}) | {"offset": start, "length": length})
    return sorted(found, key=lambda one: (one["offset"], -one["length"]))


def mentioned(text: str, entities: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Each marked part: its kind and its words."""
    raw = text.encode("utf-16-le")
    for one in entities:
        part = raw[one["offset"] * 2 : (one["offset"] + one["length"]) * 2]
        yield one["type"], part.decode("utf-16-le")
