"""Grants with limits, exceptions, blocks and acquaintance, on SQLite and on Postgres."""

from datetime import timedelta

import pytest
from factories import NOON, clip, likeness, someone

from bot.clips import ClipState
from bot.consent import ApprovalMode, BoundaryPreset
from bot.grants import Limits
from bot.people import Chat, Platform
from bot.store.tables import AccessRequestRow, CastRow, GrantRow
from bot.store.unit_of_work import UnitOfWork, Uow

pytestmark = pytest.mark.contract

LIMITS = Limits(
    until=NOON + timedelta(days=1),
    clips=3,
    platform=Platform.DISCORD,
    place="server",
    presets=(BoundaryPreset.ROMANCE, BoundaryPreset.FAKE_STATEMENTS),
)


async def _pair(tx: UnitOfWork) -> tuple[str, str]:
    return (await someone(tx)).id, (await someone(tx)).id


async def _granted(tx: UnitOfWork, limits: Limits = LIMITS) -> GrantRow:
    owner, friend = await _pair(tx)
    await tx.consents.grant(owner, friend, NOON, limits)
    grant = await tx.consents.open_grant(owner, friend)
    assert grant is not None
    return grant


async def _clip_on(
    tx: UnitOfWork, grant: GrantRow, roles: tuple[str, ...] = ("owner",), **fields: object
) -> None:
    own = await tx.likenesses.add(likeness(grant.owner_id))
    row = clip(grant.grantee_id, **fields)
    cast = [
        CastRow(clip_id=row.id, role=role, person_id=grant.owner_id, likeness_id=own.id, grant_id=grant.id)
        for role in roles
    ]
    await tx.clips.add(row, cast)


async def test_a_grant_keeps_its_limits(uow: Uow) -> None:
    async with uow() as tx:
        grant = await _granted(tx)
    async with uow() as tx:
        kept = await tx.consents.open_grant(grant.owner_id, grant.grantee_id)
    assert kept is not None
    assert Limits(kept.until, kept.clips, kept.platform, kept.place, tuple(kept.presets)) == LIMITS


async def test_granting_again_leaves_the_limits_as_they_are(uow: Uow) -> None:
    async with uow() as tx:
        grant = await _granted(tx)
        assert not await tx.consents.grant(grant.owner_id, grant.grantee_id, NOON)
        assert grant.clips == 3


async def test_a_grant_that_lapsed_is_open_until_it_is_revoked(uow: Uow) -> None:
    async with uow() as tx:
        grant = await _granted(tx, Limits(until=NOON - timedelta(days=1)))
        assert await tx.consents.granted(grant.owner_id, grant.grantee_id)
        await tx.consents.revoke(grant.owner_id, grant.grantee_id, NOON)
        assert await tx.consents.open_grant(grant.owner_id, grant.grantee_id) is None


async def test_nothing_is_withdrawn_where_a_new_grant_followed(uow: Uow) -> None:
    async with uow() as tx:
        grant = await _granted(tx)
        await tx.consents.revoke(grant.owner_id, grant.grantee_id, NOON)
        assert await tx.consents.withdrawn(grant.owner_id, grant.grantee_id)
        await tx.consents.grant(grant.owner_id, grant.grantee_id, NOON)
        assert not await tx.consents.withdrawn(grant.owner_id, grant.grantee_id)


@pytest.mark.parametrize(
    ("state", "delivered", "counts"),
    [
        (ClipState.ASKING, False, True),
        (ClipState.RENDERING, False, True),
        (ClipState.HELD, False, True),
        (ClipState.DELIVERED, True, True),
        (ClipState.DELETED, True, True),
        (ClipState.EXPIRED, True, True),
        (ClipState.EXPIRED, False, False),
        (ClipState.CANCELLED, False, False),
        (ClipState.DENIED, False, False),
        (ClipState.REFUSED, False, False),
    ],
)
async def test_a_clip_uses_a_grant_unless_it_ended_before_anybody_had_it(
    uow: Uow,
    state: ClipState,
    delivered: bool,  # noqa: FBT001 - one case
    counts: bool,  # noqa: FBT001 - one case
) -> None:
    async with uow() as tx:
        grant = await _granted(tx)
        await _clip_on(tx, grant, state=state, delivered_at=NOON if delivered else None)
        assert await tx.consents.grant_used(grant.id) == counts


async def test_a_clip_with_somebody_in_two_roles_uses_their_grant_once(uow: Uow) -> None:
    async with uow() as tx:
        grant = await _granted(tx)
        await _clip_on(tx, grant, ("owner", "twin"))
        assert await tx.consents.grant_used(grant.id) == 1


