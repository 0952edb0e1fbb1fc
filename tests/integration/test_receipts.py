"""Every use of a likeness leaves a receipt of the consent that it rested on, step by step."""

import json
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.approvals import Decision, Phase
from bot.audit import Audit
from bot.clips import HoldReason
from bot.consent import ApprovalMode, Outcome, Reason, Usage
from bot.errors import OutsideWhatTheyAllow, Refused
from bot.receipts import Receipt, Step
from bot.requests import MakeRequest
from bot.store.tables import AuditRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PROMPT = "@owner waves"


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    return house


async def _entries(house: House, person: str, action: Audit) -> list[AuditRow]:
    async with house.uow() as tx:
        found = await tx.people.get(person)
        assert found is not None
        return [row for row in await tx.audit.of(found.pseudonym or "") if row.action is action]


async def _receipts(house: House, person: str) -> list[Receipt]:
    rows = await _entries(house, person, Audit.CONSENT_RECEIPT)
    return [Receipt.of_details(row.details) for row in rows]


async def test_a_clip_leaves_one_as_it_is_asked_for_and_one_before_it_is_delivered(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    clip = await house.order(friend, PROMPT)
    await house.finish_jobs()
    found = await _receipts(house, owner)
    assert [one.step for one in found] == [Step.SUBMIT, Step.PUBLISH]
    assert {(one.clip, one.outcome, one.reason) for one in found} == {
        (clip.id, Outcome.ALLOWED, Reason.GRANTED)
    }


async def test_a_receipt_names_pseudonyms_settings_grant_and_likeness(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    clip = await house.order(friend, PROMPT)
    found = (await _receipts(house, owner))[0]
    async with house.uow() as tx:
        one, other = await tx.people.get(owner), await tx.people.get(friend)
        grant, settings = await tx.consents.open_grant(owner, friend), await tx.consents.settings(owner)
        cast = (await tx.clips.cast(clip.id))[0]
    assert one is not None
    assert other is not None
    assert grant is not None
    assert (found.whose, found.of, found.who) == (one.pseudonym, one.pseudonym, other.pseudonym)
    assert (found.settings_version, found.grant, found.likeness) == (
        settings.version,
        grant.id,
        cast.likeness_id,
    )


async def test_a_clip_of_oneself_leaves_them_too(house: House) -> None:
    owner = await house.join("owner")
    await house.order(owner, "@Self waves")
    await house.finish_jobs()
    assert [one.reason for one in await _receipts(house, owner)] == [Reason.OWN, Reason.OWN]


async def test_questions_stand_in_it_with_their_answers(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.set_approval(owner, ApprovalMode.BOTH)
    clip = (await house.order(friend, PROMPT)).id
    await house.app.decide(owner, clip, approve=True)
    await house.finish_jobs()
    await house.app.decide(owner, clip, approve=True)
    answers = [
        [(one.phase, one.answer) for one in receipt.questions] for receipt in await _receipts(house, owner)
    ]
    first, later = Phase.BEFORE_RENDER, Phase.BEFORE_PUBLISH
    assert answers == [
        [(first, Decision.WAITING)],
        [(first, Decision.APPROVED)],
        [(first, Decision.APPROVED), (later, Decision.APPROVED)],
    ]


async def test_a_publication_that_is_refused_leaves_one_with_the_reason(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.order(friend, PROMPT)
    await house.app.set_usage(owner, Usage.ONLY_ME)
    await house.finish_jobs()
    last = (await _receipts(house, owner))[-1]
    assert (last.step, last.outcome, last.reason) == (Step.PUBLISH, Outcome.REFUSED, Reason.ONLY_ME)


async def test_a_no_stands_in_the_receipt(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.set_approval(owner, ApprovalMode.BEFORE_PUBLISH)
    clip = (await house.order(friend, PROMPT)).id
    await house.finish_jobs()
    await house.app.decide(owner, clip, approve=False)
    last = (await _receipts(house, owner))[-1]
    assert [one.answer for one in last.questions] == [Decision.DENIED]


async def test_a_held_clip_leaves_its_second_one_only_once_it_goes_on(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    clip = (await house.order(friend, PROMPT)).id
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
        assert row is not None
        row.held_for = (HoldReason.REPORTED,)
    assert [one.step for one in await _receipts(house, owner)] == [Step.SUBMIT]


async def test_a_refused_request_leaves_an_entry_with_its_reason_and_no_receipt(house: House) -> None:
    owner, stranger = await house.join("owner"), await house.join("stranger")
    with pytest.raises(Refused):
        await house.order(stranger, PROMPT, mentions={"@owner": "owner"})
    entries = await _entries(house, owner, Audit.CONSENT_REFUSED)
    assert [row.details["reason"] for row in entries] == [Reason.NOT_GRANTED]
    assert await _receipts(house, owner) == []


async def test_a_preflight_leaves_nothing(house: House) -> None:
    owner, stranger = await house.join("owner"), await house.join("stranger")
    shown = await house.app.preflight(stranger, MakeRequest(PROMPT, ROOM, mentions={"@owner": "owner"}))
    assert [one.code for one in shown.refusals] == [OutsideWhatTheyAllow.code]
    assert await _entries(house, owner, Audit.CONSENT_REFUSED) == []


async def test_an_owner_finds_their_receipts_in_their_export(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.order(friend, PROMPT)
    lines = [json.loads(line) for line in (await house.app.export_receipts(owner)).splitlines()[1:]]
    assert [line["details"]["step"] for line in lines if line["action"] == "consent.receipt"] == ["submit"]
