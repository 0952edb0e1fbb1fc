"""Requests that wait for a word, and the messages about renders, on SQLite and on Postgres."""

from datetime import timedelta

import pytest
from factories import NOON, clip, likeness, someone, someone_with_clip

from bot.clips import ClipState
from bot.consent import Usage
from bot.people import Chat, Platform
from bot.requests import Surroundings
from bot.store.tables import GrantRow, ProposalRow, ShareRow, StatusRow
from bot.store.unit_of_work import UnitOfWork, Uow
from engine.contract.messages import Resolution

pytestmark = pytest.mark.contract

HERE = Chat(Platform.DISCORD, "channel", "server")
LATER = NOON + timedelta(hours=1)


def _proposal(person: str, **fields: object) -> ProposalRow:
    given = {"platform": Platform.DISCORD, "chat_id": "channel", "place": "server", "text": "@me waves"}
    times = {"mentions": {"@mia": "mia"}, "created_at": NOON, "due_at": LATER}
    return ProposalRow(person_id=person, **given | times | fields)  # type: ignore[arg-type]  # a test's shorthand


async def _status(tx: UnitOfWork, **fields: object) -> StatusRow:
    _, row = await someone_with_clip(tx)
    given = {"platform": Platform.DISCORD, "chat_id": "channel", "message_id": "channel/1"} | fields
    status = StatusRow(clip_id=row.id, **given)  # type: ignore[arg-type]  # a test's shorthand
    assert await tx.statuses.add(status)
    return status


async def test_a_proposal_is_read_as_it_was_kept(uow: Uow) -> None:
    around = Surroundings(age_gated=True, roles=("7",), upload_limit=10, manages=True, within="forum")
    async with uow() as tx:
        kept = await tx.proposals.add(_proposal((await someone(tx)).id, around=around))
    async with uow() as tx:
        row = await tx.proposals.get(kept.id, lock=True)
    assert row is not None
    assert (row.around, row.mentions, row.tier, row.draft) == (around, {"@mia": "mia"}, None, None)


async def test_proposals_lapse_when_their_time_has_come(uow: Uow) -> None:
    async with uow() as tx:
        ada = (await someone(tx)).id
        await tx.proposals.add(_proposal(ada))
        kept = await tx.proposals.add(_proposal(ada, due_at=LATER + timedelta(seconds=1)))
        assert await tx.proposals.lapse(LATER - timedelta(seconds=1)) == 0
        assert await tx.proposals.lapse(LATER) == 1
        assert await tx.proposals.get(kept.id) is not None


async def test_a_proposal_is_dropped_once(uow: Uow) -> None:
    async with uow() as tx:
        kept = await tx.proposals.add(_proposal((await someone(tx)).id))
        assert [await tx.proposals.drop(kept.id) for _ in range(2)] == [True, False]


async def test_with_a_person_go_their_proposals_and_the_remixes_of_their_clips(uow: Uow) -> None:
    async with uow() as tx:
        ada, made = await someone_with_clip(tx)
        bo = (await someone(tx)).id
        own = await tx.proposals.add(_proposal(ada.id))
        remix = await tx.proposals.add(_proposal(bo, remix_of=made.id))
        other = await tx.proposals.add(_proposal(bo))
        await tx.proposals.forget(ada.id)
    async with uow() as tx:
        left = [await tx.proposals.get(row.id) is not None for row in (own, remix, other)]
    assert left == [False, False, True]


async def test_a_clip_has_one_status_message(uow: Uow) -> None:
    async with uow() as tx:
        first = await _status(tx)
        again = StatusRow(clip_id=first.clip_id, platform=Platform.DISCORD, chat_id="other")
        assert not await tx.statuses.add(again)


async def test_of_two_who_take_a_message_one_has_it(uow: Uow) -> None:
    async with uow() as tx:
        await _status(tx)
    seen = []
    for _ in range(2):
        async with uow() as tx:
            seen.append(await tx.statuses.open(Platform.DISCORD, NOON))
    taken = []
    for found in seen:
        async with uow() as tx:
            taken += [await tx.statuses.claim(each, NOON + timedelta(seconds=30)) for each in found]
    assert [each is not None for each in taken] == [True, False]


async def test_a_message_comes_again_when_its_time_has_come(uow: Uow) -> None:
    async with uow() as tx:
        row = await _status(tx)
        next_at = NOON + timedelta(seconds=2)
        await tx.statuses.told(row.clip_id, message_id="channel/1", shown="x", next_at=next_at, over=False)
        early = await tx.statuses.open(Platform.DISCORD, NOON + timedelta(seconds=1))
        late = await tx.statuses.open(Platform.DISCORD, next_at)
    assert ([len(early), len(late)], late[0].shown) == ([0, 1], "x")


async def test_who_waited_longest_comes_first(uow: Uow) -> None:
    async with uow() as tx:
        rows = [await _status(tx) for _ in range(3)]
        for row, seconds in zip(rows, (2, None, 1), strict=True):
            if seconds is not None:
                row.next_at = NOON + timedelta(seconds=seconds)
        await tx.session.flush()
        found = await tx.statuses.open(Platform.DISCORD, LATER)
    assert [one.clip_id for one in found] == [rows[number].clip_id for number in (1, 2, 0)]


