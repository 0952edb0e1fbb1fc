"""What the engine's child does with a job: sealed files in, sealed files out, a sentence for each trouble."""

import asyncio
import hashlib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import scripted_child
from engine_jobs import enrol_job, render_job, settings_file
from house import face_of
from town import blank_likeness

from engine import child, production
from engine.child_messages import ChildRequest, Outcome
from engine.contract import face_vectors, preview
from engine.contract.keys import DataKey
from engine.contract.messages import EnrolDone, JobFailed, JobKeys, Refusal, RenderDone, Stage
from engine.contract.vault import Vault
from engine.enrolment import enrol as enrolment
from engine.enrolment.likeness import pack, unpack
from engine.errors import EngineRefusal
from engine.review import Reviewed
from engine.settings import EngineSettings

pytestmark = pytest.mark.integration

LIKENESS = "people/p1/likeness/e1.1"
SMALL = "clips/c1/1/small.mp4"
STRANGERS, FACE = "clips/c1/1/strangers", "people/p1/face/e2.1"
RENDERERS = """renderers = { slow = "slow_renderer", failing = "failing_renderer" }
weights = "no weights here"
"""


class Bench:
    """A vault, one job's keys, and the child's work done in this process."""

    def __init__(self, folder: Path) -> None:
        self.settings = EngineSettings.load(settings_file(folder, "sqlite:///unused.db", more=RENDERERS))
        self.folder = Path(self.settings.vault.url)
        self.vault = Vault(self.settings.vault.url)
        self.person, self.clip = DataKey.generate(), DataKey.generate()
        self.told: list[tuple[Stage, float]] = []
        self.shown: list[str] = []

    def put(self, ref: str, data: bytes, key: DataKey) -> None:
        asyncio.run(self.vault.put(ref, data, key))

    def get(self, ref: str, key: DataKey) -> bytes:
        return asyncio.run(self.vault.get(ref, key))

    def render(self, **fields: object) -> Outcome:
        short = render_job().screenplay
        shots = (short.shots[0].model_copy(update={"seconds": 0.25}),)
        given = {"renderer": "slow", "screenplay": short.model_copy(update={"shots": shots})} | fields
        job = render_job(**given)  # type: ignore[arg-type] - a test's shorthand
        of_the_clip = dict.fromkeys((job.output, job.poster, STRANGERS, SMALL), self.clip)
        return self._run(job, {LIKENESS: self.person} | of_the_clip)

    def enrol(self, *, throw_away: bool) -> Outcome:
        job = enrol_job("e2.1").model_copy(update={"throw_away": throw_away, "face": FACE})
        self.put(job.footage, b"footage", self.person)
        return self._run(job, dict.fromkeys((job.footage, job.output, FACE), self.person))

    def _run(self, job: object, keys: dict[str, DataKey]) -> Outcome:
        sealed = JobKeys(keysets={ref: key.serialise() for ref, key in keys.items()})
        request = ChildRequest.model_validate({"job": job, "keys": sealed})
        return child.run(request, self.settings, lambda *step: self.told.append(step), self.shown.append)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """The review alone is scripted: it needs weights."""
    monkeypatch.setattr(production, "review", lambda *_: Reviewed(scripted_child.REVIEW))
    bench = Bench(tmp_path)
    bench.put(LIKENESS, pack(blank_likeness()), bench.person)
    return bench


def _code(outcome: Outcome) -> str:
    assert isinstance(outcome, JobFailed)
    return outcome.refusals[0].code


def test_a_rendered_clip_lies_sealed_in_the_vault(bench: Bench) -> None:
    outcome = bench.render()

    film = bench.get("clips/c1/1/clip.mp4", bench.clip)
    assert isinstance(outcome, RenderDone)
    assert (outcome.sha256, outcome.bytes) == (hashlib.sha256(film).hexdigest(), len(film))


def test_its_poster_lies_beside_it(bench: Bench) -> None:
    bench.render()

    assert bench.get("clips/c1/1/poster.png", bench.clip).startswith(b"\x89PNG")


