"""One call of a generative model, put together from a take: words, pictures, voices, size, length.

A film that is longer than a model makes in one go is ordered in parts. Each later part is shown the one
before, so that place, light and clothing go on.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import Beat, Line, Resolution, Screenplay, Shot
from engine.generation.film import cut_to_shape
from engine.generation.h3_prompt import MOST_PICTURES, bind, prompt
from engine.generation.references import Reference, on_ground, references
from engine.renderers import Take
from engine.voices import wav

CANVAS: Mapping[Resolution, tuple[int, int]] = {Resolution.P720: (1344, 768), Resolution.P1080: (1920, 1088)}
"""Sizes in multiples of 32 that hold the asked one; what is over is cut off."""
VIEWS, ENHANCED_VIEWS = 3, 4
"""Pictures of each person, on the standard and on the pro plan (engine.renderers.Take.enhanced)."""
SEEDS = 1_000_003
"""Between two tries' seeds: a prime, so that they do not meet those of parts, which are counted on by one."""
VOICE_RATE = 32_000
GREY = 128

Picture = NDArray[np.uint8]
Told = TypeVar("Told", Line, Beat)


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """What one call is given. It has no telling repr: it holds faces, voices and what was written.

    prompt: six sections (`h3_prompt`). seconds, width, height (pixels), seed: of the film. pictures: PNG, in
    the order of their numbers. voices: WAV, 16 bit mono, likewise. before: the part that this one goes on
    from, MP4; None for the first.
    """

    prompt: str
    seconds: float
    width: int
    height: int
    seed: int
    pictures: tuple[bytes, ...]
    voices: tuple[bytes, ...] = ()
    before: bytes | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Material:
    """What of a take is the same for all of its parts."""

    people: tuple[Reference, ...]
    others: Mapping[str, Picture] = field(default_factory=dict)


