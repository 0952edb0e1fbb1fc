"""Making a likeness: the challenge, the sealed recording, its outcome, recording again."""

from datetime import timedelta
from pathlib import Path

import pytest
from factories import NOON, ManualClock
from house import ROOM, House, house_settings, open_house

from bot.errors import (
    AgreementNeeded,
    ChallengeNeeded,
    ChallengeOver,
    EnrolmentRunning,
    FilesUnavailable,
    QueueUnavailable,
    RecordingEmpty,
    RecordingIsFile,
    RecordingPassedOn,
    RecordingTooLarge,
    RecordingTooOld,
    Refused,
    UnknownRequest,
    UnverifiedLikeness,
)
from bot.notices import LikenessReady, LikenessRefused
from bot.requests import Provenance
from bot.store.unit_of_work import Uow
from engine.contract.messages import EnrolJob

pytestmark = pytest.mark.integration


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def _submit(house: House, person: str, challenge: str | None, footage: bytes = b"footage") -> None:
    await house.app.submit_recording(person, challenge, footage, ROOM)


async def test_a_challenge_needs_explicit_agreement(house: House) -> None:
    person = await house.join("ada")
    with pytest.raises(AgreementNeeded):
        await house.app.begin_enrolment(person, agreed=False)


async def test_two_challenges_differ(house: House) -> None:
    person = await house.join("ada")
    first = await house.app.begin_enrolment(person, agreed=True)
    second = await house.app.begin_enrolment(person, agreed=True)
    assert first.phrase != second.phrase


async def test_a_recording_may_answer_the_newest_challenge_without_naming_it(house: House) -> None:
    person = await house.join("ada")
    await house.app.begin_enrolment(person, agreed=True)
    newest = await house.app.begin_enrolment(person, agreed=True)
    taken = await house.app.submit_recording(person, "", b"footage", ROOM)
    async with house.uow() as tx:
        row = await tx.likenesses.get(taken.enrolment)
    assert row is not None
    assert row.challenge_id == newest.id


async def test_a_recording_that_names_no_challenge_needs_one_of_its_own(house: House) -> None:
    ada, mia = await house.join("ada"), await house.join("mia")
    await house.app.begin_enrolment(mia, agreed=True)
    with pytest.raises(ChallengeOver):
        await _submit(house, ada, "")


@pytest.mark.parametrize(
    ("of", "refusal"),
    [
        (Provenance(passed_on=True), RecordingPassedOn),
        (Provenance(as_file=True), RecordingIsFile),
        (Provenance(NOON - timedelta(seconds=10)), RecordingTooOld),
    ],
    ids=str,
)
async def test_what_was_not_recorded_for_the_challenge_is_not_fetched(
    house: House, of: Provenance, refusal: type[Refused]
) -> None:
    person = await house.join("ada")
    await house.app.begin_enrolment(person, agreed=True)
    with pytest.raises(refusal):
        await house.app.expect_recording(person, of)


async def test_what_was_sent_after_the_challenge_is_fetched(house: House) -> None:
    """A platform that tells whole seconds may seem to have it a moment before."""
    person = await house.join("ada")
    await house.app.begin_enrolment(person, agreed=True)
    await house.app.expect_recording(person, Provenance(NOON - timedelta(seconds=1)))


async def test_what_answers_no_challenge_is_not_looked_at_closer(house: House) -> None:
    with pytest.raises(ChallengeOver):
        await house.app.expect_recording(await house.join("ada"), Provenance(passed_on=True))


async def test_how_far_an_analysis_is_is_told_to_its_own_person_alone(house: House) -> None:
    ada, mia = await house.join("ada"), await house.join("mia")
    enrolment = await house.record(ada)
    assert (await house.app.enrolment(ada, enrolment)).over is False
    await house.finish_jobs()
    assert (await house.app.enrolment(ada)).over is True
    with pytest.raises(UnknownRequest):
        await house.app.enrolment(mia, enrolment)


async def test_a_challenge_is_used_once(house: House) -> None:
    person = await house.join("ada")
    challenge = await house.app.begin_enrolment(person, agreed=True)
    await _submit(house, person, challenge.id)
    await house.finish_jobs()
    with pytest.raises(ChallengeOver):
        await _submit(house, person, challenge.id)


async def test_a_challenge_is_over_after_ten_minutes(house: House) -> None:
    person = await house.join("ada")
    challenge = await house.app.begin_enrolment(person, agreed=True)
    house.clock.advance(minutes=10)
    with pytest.raises(ChallengeOver):
        await _submit(house, person, challenge.id)


async def test_a_challenge_is_bound_to_its_person(house: House) -> None:
    challenge = await house.app.begin_enrolment(await house.join("ada"), agreed=True)
    with pytest.raises(ChallengeOver):
        await _submit(house, await house.join("eve"), challenge.id)


@pytest.mark.parametrize(
    ("footage", "refusal"), [(b"", RecordingEmpty), (bytes(2_000_001), RecordingTooLarge)]
)
async def test_a_recording_has_its_bounds(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock, footage: bytes, refusal: type[Refused]
) -> None:
    settings = house_settings(tmp_path)
    small = settings.likeness.model_copy(update={"recording_mb": 2})
    house = open_house(sqlite_uow, tmp_path, clock, settings.model_copy(update={"likeness": small}))
    person = await house.join("ada")
    challenge = await house.app.begin_enrolment(person, agreed=True)
    with pytest.raises(refusal):
        await _submit(house, person, challenge.id, footage)


async def test_a_likeness_without_challenge_is_for_the_demo_only(house: House) -> None:
    with pytest.raises(ChallengeNeeded):
        await house.app.submit_recording(await house.join("ada"), None, b"x", ROOM, unverified=True)


