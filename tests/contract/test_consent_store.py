"""Settings, boundaries, grants and requests, on SQLite and on Postgres."""

from datetime import timedelta

import pytest
from factories import NOON, someone
from sqlalchemy.exc import IntegrityError

from bot.consent import ApprovalMode, Usage
from bot.store.tables import AccessRequestRow, BoundaryRow
from bot.store.unit_of_work import UnitOfWork, Uow

pytestmark = pytest.mark.contract


async def _pair(tx: UnitOfWork) -> tuple[str, str]:
    return (await someone(tx)).id, (await someone(tx)).id


async def test_who_has_set_nothing_allows_only_themselves_and_is_asked(uow: Uow) -> None:
    async with uow() as tx:
        settings = await tx.consents.settings((await someone(tx)).id)
    assert (settings.usage, settings.approval) == (Usage.ONLY_ME, ApprovalMode.BEFORE_PUBLISH)


async def test_settings_stay_as_they_were_set(uow: Uow) -> None:
    async with uow() as tx:
        ada = (await someone(tx)).id
        (await tx.consents.settings(ada)).usage = Usage.MUTUALS
    async with uow() as tx:
        assert (await tx.consents.settings(ada)).usage is Usage.MUTUALS


async def test_the_version_rises_with_each_change(uow: Uow) -> None:
    async with uow() as tx:
        ada = (await someone(tx)).id
        before = (await tx.consents.settings(ada)).version
        await tx.consents.bump(ada)
        assert (await tx.consents.settings(ada)).version == before + 1


async def test_a_grant_holds_in_one_direction(uow: Uow) -> None:
    async with uow() as tx:
        owner, friend = await _pair(tx)
        await tx.consents.grant(owner, friend, NOON)
        assert await tx.consents.granted(owner, friend)
        assert not await tx.consents.granted(friend, owner)


async def test_granting_twice_grants_once(uow: Uow) -> None:
    async with uow() as tx:
        owner, friend = await _pair(tx)
        assert [await tx.consents.grant(owner, friend, NOON) for _ in range(2)] == [True, False]


async def test_a_revoked_grant_is_over_and_remembered(uow: Uow) -> None:
    async with uow() as tx:
        owner, friend = await _pair(tx)
        await tx.consents.grant(owner, friend, NOON)
        assert [await tx.consents.revoke(owner, friend, NOON) for _ in range(2)] == [True, False]
        assert not await tx.consents.granted(owner, friend)
        assert await tx.consents.withdrawn(owner, friend)


async def test_who_was_revoked_can_be_granted_again(uow: Uow) -> None:
    async with uow() as tx:
        owner, friend = await _pair(tx)
        await tx.consents.grant(owner, friend, NOON)
        await tx.consents.revoke(owner, friend, NOON)
        assert await tx.consents.grant(owner, friend, NOON)


async def test_grants_are_listed_from_both_sides(uow: Uow) -> None:
    async with uow() as tx:
        owner, friend = await _pair(tx)
        await tx.consents.grant(owner, friend, NOON)
        assert await tx.consents.grantees(owner) == [friend]
        assert await tx.consents.owners(friend) == [owner]


async def test_revoking_all_ends_grants_given_and_received(uow: Uow) -> None:
    async with uow() as tx:
        owner, friend = await _pair(tx)
        await tx.consents.grant(owner, friend, NOON)
        await tx.consents.grant(friend, owner, NOON)
        await tx.consents.revoke_all(owner, NOON)
        assert await tx.consents.grantees(owner) + await tx.consents.owners(owner) == []


async def test_boundaries_keep_their_order(uow: Uow) -> None:
    async with uow() as tx:
        ada = (await someone(tx)).id
        for hours, words in enumerate(("no weapons", "no alcohol")):
            row = BoundaryRow(person_id=ada, text=words, created_at=NOON + timedelta(hours=hours))
            await tx.consents.add_boundary(row)
        assert [row.text for row in await tx.consents.boundaries(ada)] == ["no weapons", "no alcohol"]


async def test_nobody_can_remove_anothers_boundary(uow: Uow) -> None:
    async with uow() as tx:
        ada, mia = await _pair(tx)
        row = await tx.consents.add_boundary(BoundaryRow(person_id=ada, text="no weapons", created_at=NOON))
        assert not await tx.consents.remove_boundary(mia, row.id)
        assert await tx.consents.remove_boundary(ada, row.id)


def _request(owner: str, friend: str) -> AccessRequestRow:
    return AccessRequestRow(
        owner_id=owner, requester_id=friend, message="please", created_at=NOON, due_at=NOON
    )


async def test_a_pair_has_one_open_request(uow: Uow) -> None:
    async def ask_twice() -> None:
        async with uow() as tx:
            owner, friend = await _pair(tx)
            await tx.consents.add_request(_request(owner, friend))
            await tx.consents.add_request(_request(owner, friend))

    with pytest.raises(IntegrityError):
        await ask_twice()


async def test_an_answered_request_makes_room_for_another(uow: Uow) -> None:
    async with uow() as tx:
        owner, friend = await _pair(tx)
        first = await tx.consents.add_request(_request(owner, friend))
        first.answered_at = NOON
        second = await tx.consents.add_request(_request(owner, friend))
        assert await tx.consents.open_request(owner, friend) is second


async def test_a_request_is_due_at_its_deadline_unless_answered(uow: Uow) -> None:
    async with uow() as tx:
        owner, friend = await _pair(tx)
        row = await tx.consents.add_request(_request(owner, friend))
        assert await tx.consents.due_requests(NOON - timedelta(seconds=1)) == []
        assert await tx.consents.due_requests(NOON) == [row]
        row.answered_at = NOON
        assert await tx.consents.due_requests(NOON) == []
