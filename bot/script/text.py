"""Written prompts as plain words: no markup, controls or invisible characters, bounded in length."""

import re
import unicodedata

LONGEST_RAW = 20_000
"""Characters looked at, before anything else is done: more than any chat platform lets one message hold."""

_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,300}>")
_EMPHASIS = re.compile(r"\*{1,3}|~~|\|\||`+|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)")
_SPACES = re.compile(r"\s+")
_DROPPED_CATEGORIES = {"Cf", "Co", "Cs", "Cn"}
_MENTION = re.compile(r"@[\w.-]*")


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in _DROPPED_CATEGORIES:
        return ""
    return " " if category in {"Cc", "Zl", "Zp"} else character


def _unemphasised(text: str) -> str:
    """Emphasis marks out, except inside an @name, where an underscore belongs to the name."""
    pieces: list[str] = []
    end = 0
    for found in _MENTION.finditer(text):
        pieces += [_EMPHASIS.sub("", text[end : found.start()]), found.group()]
        end = found.end()
    return "".join([*pieces, _EMPHASIS.sub("", text[end:])])


def clean(raw: str) -> str:
    """Return `raw` as one line of words (NFC), at most `LONGEST_RAW` characters of it.

    Tags, Markdown emphasis, control, private-use and zero-width characters go; letters, digits, punctuation,
    quotation marks and platform mentions such as ``<@123>`` stay. Cleaning what is clean changes nothing.
    """
    text = unicodedata.normalize("NFC", "".join(map(_visible, raw[:LONGEST_RAW])))
    before = ""
    while before != text:
        before = text
        text = _unemphasised(_TAG.sub(" ", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip())
