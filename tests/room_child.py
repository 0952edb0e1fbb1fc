"""In the place of `engine.child`: the real one, whose job is one film of the machine room."""

from scripted_child import REVIEW

from engine import child
from engine.child_messages import ChildRequest, Outcome
from engine.contract.messages import RenderDone, RenderJob
from engine.renderers import Report
from engine.room.client import asked, told
from engine.room.messages import FilmAsk
from engine.settings import EngineSettings


def run(request: ChildRequest, settings: EngineSettings, tell: Report, show: object) -> Outcome:
    """The film that the prompt tells a fake to make."""
    del settings, show
    job = request.job
    assert isinstance(job, RenderJob)
    ask = FilmAsk(family="fake", prompt=job.screenplay.prompt, frames=12, width=32, height=16, seed=job.seed)
    with asked() as room:
        room.film(ask, tell=told(tell))
    return RenderDone(
        job_id=job.job_id,
        clip=job.clip,
        attempt=job.attempt,
        bytes=1,
        sha256="0" * 64,
        verified=True,
        review=REVIEW,
        notes=tuple(room.notes),
    )


if __name__ == "__main__":
    child.run = run  # type: ignore[assignment]  # it shows nothing
    child.main()
