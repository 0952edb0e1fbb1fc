"""The audit trail through the use cases: what people read of themselves, and what stays without them."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from factories import ManualClock
from house import House, open_house

from bot.audit_chain import Chain, Entry, digest
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration


@pytest.fixture
def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(uow, tmp_path, clock)


async def test_the_chain_still_verifies_when_somebody_in_it_is_erased(house: House) -> None:
    ada = await house.enrolled("ada")
    await house.order(ada, "@Self waves")
    await house.finish_jobs()
    before = await house.desk.verify_audit()
    await house.app.erase(ada)
    after = await house.desk.verify_audit(before.head)
    assert after.passed
    assert after.entries > before.entries


async def test_erasing_unties_the_trail_from_the_person(house: House) -> None:
    ada = await house.enrolled("ada")
    await house.app.erase(ada)
    async with house.uow() as tx:
        person = await tx.people.get(ada)
    assert person is not None
    assert person.pseudonym is None


async def test_what_is_exported_names_nobody_but_by_pseudonym(house: House) -> None:
    ada, bob = await house.enrolled("ada"), await house.enrolled("bob")
    await house.app.grant(bob, "ada")
    await house.order(ada, "@bob waves")
    await house.finish_jobs()
    exported = (await house.app.export_receipts(bob)).decode()
    assert [name for name in (ada, bob, '"ada"', '"bob"') if name in exported] == []


async def test_every_exported_entry_can_be_hashed_again(house: House) -> None:
    ada = await house.enrolled("ada")
    lines = [json.loads(line) for line in (await house.app.export_receipts(ada)).splitlines()[1:]]
    again = [
        digest(
            line["seq"],
            line["previous"],
            Entry(
                line["id"],
                datetime.fromisoformat(line["at"]),
                line["actor"],
                line["action"],
                line["subject"],
                line["details"],
            ),
        )
        for line in lines
    ]
    assert again == [line["hash"] for line in lines]


async def test_an_export_is_written_down_itself(house: House) -> None:
    ada = await house.enrolled("ada")
    await house.app.export_receipts(ada)
    assert (await house.app.receipts(ada)).receipts[0].action == "audit.exported"


async def test_an_empty_house_has_an_empty_chain(house: House) -> None:
    assert await house.desk.verify_audit() == Chain()
