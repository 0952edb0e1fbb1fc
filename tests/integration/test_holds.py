"""Finished clips that wait for an operator: why, who hears of it, and how that ends."""

from pathlib import Path

import numpy as np
import pytest
from factories import ManualClock
from house import House, face_of, open_house

from bot.audit import Audit
from bot.clips import ClipState, HoldReason
from bot.consent import ApprovalMode
from bot.errors import NotHeld, Refused, UnknownClip
from bot.ports import JobState
from bot.reports import ReportKind
from bot.settings import BotSettings
from bot.store.tables import ClipRow
from bot.store.unit_of_work import UnitOfWork, Uow
from bot.use_cases.clips.casting import output_ref, poster_ref
from bot.use_cases.clips.ending import LATE_WRITE_S
from engine.contract.messages import NudityScore

pytestmark = pytest.mark.integration

BARE = NudityScore(worst=0.9, mean=0.4, frames=8)


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    """An owner who is not asked about clips, a friend who makes them, a neighbour enrolled here, a boss."""
    settings = BotSettings.model_validate(
        {
            "vault": {"url": "memory:///", "keys": str(tmp_path / "keys")},
            "operators": {"people": ["terminal:boss"]},
        }
    )
    house = open_house(sqlite_uow, tmp_path, clock, settings)
    owner = await house.enrolled("owner")
    for name in ("friend", "boss"):
        await house.join(name)
    await house.enrolled("neighbour")
    await house.app.grant(owner, "friend")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    await house.hear()
    return house


async def _id(tx: UnitOfWork, name: str) -> str:
    person = await tx.people.by_handle(name)
    assert person is not None
    return person.id


async def _row(house: House, clip: str) -> ClipRow:
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
    assert row is not None
    return row


async def _held(house: House, **scores: object) -> tuple[str, str]:
    """The friend's clip of the owner, rendered, with bad scores; returns (maker, clip)."""
    friend = await house.join("friend")
    clip = (await house.order(friend, "@owner waves")).id
    await house.hear()
    await house.finish(f"{clip}.1", **(scores or {"nudity": BARE}))  # type: ignore[arg-type]  # a shorthand
    await house.app.take_outcomes()
    return friend, clip


async def _shows(house: House, name: str) -> tuple[str, str, str]:
    """The same in which somebody else's face is seen; returns (maker, clip, that person)."""
    person = await house.join(name)
    friend, clip = await _held(house, strangers=[face_of(person) + np.float32(0.01)])
    return friend, clip, person


async def _kinds(house: House) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for person, notice in await house.hear():
        kinds.setdefault(person, set()).add(notice.kind)
    return kinds


async def test_a_clip_with_good_scores_is_delivered(house: House) -> None:
    friend = await house.join("friend")
    clip = (await house.order(friend, "@owner waves")).id
    await house.finish_jobs()
    assert (await _row(house, clip)).state is ClipState.DELIVERED


async def test_bad_scores_hold_a_clip(house: House) -> None:
    _, clip = await _held(house)
    row = await _row(house, clip)
    assert (row.state, row.held_for) == (ClipState.HELD, (HoldReason.NUDITY,))


async def test_nobody_who_chats_sees_a_held_clip(house: House) -> None:
    friend, clip = await _held(house)
    for person in (friend, await house.join("owner")):
        with pytest.raises(Refused):
            await house.video(person, clip)


async def test_the_maker_those_in_it_and_operators_hear_of_it(house: House) -> None:
    friend, _ = await _held(house)
    told = await _kinds(house)
    assert told[friend] == {"clip_held"}
    assert "clip_held_for_you" in told[await house.join("owner")]
    assert told[await house.join("boss")] == {"operator_asked"}


async def test_its_credits_stay_reserved(house: House) -> None:
    friend = await house.join("friend")
    before = await house.available(friend)
    await _held(house)
    assert await house.available(friend) == before - 64


async def test_several_people_wait_for_an_operator(house: House) -> None:
    await house.app.grant(await house.join("neighbour"), "friend")
    friend = await house.join("friend")
    clip = (await house.order(friend, "@owner and @neighbour wave")).id
    await house.finish_jobs()
    assert (await _row(house, clip)).held_for == (HoldReason.SEVERAL_PEOPLE,)


async def test_a_stranger_holds(house: House) -> None:
    _, clip = await _held(house, strangers=[face_of("nobody here")])
    assert (await _row(house, clip)).held_for == (HoldReason.STRANGER,)


async def test_an_enrolled_face_that_nobody_named_holds_first_of_all(house: House) -> None:
    _, clip, _ = await _shows(house, "neighbour")
    assert (await _row(house, clip)).held_for == (HoldReason.ENROLLED_STRANGER, HoldReason.STRANGER)


