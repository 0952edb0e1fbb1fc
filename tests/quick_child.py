"""In the place of `engine.child`: writes what a job asks for in about a second, without looking at anything.

The recording `not a face` is refused. A prompt with "crash" in it breaks the engine.
"""

import asyncio
import hashlib
import sys
import threading
from collections.abc import Mapping

from fakes import enrolled, rendered
from house import face_of

from engine.child_messages import ChildRequest, Finished, Outcome, Said, Step
from engine.contract import face_vectors
from engine.contract.keys import DataKey
from engine.contract.messages import EnrolJob, JobFailed, Refusal, RenderJob, Stage
from engine.contract.vault import Vault, VaultTakenError
from engine.settings import EngineSettings

FILM = b"\0\0\0\x18ftypmp42" + b"a film of nobody " * 64
POSTER = b"\x89PNG\r\n\x1a\n" + b"a picture of nobody"
NOT_A_FACE = b"not a face"
STEPS, STEP_S = 8, 0.1


def say(said: Said) -> None:
    sys.stdout.write(said.model_dump_json() + "\n")
    sys.stdout.flush()


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


def take_time(stage: Stage) -> None:
    wait = threading.Event()
    for part in range(STEPS):
        say(Step(stage=stage, done=part / STEPS))
        wait.wait(STEP_S)


def failed(job: RenderJob | EnrolJob, code: str, message: str) -> JobFailed:
    return JobFailed(job_id=job.job_id, attempt=job.attempt, refusals=(Refusal(code=code, message=message),))


def render(job: RenderJob, keys: Mapping[str, str]) -> Outcome:
    if "crash" in job.screenplay.prompt:
        sys.exit(3)
    take_time(Stage.FRAMES)
    asyncio.run(written(keys, {job.output: FILM, job.poster: POSTER}))
    done = rendered(job)
    return done.model_copy(update={"bytes": len(FILM), "sha256": hashlib.sha256(FILM).hexdigest()})


def enrol(job: EnrolJob, keys: Mapping[str, str]) -> Outcome:
    if asyncio.run(read(keys, job.footage)) == NOT_A_FACE:
        return failed(job, "no_face", "No face can be seen.")
    take_time(Stage.LOADING)
    files = {job.output: b"a likeness"}
    if job.face is not None:
        files[job.face] = face_vectors.pack(face_of(job.face.split("/")[1]))
    asyncio.run(written(keys, files))
    return enrolled(job)


def main() -> None:
    request = ChildRequest.model_validate_json(sys.stdin.readline())
    job, keys = request.job, request.keys.keysets
    outcome = render(job, keys) if isinstance(job, RenderJob) else enrol(job, keys)
    say(Finished(outcome=outcome))


if __name__ == "__main__":
    main()
