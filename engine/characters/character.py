"""What is kept of one character, and how it becomes bytes. It is only ever written sealed."""

import json
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.contract.picture_set import MOST
from engine.enrolment.likeness import LikenessFormatError

MAGIC = b"CAMEO-CHARACTER-1\n"
TALLEST, WIDEST = 720, 960
_LENGTH_BYTES = 4

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """One picture of a character, cut out. No telling repr.

    png: BGRA when decoded by OpenCV, cropped to what it shows, at most 960 x 720; alpha 255 is character.
    whole: it stands free in its picture; False where the picture's lower edge cuts it off.
    """

    png: bytes
    whole: bool

    def picture(self) -> Picture:
        """(h, w, 4) uint8 BGRA.

        Raises:
            engine.enrolment.likeness.LikenessFormatError: it is no such picture.
        """
        data = np.frombuffer(self.png, np.uint8)
        found = cv2.imdecode(data, cv2.IMREAD_UNCHANGED) if data.size else None
        if found is None or found.ndim != 3 or found.shape[2] != 4 or found.dtype != np.uint8:  # noqa: PLR2004 - BGRA
            raise LikenessFormatError("a picture of the character is none")
        if found.shape[0] > TALLEST or found.shape[1] > WIDEST:
            raise LikenessFormatError("a picture of the character is too large")
        return np.asarray(found, np.uint8)


@dataclass(frozen=True, slots=True, repr=False)
class Character:
    """A character: 1 to 4 views of it, the first the best. It has no voice of its own.

    verified: True unless it was made for a throw-away store; there is no challenge that it could pass.
    """

    verified: bool
    views: tuple[View, ...]


def is_character(data: bytes) -> bool:
    """Whether packed bytes are a character; else they are a person's likeness."""
    return data.startswith(MAGIC)


def pack(character: Character) -> bytes:
    """Serialise: the magic line, the length of a JSON head, the head, one picture behind the other."""
    views = character.views
    head = {
        "verified": character.verified,
        "whole": [view.whole for view in views],
        "lengths": [len(view.png) for view in views],
    }
    told = json.dumps(head).encode()
    pictures = b"".join(view.png for view in views)
    return MAGIC + len(told).to_bytes(_LENGTH_BYTES, "big") + told + pictures


def unpack(data: bytes) -> Character:
    """Read what `pack` wrote.

    Raises:
        engine.enrolment.likeness.LikenessFormatError: the bytes are something else.
    """
    if not is_character(data):
        raise LikenessFormatError("these bytes are not a character")
    start = len(MAGIC) + _LENGTH_BYTES
    end = start + int.from_bytes(data[len(MAGIC) : start], "big")
    try:
        head = json.loads(data[start:end])
        lengths, whole = [int(length) for length in head["lengths"]], [bool(one) for one in head["whole"]]
        verified = bool(head["verified"])
    except (ValueError, KeyError, TypeError) as error:
        raise LikenessFormatError("these bytes are not a character") from error
    fits = 1 <= len(lengths) <= MOST and len(whole) == len(lengths) and min(lengths) > 0
    if not fits or end + sum(lengths) != len(data):
        raise LikenessFormatError("these bytes are not a character")
    views: list[View] = []
    for length, one in zip(lengths, whole, strict=True):
        views.append(View(data[end : end + length], one))
        end += length
    return Character(verified, tuple(views))