async def test_whoever_is_recognised_is_warned_and_the_maker_hears_nothing_of_them(house: House) -> None:
    friend, _, neighbour = await _shows(house, "neighbour")
    heard = await house.hear()
    assert [notice.kind for who, notice in heard if who == neighbour] == ["face_seen"]
    assert not any("neighbour" in notice.model_dump_json() for who, notice in heard if who == friend)


async def test_the_warning_says_nothing_of_the_maker_or_the_clip(house: House) -> None:
    _, clip, neighbour = await _shows(house, "neighbour")
    (told,) = [notice for who, notice in await house.hear() if who == neighbour]
    assert told.model_dump() == {"kind": "face_seen", "clip": clip}


async def test_whoever_is_recognised_can_neither_see_nor_end_the_clip(house: House) -> None:
    _, clip, neighbour = await _shows(house, "neighbour")
    with pytest.raises(UnknownClip):
        await house.app.clip(neighbour, clip)
    with pytest.raises(UnknownClip):
        await house.video(neighbour, clip)
    with pytest.raises(UnknownClip):
        await house.app.delete(neighbour, clip)


async def test_whoever_is_recognised_may_report_it(house: House) -> None:
    _, clip, neighbour = await _shows(house, "neighbour")
    taken = await house.app.report(neighbour, clip=clip, kind=ReportKind.ME_WITHOUT_CONSENT)
    assert taken.clip == clip


async def test_operators_learn_who_was_recognised(house: House) -> None:
    await _shows(house, "neighbour")
    (case,) = await house.desk.holds("boss")
    assert case.recognised == ("neighbour",)


async def test_the_casts_own_faces_are_no_strangers_to_be_warned_of(house: House) -> None:
    _, clip, _ = await _shows(house, "owner")
    assert (await _row(house, clip)).held_for == (HoldReason.STRANGER,)


async def test_strangers_faces_are_gone_after_the_comparison(house: House) -> None:
    await _shows(house, "neighbour")
    await house.app.sweep()
    assert not [ref for ref in house.vault.files if "stranger" in ref]


async def test_what_an_engine_wrote_that_died_before_it_said_so_goes(
    house: House, clock: ManualClock
) -> None:
    friend = await house.join("friend")
    clip = (await house.order(friend, "@owner waves")).id
    await house.finish(f"{clip}.1", strangers=[face_of("x")])
    lost = house.queue.jobs[f"{clip}.1"]
    lost.state, lost.outcome = JobState.CANCELLED, None
    await house.app.take_outcomes()
    await house.finish(f"{clip}.2")
    await house.app.take_outcomes()
    clock.advance(seconds=LATE_WRITE_S)
    await house.app.sweep()
    assert sorted(ref for ref in house.vault.files if clip in ref) == [
        output_ref(clip, 2),
        poster_ref(clip, 2),
    ]


async def test_faces_that_cannot_be_compared_leave_a_clip_unreviewed(house: House) -> None:
    friend = await house.join("friend")
    clip = (await house.order(friend, "@owner waves")).id
    await house.finish(f"{clip}.1", strangers=[face_of("x")])
    await house.vault.delete(f"clips/{clip}/1/strangers")
    await house.app.take_outcomes()
    assert HoldReason.UNREVIEWED in (await _row(house, clip)).held_for


async def test_a_vault_that_is_away_for_a_while_only_delays(house: House) -> None:
    friend = await house.join("friend")
    clip = (await house.order(friend, "@owner waves")).id
    await house.finish(f"{clip}.1", strangers=[face_of(await house.join("neighbour"))])
    house.vault.unreadable = True
    await house.app.take_outcomes()
    assert (await _row(house, clip)).state is ClipState.QUEUED
    house.vault.unreadable = False
    await house.app.take_outcomes()
    assert HoldReason.ENROLLED_STRANGER in (await _row(house, clip)).held_for


async def test_an_operator_watches_it_and_that_is_written_down(house: House) -> None:
    _, clip = await _held(house)
    assert await house.desk.look_at("boss", clip) == b"film"
    async with house.uow() as tx:
        seen = [row for row in await tx.audit.of(clip) if row.action is Audit.HOLD_SEEN]
    assert [row.details for row in seen] == [{"operator": "boss", "film": True}]


async def test_a_released_clip_is_delivered_and_charged(house: House) -> None:
    friend, clip = await _held(house)
    before = await house.available(friend)
    case = await house.desk.release("boss", clip, "a statue")
    row = await _row(house, clip)
    assert (case.state, row.released_by, row.operator_note) == (ClipState.DELIVERED, "boss", "a statue")
    assert await house.available(friend) == before
    assert await house.video(friend, clip) == b"film"