async def test_what_is_to_be_posted_is_tried_once(uow: Uow) -> None:
    async with uow() as tx:
        await _status(tx, message_id=None)
        (found,) = await tx.statuses.open(Platform.DISCORD, NOON)
        assert await tx.statuses.claim(found, NOON)
    async with uow() as tx:
        assert await tx.statuses.open(Platform.DISCORD, LATER) == []


async def test_messages_of_another_platform_and_those_that_are_over_are_left_alone(uow: Uow) -> None:
    async with uow() as tx:
        await _status(tx, platform=Platform.TELEGRAM)
        over = await _status(tx)
        await tx.statuses.lost(over.clip_id)
    async with uow() as tx:
        assert await tx.statuses.open(Platform.DISCORD, LATER) == []
        await tx.statuses.reopen(over.clip_id)
        assert [each.clip_id for each in await tx.statuses.open(Platform.DISCORD, LATER)] == [over.clip_id]


async def test_of_what_is_blanked_only_messages_that_stand_somewhere_are_kept(uow: Uow) -> None:
    async with uow() as tx:
        standing, never = await _status(tx), await _status(tx, message_id=None)
        for row in (standing, never):
            await tx.statuses.lost(row.clip_id)
            await tx.statuses.blank(row.clip_id)
        found = [await tx.statuses.get(row.clip_id) for row in (standing, never)]
    assert [one is not None and not one.over for one in found] == [True, False]


async def test_clips_that_are_being_rendered_are_counted_by_renderer(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        for renderer in ("studio", "h3", "h3"):
            await tx.clips.add(clip(ada.id, renderer=renderer, state=ClipState.RENDERING), [])
        await tx.clips.add(clip(ada.id, renderer="wan"), [])
        assert await tx.clips.rendering() == {"studio": 1, "h3": 2}


async def test_past_renders_are_told_newest_first(uow: Uow) -> None:
    async with uow() as tx:
        ada = await someone(tx)
        for minute in (1, 3, 2):
            ended = NOON + timedelta(minutes=minute)
            row = clip(ada.id, started_at=NOON, rendered_at=ended, state=ClipState.FAILED)
            await tx.clips.add(row, [])
        await tx.clips.add(clip(ada.id, rendered_at=NOON), [])
        works = await tx.clips.works(2)
    assert [one.work_s for one in works] == [180, 120]
    assert {(one.renderer, one.resolution, one.clip_s) for one in works} == {("studio", Resolution.P720, 4.0)}


async def test_a_shared_clip_is_known_to_those_who_are_there(uow: Uow) -> None:
    async with uow() as tx:
        _, made = await someone_with_clip(tx)
        here, elsewhere = (await someone(tx)).id, (await someone(tx)).id
        await tx.people.seen(here, HERE, NOON)
        share = ShareRow(
            clip_id=made.id, platform=HERE.platform, chat_id=HERE.chat_id, place=HERE.place, created_at=NOON
        )
        tx.session.add(share)
        await tx.session.flush()
        assert [await tx.clips.shared_with(made.id, one) for one in (here, elsewhere)] == [True, False]


async def test_at_hand_are_oneself_ones_characters_and_those_who_let_one_in(uow: Uow) -> None:
    async with uow() as tx:
        names = ("mia", "mara", "max", "milo", "moe", "muse", "ada")
        people = {name: await someone(tx, handle=name) for name in names}
        rex = await someone(tx, handle="mrex", owner_id=people["mia"].id)
        ready = [people[name] for name in names if name != "milo"]
        for one in (*ready, rex):
            await tx.likenesses.add(likeness(one.id))
        me = people["mia"].id
        for name in ("mara", "milo"):
            tx.session.add(GrantRow(owner_id=people[name].id, grantee_id=me, created_at=NOON))
        over = GrantRow(owner_id=people["moe"].id, grantee_id=me, created_at=NOON, revoked_at=NOON)
        tx.session.add(over)
        for name in ("max", "muse", "ada"):
            (await tx.consents.settings(people[name].id)).usage = Usage.EVERYONE
        for name in ("max", "moe", "ada"):
            await tx.people.seen(people[name].id, HERE, NOON)
        await tx.session.flush()
        found = await tx.people.at_hand(me, HERE, "m", 10)
        first = await tx.people.at_hand(me, HERE, "m", 2)
    assert [one.handle for one in found] == ["mia", "mrex", "mara", "max"]
    assert [one.handle for one in first] == ["mia", "mrex"]


async def test_no_wildcard_is_typed_into_a_search(uow: Uow) -> None:
    async with uow() as tx:
        mia = await someone(tx, handle="mia")
        await tx.likenesses.add(likeness(mia.id))
        assert await tx.people.at_hand(mia.id, HERE, "%", 10) == []
