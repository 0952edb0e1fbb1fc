"""Rendering by a serving engine of the operator's: vLLM-Omni, SGLang, or whatever keeps OpenAI's video API.

This is how a service grows past one machine: servers own the GPUs, this process asks the least loaded one. It
sends them what a model has to know of the cast (views of faces, clean voices), so servers are the operator's
own; nothing is sent to an address that the settings do not name.
"""

from functools import partial

from engine.contract.messages import Stage
from engine.generation.delivered import joined
from engine.generation.film import footage_of
from engine.generation.h3_prompt import MOST_PICTURES
from engine.generation.orders import material, order, parts
from engine.renderers import Footage, Report, Take, UnknownRendererError
from engine.renderers.remote.servers import Servers
from engine.settings import EngineSettings


def render(take: Take, report: Report) -> Footage:
    """Order the film, in parts where it is longer than a server makes in one go; the frames are read last.

    Raises:
        engine.renderers.UnknownRendererError: no server is set.
        engine.renderers.remote.errors.RemoteError: no server makes it; says why.
        engine.generation.film.FilmError: what a server made cannot be used.
    """
    settings = EngineSettings.load().remote
    if not settings.servers:
        raise UnknownRendererError("The renderer 'remote' needs [[remote.servers]] in config.toml.")
    report(Stage.ANALYSING, 0.0)
    plays = parts(take.screenplay, settings.longest_s)
    # A film to go on from is a reference like the others, of which there are so many at most.
    made_of = material(take, MOST_PICTURES - (len(plays) > 1))
    films: list[Footage] = []
    before: bytes | None = None
    with Servers(settings) as servers:
        for number, play in enumerate(plays):
            film, notes = servers.film(
                order(take, play, made_of, before), partial(_tell, report, number, len(plays))
            )
            films.append(footage_of(film, play.seconds, take.resolution, notes))
            before = film
    return joined(films)


def _tell(report: Report, number: int, count: int, done: float) -> None:
    """Of `count` parts this one, from 0, is made so far."""
    report(Stage.FRAMES, (number + done) / count)