async def test_grants_are_listed_for_both_until_they_are_revoked(uow: Uow) -> None:
    async with uow() as tx:
        grant = await _granted(tx)
        assert (
            await tx.consents.grants(grant.owner_id) == await tx.consents.grants(grant.grantee_id) == [grant]
        )
        await tx.consents.revoke(grant.owner_id, grant.grantee_id, NOON)
        assert await tx.consents.grants(grant.owner_id) == []


async def test_an_exception_is_set_changed_and_taken_back(uow: Uow) -> None:
    async with uow() as tx:
        owner, friend = await _pair(tx)
        for mode in (ApprovalMode.BOTH, ApprovalMode.NEVER, None):
            assert await tx.consents.set_exception(owner, friend, mode)
            assert not await tx.consents.set_exception(owner, friend, mode)
            assert await tx.consents.exception(owner, friend) is mode
        assert await tx.consents.exceptions(owner) == []


async def test_an_exception_holds_in_one_direction(uow: Uow) -> None:
    async with uow() as tx:
        owner, friend = await _pair(tx)
        await tx.consents.set_exception(owner, friend, ApprovalMode.BOTH)
        assert await tx.consents.exception(friend, owner) is None


async def test_a_block_is_once_and_in_one_direction(uow: Uow) -> None:
    async with uow() as tx:
        owner, other = await _pair(tx)
        assert [await tx.consents.block(owner, other, NOON) for _ in range(2)] == [True, False]
        assert await tx.consents.blocked(owner, other)
        assert not await tx.consents.blocked(other, owner)
        assert await tx.consents.blocks(owner) == [other]
        assert [await tx.consents.unblock(owner, other) for _ in range(2)] == [True, False]
        assert await tx.consents.blocks(owner) == []


async def test_forgetting_a_person_removes_blocks_and_exceptions_from_both_sides(uow: Uow) -> None:
    async with uow() as tx:
        owner, other = await _pair(tx)
        for one, two in ((owner, other), (other, owner)):
            await tx.consents.block(one, two, NOON)
            await tx.consents.set_exception(one, two, ApprovalMode.BOTH)
        await tx.consents.forget(owner)
        assert await tx.consents.blocks(other) == await tx.consents.blocks(owner) == []
        assert await tx.consents.exceptions(other) == await tx.consents.exceptions(owner) == []


async def test_strangers_are_not_acquainted(uow: Uow) -> None:
    async with uow() as tx:
        one, other = await _pair(tx)
        assert not await tx.consents.acquainted([one], other)


async def test_who_asked_is_known_to_both(uow: Uow) -> None:
    async with uow() as tx:
        one, other = await _pair(tx)
        row = AccessRequestRow(owner_id=one, requester_id=other, message="", created_at=NOON)
        await tx.consents.add_request(row)
        assert await tx.consents.acquainted([one], other)
        assert await tx.consents.acquainted([other], one)


async def test_a_block_is_known_to_who_blocked_alone(uow: Uow) -> None:
    async with uow() as tx:
        one, other = await _pair(tx)
        await tx.consents.block(one, other, NOON)
        assert await tx.consents.acquainted([one], other)
        assert not await tx.consents.acquainted([other], one)


async def test_a_revocation_that_took_nothing_back_makes_nobody_known(uow: Uow) -> None:
    async with uow() as tx:
        one, other = await _pair(tx)
        await tx.consents.grant(one, other, NOON)
        await tx.consents.revoke(one, other, NOON)
        assert not await tx.consents.acquainted([other], one)


async def test_who_was_in_a_clip_is_known_to_its_maker_and_the_maker_to_them(uow: Uow) -> None:
    async with uow() as tx:
        grant = await _granted(tx)
        await tx.consents.revoke(grant.owner_id, grant.grantee_id, NOON)
        await _clip_on(tx, grant)
        assert await tx.consents.acquainted([grant.owner_id], grant.grantee_id)
        assert await tx.consents.acquainted([grant.grantee_id], grant.owner_id)


async def test_what_concerns_a_character_makes_its_owner_acquainted(uow: Uow) -> None:
    async with uow() as tx:
        one, other = await _pair(tx)
        rex = (await someone(tx, owner_id=one)).id
        assert await tx.people.owned_by(one) == [rex]
        row = AccessRequestRow(owner_id=rex, requester_id=other, message="", created_at=NOON)
        await tx.consents.add_request(row)
        assert await tx.consents.acquainted([one, rex], other)


async def test_who_left_a_place_shares_it_no_longer(uow: Uow) -> None:
    room = Chat(Platform.DISCORD, "channel", server="server")
    async with uow() as tx:
        one, other = await _pair(tx)
        for person in (one, other):
            await tx.people.seen(person, room, NOON)
        assert [await tx.people.left(one, room) for _ in range(2)] == [True, False]
        assert not await tx.people.share_place(one, other)
