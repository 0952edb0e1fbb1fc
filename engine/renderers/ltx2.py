"""LTX-2 in the machine room: a film per shot, each from a first frame that looks like the people in it.

The family clones no voices. Where somebody speaks, the engine makes the sound first, in the person's own
voice where it can, and the picture is made to that sound, lips included. Where nobody speaks, the model makes
sound and picture together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.contract.messages import FPS, Stage
from engine.generation.delivered import delivered, joined, kept, upscaler
from engine.generation.dubbed import heard
from engine.generation.followed import STRANGER
from engine.generation.openings import Opening, Openings
from engine.generation.orders import Material, material, pictures_of
from engine.generation.pieces import Piece, pieces
from engine.generation.plain_prompt import with_sound
from engine.generation.shapes import LTX2
from engine.generation.wording import speakers
from engine.renderers import Footage, Report, Take
from engine.room.client import Room, Tell, asked, told
from engine.room.messages import At, Doing, FilmAsk
from engine.settings import EngineSettings
from engine.sound import MIX_RATE, Soundtrack
from engine.voices import wav

FAMILY = "ltx2"
MADE_TO_SOUND = "Sound was made first; the picture, lips included, was made to it."
JOINT = "Sound and picture were made together."
A_FRAME = MIX_RATE // FPS
"""Samples."""
GRID_S = LTX2.step / LTX2.fps
"""The model makes a picture more than fills a multiple of this; the next piece begins with that."""
LONGEST_S = (LTX2.most - LTX2.rest - (LTX2.overlap - 1)) / LTX2.fps
"""A piece that goes on makes the end of the one before again."""


def render(take: Take, report: Report) -> Footage:
    """Make the sound, then every shot's first frame, then the films; those are kept until they are read.

    Raises:
        engine.errors.EngineRefusal: a line cannot be spoken, or does not fit its shot.
        engine.contract.weights.WeightMissingError: a model file of the engine's own is not on this machine.
        engine.room.client.RoomError: the room makes none; says why.
        engine.generation.film.FilmError: what it made cannot be used.
    """
    settings = EngineSettings.load().models
    size = settings.ltx2.size or LTX2.sizes[take.resolution]
    report(Stage.ANALYSING, 0.0)
    made_of, plan = material(take), pieces(take.screenplay, LONGEST_S, GRID_S)
    sound = heard(take, report) if speakers(take.screenplay) else None
    with asked() as room:
        making = _Making(room, take, made_of, size, sound, report)
        openings = making.openings(plan)
        films = [
            making.film(piece, openings.get(piece.shot), told(report, number, len(plan)))
            for number, piece in enumerate(plan)
        ]
        notes = [JOINT if sound is None else MADE_TO_SOUND, *_unlike(openings), *room.notes]
        larger = upscaler(room, settings.upscaler, report)
        footage = [
            delivered(film, piece.seconds, take.resolution, (), larger)
            for film, piece in zip(films, plan, strict=True)
        ]
    whole = joined(footage)
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

    def openings(self, plan: Sequence[Piece]) -> dict[int, Opening]:
        """First frames by shot. All before the first film, so that the card changes between models once."""
        weights = EngineSettings.load().weight_store()
        painter = Openings(self.room, self.take, self.made_of, self.size, weights)
        begun = [piece for piece in plan if not piece.continues]
        made: dict[int, Opening] = {}
        before: bytes | None = None
        for number, piece in enumerate(begun):
            if piece.play.shots[0].roles or self.take.scene is not None:
                tell = _analysing(self.report, number, len(begun))
                made[piece.shot] = painter.of(piece.play, before, tell)
                before = made[piece.shot].picture
        return made

    def film(self, piece: Piece, begins: Opening | None, tell: Tell) -> bytes:
        """One film, as it is kept. Each has noise of its own: the same would move alike."""
        given = pictures_of(piece.play, self.made_of, most=1)[0]
        first = begins is not None and not piece.continues
        if begins is not None and first:
            given = [begins.picture, *given]
        ask = FilmAsk(
            family=FAMILY,
            prompt=with_sound(piece.play, self.take.characters),
            frames=LTX2.frames(piece.seconds),
            width=self.size[0],
            height=self.size[1],
            seed=(self.take.seed + piece.first) % 2**63,
            pictures=len(given),
            voices=0 if self.sound is None else 1,
            first=first,
            continues=piece.continues,
        )
        voices = [] if self.sound is None else [_wav(self.sound, piece.first, ask.frames)]
        made = self.room.film(ask, given, voices, tell, self.take.look)
        own = made.sound if self.sound is None else None
        return kept(made.frames, self.size, made.header.fps, own, made.header.rate)


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
    return wav(cut, MIX_RATE)


def _unlike(openings: dict[int, Opening]) -> list[str]:
    return [
        f"Shot {shot}: not everybody could be recognised in its first frame."
        for shot, one in openings.items()
        if one.apart > STRANGER
    ]
