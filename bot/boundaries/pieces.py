"""A screenplay taken apart: what is told and what is said, each piece once, people's names replaced."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.boundaries.tongues import in_its_tongue
from bot.moderation.text import Folded, readings
from engine.contract.messages import Screenplay

SOMEONE = "someone"
MOST_PIECES = 200
_NAMES = re.compile(r"<?@[\w.-]+>?")
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]{1,600})[\"“”»]?")
_SAYS = re.compile(
    r"\b(?:says?|said|shouts?|yells?|whispers?|announces?|tells? \w+|sagt|ruft|dice|grita|dit|crie)\b[:,]?\s+"
    r"(?:that |dass |que )?([^\"“”„«».!?\n]{4,300})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")


@dataclass(frozen=True)
class Piece:
    """`text` as written with names replaced; `spoken` where it is said by somebody in the clip."""

    text: str
    spoken: bool

    @cached_property
    def readings(self) -> tuple[Folded, ...]:
        """Every way of reading it, tricks of writing undone; the plain one first."""
        return tuple(in_its_tongue(reading) for reading in readings(self.text))

    @cached_property
    def plain(self) -> str:
        """The plain reading."""
        return self.readings[0].text

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, folded, in order."""
        return tuple(_WORD.findall(self.plain))


def _parts(screenplay: Screenplay) -> Iterator[Piece]:
    """What the reader made of the prompt; names stand bare in it."""
    for role in screenplay.roles:
        yield Piece(role.part, spoken=False)
    for shot in screenplay.shots:
        for told in (shot.action, shot.environment, shot.camera, *(beat.what for beat in shot.beats)):
            yield Piece(told, spoken=False)
        for line in shot.lines:
            yield Piece(line.text, spoken=True)


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" .,:;")


def pieces(screenplay: Screenplay) -> tuple[Piece, ...]:
    """The prompt's telling, what is said in it, parts, actions, places and beats; at most 200.

    What the telling holds already is not looked at twice.
    """
    prompt = _NAMES.sub(SOMEONE, screenplay.prompt)
    telling = _bare(_QUOTED.sub(" . ", prompt))
    said = (*_QUOTED.findall(prompt), *_SAYS.findall(prompt))
    found = {(telling.casefold(), False): Piece(telling, spoken=False)} if telling else {}
    found |= {(_bare(words).casefold(), True): Piece(_bare(words), spoken=True) for words in said}
    roles = "|".join(rf"(?<!\w){re.escape(role.name)}(?!\w)" for role in screenplay.roles) or "(?!)"
    names = re.compile(rf"{_NAMES.pattern}|{roles}", re.IGNORECASE)
    for part in _parts(screenplay):
        written = part.text if part.spoken else _QUOTED.sub(" . ", part.text)
        text = _bare(names.sub(SOMEONE, written))
        if text and (part.spoken or text.casefold() not in telling.casefold()):
            found.setdefault((text.casefold(), part.spoken), Piece(text, part.spoken))
    return tuple(piece for piece in found.values() if piece.text)[:MOST_PIECES]
