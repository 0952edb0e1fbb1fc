"""Reports, strikes, penalties, appeals and closed accounts, on SQLite and on Postgres."""

from datetime import timedelta
from typing import Any

import pytest
from factories import NOON, person, someone, someone_with_clip
from sqlalchemy.exc import IntegrityError

from bot.penalties import AppealState, PenaltyKind
from bot.people import Chat, Platform
from bot.reports import ReportKind, ReportState
from bot.store.tables import AppealRow, PenaltyRow, ReportRow, StrikeRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.contract

HOUR = timedelta(hours=1)


def report(reporter: str, **fields: Any) -> ReportRow:
    """A report with every field that it needs."""
    given: dict[str, Any] = {"kind": ReportKind.HATE, "text": "look", "created_at": NOON}
    return ReportRow(reporter_id=reporter, **given | fields)


def strike(person_id: str, **fields: Any) -> StrikeRow:
    """A strike that counts for a day."""
    given: dict[str, Any] = {"code": "hate", "created_at": NOON, "expires_at": NOON + timedelta(days=1)}
    return StrikeRow(person_id=person_id, **given | fields)


def penalty(person_id: str, **fields: Any) -> PenaltyRow:
    """A suspension of a day."""
    given: dict[str, Any] = {"kind": PenaltyKind.SUSPENSION, "reason": "hate", "created_at": NOON}
    return PenaltyRow(person_id=person_id, **given | {"until": NOON + timedelta(days=1)} | fields)


async def test_open_reports_on_a_clip_are_found_the_oldest_first(uow: Uow) -> None:
    async with uow() as tx:
        maker, clip = await someone_with_clip(tx)
        _, other = await someone_with_clip(tx)
        common = {"clip_id": clip.id, "about_id": maker.id}
        late = await tx.reports.add(report((await someone(tx)).id, created_at=NOON + HOUR, **common))
        early = await tx.reports.add(report((await someone(tx)).id, **common))
        await tx.reports.add(report((await someone(tx)).id, state=ReportState.UPHELD, **common))
        await tx.reports.add(report((await someone(tx)).id, clip_id=other.id))
        assert await tx.reports.open_on_clip(clip.id) == [early, late]


async def test_reports_on_a_person_are_those_without_a_clip(uow: Uow) -> None:
    async with uow() as tx:
        maker, clip = await someone_with_clip(tx)
        guest = await someone(tx)
        about = await tx.reports.add(report(guest.id, about_id=maker.id))
        of_clip = await tx.reports.add(report(guest.id, about_id=maker.id, clip_id=clip.id))
        assert await tx.reports.open_on_person(maker.id) == [about]
        assert set(await tx.reports.about(maker.id)) == {about, of_clip}
        assert set(await tx.reports.by_reporter(guest.id)) == {about, of_clip}
        assert await tx.reports.counted(maker.id) == (0, 2)
        assert await tx.reports.counted(guest.id) == (2, 0)


async def test_reports_of_clips_with_a_person_or_their_character_are_found(uow: Uow) -> None:
    async with uow() as tx:
        maker, clip = await someone_with_clip(tx)
        owner = await someone(tx)
        guest = await someone(tx)
        made = await tx.reports.add(report(guest.id, clip_id=clip.id))
        assert await tx.reports.with_person(maker.id) == [made]
        maker.owner_id = owner.id
        await tx.session.flush()
        assert await tx.reports.with_person(owner.id) == [made]
        assert await tx.reports.with_person(guest.id) == []


async def test_evidence_and_keys_come_back_as_they_were(uow: Uow) -> None:
    kept = {"prompt": "ä “x”", "words": [{"who": "p", "text": "hi"}], "review": None}
    async with uow() as tx:
        name = (
            await tx.reports.add(report((await someone(tx)).id, evidence=kept, evidence_key=b"\x00\xff"))
        ).id
    async with uow() as tx:
        row = await tx.reports.get(name, lock=True)
        assert row is not None
        assert (row.evidence, row.evidence_key) == (kept, b"\x00\xff")


async def test_only_reports_whose_day_has_come_are_due(uow: Uow) -> None:
    async with uow() as tx:
        guest = await someone(tx)
        await tx.reports.add(report(guest.id))
        await tx.reports.add(report(guest.id, due_at=NOON + HOUR))
        due = await tx.reports.add(report(guest.id, due_at=NOON))
        found = [await tx.reports.get(name) for name in await tx.reports.due(NOON)]
        assert found == [due]


