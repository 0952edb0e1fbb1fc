"""One job through the whole engine, tiny models in its machine room: queue, worker, child, room, clip."""

import asyncio
import json
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from drawn_person import drawn_likeness
from engine_house import engine_house
from engine_jobs import render_job
from engine_process import ENGINE

from bot.ports import JobReport
from engine.contract.keys import DataKey, EngineKey
from engine.contract.messages import CastRef, JobKeys, Line, RenderDone, Role, Screenplay, Shot, Stage
from engine.contract.vault import Vault
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import VOICE_RATE, Voice, pack
from engine.review.playback import Header, header

SECONDS = 1.5
LONGEST_WAIT_S = 300
JOB = "c1.1"
CLIP, POSTER = "clips/c1/1/clip.mp4", "clips/c1/1/poster.png"
CAST = {"Ada": "people/p1/likeness/e1.1", "Bo": "people/p2/likeness/e2.1"}
PLAY = Screenplay(
    prompt="they dance",
    roles=tuple(Role(name=name) for name in CAST),
    shots=(
        Shot(
            seconds=SECONDS, roles=tuple(CAST), action="dance", lines=(Line(role="Ada", text="Good morning"),)
        ),
    ),
)


@dataclass(frozen=True)
class Story:
    """What came of the job, and what was told of it on the way."""

    report: JobReport
    stages: list[Stage]
    film: bytes
    poster: bytes

    @property
    def done(self) -> RenderDone:
        """Its outcome."""
        assert isinstance(self.report.outcome, RenderDone), self.report
        return self.report.outcome

    @property
    def told(self) -> Header:
        """What the clip says of itself."""
        return header(self.film)


def _likeness(pitch: float) -> bytes:
    wave = np.sin(np.arange(3 * VOICE_RATE) * pitch).astype(np.float32) * 0.2
    voice = Voice(wave, np.zeros(256, np.float32), 120.0, 2.0, "")
    return pack(replace(drawn_likeness(frames=3), voice=voice))


async def _story(folder: Path, database: str, renderer: str, more: str, play: Screenplay) -> Story:
    key, vault = DataKey.generate(), Vault(str(folder / "vault"))
    for number, ref in enumerate(CAST.values(), start=1):
        await vault.put(ref, _likeness(0.03 * number), key)
    keys = JobKeys(keysets=dict.fromkeys((*CAST.values(), CLIP, POSTER), key.serialise()))
    job = render_job(JOB).model_copy(
        update={
            "screenplay": play,
            "cast": tuple(CastRef(role=role, likeness=ref) for role, ref in CAST.items()),
            "renderer": renderer,
            "sealed_keys": EngineKey.load_or_create(folder / "keys").public().seal(keys, JOB),
        }
    )
    stages: list[Stage] = []

    def seen(report: JobReport) -> bool:
        if report.progress is not None:
            stages.append(report.progress.stage)
        return report.outcome is not None

    async with engine_house(folder, database, program=ENGINE, more=more) as house:
        await house.put(job)
        report = await house.until(JOB, seen, LONGEST_WAIT_S)
    assert isinstance(report.outcome, RenderDone), report
    return Story(report, stages, await vault.get(CLIP, key), await vault.get(POSTER, key))


def story(
    renderer: str,
    models: str,
    weights: WeightStore,
    database: Path,
    folder: Path,
    *,
    play: Screenplay = PLAY,
) -> Story:
    """What becomes of a clip of two people.

    models: sections of config.toml. database: a migrated file to copy. play: of the roles in CAST.
    """
    shutil.copy(database, folder / "cameo.db")
    more = f"weights = {json.dumps(str(weights.folder))}\n{models}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", os.environ.get("OMP_NUM_THREADS", "1"))
        return asyncio.run(_story(folder, f"sqlite+aiosqlite:///{folder / 'cameo.db'}", renderer, more, play))
