"""A character from its pictures to a finished, reviewed, signed clip, through the engine's own job."""

import asyncio
import hashlib
from pathlib import Path

import pytest
from drawn_character import encoded, robot, robot_before, wall
from engine_jobs import enrol_job, render_job, settings_file

from engine import child
from engine.characters import character
from engine.child_messages import ChildRequest, Outcome
from engine.contract import picture_set
from engine.contract.keys import DataKey
from engine.contract.messages import (
    CastRef,
    EnrolDone,
    JobFailed,
    JobKeys,
    Line,
    RenderDone,
    Role,
    Screenplay,
    Shot,
)
from engine.contract.vault import Vault
from engine.contract.weights import WeightStore
from engine.provenance import read_timing, unchanged
from engine.settings import EngineSettings

pytestmark = pytest.mark.models

CREDIT = "© Ada Studio"
PLAY = Screenplay(
    prompt="@rex on a beach",
    roles=(Role(name="rex"),),
    shots=(
        Shot(
            seconds=2.5, roles=("rex",), environment="a beach", lines=(Line(role="rex", text="Hello there!"),)
        ),
    ),
)


class Room:
    """A vault and the work of the engine's child, done in this process with the real models."""

    def __init__(self, folder: Path) -> None:
        self.settings = EngineSettings.load(settings_file(folder, "sqlite:///unused.db"))
        self.vault, self.key = Vault(self.settings.vault.url), DataKey.generate()

    def put(self, ref: str, data: bytes) -> None:
        asyncio.run(self.vault.put(ref, data, self.key))

    def get(self, ref: str) -> bytes:
        return asyncio.run(self.vault.get(ref, self.key))

    def enrol(self, *pictures: bytes) -> Outcome:
        job = enrol_job().model_copy(update={"character": True})
        self.put(job.footage, picture_set.pack(list(pictures)))
        return self._run(job, job.footage, job.output)

    def render(self, scene: bytes | None = None) -> Outcome:
        ref = None if scene is None else "clips/c1/scene"
        if ref is not None and scene is not None:
            self.put(ref, scene)
        part = CastRef(role="rex", likeness=enrol_job().output, attribution=CREDIT)
        job = render_job(renderer="studio", screenplay=PLAY, cast=(part,), scene=ref)
        return self._run(job, part.likeness, job.output, job.poster, *([ref] if ref else []))

    def _run(self, job: object, *refs: str) -> Outcome:
        keys = JobKeys(keysets=dict.fromkeys(refs, self.key.serialise()))
        request = ChildRequest.model_validate({"job": job, "keys": keys})
        return child.run(request, self.settings, lambda *_: None)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, weights: WeightStore) -> Room:
    del weights  # they have to be there
    made = Room(tmp_path_factory.mktemp("room"))
    done = made.enrol(encoded(robot_before(wall()), ".jpg"), encoded(robot()))
    assert isinstance(done, EnrolDone)
    assert done.verified
    return made


@pytest.fixture(scope="module")
def rendered(room: Room) -> RenderDone:
    done = room.render()
    assert isinstance(done, RenderDone)
    return done


def test_a_set_up_character_lies_sealed_in_the_vault(room: Room) -> None:
    made = character.unpack(room.get(enrol_job().output))
    assert [view.whole for view in made.views] == [True, True]


def test_a_clip_of_a_character_alone_is_made_and_signed(room: Room, rendered: RenderDone) -> None:
    video = room.get(render_job().output)
    assert hashlib.sha256(video).hexdigest() == rendered.sha256
    assert rendered.verified
    assert unchanged(video)


def test_the_review_looks_for_no_face_and_no_lips_in_it(rendered: RenderDone) -> None:
    found = rendered.review
    assert (found.identity, found.lips, found.strangers) == ((), (), 0)


def test_its_words_are_heard(rendered: RenderDone) -> None:
    assert rendered.review.spoken is not None
    assert rendered.review.spoken.wer <= 0.5


def test_who_has_to_be_named_is_named_in_the_notes_and_in_the_clip(room: Room, rendered: RenderDone) -> None:
    timing = read_timing(room.get(render_job().output))
    assert rendered.notes[0] == CREDIT
    assert timing is not None
    assert timing.credits == (CREDIT,)


def test_a_scene_with_a_person_makes_no_clip(room: Room, weights: WeightStore) -> None:
    failed = room.render(weights.path("sample_portrait").read_bytes())
    assert isinstance(failed, JobFailed)
    assert [refusal.code for refusal in failed.refusals] == ["scene_shows_a_person"]
