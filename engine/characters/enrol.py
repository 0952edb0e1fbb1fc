"""From pictures to a character: decode, look for people, cut out."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.characters.character import TALLEST, WIDEST, Character, View
from engine.characters.cutting import WHITE, CutOut, cut_out, flattened
from engine.contract.messages import Refusal, Stage
from engine.contract.picture_set import NotPicturesError, unpack
from engine.contract.weights import WeightStore
from engine.errors import EngineRefusal
from engine.picture_checks import is_nude, shows_person
from engine.pictures import open_picture
from engine.pictures import refused as unreadable

Picture = NDArray[np.uint8]
Report = Callable[[Stage, float], None]

SMALLEST_HEIGHT = 120
"""Pixels: a character that is less is shown as a blur in a clip 720 lines high."""
BLURRED, SOFT = 5.0, 40.0
"""Sharpness (engine.picture_checks) below which a picture is refused, or below which there is advice. A drawn
figure before a wall has 630; blurred by 1 % of its height (sigma) it has 4."""

REFUSALS = {
    "human_face": (
        "A human face can be seen in a picture. Characters are not people: leave people out of the picture; "
        "to appear in clips yourself, write /cameo setup."
    ),
    "picture_not_allowed": "A picture looks like nudity, which is not allowed here. Send another one.",
    "picture_blurred": "A picture is too blurred. Hold the camera still, in good light, and send it again.",
    "no_outline": (
        "The character cannot be told from what is behind it. Put it in front of a plain wall, all of it in "
        "the picture, or send a PNG with a transparent background."
    ),
    "character_too_small": "The character is too small in the picture. Go closer, and send it again.",
}

ADVICE_BUSY = "use a plain background, or a PNG with a transparent one: the outline is a guess now"
ADVICE_CUT = "show all of it: what the picture's lower edge cuts off stays off"
ADVICE_SOFT = "use a sharper picture"
ADVICE_SMALL = "use a larger picture: at least 720 pixels high looks best"


@dataclass(frozen=True, slots=True)
class EnrolledCharacter:
    """A character, and what would make it better, each as the end of "if you: ..."."""

    character: Character
    advice: tuple[str, ...]


def refused(code: str) -> EngineRefusal:
    """The refusal of that code, with its sentence."""
    return EngineRefusal(Refusal(code=code, message=REFUSALS[code]))


def enrol_character(data: bytes, weights: WeightStore, report: Report) -> EnrolledCharacter:
    """Make a character of a set of pictures (engine.contract.picture_set); the first becomes its first view.

    Opens no socket and writes no file. One picture that cannot be used refuses them all.

    Args:
        data: the set, as it was sent.
        weights: where the weights lie.
        report: told stage and share done after each picture.

    Raises:
        engine.errors.EngineRefusal: see REFUSALS here and in engine.pictures.
        engine.contract.weights.WeightMissingError: a weight is not here.
    """
    try:
        files = unpack(data)
    except NotPicturesError as error:
        raise unreadable("not_a_picture") from error
    report(Stage.LOADING, 0.0)
    found: list[CutOut] = []
    advice: dict[str, None] = {}
    for number, file in enumerate(files, start=1):
        picture = open_picture(file)
        cut = _checked(picture, weights)
        found.append(cut)
        advice |= dict.fromkeys(_advice(cut))
        report(Stage.ANALYSING, number / len(files))
    character = Character(verified=True, views=tuple(_view(cut) for cut in found))
    return EnrolledCharacter(character, tuple(advice))


def _checked(picture: Picture, weights: WeightStore) -> CutOut:
    # What is half transparent may be seen over a dark scene only.
    for behind in (WHITE,) if picture[..., 3].min() == WHITE else (WHITE, 0):
        shown = flattened(picture, behind)
        if shows_person(shown, weights):
            raise refused("human_face")
        if is_nude(shown, weights):
            raise refused("picture_not_allowed")
    cut = cut_out(picture)
    if cut is None:
        raise refused("no_outline")
    if cut.bgra.shape[0] < SMALLEST_HEIGHT:
        raise refused("character_too_small")
    if cut.sharpness < BLURRED:
        raise refused("picture_blurred")
    return cut


def _advice(cut: CutOut) -> list[str]:
    height = cut.bgra.shape[0]
    said = {
        ADVICE_BUSY: cut.busy,
        ADVICE_CUT: not cut.whole,
        ADVICE_SOFT: cut.sharpness < SOFT,
        ADVICE_SMALL: height < TALLEST // 2,
    }
    return [words for words, holds in said.items() if holds]


def _view(cut: CutOut) -> View:
    height, width = cut.bgra.shape[:2]
    scale = min(1.0, TALLEST / height, WIDEST / width)
    size = (max(1, int(width * scale)), max(1, int(height * scale)))
    small = cv2.resize(cut.bgra, size, interpolation=cv2.INTER_AREA) if scale < 1 else cut.bgra
    _, png = cv2.imencode(".png", small)
    return View(png.tobytes(), cut.whole)
