"""LTX-2 in the machine room: a film per shot, each from a first frame that looks like the people in it.

The family clones no voices. Where somebody speaks, the engine makes the sound first, in the person's own
voice where it can, and the picture is made to that sound, lips included. Where nobody speaks, the model makes
sound and picture together.
"""

import io
import wave
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from engine.contract.messages import FPS, Screenplay, Stage
from engine.generation.delivered import delivered, joined, kept
from engine.generation.dubbed import heard
from engine.generation.followed import STRANGER
from engine.generation.openings import Opening, Openings, pictures
from engine.generation.orders import Material, material, parts
from engine.generation.plain_prompt import with_sound
from engine.generation.shapes import LTX2
from engine.generation.wording import speakers
from engine.renderers import Footage, Report, Take
from engine.room.client import Room, Tell, asked, told
from engine.room.messages import At, Doing, FilmAsk
from engine.settings import EngineSettings
from engine.sound import MIX_RATE, Soundtrack

FAMILY = "ltx2"
MADE_TO_SOUND = "Sound was made first; the picture, lips included, was made to it."
JOINT = "Sound and picture were made together."
A_FRAME = MIX_RATE // FPS
"""Samples."""


@dataclass(frozen=True, slots=True, repr=False)
class _Part:
    """What one film is of.

    first, last: its frames in the clip, the last one not included. shot: its number, from 1. continues:
    whether it goes on within the shot of the part before.
    """

    play: Screenplay
    first: int
    last: int
    shot: int
    continues: bool


def render(take: Take, report: Report) -> Footage:
    """Make the sound, then every shot's first frame, then the films; those are kept until they are read.

    Raises:
        engine.errors.EngineRefusal: a line cannot be spoken, or does not fit its shot.
        engine.contract.weights.WeightMissingError: a model file of the engine's own is not on this machine.
        engine.room.client.RoomError: the room makes none; says why.
        engine.generation.film.FilmError: what it made cannot be used.
    """
    size = EngineSettings.load().models.ltx2.size or LTX2.sizes[take.resolution]
    report(Stage.ANALYSING, 0.0)
    made_of, plan = material(take), _plan(take.screenplay)
    sound = heard(take, report) if speakers(take.screenplay) else None
    with asked() as room:
        making = _Making(room, take, made_of, size, sound, report)
        openings = making.openings(plan)
        films = [
            making.film(part, openings.get(part.shot), told(report, number, len(plan)))
            for number, part in enumerate(plan)
        ]
        notes = [JOINT if sound is None else MADE_TO_SOUND, *_unlike(openings), *room.notes]
    whole = joined(films)
    return replace(
        whole,
        soundtrack=whole.soundtrack if sound is None else sound,
        notes=tuple(dict.fromkeys((*whole.notes, *notes))),
    )


@dataclass(frozen=True, slots=True, repr=False)
class _Making:
    """All that the films of one take have in common."""

    room: Room
    take: Take
    made_of: Material
    size: tuple[int, int]
    sound: Soundtrack | None
    report: Report

    def openings(self, plan: list[_Part]) -> dict[int, Opening]:
        """First frames by shot. All before the first film, so that the card changes between models once."""
        weights = EngineSettings.load().weight_store()
        painter = Openings(self.room, self.take, self.made_of, self.size, weights)
        begun = [part for part in plan if not part.continues]
        made: dict[int, Opening] = {}
        before: bytes | None = None
        for number, part in enumerate(begun):
            if part.play.shots[0].roles or self.take.scene is not None:
                tell = _analysing(self.report, number, len(begun))
                made[part.shot] = painter.of(part.play, before, tell)
                before = made[part.shot].picture
        return made

    def film(self, part: _Part, begins: Opening | None, tell: Tell) -> Footage:
        """One film, as footage of its own length."""
        shown = pictures(part.play, self.made_of, most=1)[0]
        first = begins is not None and not part.continues
        given = [begins.picture, *shown] if begins is not None and first else shown
        ask = FilmAsk(
            family=FAMILY,
            prompt=with_sound(part.play),
            frames=LTX2.frames((part.last - part.first) / FPS),
            width=self.size[0],
            height=self.size[1],
            seed=self.take.seed,
            pictures=len(given),
            voices=0 if self.sound is None else 1,
            first=first,
            continues=part.continues,
        )
        voices = [] if self.sound is None else [_wav(self.sound, part.first, ask.frames)]
        made = self.room.film(ask, given, voices, tell, self.take.look)
        own = made.sound if self.sound is None else None
        film = kept(made.frames, self.size, made.header.fps, own, made.header.rate)
        return delivered(film, (part.last - part.first) / FPS, self.take.resolution)


def _plan(play: Screenplay) -> list[_Part]:
    """A film for every shot, in pieces where it is longer than the family makes."""
    runs = [
        (number, piece, part)
        for number, shot in enumerate(play.shots, start=1)
        for piece, part in enumerate(parts(play.model_copy(update={"shots": (shot,)}), LTX2.longest_s))
    ]
    ends = [round(end * FPS) for end in accumulate(part.seconds for _, _, part in runs)]
    return [
        _Part(part, first, last, number, piece > 0)
        for (number, piece, part), first, last in zip(runs, [0, *ends[:-1]], ends, strict=True)
    ]


def _analysing(report: Report, number: int, count: int) -> Tell:
    """First frames are no frames of the clip: the stage before those."""

    def tell(at: At) -> None:
        share = at.done / at.of if at.of else 0.0
        waits = at.doing in {Doing.WAITING, Doing.LOADING}
        report(Stage.LOADING if waits else Stage.ANALYSING, 0.0 if waits else (number + share) / count)

    return tell


def _wav(sound: Soundtrack, first: int, frames: int) -> bytes:
    """So many frames' worth of a soundtrack from one of them on, in one channel; less at its end."""
    cut = sound.mix[first * A_FRAME : (first + frames) * A_FRAME].mean(axis=1)
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(MIX_RATE)
        file.writeframes((np.clip(cut, -1, 1) * 32767).astype("<i2").tobytes())
    return target.getvalue()


def _unlike(openings: dict[int, Opening]) -> list[str]:
    return [
        f"Shot {shot}: not everybody could be recognised in its first frame."
        for shot, one in openings.items()
        if one.apart > STRANGER
    ]
