"""What follows from the engine's reports, from its silence, and from time passing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.consent import ApprovalMode
from bot.deliveries import DeliveryState
from bot.errors import CannotCancel, CannotKeep, FilesUnavailable, NothingToSee
from bot.notices import ClipNotMade
from bot.people import Platform
from bot.ports import JobReport, Ports
from bot.store.tables import ClipRow
from bot.store.unit_of_work import UnitOfWork, Uow
from bot.use_cases.clips import viewing
from engine.contract.messages import Stage

pytestmark = pytest.mark.integration


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.hear()
    return house


async def _ordered(house: House) -> tuple[str, str]:
    """A friend's clip of the owner; returns (maker, clip)."""
    friend = await house.join("friend")
    return friend, (await house.order(friend, "@owner waves")).id


async def _delivered(house: House) -> tuple[str, str]:
    """The same without asking, rendered."""
    await house.app.set_approval(await house.join("owner"), ApprovalMode.NEVER)
    friend, clip = await _ordered(house)
    await house.finish_jobs()
    return friend, clip


async def test_progress_is_shown_while_it_renders(house: House) -> None:
    friend, clip = await _ordered(house)
    house.queue.work_on(f"{clip}.1", house.clock.now(), stage=Stage.SPEECH, done=0.25)
    await house.app.take_outcomes()
    shown = await house.app.clip(friend, clip)
    assert (shown.state, shown.stage, shown.done) == (ClipState.RENDERING, Stage.SPEECH, 0.25)


async def test_a_waiting_clip_shows_its_place(house: House) -> None:
    await _ordered(house)
    friend, second = await _ordered(house)
    assert (await house.app.clip(friend, second)).place == 2


async def test_a_failed_render_gives_credits_back_and_says_why(house: House) -> None:
    friend, clip = await _ordered(house)
    house.queue.fail(f"{clip}.1", message="The renderer broke.")
    await house.app.take_outcomes()
    told = next(notice for who, notice in await house.hear() if who == friend)
    assert isinstance(told, ClipNotMade)
    assert [refusal.message for refusal in told.refusals] == ["The renderer broke."]
    assert await house.available(friend) == 1000


async def test_an_outcome_is_taken_once(house: House) -> None:
    friend, _ = await _delivered(house)
    await house.app.take_outcomes()
    kinds = [entry.kind.value for entry in (await house.app.ledger(friend)).entries]
    assert kinds.count("settle") == 1


async def test_an_older_attempts_result_changes_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    friend, clip = await _ordered(house)
    house.queue.work_on(f"{clip}.1", house.clock.now())
    await house.app.take_outcomes()
    await house.finish(f"{clip}.1")
    reports = await house.queue.look([f"{clip}.1"])
    house.clock.advance(seconds=31)

    async def look_and_be_overtaken(_: Sequence[str]) -> list[JobReport]:
        await house.app.sweep()
        return reports

    monkeypatch.setattr(house.queue, "look", look_and_be_overtaken)
    await house.app.take_outcomes()
    monkeypatch.undo()
    shown = await house.app.clip(friend, clip)
    assert (shown.state, shown.attempt) == (ClipState.QUEUED, 2)


async def test_the_jobs_row_is_purged_when_it_ends(house: House) -> None:
    await _delivered(house)
    assert house.queue.jobs == {}


async def test_a_silent_engine_is_given_up_after_three_attempts(house: House) -> None:
    friend, clip = await _ordered(house)
    for attempt in (1, 2, 3):
        house.queue.work_on(f"{clip}.{attempt}", house.clock.now())
        await house.app.take_outcomes()
        house.clock.advance(seconds=31)
        await house.app.sweep()
    shown = await house.app.clip(friend, clip)
    assert (shown.state, shown.attempt) == (ClipState.FAILED, 3)
    assert await house.available(friend) == 1000


async def test_a_lost_job_is_queued_again(house: House) -> None:
    friend, clip = await _ordered(house)
    house.queue.jobs.clear()
    await house.app.take_outcomes()
    assert (await house.app.clip(friend, clip)).attempt == 2
    assert f"{clip}.2" in house.queue.jobs


async def test_a_cancelled_clip_costs_nothing(house: House) -> None:
    friend, clip = await _ordered(house)
    await house.app.cancel(friend, clip)
    await house.app.cancel(friend, clip)
    await house.app.sweep()
    assert await house.available(friend) == 1000
    assert house.queue.jobs == {}


async def test_a_delivered_clip_cannot_be_cancelled(house: House) -> None:
    friend, clip = await _delivered(house)
    with pytest.raises(CannotCancel):
        await house.app.cancel(friend, clip)


