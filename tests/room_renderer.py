"""A renderer of the tests that asks the machine room: the clip's prompt is what the fake does (`Play`)."""

import numpy as np

from engine.contract.messages import FPS
from engine.renderers import Footage, Report, Take
from engine.room.client import asked, told
from engine.room.messages import FilmAsk
from engine.sound import MIX_RATE, Soundtrack

FAMILY = "fake"


def render(take: Take, report: Report) -> Footage:
    """Grey frames of the asked size, as bright as the film of the fake."""
    count = round(take.screenplay.seconds * FPS)
    ask = FilmAsk(
        family=FAMILY, prompt=take.screenplay.prompt, frames=count, width=32, height=16, seed=take.seed
    )
    with asked() as room:
        film = room.film(ask, tell=told(report), look=take.look)
    width, height = take.resolution.size
    frames = (
        np.full((height * 3 // 2, width), int(frame[0, 0, 0]), np.uint8)
        for piece in film.frames
        for frame in piece
    )
    mix = np.zeros((round(count / FPS * MIX_RATE), 2), np.float32)
    return Footage(frames, count, Soundtrack(mix, (), (), ()), tuple(room.notes))
