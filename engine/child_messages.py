"""What passes between the engine's worker and the child process of a job, one JSON line each."""

from typing import Annotated, Literal

from pydantic import Field

from engine.contract.messages import (
    PREVIEW_TEXT,
    EnrolDone,
    EnrolJob,
    JobFailed,
    JobKeys,
    Message,
    RenderDone,
    RenderJob,
    Stage,
)

Outcome = RenderDone | EnrolDone | JobFailed


class ChildRequest(Message):
    """The worker's only line, at the start: the job and its opened keys. They stand nowhere else."""

    job: RenderJob | EnrolJob
    keys: JobKeys


class Step(Message):
    """The child, whenever it gets on: where it is, and how much of the whole is done."""

    kind: Literal["step"] = "step"
    stage: Stage
    done: Annotated[float, Field(ge=0, le=1)]


class Glimpse(Message):
    """The child, every few seconds while it draws: a frame as it goes into `Progress.preview`."""

    kind: Literal["glimpse"] = "glimpse"
    preview: Annotated[str, Field(max_length=PREVIEW_TEXT, repr=False)]


class Finished(Message):
    """The child's last line."""

    kind: Literal["finished"] = "finished"
    outcome: Outcome


Said = Step | Glimpse | Finished
