"""The whole engine with a tiny MiniMax-H3: a job in the queue, two people, a clip with picture and sound."""

import asyncio
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from drawn_person import drawn_likeness
from engine_house import engine_house
from engine_jobs import render_job
from engine_process import ENGINE
from tiny_rooms import models_section

from bot.ports import JobReport
from engine.contract.keys import DataKey, EngineKey
from engine.contract.messages import CastRef, JobKeys, Line, RenderDone, Role, Screenplay, Shot, Stage
from engine.contract.vault import Vault
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import VOICE_RATE, Voice, pack
from engine.review.playback import Header, header, sound
from engine.sound import MIX_RATE

pytestmark = [pytest.mark.models, pytest.mark.timeout(600)]

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


async def _story(folder: Path, database: str, more: str) -> Story:
    key, vault = DataKey.generate(), Vault(str(folder / "vault"))
    for number, ref in enumerate(CAST.values(), start=1):
        await vault.put(ref, _likeness(0.03 * number), key)
    keys = JobKeys(keysets=dict.fromkeys((*CAST.values(), CLIP, POSTER), key.serialise()))
    job = render_job(JOB).model_copy(
        update={
            "screenplay": PLAY,
            "cast": tuple(CastRef(role=role, likeness=ref) for role, ref in CAST.items()),
            "renderer": "h3",
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


@pytest.fixture(scope="module")
def story(
    tiny: Callable[[str], Path],
    weights: WeightStore,
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Story:
    folder = tmp_path_factory.mktemp("engine")
    shutil.copy(sqlite_template, folder / "cameo.db")
    models = models_section(tiny, {"h3": "size = [128, 64]\nsteps = 2"})
    more = f"weights = {json.dumps(str(weights.folder))}\n{models}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", os.environ.get("OMP_NUM_THREADS", "1"))
        return asyncio.run(_story(folder, f"sqlite+aiosqlite:///{folder / 'cameo.db'}", more))


def test_the_clip_has_the_asked_size_and_length(story: Story) -> None:
    told = story.told
    assert (told.width, told.height, told.fps, round(told.seconds, 1)) == (1280, 720, 24, SECONDS)


def test_the_clip_has_sound_to_its_end(story: Story) -> None:
    heard = sound(story.film)
    assert len(heard) / MIX_RATE == pytest.approx(SECONDS, abs=0.05)
    assert heard[-MIX_RATE // 4 :].any()


def test_it_is_measured_like_every_clip(story: Story) -> None:
    assert story.done.review is not None
    assert story.done.review.frames == round(SECONDS * 24)
    assert [one.role for one in story.done.review.identity] == list(CAST)


def test_the_clips_notes_say_what_made_it(story: Story) -> None:
    assert story.done.notes == (
        "Picture and sound made in one pass by MiniMax H3.",
        "Made at 128x64, cut to 112x64, scaled to 1280x720.",
    )


def test_its_poster_lies_beside_it(story: Story) -> None:
    assert story.poster.startswith(b"\x89PNG")


def test_its_stages_are_told_in_their_order(story: Story) -> None:
    order = list(dict.fromkeys(story.stages))
    assert order == [stage for stage in Stage if stage in order]
