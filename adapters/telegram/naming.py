"""Commands as they are typed here, and text that Telegram shows as it was meant.

Notices name the commands of the grammar that all platforms share (`/cameo usage approved`). Here each is a
command of its own (`/usage approved`). Whatever else stands in a text is shown as it is: nothing that
somebody wrote becomes markup, and no handle becomes a link to a stranger who is called the same on Telegram.
"""

import html
import re

from bot.commands import TABLE

_NAMES = "|".join(
    sorted((re.escape(name) for row in TABLE.values() for name in (row.name, *row.also)), key=len)[::-1]
)
_SAID = re.compile(rf"`(?P<quoted>[^`\n]+)`|/cameo (?=(?:{_NAMES})\b)")
_UNLINKED = "@\u2060"
"""A word joiner after it keeps Telegram from reading a username; commands are read without it."""


def shown(text: str) -> str:
    """A notice's plain text as Telegram's HTML: its commands named and set off, the rest taken literally."""
    pieces: list[str] = []
    end = 0
    for found in _SAID.finditer(text):
        pieces += [literal(text[end : found.start()]), _set_off(found["quoted"])]
        end = found.end()
    return "".join([*pieces, literal(text[end:])])


def plain(text: str) -> str:
    """The same without markup, for where Telegram takes none."""
    return _SAID.sub(lambda found: "/" if found["quoted"] is None else _typed(found["quoted"]), text)


def literal(text: str) -> str:
    """Text that Telegram shows as it was written: no markup, no mention."""
    return html.escape(text, quote=False).replace("@", _UNLINKED)


def _set_off(quoted: str | None) -> str:
    return "/" if quoted is None else f"<code>{html.escape(_typed(quoted), quote=False)}</code>"


def _typed(quoted: str) -> str:
    return re.sub(rf"^/cameo (?=(?:{_NAMES})\b)", "/", quoted)
