"""Jobs whose renderer asks the machine room: sealed files in, a clip out. The model is a fake."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import scripted_child
from engine_jobs import render_job, settings_file
from fake_family import Play
from rooms import FakeRoom, fake_room
from town import blank_likeness

from engine import child, production
from engine.child_messages import ChildRequest, Outcome
from engine.contract import preview
from engine.contract.keys import DataKey
from engine.contract.messages import JobFailed, JobKeys, RenderDone, Stage
from engine.contract.vault import Vault
from engine.enrolment.likeness import pack
from engine.models.plans import Plan
from engine.review import Reviewed
from engine.settings import EngineSettings

pytestmark = pytest.mark.integration

LIKENESS = "people/p1/likeness/e1.1"


class Job:
    """One job, done in this process. told: its progress; shown: its sealed previews."""

    def __init__(self, folder: Path) -> None:
        more = 'renderers = { room = "room_renderer" }\n'
        self.settings = EngineSettings.load(settings_file(folder, "sqlite:///unused.db", more=more))
        self.clip = DataKey.generate()
        self.told: list[tuple[Stage, float]] = []
        self.shown: list[str] = []
        person = DataKey.generate()
        asyncio.run(Vault(self.settings.vault.url).put(LIKENESS, pack(blank_likeness()), person))
        self._keys = {LIKENESS: person}

    def run(self, **play: object) -> Outcome:
        job = render_job(script=Play(**play).text(), renderer="room")  # type: ignore[arg-type]
        shots = (job.screenplay.shots[0].model_copy(update={"seconds": 0.25}),)
        job = job.model_copy(update={"screenplay": job.screenplay.model_copy(update={"shots": shots})})
        keys = self._keys | dict.fromkeys((job.output, job.poster), self.clip)
        sealed = JobKeys(keysets={ref: key.serialise() for ref, key in keys.items()})
        request = ChildRequest(job=job, keys=sealed)
        return child.run(request, self.settings, lambda *step: self.told.append(step), self.shown.append)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeRoom]:
    """A room that all of these ask."""
    with fake_room(tmp_path_factory.mktemp("room")) as room:
        yield room


@pytest.fixture
def job(kept: FakeRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """The review alone is scripted: it needs weights."""
    kept.forget()
    monkeypatch.setattr(production, "review", lambda *_: Reviewed(scripted_child.REVIEW))
    return Job(tmp_path)


def _code(outcome: Outcome) -> str:
    assert isinstance(outcome, JobFailed)
    return outcome.refusals[0].code


def test_what_the_room_says_of_the_work_stands_in_the_manifest(job: Job) -> None:
    outcome = job.run()
    assert isinstance(outcome, RenderDone)
    assert outcome.notes == ("0 pictures", "new")


def test_progress_goes_forward_only(job: Job) -> None:
    job.run()
    parts = [part for _, part in job.told]
    assert parts == sorted(parts)


def test_its_stages_come_in_their_order(job: Job) -> None:
    job.run()
    stages = list(dict.fromkeys(stage for stage, _ in job.told))
    assert stages[:3] == [Stage.LOADING, Stage.ANALYSING, Stage.FRAMES]


def test_a_rough_frame_is_shown_sealed_and_marked(job: Job) -> None:
    job.run(looks=True)
    sealed = preview.sealed_bytes(job.shown[0]) or b""
    jpeg = preview.opened(sealed, job.clip, render_job().job_id)
    picture = cv2.imdecode(np.frombuffer(jpeg or b"", np.uint8), cv2.IMREAD_COLOR)
    plain, marked = picture[20:40, 20:60], picture[-20:, -60:]
    spread = [part.std(axis=(0, 1)).max() for part in (plain, marked)]
    assert (picture.shape, spread[0] < 5, spread[1] > 20) == ((180, 320, 3), True, True)


def test_a_room_that_is_killed_at_work_costs_no_clip(job: Job, kept: FakeRoom) -> None:
    outcome = job.run(dies=1)
    assert (outcome.kind, len(set(kept.pids()))) == ("done", 2)


def test_a_job_that_kills_two_rooms_is_given_up(job: Job, kept: FakeRoom) -> None:
    outcome = job.run(dies=9)
    assert (_code(outcome), len(kept.pids())) == ("engine_failed", 2)


@pytest.mark.parametrize(
    ("play", "code"),
    [
        ({"fits": Plan.CPU_OFFLOAD.value}, "engine_too_small"),
        ({"cannot": True}, "renderer_unknown"),
        ({"fails": True}, "engine_failed"),
    ],
)
def test_where_no_film_comes_a_sentence_says_why(job: Job, play: dict[str, object], code: str) -> None:
    assert _code(job.run(**play)) == code


def test_a_model_that_is_not_on_the_machine_is_said_to_be_missing(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("room_renderer.FAMILY", "h3")
    assert _code(job.run()) == "weights_missing"