async def test_the_demo_takes_a_recording_without_challenge(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, demo=True))
    person = await house.join("ada")
    await house.app.submit_recording(person, None, b"x", ROOM, unverified=True)
    await house.finish_jobs(verified=False)
    assert (await house.order(person, "@Self waves")).cast == ("ada",)


async def test_whatever_the_demo_enrols_is_stamped_unverified(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    house = open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, demo=True))
    person = await house.join("ada")
    await house.record(person)
    (found,) = house.queue.jobs.values()
    assert isinstance(found.job, EnrolJob)
    assert found.job.throw_away
    await house.finish_jobs(verified=True)
    assert not (await house.app.settings(person)).verified


async def test_an_ordinary_service_on_the_demos_store_refuses_its_likenesses(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    demo = open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, demo=True))
    person = await demo.enrolled("ada")
    house = open_house(sqlite_uow, tmp_path, clock)
    with pytest.raises(UnverifiedLikeness):
        await house.order(person, "@Self waves")


async def test_a_vault_that_refuses_to_write_leaves_the_challenge_unused(house: House) -> None:
    person = await house.join("ada")
    challenge = await house.app.begin_enrolment(person, agreed=True)
    house.vault.unwritable = True
    with pytest.raises(FilesUnavailable):
        await _submit(house, person, challenge.id)
    house.vault.unwritable = False
    await _submit(house, person, challenge.id)
    assert len(house.queue.jobs) == 1


async def test_a_queue_that_is_away_leaves_no_recording_behind(house: House) -> None:
    person = await house.join("ada")
    challenge = await house.app.begin_enrolment(person, agreed=True)
    house.queue.broken = True
    with pytest.raises(QueueUnavailable):
        await _submit(house, person, challenge.id)
    assert house.vault.files == {}
    assert (await house.app.settings(person)).enrolment is None


async def test_one_recording_at_a_time(house: House) -> None:
    person = await house.join("ada")
    await house.record(person)
    challenge = await house.app.begin_enrolment(person, agreed=True)
    with pytest.raises(EnrolmentRunning):
        await _submit(house, person, challenge.id)


async def test_the_job_carries_the_challenge_and_the_persons_key(house: House) -> None:
    person = await house.join("ada")
    challenge = await house.app.begin_enrolment(person, agreed=True)
    await _submit(house, person, challenge.id)
    (found,) = house.queue.jobs.values()
    assert isinstance(found.job, EnrolJob)
    assert found.job.challenge is not None
    assert found.job.challenge.phrase == challenge.phrase
    keys = house.engine.open(found.job.sealed_keys, found.job.job_id).keysets
    assert keys.keys() == {found.job.footage, found.job.output, found.job.face}


async def test_the_footage_goes_when_the_outcome_is_known(house: House) -> None:
    person = await house.enrolled("ada")
    await house.app.sweep()
    assert [ref for ref in house.vault.files if "footage" in ref] == []
    assert (await house.app.settings(person)).likeness


async def test_every_reason_against_a_recording_is_told(house: House) -> None:
    person = await house.join("ada")
    name = f"{await house.record(person)}.1"
    house.queue.fail(name, "no_face", "There is no face in it.")
    await house.app.take_outcomes()
    told = (await house.hear())[0][1]
    assert isinstance(told, LikenessRefused)
    assert [refusal.code for refusal in told.refusals] == ["no_face"]
    assert not (await house.app.settings(person)).likeness


async def test_recording_again_replaces_the_likeness(house: House) -> None:
    person = await house.enrolled("ada")
    old = next(ref for ref in house.vault.files if "/likeness/" in ref)
    await house.record(person)
    await house.finish_jobs()
    house.clock.advance(hours=2)
    await house.app.sweep()
    assert old not in house.vault.files
    assert [n.replaced for _, n in await house.hear() if isinstance(n, LikenessReady)] == [False, True]


async def test_a_refused_recording_leaves_the_likeness_before_it(house: House) -> None:
    person = await house.enrolled("ada")
    name = f"{await house.record(person)}.1"
    house.queue.fail(name, "no_face", "There is no face in it.")
    await house.app.take_outcomes()
    assert (await house.app.settings(person)).likeness


async def test_a_waiting_clip_is_queued_anew_with_the_new_likeness(house: House) -> None:
    person = await house.enrolled("ada")
    clip = await house.order(person, "@Self waves")
    name = await house.record(person)
    await house.finish(f"{name}.1")
    await house.app.take_outcomes()
    assert (await house.app.clip(person, clip.id)).attempt == 2
    assert name in house.queue.jobs[f"{clip.id}.2"].job.model_dump_json()


async def test_a_silent_engine_gives_the_recording_to_another(house: House) -> None:
    person = await house.join("ada")
    name = await house.record(person)
    house.queue.work_on(f"{name}.1", house.clock.now())
    await house.app.take_outcomes()
    house.clock.advance(seconds=31)
    await house.app.sweep()
    await house.finish_jobs()
    assert (await house.app.settings(person)).likeness


async def test_erasing_stops_an_unfinished_analysis_and_leaves_no_file(house: House) -> None:
    person = await house.join("ada")
    name = f"{await house.record(person)}.1"
    await house.app.erase(person)
    house.clock.advance(minutes=6)
    await house.app.sweep()
    assert house.vault.files == {}
    assert name in house.queue.purged


async def test_who_was_erased_begins_anew_as_somebody_else(house: House) -> None:
    person = await house.enrolled("ada")
    await house.app.erase(person)
    assert await house.join("ada") != person
