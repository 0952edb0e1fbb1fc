"""Wan VACE in the machine room: pictures of the people to silent films, a shot at a time.

Speech, effects and music are made apart, in the people's own voices where the engine can, and their lips are
fitted to the words.
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.contract.messages import FPS, Stage
from engine.generation.between import paced
from engine.generation.delivered import Grown, grown, joined, kept, upscaler
from engine.generation.delivered import pieces as shown
from engine.generation.dubbed import dubbed, heard
from engine.generation.film import footage_of
from engine.generation.orders import Material, in_shape, material, pictures_of, png
from engine.generation.pieces import Piece, pieces
from engine.generation.plain_prompt import paragraph
from engine.generation.shapes import WAN
from engine.renderers import Footage, Report, Take
from engine.review.playback import header
from engine.room.client import asked, told
from engine.room.messages import FilmAsk
from engine.settings import EngineSettings

FAMILY = "wan"
MOST_PICTURES = 4
"""Of everybody together: each is one more frame of twenty for the model to attend to."""
WHITE = 255
"""What people are shown before, as diffusers fills up what a reference leaves of the frame: a place behind
them would come along into the film."""
GRID_S = WAN.step / WAN.fps
"""The model makes a picture more than fills a multiple of this; the next piece begins with that."""
LONGEST_S = (WAN.most - WAN.rest - WAN.overlap) / WAN.fps
"""A piece that goes on is shown the end of the one before."""
MADE = f"Picture made by Wan VACE at {WAN.fps} pictures a second; those between were computed."


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
    made_of = material(take, MOST_PICTURES, WHITE)
    sound = heard(take, report)
    cut = pieces(take.screenplay, LONGEST_S, GRID_S)
    size = settings.wan.size or WAN.sizes[take.resolution]
    films: list[Grown] = []
    with asked() as room:
        larger = upscaler(room, settings.upscaler, report)
        for number, piece in enumerate(cut):
            pictures = _pictures(take, piece, made_of)
            ask = _ask(take, piece, size, number, len(pictures))
            made = room.film(ask, pictures, (), told(report, number, len(cut)), take.look)
            film = kept(made.frames, size, made.header.fps)
            films.append(grown(film, take.resolution, larger))
        notes = (*room.notes, MADE)
    smooth = [_paced(film, report) for film in films]
    return dubbed(take, sound, lambda: _whole(take, cut, smooth, notes))


def _ask(take: Take, piece: Piece, size: tuple[int, int], number: int, pictures: int) -> FilmAsk:
    """One piece. Each has a seed of its own: the same noise would move alike."""
    return FilmAsk(
        family=FAMILY,
        prompt=paragraph(piece.play, take.characters),
        frames=WAN.frames(piece.seconds),
        width=size[0],
        height=size[1],
        seed=(take.seed + number) % 2**63,
        pictures=pictures,
        continues=piece.continues,
    )


def _whole(take: Take, cut: Sequence[Piece], films: Sequence[Grown], notes: tuple[str, ...]) -> Footage:
    """All pieces as one silent film of the asked size."""
    return joined(
        [
            footage_of(
                film.film,
                piece.seconds,
                take.resolution,
                (*notes, *film.notes),
                size_note=film.size_note,
            )
            for piece, film in zip(cut, films, strict=True)
        ]
    )


def _pictures(take: Take, piece: Piece, made_of: Material) -> list[bytes]:
    """Those who are in it, in the order in which they stand there, then the place where one was sent."""
    here, _ = pictures_of(piece.play, made_of)
    return here if take.scene is None else [*here, png(in_shape(take.scene))]


def _paced(large: Grown, report: Report) -> Grown:
    report(Stage.FRAMES, 1.0)  # for some seconds nothing else is heard of this
    size = header(large.film)
    film = kept(paced(shown(large.film), size.fps), (size.width, size.height), FPS)
    return replace(large, film=film)