def test_nothing_of_a_render_lies_open_on_the_disk(bench: Bench) -> None:
    bench.render()

    written = [path.read_bytes() for path in bench.folder.rglob("*") if path.is_file()]
    assert len(written) == 3
    assert not any(mark in data for data in written for mark in (b"ftyp", b"PNG", b"face_centroid"))


def test_a_frame_is_shown_sealed_with_the_clips_key(bench: Bench) -> None:
    bench.render()

    sealed = preview.sealed_bytes(bench.shown[0]) or b""
    jpeg = preview.opened(sealed, bench.clip, render_job().job_id)
    assert b"\xff\xd8\xff" not in sealed
    assert jpeg is not None
    assert jpeg.startswith(b"\xff\xd8\xff")


@pytest.fixture
def shrunk(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Every film that is to be made smaller becomes so many bytes."""
    monkeypatch.setattr(production, "fitted", lambda _film, limit, _signer: b"s" * limit)
    return bench


def test_a_smaller_version_lies_sealed_beside_a_clip_that_is_too_large(shrunk: Bench) -> None:
    outcome = shrunk.render(small=SMALL, fit_bytes=1000)

    assert isinstance(outcome, RenderDone)
    assert (outcome.small_bytes, shrunk.get(SMALL, shrunk.clip)) == (1000, b"s" * 1000)


@pytest.mark.parametrize("fields", [{"small": SMALL, "fit_bytes": 10_000_000}, {"fit_bytes": 1}, {}])
def test_a_clip_that_fits_or_may_be_of_any_size_has_none(shrunk: Bench, fields: dict[str, object]) -> None:
    outcome = shrunk.render(**fields)

    assert isinstance(outcome, RenderDone)
    assert (outcome.small_bytes, (shrunk.folder / SMALL).exists()) == (None, False)


def test_where_nothing_worth_seeing_is_small_enough_there_is_none(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(production, "fitted", lambda *_: None)

    outcome = bench.render(small=SMALL, fit_bytes=1000)

    assert isinstance(outcome, RenderDone)
    assert (outcome.small_bytes, (bench.folder / SMALL).exists()) == (None, False)


@pytest.fixture
def crowded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Every clip shows ten strangers."""
    faces = [face_of(str(number)) for number in range(10)]
    review = scripted_child.REVIEW.model_copy(update={"strangers": 10})
    monkeypatch.setattr(production, "review", lambda *_: Reviewed(review, faces))
    return bench


def test_strangers_faces_lie_sealed_under_the_clips_key(crowded: Bench) -> None:
    crowded.render(strangers=STRANGERS)

    found = face_vectors.unpack(crowded.get(STRANGERS, crowded.clip))
    assert np.array_equal(found, np.stack([face_of(str(number)) for number in range(8)]))


def test_no_face_stands_in_what_goes_back_through_the_queue(crowded: Bench) -> None:
    outcome = crowded.render(strangers=STRANGERS)

    said = outcome.model_dump_json()
    assert not any(f"{value:.5f}"[2:] in said for value in abs(face_of("0"))[:16])
    assert len(said) < 2000


def test_no_face_lies_open_on_the_disk(crowded: Bench) -> None:
    crowded.render(strangers=STRANGERS)

    raw = (crowded.folder / STRANGERS).read_bytes()
    assert not any(value.tobytes() in raw for value in face_of("0"))


def test_no_face_is_logged(crowded: Bench, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        outcome = crowded.render(strangers="clips/c1/9/strangers")

    assert _code(outcome) == "vault_unreadable"  # the job brought no key for it
    assert "array" not in caplog.text


def test_without_strangers_there_is_no_such_file(bench: Bench) -> None:
    bench.render(strangers=STRANGERS)

    assert not (bench.folder / STRANGERS).exists()


def test_a_job_that_wants_no_strangers_gets_none(crowded: Bench) -> None:
    assert isinstance(crowded.render(), RenderDone)
    assert not (crowded.folder / STRANGERS).exists()


def test_progress_goes_on_to_the_end(bench: Bench) -> None:
    bench.render()

    parts = [part for _, part in bench.told]
    assert parts == sorted(parts)
    assert list(dict.fromkeys(stage for stage, _ in bench.told)) == [
        Stage.LOADING,
        Stage.FRAMES,
        Stage.REVIEW,
        Stage.SEALING,
    ]


def test_what_a_killed_run_of_the_same_attempt_wrote_is_written_anew(bench: Bench) -> None:
    bench.put("clips/c1/1/clip.mp4", b"of the killed run", bench.clip)

    bench.render()

    assert bench.get("clips/c1/1/clip.mp4", bench.clip) != b"of the killed run"


def test_a_clip_with_an_unverified_person_is_unverified(bench: Bench) -> None:
    asyncio.run(bench.vault.delete(LIKENESS))
    bench.put(LIKENESS, pack(replace(blank_likeness(), verified=False)), bench.person)

    outcome = bench.render()

    assert isinstance(outcome, RenderDone)
    assert not outcome.verified


def test_a_vault_that_refuses_to_write_is_named(bench: Bench) -> None:
    (bench.folder / "clips").write_bytes(b"a file where a folder has to be")

    assert _code(bench.render()) == "vault_unwritable"


def test_a_missing_likeness_is_named(bench: Bench) -> None:
    asyncio.run(bench.vault.delete(LIKENESS))

    assert _code(bench.render()) == "vault_unreadable"


def test_a_likeness_under_another_key_is_named(bench: Bench) -> None:
    bench.person = DataKey.generate()

    assert _code(bench.render()) == "vault_unreadable"


def test_a_likeness_of_another_version_is_named(bench: Bench) -> None:
    asyncio.run(bench.vault.delete(LIKENESS))
    bench.put(LIKENESS, b"of another version", bench.person)

    assert _code(bench.render()) == "likeness_unreadable"


def test_a_job_without_the_key_it_needs_fails(bench: Bench) -> None:
    assert (
        _code(bench.render(cast=({"role": "Self", "likeness": "people/p2/likeness/e1.1"},)))
        == "vault_unreadable"
    )


def test_an_unknown_renderer_is_named(bench: Bench) -> None:
    assert _code(bench.render(renderer="nobody")) == "renderer_unknown"


def test_a_renderer_that_breaks_is_a_failure_of_the_engine(bench: Bench) -> None:
    assert _code(bench.render(renderer="failing")) == "engine_failed"


def test_a_failed_render_leaves_no_file(bench: Bench) -> None:
    bench.render(renderer="failing")

    assert not (bench.folder / "clips").exists()


def test_a_renderers_refusal_goes_to_the_person_as_it_is(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = Refusal(code="line_too_long", message="The line does not fit the clip.")

    def refuse(*_: object) -> None:
        raise EngineRefusal(refusal)

    monkeypatch.setattr("slow_renderer.render", refuse)

    outcome = bench.render()

    assert isinstance(outcome, JobFailed)
    assert outcome.refusals == (refusal,)


def test_a_missing_weight_is_named(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(LIKENESS, pack(blank_likeness()), bench.person)

    assert _code(bench.render()) == "weights_missing"


@pytest.fixture
def _passed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every recording is of somebody who passed the challenge."""
    enrolled = SimpleNamespace(likeness=blank_likeness(), advice=("Hold the phone higher.",))
    monkeypatch.setattr(enrolment, "enrol", lambda *_: enrolled)


@pytest.mark.usefixtures("_passed")
def test_a_likeness_lies_sealed_in_the_vault(bench: Bench) -> None:
    outcome = bench.enrol(throw_away=False)

    assert isinstance(outcome, EnrolDone)
    assert (outcome.verified, outcome.advice) == (True, ("Hold the phone higher.",))
    assert unpack(bench.get("people/p1/likeness/e2.1", bench.person)).verified


@pytest.mark.usefixtures("_passed")
def test_what_the_face_measures_lies_sealed_beside_it(bench: Bench) -> None:
    bench.enrol(throw_away=False)

    (face,) = face_vectors.unpack(bench.get(FACE, bench.person))
    assert np.array_equal(face, blank_likeness().face_centroid)


@pytest.mark.usefixtures("_passed")
def test_a_throw_away_store_keeps_nobody_verified(bench: Bench) -> None:
    outcome = bench.enrol(throw_away=True)

    assert isinstance(outcome, EnrolDone)
    assert not outcome.verified
    assert not unpack(bench.get("people/p1/likeness/e2.1", bench.person)).verified