def material(take: Take, pictures: int = MOST_PICTURES, ground: int | None = None) -> Material:
    """Views and voices of the people in a take, and the pictures of its characters.

    pictures: how many a model takes in one call. ground: as in `references`.
    """
    views = ENHANCED_VIEWS if take.enhanced else VIEWS
    left = pictures - len(take.characters) - (take.scene is not None)
    most = max(1, min(views, left // max(1, len(take.cast))))
    roles = [role.name for role in take.screenplay.roles]
    people = references(take.cast, roles, views=most, rate=VOICE_RATE, ground=ground)
    level = GREY if ground is None else ground
    cut_outs = {role: one.views[0].picture() for role, one in take.characters.items()}
    others = {role: on_ground(one[..., :3], one[..., 3], level) for role, one in cut_outs.items()}
    return Material(people, others)


def pictures_of(
    part: Screenplay, made_of: Material, *, most: int | None = None
) -> tuple[list[bytes], dict[str, range]]:
    """Pictures (PNG) of those who are in the first shot of a part, and their numbers, from 1, by role.

    most: of each; None for all there are.
    """
    views = {one.role: one.views for one in made_of.people} | {
        role: (picture,) for role, picture in made_of.others.items()
    }
    shown: list[bytes] = []
    numbers: dict[str, range] = {}
    for role in part.shots[0].roles:
        begin = len(shown) + 1
        shown += [png(view) for view in views.get(role, ())[:most]]
        if role in views:
            numbers[role] = range(begin, len(shown) + 1)
    return shown, numbers


def in_shape(scene: Picture) -> Picture:
    """The middle of a scene (h, w, 3), in the shape of all clips."""
    width, height = cut_to_shape(scene.shape[1], scene.shape[0])
    top, left = (scene.shape[0] - height) // 2, (scene.shape[1] - width) // 2
    return scene[top : top + height, left : left + width]


def order(
    take: Take, part: Screenplay, made_of: Material, before: bytes | None = None, *, goes_on: bool = False
) -> Order:
    """The call for one part of a take.

    before: the film that it goes on from. goes_on: whether it does so although whoever makes it has that film
    already.
    """
    names = [role.name for role in part.roles]
    shown = {one.role: one.views for one in made_of.people if one.role in names}
    shown |= {role: (picture,) for role, picture in made_of.others.items() if role in names}
    voices = {one.role: one for one in made_of.people if one.voice is not None}
    bound = bind(part, {role: len(shown[role]) for role in names if role in shown}, voices, made_of.others)
    width, height = CANVAS[take.resolution]
    pictures = [png(view) for one in bound for view in shown[one.role]]
    if take.scene is not None:
        pictures.append(png(in_shape(take.scene)))
    place = None if take.scene is None else len(pictures)
    return Order(
        prompt=prompt(part, bound, 1 if goes_on or before is not None else None, place),
        seconds=part.seconds,
        width=width,
        height=height,
        seed=take.seed,
        pictures=tuple(pictures),
        voices=tuple(_wav(voices[one.role]) for one in bound if one.voice is not None),
        before=before,
    )


def parts(screenplay: Screenplay, longest_s: float, grid_s: float = 0.0) -> tuple[Screenplay, ...]:
    """Cut a screenplay where it is cut anyway, and within shots that are too long; each part fits.

    grid_s: where a shot is cut within, it is after a multiple of this; 0 cuts it into equal parts. It divides
    `longest_s`.
    """
    runs: list[list[Shot]] = [[]]
    for shot in (piece for whole in screenplay.shots for piece in _pieces(whole, longest_s, grid_s)):
        if runs[-1] and math.fsum(one.seconds for one in (*runs[-1], shot)) > longest_s:
            runs.append([])
        runs[-1].append(shot)
    return tuple(_part(screenplay, tuple(run)) for run in runs)


def _part(screenplay: Screenplay, shots: tuple[Shot, ...]) -> Screenplay:
    seen = {role for shot in shots for role in (*shot.roles, *(line.role for line in shot.lines))}
    roles = tuple(role for role in screenplay.roles if role.name in seen)
    return screenplay.model_copy(update={"shots": shots, "roles": roles})


def _pieces(shot: Shot, longest_s: float, grid_s: float) -> list[Shot]:
    """A shot in equal pieces, with the lines and sounds that fall into it; those without a time in turn."""
    count = math.ceil(shot.seconds / longest_s)
    if count == 1:
        return [shot]
    length = shot.seconds / count
    if grid_s:
        length = math.ceil(round(length / grid_s, 6)) * grid_s
    ends = [*(length * number for number in range(count)), shot.seconds]
    return [
        shot.model_copy(
            update={
                "seconds": until - since,
                "lines": _within(shot.lines, since, until, shot.seconds),
                "beats": _within(shot.beats, since, until, shot.seconds),
            }
        )
        for since, until in pairwise(ends)
    ]


def _within(told: Sequence[Told], since: float, until: float, whole_s: float) -> tuple[Told, ...]:
    """What falls between two moments of a shot, timed from the first of them."""
    found: list[Told] = []
    for number, one in enumerate(told):
        at_s = whole_s * number / len(told) if one.at_s is None else min(one.at_s, whole_s)
        if since <= at_s < until or at_s == until == whole_s:
            timed = None if one.at_s is None else max(0.0, one.at_s - since)
            found.append(one.model_copy(update={"at_s": timed}))
    return tuple(found)


def seed_of(seed: int, attempt: int) -> int:
    """For another try at the same: noise of its own, and the first try keeps its seed."""
    return (seed + attempt * SEEDS) % 2**63


def png(picture: Picture) -> bytes:
    """A BGR picture (h, w, 3) as a file.

    Raises:
        ValueError: it cannot be written.
    """
    done, data = cv2.imencode(".png", picture)
    if not done:
        raise ValueError("a picture could not be written")
    return data.tobytes()


def _wav(one: Reference) -> bytes:
    if one.voice is None:
        raise ValueError("there is no voice to write")
    return wav(one.voice, one.rate)