async def test_those_in_a_released_clip_hear_that_it_goes_on(house: House) -> None:
    _, clip, neighbour = await _shows(house, "neighbour")
    await house.hear()
    await house.desk.release("boss", clip)
    told = await _kinds(house)
    assert "hold_decided" in told[await house.join("owner")]
    assert told[neighbour] == {"sighting_decided"}


async def test_whoever_wants_to_be_asked_is_asked_after_the_release(house: House) -> None:
    await house.app.set_approval(await house.join("owner"), ApprovalMode.BEFORE_PUBLISH)
    _, clip = await _held(house)
    assert (await house.desk.release("boss", clip)).state is ClipState.APPROVAL


async def test_consent_is_judged_again_at_the_release(house: House) -> None:
    friend, clip = await _held(house)
    async with house.uow() as tx:
        grant = await tx.consents.open_grant(await _id(tx, "owner"), friend)
        assert grant is not None
        grant.until = house.clock.now()  # it was for a time that is over now
    await house.desk.release("boss", clip)
    assert (await _row(house, clip)).state is ClipState.REVOKED
    assert await house.available(friend) == 1000


async def test_a_revocation_ends_a_held_clip_at_once(house: House) -> None:
    friend, clip = await _held(house)
    await house.app.revoke(await house.join("owner"), "friend")
    assert (await _row(house, clip)).state is ClipState.REVOKED
    assert await house.available(friend) == 1000


async def test_those_in_it_may_delete_it_while_it_is_held(house: House) -> None:
    _, clip = await _held(house)
    await house.app.delete(await house.join("owner"), clip)
    assert (await _row(house, clip)).state is ClipState.DELETED


async def test_what_nobody_decides_is_given_up_with_the_credits_back(house: House) -> None:
    friend, clip = await _held(house)
    house.clock.advance(hours=house.ports.settings.clips.held_hours)
    await house.app.sweep()
    assert (await _row(house, clip)).state is ClipState.EXPIRED
    assert await house.available(friend) == 1000


async def test_a_refused_clip_is_gone_with_the_credits_back(house: House) -> None:
    friend, clip = await _held(house)
    await house.desk.refuse("boss", clip, "not here")
    row = await _row(house, clip)
    assert (row.state, row.data_key) == (ClipState.REFUSED, None)
    assert await house.available(friend) == 1000


async def test_the_maker_and_those_in_a_refused_clip_are_told(house: House) -> None:
    friend, clip = await _held(house)
    await house.hear()
    await house.desk.refuse("boss", clip)
    told = await _kinds(house)
    assert told == {friend: {"clip_not_made"}, await house.join("owner"): {"hold_decided"}}


@pytest.mark.parametrize("strike", [False, True])
async def test_a_refusal_counts_against_the_maker_only_where_the_operator_says_so(
    house: House, *, strike: bool
) -> None:
    friend, clip = await _held(house)
    await house.desk.refuse("boss", clip, strike=strike)
    async with house.uow() as tx:
        codes = [row.code for row in await tx.penalties.standing(friend, house.clock.now())]
    assert codes == (["sexual"] if strike else [])


async def test_the_first_decision_of_an_operator_stands(house: House) -> None:
    _, clip = await _held(house)
    await house.desk.refuse("boss", clip)
    with pytest.raises(NotHeld):
        await house.desk.release("other", clip)


async def test_a_face_is_kept_under_the_service_key_and_the_file_is_gone(house: House) -> None:
    neighbour = await house.join("neighbour")
    await house.app.sweep()
    async with house.uow() as tx:
        (row,) = [row for row in await tx.faces.others(()) if row.person_id == neighbour]
    assert house.ports.keys.open(row.sealed, f"face {neighbour}") == face_of(neighbour).tobytes()
    assert not [ref for ref in house.vault.files if "/face/" in ref]


async def test_a_face_does_not_open_for_another_person(house: House) -> None:
    owner, neighbour = await house.join("owner"), await house.join("neighbour")
    async with house.uow() as tx:
        (row,) = [row for row in await tx.faces.others(()) if row.person_id == neighbour]
    with pytest.raises(Exception, match="does not open"):
        house.ports.keys.open(row.sealed, f"face {owner}")


async def test_whoever_is_erased_is_known_no_more(house: House) -> None:
    neighbour = await house.join("neighbour")
    face = face_of(neighbour)
    await house.app.erase(neighbour)
    _, clip = await _held(house, strangers=[face])
    assert (await _row(house, clip)).held_for == (HoldReason.STRANGER,)


async def test_an_engine_that_measures_no_face_enrols_all_the_same(house: House) -> None:
    eve = await house.join("eve")
    await house.record(eve)
    (name,) = house.queue.in_order()
    house.queue.finish(name)
    await house.app.take_outcomes()
    async with house.uow() as tx:
        assert await tx.likenesses.current(eve) is not None
        assert await tx.faces.missing() == 1
