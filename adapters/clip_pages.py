"""Pages of clips, on every platform: what they say, what can be done with each clip, and the posters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adapters import text
from adapters.text import Label
from bot.app import App
from bot.errors import Refused
from bot.notices import ClipPage, Which
from bot.requests import FileKind


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. rows: the buttons of each clip. posters: PNG, by the number of the clip on the page."""

    shown: ClipPage
    words: str
    rows: Sequence[Sequence[Label]]
    posters: Mapping[int, bytes] = field(repr=False)


async def sheet(app: App, person: str, which: Which, page: int, *, size: int, room: int, tag: str) -> Sheet:
    """A page of clips, from 0. size: clips on it. room: bytes that its posters may have together."""
    shown = await app.clip_page(person, which, page, size)
    rows: list[Sequence[Label]] = [text.labels(card.buttons, tag) for card in shown.cards]
    if size > 1:
        rows = [_numbered(number, labels, tag) for number, labels in enumerate(rows, 1)]
    posters = await _posters(app, person, shown, room)
    return Sheet(shown, text.say(shown, tag).text, rows, posters)


def _numbered(number: int, labels: Sequence[Label], tag: str) -> Sequence[Label]:
    """What can be done with one of several clips; the first button bears its number."""
    first = [
        Label(one.button, text.phrase("clips.number", tag, number=number, word=one.text))
        for one in labels[:1]
    ]
    return [*first, *labels[1:]]


async def _posters(app: App, person: str, shown: ClipPage, room: int) -> dict[int, bytes]:
    """The posters of a page, as many as fit into one message."""
    found: dict[int, bytes] = {}
    for number, card in enumerate(shown.cards, 1):
        if not card.watchable:
            continue
        try:
            poster = await app.fetch(person, card.clip.id, FileKind.POSTER)
        except Refused:  # it ended just now, or the files cannot be reached: the line says enough
            continue
        if len(poster) <= room:
            found[number] = poster
            room -= len(poster)
    return found
