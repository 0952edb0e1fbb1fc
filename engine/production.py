"""The whole chain once: render, finish, review. Used by the engine's jobs and by `cameo render` alike."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import Review, Stage
from engine.contract.weights import WeightStore
from engine.finish import finish
from engine.fitting import fitted
from engine.glimpses import Glimpses, rough
from engine.provenance import Signer
from engine.renderers import Footage, Report, Take, renderer
from engine.review import review

# Where each stage begins and ends in the whole. Set by eye, not measured: only progress bars depend on it.
_RENDERING = {
    Stage.LOADING: (0.0, 0.03),
    Stage.ANALYSING: (0.03, 0.08),
    Stage.SPEECH: (0.08, 0.15),
    Stage.FRAMES: (0.15, 0.80),
    Stage.REVIEW: (0.80, 0.98),
    Stage.SEALING: (0.98, 1.0),
}
_ENROLLING = {
    Stage.LOADING: (0.0, 0.03),
    Stage.ANALYSING: (0.03, 0.80),
    Stage.SPEECH: (0.80, 0.97),
    Stage.SEALING: (0.97, 1.0),
}


@dataclass(frozen=True, slots=True)
class Produced:
    """A finished clip: MP4, poster PNG, measured review, honest notes; verified only if all people are.

    strangers: the face vectors, (128,), of people in it who are not in the cast.
    small: a smaller version, where one was wanted and there can be one worth seeing.
    """

    video: bytes
    poster: bytes
    review: Review
    notes: tuple[str, ...]
    verified: bool
    strangers: Sequence[NDArray[np.float32]] = field(default=(), repr=False)
    small: bytes | None = field(default=None, repr=False)


def produce(
    take: Take,
    name: str,
    weights: WeightStore,
    signer: Signer,
    report: Report,
    *,
    renderers: Mapping[str, str] | None = None,
    fit_bytes: int | None = None,
    show: Callable[[bytes], None] | None = None,
) -> Produced:
    """Make one clip.

    Args:
        take: what to make.
        name: of the renderer.
        weights: the model files, for the review.
        signer: the operator's key.
        report: is told each stage and how much of that stage is done, 0..1.
        renderers: an installation's own renderers, name -> module.
        show: is given a small picture (JPEG) of what is drawn now and then.
        fit_bytes: a clip that is larger gets a smaller version, too; None: no clip does.

    Raises:
        engine.errors.EngineRefusal: the take cannot be made; says why.
        engine.renderers.UnknownRendererError: there is no such renderer.
        engine.contract.weights.WeightMissingError: a model file is not on this machine.
    """
    people = all(likeness.verified for likeness in take.cast.values())
    verified = people and all(character.verified for character in take.characters.values())
    watched = take if show is None else replace(take, look=partial(_shown, show, take, verified))
    footage = renderer(name, renderers).render(watched, report)
    told = replace(footage, frames=_counted(footage, report))
    see = None if show is None else Glimpses(show).see
    finished = finish(told, take, verified=verified, signer=signer, renderer=name, see=see)
    report(Stage.REVIEW, 0.0)
    measured = review(finished.video, take.screenplay, take.cast, weights, report)
    notes = (*take.credits, *footage.notes, *footage.soundtrack.notes)
    told_once = tuple(dict.fromkeys(notes))
    small = None
    if fit_bytes is not None and len(finished.video) > fit_bytes:
        report(Stage.SEALING, 0.0)
        small = fitted(finished.video, fit_bytes, signer)
    return Produced(
        finished.video, finished.poster, measured.scores, told_once, verified, measured.strangers, small
    )


def _shown(show: Callable[[bytes], None], take: Take, verified: bool, sketch: bytes) -> None:  # noqa: FBT001 - bound
    """Show what a model is still making."""
    picture = rough(sketch, take, verified=verified)
    if picture is not None:
        show(picture)


def whole_render(tell: Report) -> Report:
    """Turn parts of stages into the part of the whole rendering, never going back."""
    return _whole(tell, _RENDERING)


def whole_enrolment(tell: Report) -> Report:
    """Turn parts of stages into the part of the whole enrolment, never going back."""
    return _whole(tell, _ENROLLING)


def _whole(tell: Report, spans: Mapping[Stage, tuple[float, float]]) -> Report:
    reached = 0.0

    def report(stage: Stage, done: float) -> None:
        nonlocal reached
        begin, end = spans.get(stage, (reached, reached))
        reached = max(reached, begin + (end - begin) * min(max(done, 0.0), 1.0))
        tell(stage, reached)

    return report


def _counted(footage: Footage, report: Report) -> Iterator[NDArray[np.uint8]]:
    for number, frame in enumerate(footage.frames):
        report(Stage.FRAMES, number / footage.frame_count)
        yield frame
