"""First frames that look like the people in them, for models that know who somebody is by their first frame.

An image model is shown pictures of everybody and makes the frame; whoever is in it is measured, and of
several tries the truest is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import Screenplay
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Likeness
from engine.faces import SAME_PERSON, FaceReader, describe, distance
from engine.generation.orders import Material, pictures_of, png, seed_of
from engine.generation.plain_prompt import first_frame
from engine.renderers import Take
from engine.room.client import Room, Tell
from engine.room.messages import PictureAsk

FAMILY = "first_frame"
TRIES, ENHANCED_TRIES = 2, 4
"""Pictures made at most for one first frame, on the standard and on the pro plan."""
BESIDE = 1
"""Faces looked for beside those who ought to be there."""
NOBODY = 2.0
"""Stands for the distance of somebody who cannot be found: further than any two faces are apart."""

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, repr=False)
class Opening:
    """A first frame: PNG; and how far whoever is least like themselves is from who they are, 0 for nobody."""

    picture: bytes
    apart: float


@dataclass(frozen=True, slots=True, repr=False)
class Openings:
    """Makes the first frames of a take.

    room: that makes the pictures. made_of: what everybody looks like. size: width and height. weights: the
    face models.
    """

    room: Room
    take: Take
    made_of: Material
    size: tuple[int, int]
    weights: WeightStore

    def of(self, part: Screenplay, before: bytes | None, tell: Tell) -> Opening:
        """The first frame of a part.

        Args:
            part: its first shot counts.
            before: the first frame of the shot before, PNG; None for the first.
            tell: hears how far it is.

        Raises:
            engine.room.client.RoomError: the room gives none.
        """
        shown, numbers = pictures_of(part, self.made_of)
        scene = None if self.take.scene is None else png(self.take.scene)
        extra = [picture for picture in (scene, before) if picture is not None]
        last = len(shown) + len(extra)
        ask = PictureAsk(
            family=FAMILY,
            prompt=first_frame(
                part,
                numbers,
                scene=None if scene is None else len(shown) + 1,
                before=None if before is None else last,
                characters=self.take.characters,
            ),
            width=self.size[0],
            height=self.size[1],
            seed=self.take.seed,
            pictures=last,
        )
        people = {role: self.take.cast[role] for role in part.shots[0].roles if role in self.take.cast}
        return self._truest(ask, [*shown, *extra], people, tell)

    def _truest(
        self, ask: PictureAsk, shown: Sequence[bytes], people: Mapping[str, Likeness], tell: Tell
    ) -> Opening:
        """The first try in which everybody can be recognised; on the pro plan, the truest of all."""
        if not people:
            return Opening(self.room.picture(ask, shown, tell), 0.0)
        made: list[Opening] = []
        with FaceReader(self.weights, most=len(people) + BESIDE) as reader:
            for number in range(ENHANCED_TRIES if self.take.enhanced else TRIES):
                seed = seed_of(ask.seed, number)
                picture = self.room.picture(ask.model_copy(update={"seed": seed}), shown, tell)
                made.append(Opening(picture, furthest(picture, people, reader, self.weights)))
                if made[-1].apart < SAME_PERSON and not self.take.enhanced:
                    break
        return min(made, key=lambda one: one.apart)


def furthest(
    picture: bytes, people: Mapping[str, Likeness], reader: FaceReader, weights: WeightStore
) -> float:
    """How far whoever is least like themselves in a picture (PNG) is from who they are, up to `NOBODY`."""
    frame = np.asarray(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR), np.uint8)
    found = [describe(frame, face, weights) for face in reader.read(frame)]
    return max(
        min((distance(one, likeness.face_centroid) for one in found), default=NOBODY)
        for likeness in people.values()
    )
