"""The picture that a maker sends to set a clip in: decoded, and looked at before anything is drawn."""

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import Refusal
from engine.contract.weights import WeightStore
from engine.errors import EngineRefusal
from engine.picture_checks import is_nude, shows_person
from engine.pictures import open_picture

REFUSALS = {
    "scene_shows_a_person": (
        "A face can be seen in the scene's picture. Nobody is shown without their consent: send a "
        "picture of a place without people, or describe the place in words."
    ),
    "scene_not_allowed": (
        "The scene's picture looks like nudity, which is not allowed here. Send another one, or describe the "
        "place in words."
    ),
}


def refused(code: str) -> EngineRefusal:
    """The refusal of that code, with its sentence."""
    return EngineRefusal(Refusal(code=code, message=REFUSALS[code]))


def open_scene(data: bytes, weights: WeightStore) -> NDArray[np.uint8]:
    """Decode and check: (h, w, 3) BGR; what is transparent becomes black.

    Raises:
        EngineRefusal: see REFUSALS here and in engine.pictures.
        engine.contract.weights.WeightMissingError: a weight is not here.
    """
    picture = open_picture(data)
    shown = np.asarray(picture[..., :3] * (picture[..., 3:].astype(np.float32) / 255) + 0.5, np.uint8)
    if shows_person(shown, weights):
        raise refused("scene_shows_a_person")
    if is_nude(shown, weights):
        raise refused("scene_not_allowed")
    return shown