async def test_a_strike_stands_until_it_expires_or_is_lifted(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        counting = await tx.penalties.add_strike(strike(ada.id))
        await tx.penalties.add_strike(strike(ada.id, expires_at=NOON))
        await tx.penalties.add_strike(strike(ada.id, lifted_at=NOON))
        await tx.penalties.add_strike(strike((await someone(tx)).id))
        assert await tx.penalties.standing(ada.id, NOON) == [counting]
        assert len(await tx.penalties.strikes(ada.id)) == 3


async def test_a_penalty_is_in_force_until_its_end_or_for_good(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        timed = await tx.penalties.add(penalty(ada.id))
        endless = await tx.penalties.add(penalty(ada.id, until=None))
        await tx.penalties.add(penalty(ada.id, until=NOON))
        await tx.penalties.add(penalty(ada.id, lifted_at=NOON))
        assert set(await tx.penalties.in_force(ada.id, NOON)) == {timed, endless}
        assert len(await tx.penalties.of(ada.id)) == 4


async def test_a_penalty_has_one_appeal(uow: Uow) -> None:
    async def appeal_twice() -> None:
        async with uow() as tx:
            ada = await someone(tx)
            row = await tx.penalties.add(penalty(ada.id))
            for _ in range(2):
                await tx.penalties.add_appeal(
                    AppealRow(penalty_id=row.id, person_id=ada.id, text="", created_at=NOON)
                )

    with pytest.raises(IntegrityError):
        await appeal_twice()


async def test_appeals_are_listed_by_state_the_oldest_first(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        rows = []
        for hours, state in ((2, AppealState.OPEN), (1, AppealState.OPEN), (0, AppealState.GRANTED)):
            given = await tx.penalties.add(penalty(ada.id))
            at = NOON + hours * HOUR
            appeal = AppealRow(penalty_id=given.id, person_id=ada.id, text="", created_at=at, state=state)
            rows.append(await tx.penalties.add_appeal(appeal))
        found = [row for row in await tx.penalties.appeals(AppealState.OPEN) if row.person_id == ada.id]
        assert found == [rows[1], rows[0]]


async def test_all_of_a_persons_strikes_can_be_forgotten(uow: Uow) -> None:
    async with uow() as tx:
        ada, bo = await someone(tx), await someone(tx)
        for one in (ada, bo):
            row = await tx.penalties.add_strike(strike(one.id))
            given = await tx.penalties.add(penalty(one.id, strike_id=row.id))
            await tx.penalties.add_appeal(
                AppealRow(penalty_id=given.id, person_id=one.id, text="", created_at=NOON)
            )
        await tx.penalties.forget(ada.id)
        assert [await tx.penalties.of(ada.id), await tx.penalties.strikes(ada.id)] == [[], []]
        assert len(await tx.penalties.appeals_of(bo.id)) == 1


async def test_the_longer_time_keeps_an_account_closed(uow: Uow) -> None:
    async with uow() as tx:
        await tx.penalties.close_account("m1", NOON, NOON + 2 * HOUR)
        await tx.penalties.close_account("m1", NOON, NOON + HOUR)
        row = await tx.penalties.closed_account("m1")
        assert row is not None
        assert row.until == NOON + 2 * HOUR
        await tx.penalties.close_account("m1", NOON, None)
        await tx.penalties.close_account("m1", NOON, NOON + 9 * HOUR)
        assert row.until is None


async def test_accounts_open_again_when_their_time_is_over(uow: Uow) -> None:
    async with uow() as tx:
        await tx.penalties.close_account("over", NOON, NOON)
        await tx.penalties.close_account("open", NOON, NOON + HOUR)
        await tx.penalties.close_account("ever", NOON, None)
        assert await tx.penalties.reopen_due(NOON) == 1
        assert await tx.penalties.closed_account("over") is None
        assert await tx.penalties.reopen("ever")
        assert not await tx.penalties.reopen("ever")


async def test_a_person_was_seen_in_the_place_of_a_chat(uow: Uow) -> None:
    hall = Chat(Platform.DISCORD, "hall", server="town")
    async with uow() as tx:
        ada = await tx.people.add(person())
        await tx.people.seen(ada.id, hall, NOON)
        assert await tx.people.was_seen(ada.id, Chat(Platform.DISCORD, "kitchen", server="town"))
        assert not await tx.people.was_seen(ada.id, Chat(Platform.DISCORD, "hall", server="city"))
        assert not await tx.people.was_seen(ada.id, Chat(Platform.TELEGRAM, "town"))