async def test_an_unsaved_draft_is_gone_after_a_day(house: House) -> None:
    friend, clip = await _delivered(house)
    await house.hear()
    house.clock.advance(hours=24)
    await house.app.sweep()
    with pytest.raises(NothingToSee):
        await house.video(friend, clip)
    assert [ref for ref in house.vault.files if ref.startswith("clips/")] == []
    assert await house.available(friend) == 1000 - 64


async def test_one_clip_that_cannot_be_swept_keeps_no_other_from_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, broken = await _delivered(house)
    _, other = await _delivered(house)
    remove = viewing.remove_visible

    async def fail_for_one(ports: Ports, tx: UnitOfWork, row: ClipRow, *args: Any, **kwargs: Any) -> None:
        if row.id == broken:
            raise LookupError("a row that nobody foresaw")
        await remove(ports, tx, row, *args, **kwargs)

    monkeypatch.setattr("bot.sweeper.remove_visible", fail_for_one)
    house.clock.advance(seconds=25 * 3600)
    await house.app.sweep()
    async with house.uow() as tx:
        rows = [await tx.clips.get(name) for name in (broken, other)]
    assert [row and row.state for row in rows] == [ClipState.DELIVERED, ClipState.EXPIRED]


async def test_a_saved_draft_stays(house: House) -> None:
    friend, clip = await _delivered(house)
    await house.app.keep(friend, clip)
    house.clock.advance(hours=25)
    await house.app.sweep()
    assert await house.video(friend, clip) == b"film"


async def test_only_a_draft_can_be_saved(house: House) -> None:
    friend, clip = await _ordered(house)
    with pytest.raises(CannotKeep):
        await house.app.keep(friend, clip)


async def test_an_unanswered_approval_gives_the_credits_back(house: House) -> None:
    friend, clip = await _ordered(house)
    await house.finish_jobs()
    await house.hear()
    house.clock.advance(hours=24)
    await house.app.sweep()
    assert await house.available(friend) == 1000
    assert await house.heard_by(friend) == ["clip_not_made"]
    assert (await house.app.clip(friend, clip)).state is ClipState.EXPIRED


async def test_an_unanswered_request_reads_like_a_no(house: House) -> None:
    owner, guest = await house.join("owner"), await house.join("guest")
    await house.app.request_access(guest, "owner", "", ROOM)
    await house.hear()
    house.clock.advance(days=7)
    await house.app.sweep()
    assert await house.heard_by(guest) == ["access_answered"]
    assert (await house.app.settings(owner)).granted == ("friend",)


async def test_an_owner_who_is_not_asked_is_told_at_once(house: House) -> None:
    await _delivered(house)
    assert "likeness_used" in await house.heard_by(await house.join("owner"))


async def test_files_that_the_vault_keeps_are_deleted_later(house: House) -> None:
    friend, clip = await _delivered(house)
    house.vault.unwritable = True
    await house.app.delete(friend, clip)
    await house.app.sweep()
    house.vault.unwritable = False
    await house.app.sweep()
    assert [ref for ref in house.vault.files if ref.startswith("clips/")] == []


async def test_a_vault_that_is_away_is_said_so(house: House) -> None:
    friend, clip = await _delivered(house)
    house.vault.unreadable = True
    with pytest.raises(FilesUnavailable):
        await house.video(friend, clip)


async def test_a_message_whose_sender_died_is_unknown_until_asked_for_again(house: House) -> None:
    friend, _ = await _delivered(house)
    (first, *_) = [one for one in await house.app.due_deliveries(Platform.TERMINAL) if one.person == friend]
    house.clock.advance(seconds=61)
    await house.app.sweep()
    async with house.uow() as tx:
        row = await tx.deliveries.get(first.id)
    assert row is not None
    assert row.state is DeliveryState.UNKNOWN
    await house.app.send_again(friend, first.id)
    assert first.id in [one.id for one in await house.app.due_deliveries(Platform.TERMINAL)]


async def test_each_look_at_a_clip_is_written_down(house: House) -> None:
    friend, clip = await _delivered(house)
    await house.video(friend, clip)
    async with house.uow() as tx:
        actions = [row.action.value for row in await tx.audit.of(clip)]
    assert actions == ["clip.made", "clip.delivered", "clip.fetched"]


async def test_a_pro_plan_goes_first(house: House) -> None:
    _, first = await _ordered(house)
    owner = await house.join("owner")
    async with house.uow() as tx:
        person = await tx.people.get(owner)
        assert person is not None
        person.plan = person.plan.__class__.PRO
    second = await house.order(owner, "@Self waves")
    assert house.queue.in_order() == [f"{second.id}.1", f"{first}.1"]
