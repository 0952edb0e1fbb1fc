"""Jobs and settings for tests of the queue and the engine."""

import json
from pathlib import Path

from factories import screenplay

from engine.contract.keys import EngineKey
from engine.contract.messages import CastRef, EnrolJob, JobKeys, RenderJob, Resolution


def render_job(
    job_id: str = "c1.1", *, script: str = "quick", keys: Path | None = None, **fields: object
) -> RenderJob:
    """A job that an engine with its keys in `keys` can open; with None nobody can.

    script: what a scripted child does; it stands as the prompt.
    """
    clip, _, attempt = job_id.rpartition(".")
    sealed = EngineKey.load_or_create(keys).public().seal(JobKeys(keysets={}), job_id) if keys else ""
    given: dict[str, object] = {
        "job_id": job_id,
        "clip": clip,
        "attempt": int(attempt),
        "screenplay": screenplay().model_copy(update={"prompt": script}),
        "cast": (CastRef(role="Self", likeness="people/p1/likeness/e1.1"),),
        "resolution": Resolution.P720,
        "renderer": "studio",
        "seed": 1,
        "output": f"clips/{clip}/{attempt}/clip.mp4",
        "poster": f"clips/{clip}/{attempt}/poster.png",
        "sealed_keys": sealed,
    }
    return RenderJob.model_validate(given | fields)


def enrol_job(job_id: str = "e1.1") -> EnrolJob:
    """A job that nobody can open."""
    enrolment, _, attempt = job_id.rpartition(".")
    return EnrolJob(
        job_id=job_id,
        enrolment=enrolment,
        attempt=int(attempt),
        footage="people/p1/footage/e1",
        output=f"people/p1/likeness/{job_id}",
        challenge=None,
        sealed_keys="",
    )


def settings_file(folder: Path, url: str, *, more: str = "") -> Path:
    """A config.toml for an engine (and a bot) that lives in `folder`."""
    path = folder / "config.toml"
    path.write_text(
        f"""
[store]
url = {json.dumps(url)}
[vault]
url = {json.dumps(str(folder / "vault"))}
keys = {json.dumps(str(folder / "keys"))}
[engine]
executor_id = "engine-under-test"
poll_s = 0.05
heartbeat_s = 0.2
{more}
""",
        encoding="utf-8",
    )
    return path
