"""MiniMax-H3 in the machine room: people's faces and voices to a film with its sound, made in one pass.

A film that is longer than the model makes in one go is made in parts, each of which is shown the end of the
one before. On the pro plan people are shown from more sides, and of two films the one is taken in which they
look more like themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from engine.contract.messages import FPS, Screenplay, Stage
from engine.generation.choosing import unlikeness
from engine.generation.delivered import delivered, joined, kept, upscaler
from engine.generation.h3_prompt import MOST_PICTURES
from engine.generation.orders import Material, material, order, parts, seed_of
from engine.generation.shapes import H3
from engine.renderers import Footage, Report, Take
from engine.room.client import Room, Tell, asked, told
from engine.room.messages import FilmAsk
from engine.settings import EngineSettings

FAMILY = "h3"
TRIES, ENHANCED_TRIES = 1, 2
"""Films made of a take, on the standard and on the pro plan."""
CHOSEN = "Chosen of two films: people are more like themselves in it."


@dataclass(frozen=True, slots=True, repr=False)
class _Shoot:
    """What all films of one take are made with.

    size: width and height in pixels. plays: the parts, each as long as the model makes at most.
    """

    room: Room
    take: Take
    plays: tuple[Screenplay, ...]
    made_of: Material
    size: tuple[int, int]


def render(take: Take, report: Report) -> Footage:
    """Have it made, all parts of it; they are kept in memory until their frames are read.

    Raises:
        engine.room.client.RoomError: the room makes none; says why.
        engine.contract.weights.WeightMissingError: on the pro plan: a face model is not on this machine.
        engine.generation.film.FilmError: what it made cannot be used.
    """
    settings = EngineSettings.load()
    report(Stage.ANALYSING, 0.0)
    plays = parts(take.screenplay, H3.longest_s)
    size = settings.models.h3.size or H3.sizes[take.resolution]
    # A film to go on from is a reference like the others, of which there are so many at most.
    made_of = material(take, MOST_PICTURES - (len(plays) > 1))
    with asked() as room:
        shoot = _Shoot(room, take, plays, made_of, size)
        films, chosen = _best(shoot, settings, report)
        notes = (*room.notes, *chosen)
        larger = upscaler(room, settings.models.upscaler, report)
        return joined(
            [
                delivered(film, seconds, take.resolution, notes, larger)
                for film, seconds in zip(films, _lengths(plays), strict=True)
            ]
        )


def _lengths(plays: Sequence[Screenplay]) -> list[float]:
    """Seconds of each part in whole pictures, so that all together are as long as was asked for."""
    ends = [round(end * FPS) for end in accumulate(play.seconds for play in plays)]
    return [(end - start) / FPS for start, end in pairwise([0, *ends])]


def _best(shoot: _Shoot, settings: EngineSettings, report: Report) -> tuple[list[bytes], tuple[str, ...]]:
    take = shoot.take
    tries = ENHANCED_TRIES if take.enhanced and take.cast else TRIES
    count = tries * len(shoot.plays)
    made = [
        [
            _film(
                shoot,
                number,
                seed_of(take.seed, attempt),
                told(report, attempt * len(shoot.plays) + number, count),
            )
            for number in range(len(shoot.plays))
        ]
        for attempt in range(tries)
    ]
    if tries == 1:
        return made[0], ()
    weights = settings.weight_store()

    def apart(films: Sequence[bytes]) -> float:
        return sum(
            unlikeness(film, play, take.cast, weights) for film, play in zip(films, shoot.plays, strict=True)
        )

    return min(made, key=apart), (CHOSEN,)


def _film(shoot: _Shoot, number: int, seed: int, tell: Tell) -> bytes:
    """One part, from 0, which goes on from the one made just before."""
    play, (width, height) = shoot.plays[number], shoot.size
    asked_for = order(shoot.take, play, shoot.made_of, goes_on=number > 0)
    ask = FilmAsk(
        family=FAMILY,
        prompt=asked_for.prompt,
        frames=H3.frames(play.seconds),
        width=width,
        height=height,
        seed=seed,
        pictures=len(asked_for.pictures),
        voices=len(asked_for.voices),
        continues=number > 0,
    )
    film = shoot.room.film(ask, asked_for.pictures, asked_for.voices, tell, shoot.take.look)
    return kept(film.frames, shoot.size, film.header.fps, film.sound, film.header.rate)
