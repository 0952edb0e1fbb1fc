"""In the place of `engine.child`: writes what a job asks for in half a second, without looking at anything.

The recording `not a face` is refused. A prompt with "crash" in it breaks the engine.
"""

import asyncio
import hashlib
import sys
import threading
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scripted_child import REVIEW, say

from engine.child_messages import ChildRequest, Finished, Outcome, Step
from engine.contract import face_vectors
from engine.contract.keys import DataKey
from engine.contract.messages import (
    EnrolDone,
    EnrolJob,
    IdentityScore,
    JobFailed,
    NudityScore,
    Refusal,
    RenderDone,
    RenderJob,
    Review,
    SpokenScore,
    Stage,
)
from engine.contract.vault import Vault, VaultTakenError
from engine.settings import EngineSettings

FILM = b"\0\0\0\x18ftypmp42" + b"a film of nobody " * 64
POSTER = b"\x89PNG\r\n\x1a\n" + b"a picture of nobody"
NOT_A_FACE = b"not a face"
STEPS, STEP_S = 4, 0.05
SLOWLY = "slowly"
"""In a prompt: take ten times as long, as for somebody who looks on."""
EPIC = "epic"
"""In a prompt: a film of 9 MiB, almost as large as can be posted everywhere."""


async def written(keys: Mapping[str, str], files: Mapping[str, bytes]) -> None:
    """Seal and store each file; one that a killed run left is replaced."""
    vault = Vault(EngineSettings.load().vault.url)
    for ref, data in files.items():
        key = DataKey.parse(keys[ref])
        try:
            await vault.put(ref, data, key)
        except VaultTakenError:
            await vault.delete(ref)
            await vault.put(ref, data, key)


async def read(keys: Mapping[str, str], ref: str) -> bytes:
    return await Vault(EngineSettings.load().vault.url).get(ref, DataKey.parse(keys[ref]))


def take_time(stage: Stage, steps: int = STEPS) -> None:
    wait = threading.Event()
    for part in range(steps):
        say(Step(stage=stage, done=part / steps))
        wait.wait(STEP_S)


def face_of(person: str) -> NDArray[np.float32]:
    """What a person's face measures: theirs alone, far from anybody else's."""
    drawn = np.random.default_rng(list(person.encode())).normal(size=face_vectors.LENGTH)
    return np.asarray(drawn / np.linalg.norm(drawn), np.float32)


def blameless(job: RenderJob) -> Review:
    said = " ".join(line.text for shot in job.screenplay.shots for line in shot.lines)
    spoken = SpokenScore(wanted=said, heard=said, wer=0) if said else None
    alike = {"frames": 24, "frames_with_face": 24, "mean": 0.2, "worst": 0.3, "below_045": 1, "below_060": 1}
    return REVIEW.model_copy(
        update={
            "identity": tuple(IdentityScore(role=one.role, **alike) for one in job.cast),
            "spoken": spoken,
            "nudity": NudityScore(worst=0, mean=0, frames=8),
            "strangers": 0,
        }
    )


def failed(job: RenderJob | EnrolJob, code: str, message: str) -> JobFailed:
    return JobFailed(job_id=job.job_id, attempt=job.attempt, refusals=(Refusal(code=code, message=message),))


def render(job: RenderJob, keys: Mapping[str, str]) -> Outcome:
    if "crash" in job.screenplay.prompt:
        sys.exit(3)
    take_time(Stage.FRAMES, 10 * STEPS if SLOWLY in job.screenplay.prompt else STEPS)
    film = FILM + bytes(9 * 1024 * 1024) if EPIC in job.screenplay.prompt else FILM
    asyncio.run(written(keys, {job.output: film, job.poster: POSTER}))
    return RenderDone(
        job_id=job.job_id,
        clip=job.clip,
        attempt=job.attempt,
        bytes=len(film),
        sha256=hashlib.sha256(film).hexdigest(),
        verified=True,
        review=blameless(job),
        notes=(),
    )


def enrol(job: EnrolJob, keys: Mapping[str, str]) -> Outcome:
    if asyncio.run(read(keys, job.footage)) == NOT_A_FACE:
        return failed(job, "no_face", "No face can be seen.")
    take_time(Stage.LOADING)
    files = {job.output: b"a likeness"}
    if job.face is not None:
        files[job.face] = face_vectors.pack(face_of(job.face.split("/")[1]))
    asyncio.run(written(keys, files))
    return EnrolDone(
        job_id=job.job_id,
        enrolment=job.enrolment,
        attempt=job.attempt,
        verified=True,
        seconds=12,
        advice=("more light",),
    )


def main() -> None:
    request = ChildRequest.model_validate_json(sys.stdin.readline())
    job, keys = request.job, request.keys.keysets
    outcome = render(job, keys) if isinstance(job, RenderJob) else enrol(job, keys)
    say(Finished(outcome=outcome))


if __name__ == "__main__":
    main()
