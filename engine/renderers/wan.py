"""Wan VACE in the machine room: pictures of the people to silent films, a shot at a time.

Speech, effects and music are made apart, in the people's own voices where the engine can, and their lips are
fitted to the words.
"""

from functools import partial

from engine.contract.messages import FPS, Stage
from engine.generation.between import paced
from engine.generation.delivered import delivered, enlarged, joined, kept
from engine.generation.delivered import pieces as shown
from engine.generation.dubbed import dubbed, heard
from engine.generation.orders import Material, material, png
from engine.generation.pieces import Piece, pieces
from engine.generation.plain_prompt import paragraph
from engine.generation.shapes import WAN
from engine.renderers import Footage, Report, Take
from engine.review.playback import header
from engine.room.client import Pictures, Room, asked, told
from engine.room.messages import EnlargeAsk, FilmAsk
from engine.settings import EngineSettings, ModelsSection

FAMILY = "wan"
MOST_PICTURES = 4
"""Of everybody together: each is one more frame of twenty for the model to attend to."""
OVERLAP = 8
"""Pictures of the piece before that the model is shown again: so much shorter is every piece."""
GRID_S = WAN.step / WAN.fps
"""The model makes a picture more than fills a multiple of this; the next piece begins with that."""
LONGEST_S = (WAN.most - WAN.rest - OVERLAP) / WAN.fps
PACED = f"Made at {WAN.fps} pictures a second; those between were computed."


def render(take: Take, report: Report) -> Footage:
    """Make the sound, then the film, which is kept until it is read; lips are drawn as it is.

    Raises:
        engine.errors.EngineRefusal: a line cannot be spoken, or does not fit its shot.
        engine.contract.weights.WeightMissingError: a model file of the engine's own is not on this machine.
        engine.room.client.RoomError: the room makes none; says why.
        engine.generation.film.FilmError: what it made cannot be used.
    """
    report(Stage.ANALYSING, 0.0)
    settings = EngineSettings.load().models
    made_of = material(take, MOST_PICTURES)
    sound = heard(take, report)
    cut = pieces(take.screenplay, LONGEST_S, GRID_S)
    size = settings.wan.size or WAN.sizes[take.resolution]
    films: list[tuple[bytes, tuple[str, ...]]] = []
    with asked() as room:
        for number, piece in enumerate(cut):
            pictures = _pictures(take, piece, made_of)
            ask = _ask(take, piece, size, number, len(pictures))
            made = room.film(ask, pictures, (), told(report, number, len(cut)), take.look)
            film = kept(made.frames, size, made.header.fps)
            films.append(_enlarged(room, film, take, settings))
        notes = (*room.notes, PACED)
    ready = [(piece, _paced(film), (*notes, *said)) for piece, (film, said) in zip(cut, films, strict=True)]
    return dubbed(take, sound, lambda: joined([_footage(take, *one) for one in ready]))


def _ask(take: Take, piece: Piece, size: tuple[int, int], number: int, pictures: int) -> FilmAsk:
    """One piece. Each has a seed of its own: the same noise would move alike."""
    return FilmAsk(
        family=FAMILY,
        prompt=paragraph(piece.play),
        frames=WAN.frames(piece.seconds),
        width=size[0],
        height=size[1],
        seed=(take.seed + number) % 2**63,
        pictures=pictures,
        continues=piece.continues,
    )


def _footage(take: Take, piece: Piece, film: bytes, notes: tuple[str, ...]) -> Footage:
    return delivered(film, piece.seconds, take.resolution, notes)


def _pictures(take: Take, piece: Piece, made_of: Material) -> list[bytes]:
    """Those who are in it, in the order in which they stand there, then the place where one was sent."""
    views = {one.role: one.views for one in made_of.people}
    views |= {role: (picture,) for role, picture in made_of.others.items()}
    here = [png(view) for role in piece.play.shots[0].roles for view in views.get(role, ())]
    return here if take.scene is None else [*here, png(take.scene)]


def _enlarged(room: Room, film: bytes, take: Take, settings: ModelsSection) -> tuple[bytes, tuple[str, ...]]:
    name = settings.upscaler
    return enlarged(film, take.resolution, partial(_larger, room, name), name) if name else (film, ())


def _larger(room: Room, name: str, frames: Pictures, width: int, height: int) -> Pictures:
    return room.enlarge(EnlargeAsk(family=name, frames=len(frames), width=width, height=height), frames)


def _paced(film: bytes) -> bytes:
    size = header(film)
    return kept(paced(shown(film), size.fps), (size.width, size.height), FPS)
