"""What people set about one another, through the use cases, on SQLite and on Postgres."""

from datetime import timedelta
from pathlib import Path

import pytest
from factories import NOON, ManualClock
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.consent import ApprovalMode, BoundaryPreset, Notify, Usage, Visibility
from bot.errors import (
    GrantOverAlready,
    NothingToDeny,
    NothingToSee,
    OutsideWhatTheyAllow,
    Refused,
    UnknownBoundary,
    UnknownPerson,
    UnknownRequest,
    YouBlockedThem,
)
from bot.grants import Limits
from bot.notices import AccessAnswered, AccessAsked, Boundary, ClipGone, Excepted, PresetsShown
from bot.people import Account, Chat, Platform
from bot.requests import MakeRequest
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PROMPT = "@owner waves on a beach"
ELSEWHERE = Chat(Platform.TERMINAL, "elsewhere")


@pytest.fixture
def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(uow, tmp_path, clock)


async def _friends(house: House, limits: Limits = Limits()) -> tuple[str, str]:  # noqa: B008 - frozen
    """An owner with a likeness, and a friend who may use it."""
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    await house.app.grant(owner, "friend", limits)
    await house.hear()
    return owner, friend


async def _version(house: House, person: str) -> int:
    async with house.uow() as tx:
        return (await tx.consents.settings(person)).version


async def _refused(house: House, maker: str, chat: Chat = ROOM) -> bool:
    return bool((await house.app.preflight(maker, MakeRequest(PROMPT, chat))).refusals)


async def _draft(house: House, maker: str) -> str:
    """A clip that the owner agreed to and its maker has, and has not saved."""
    clip = await house.order(maker, PROMPT)
    await house.finish_jobs()
    return clip.id


async def _state(house: House, clip: str) -> ClipState:
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
        assert row is not None
        return row.state


async def test_everything_that_is_set_is_shown_and_stays(house: House) -> None:
    owner, _ = await _friends(house, Limits(clips=3))
    await house.join("other")
    await house.app.set_usage(owner, Usage.MUTUALS)
    await house.app.set_approval(owner, ApprovalMode.BOTH)
    await house.app.set_visibility(owner, Visibility.NOBODY)
    await house.app.set_notify(owner, Notify.DIGEST)
    await house.app.set_exception(owner, "friend", ApprovalMode.NEVER)
    await house.app.block(owner, "other")
    shown = await house.app.settings(owner)
    assert (shown.usage, shown.approval) == (Usage.MUTUALS, ApprovalMode.BOTH)
    assert (shown.visibility, shown.notify) == (Visibility.NOBODY, Notify.DIGEST)
    assert shown.exceptions == (Excepted(handle="friend", approval=ApprovalMode.NEVER),)
    assert (shown.granted, shown.blocked) == (("friend",), ("other",))
    assert (shown.grants[0].terms.clips, shown.grants[0].terms.left) == (3, 3)


async def test_each_change_raises_the_version_that_receipts_name(house: House) -> None:
    owner, _ = await _friends(house)
    changes = [
        lambda: house.app.set_usage(owner, Usage.EVERYONE),
        lambda: house.app.set_approval(owner, ApprovalMode.BOTH),
        lambda: house.app.set_visibility(owner, Visibility.MUTUALS),
        lambda: house.app.set_notify(owner, Notify.NONE),
        lambda: house.app.set_exception(owner, "friend", ApprovalMode.NEVER),
        lambda: house.app.clear_exception(owner, "friend"),
        lambda: house.app.add_boundary(owner, "no spiders"),
        lambda: house.app.add_boundary(owner, "no romance"),
        lambda: house.app.remove_boundary(owner, "romance"),
        lambda: house.app.grant(owner, "friend", Limits(clips=1)),
        lambda: house.app.revoke(owner, "friend"),
        lambda: house.app.block(owner, "friend"),
        lambda: house.app.unblock(owner, "friend"),
    ]
    for change in changes:
        before = await _version(house, owner)
        await change()
        assert await _version(house, owner) == before + 1


async def test_what_changes_nothing_leaves_the_version(house: House) -> None:
    owner, _ = await _friends(house, Limits(clips=2))
    before = await _version(house, owner)
    await house.app.grant(owner, "friend", Limits(clips=2))
    await house.app.clear_exception(owner, "friend")
    await house.app.unblock(owner, "friend")
    assert await _version(house, owner) == before


async def test_a_preset_is_kept_by_its_name_once(house: House) -> None:
    owner = await house.join("owner")
    for words in ("no romance", "Romance", "keine Romantik"):
        shown = await house.app.add_boundary(owner, words)
    assert [(one.preset, one.text) for one in shown.boundaries] == [(BoundaryPreset.ROMANCE, "")]


async def test_own_words_are_kept_as_they_are(house: House) -> None:
    owner = await house.join("owner")
    shown = await house.app.add_boundary(owner, "no spiders near me")
    assert [(one.preset, one.text) for one in shown.boundaries] == [(None, "no spiders near me")]


async def test_a_preset_is_taken_away_by_name_or_by_id(house: House) -> None:
    owner = await house.join("owner")
    await house.app.add_boundary(owner, "no romance")
    weapons: Boundary = (await house.app.add_boundary(owner, "no weapons")).boundaries[1]
    await house.app.remove_boundary(owner, "romance")
    assert (await house.app.remove_boundary(owner, weapons.id)).boundaries == ()
    with pytest.raises(UnknownBoundary):
        await house.app.remove_boundary(owner, "romance")


async def test_presets_are_listed_with_those_that_one_has(house: House) -> None:
    owner = await house.join("owner")
    await house.app.add_boundary(owner, "no weapons")
    assert await house.app.presets(owner) == PresetsShown(
        presets=tuple(BoundaryPreset), mine=(BoundaryPreset.WEAPONS,)
    )


async def test_a_grant_until_a_date_ends_with_it(house: House, clock: ManualClock) -> None:
    _, friend = await _friends(house, Limits(until=NOON + timedelta(hours=1)))
    assert not await _refused(house, friend)
    clock.advance(hours=1)
    assert await _refused(house, friend)


async def test_a_date_that_has_passed_is_refused(house: House) -> None:
    owner = await house.join("owner")
    await house.join("friend")
    with pytest.raises(GrantOverAlready):
        await house.app.grant(owner, "friend", Limits(until=NOON))


async def test_a_grant_for_one_clip_is_used_up_by_one_that_was_delivered(house: House) -> None:
    owner, friend = await _friends(house, Limits(clips=1))
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    clip = await house.order(friend, PROMPT)
    assert await _refused(house, friend)
    await house.app.cancel(friend, clip.id)
    assert not await _refused(house, friend)
    await _draft(house, friend)
    assert await _refused(house, friend)


async def test_a_grant_for_here_holds_only_here(house: House) -> None:
    _, friend = await _friends(house, Limits(platform=ROOM.platform, place=ROOM.place))
    assert not await _refused(house, friend)
    assert await _refused(house, friend, ELSEWHERE)


async def test_other_limits_replace_those_there_were_and_count_anew(house: House) -> None:
    owner, friend = await _friends(house, Limits(clips=1))
    await house.order(friend, PROMPT)
    changed = await house.app.grant(owner, "friend", Limits(clips=2))
    assert (changed.terms.clips, changed.terms.left) == (2, 2)
    assert await house.heard_by(friend) == ["access_answered"]
    assert not await _refused(house, friend)


async def test_the_same_limits_again_say_nothing_new(house: House) -> None:
    owner, friend = await _friends(house, Limits(clips=1))
    await house.app.grant(owner, "friend", Limits(clips=1))
    assert await house.heard_by(friend) == []


async def test_a_used_up_grant_is_given_again_by_the_same_words(house: House) -> None:
    owner, friend = await _friends(house, Limits(clips=1))
    await house.order(friend, PROMPT)
    await house.app.grant(owner, "friend", Limits(clips=1))
    assert not await _refused(house, friend)


async def test_the_friend_reads_how_far_they_may_go_and_no_boundary(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    limits = Limits(NOON + timedelta(days=2), 3, ROOM.platform, ROOM.place, (BoundaryPreset.ROMANCE,))
    changed = await house.app.grant(owner, "friend", limits)
    assert changed.terms.presets == (BoundaryPreset.ROMANCE,)
    told = dict(await house.hear())[friend]
    assert isinstance(told, AccessAnswered)
    assert (told.terms.until, told.terms.clips, told.terms.here) == (limits.until, 3, True)
    assert told.terms.presets == ()
    assert "romance" not in (await house.app.settings(friend)).model_dump_json()


async def test_a_question_is_answered_within_limits(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    asked = await house.app.request_access(friend, "owner", "please?", ROOM)
    assert asked.request is not None
    changed = await house.app.answer_access(owner, asked.request, allow=True, limits=Limits(clips=2))
    assert (changed.granted, changed.terms.clips) == (True, 2)


async def test_allowing_by_name_answers_the_open_question_within_limits(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    asked = await house.app.request_access(friend, "owner", "please?", ROOM)
    await house.app.grant(owner, "friend", Limits(clips=2))
    told = [notice for who, notice in await house.hear() if who == friend]
    assert [(one.kind, one.request, one.terms.clips) for one in told if isinstance(one, AccessAnswered)] == [
        ("access_answered", asked.request, 2)
    ]


async def test_who_may_no_longer_use_a_grant_can_ask_again(house: House, clock: ManualClock) -> None:
    _, friend = await _friends(house, Limits(until=NOON + timedelta(hours=1)))
    assert (await house.app.request_access(friend, "owner", "", ROOM)).granted
    clock.advance(hours=2)
    assert not (await house.app.request_access(friend, "owner", "", ROOM)).granted


async def test_denying_by_name_answers_the_open_question(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    await house.app.request_access(friend, "owner", "please?", ROOM)
    await house.hear()
    assert not (await house.app.deny(owner, "friend")).granted
    assert await house.heard_by(friend) == ["access_answered"]


async def test_denying_who_did_not_ask_points_to_revoking(house: House) -> None:
    owner, friend = await _friends(house)
    with pytest.raises(NothingToDeny, match="/cameo revoke friend"):
        await house.app.deny(owner, "friend")
    assert not await _refused(house, friend)


async def test_revoking_ends_what_is_in_the_making_and_gives_the_credits_back(house: House) -> None:
    owner, friend = await _friends(house)
    clip = await house.order(friend, PROMPT)
    changed = await house.app.revoke(owner, "friend")
    assert (changed.stopped, changed.taken) == (1, 0)
    assert await _state(house, clip.id) is ClipState.REVOKED
    assert await house.available(friend) == 1000


async def test_revoking_ends_a_clip_that_waits_for_a_yes_before_it_is_made(house: House) -> None:
    owner, friend = await _friends(house)
    await house.app.set_approval(owner, ApprovalMode.BEFORE_RENDER)
    clip = await house.order(friend, PROMPT)
    assert await _state(house, clip.id) is ClipState.ASKING
    assert (await house.app.revoke(owner, "friend")).stopped == 1
    assert await _state(house, clip.id) is ClipState.REVOKED


async def test_revoking_destroys_a_draft_and_tells_its_maker(house: House) -> None:
    owner, friend = await _friends(house)
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    clip = await _draft(house, friend)
    await house.hear()
    changed = await house.app.revoke(owner, "friend")
    assert (changed.stopped, changed.taken) == (0, 1)
    gone = [notice for who, notice in await house.hear() if who == friend]
    assert [one.clip for one in gone if isinstance(one, ClipGone)] == [clip]
    with pytest.raises(NothingToSee):
        await house.video(friend, clip)
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
        assert row is not None
        assert row.data_key is None


async def test_a_saved_clip_outlives_a_revocation(house: House) -> None:
    owner, friend = await _friends(house)
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    clip = await _draft(house, friend)
    await house.app.keep(friend, clip)
    assert (await house.app.revoke(owner, "friend")).taken == 0
    assert await house.video(friend, clip) == b"film"
    await house.app.delete(owner, clip)
    with pytest.raises(NothingToSee):
        await house.video(friend, clip)


async def test_revoking_one_friend_leaves_the_clips_of_another(house: House) -> None:
    owner, _ = await _friends(house)
    other = await house.join("other")
    await house.app.grant(owner, "other")
    clip = await house.order(other, PROMPT)
    await house.app.revoke(owner, "friend")
    assert await _state(house, clip.id) is not ClipState.REVOKED


async def test_an_exception_wins_over_the_general_rule_until_it_is_cleared(house: House) -> None:
    owner, friend = await _friends(house)
    await house.app.set_approval(owner, ApprovalMode.BOTH)
    await house.app.set_exception(owner, "friend", ApprovalMode.NEVER)
    assert (await house.app.preflight(friend, MakeRequest(PROMPT, ROOM))).approvers == ()
    await house.app.clear_exception(owner, "friend")
    assert (await house.app.preflight(friend, MakeRequest(PROMPT, ROOM))).approvers == ("owner",)


async def test_blocking_takes_back_stops_and_destroys(house: House) -> None:
    owner, friend = await _friends(house)
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    draft = await _draft(house, friend)
    running = await house.order(friend, PROMPT)
    changed = await house.app.block(owner, "friend")
    assert (changed.stopped, changed.taken) == (1, 1)
    assert await _state(house, draft) is ClipState.DELETED
    assert await _state(house, running.id) is ClipState.REVOKED
    assert (await house.app.settings(owner)).granted == ()


async def test_blocking_twice_blocks_once(house: House) -> None:
    owner, _ = await _friends(house)
    before = await house.app.block(owner, "friend")
    again = await house.app.block(owner, "friend")
    assert (before.blocked, again.blocked, again.stopped) == (True, True, 0)
    assert (await house.app.settings(owner)).blocked == ("friend",)


@pytest.mark.parametrize("level", Usage)
async def test_who_is_blocked_can_use_nothing_whatever_the_level(house: House, level: Usage) -> None:
    owner, friend = await _friends(house)
    await house.app.grant(friend, "owner")
    await house.app.block(owner, "friend")
    await house.app.set_usage(owner, level)
    with pytest.raises(OutsideWhatTheyAllow):
        await house.order(friend, PROMPT)


async def test_a_question_from_who_is_blocked_reaches_nobody_and_lapses(
    house: House, clock: ManualClock
) -> None:
    owner, friend = await _friends(house)
    await house.app.block(owner, "friend")
    asked = await house.app.request_access(friend, "owner", "please?", ROOM)
    assert (asked.request is not None, asked.granted, asked.already_open) == (True, False, False)
    assert await house.heard_by(owner) == []
    assert (await house.app.friends(owner)).asked_of_me == ()
    clock.advance(days=8)
    await house.app.sweep()
    assert await house.heard_by(friend) == ["access_answered"]


async def test_who_is_blocked_cannot_be_allowed_before_they_are_let_in(house: House) -> None:
    owner, _ = await _friends(house)
    await house.app.block(owner, "friend")
    with pytest.raises(YouBlockedThem, match="/cameo unblock friend"):
        await house.app.grant(owner, "friend")
    await house.app.unblock(owner, "friend")
    assert (await house.app.grant(owner, "friend")).granted


async def test_an_older_question_of_who_is_blocked_is_not_allowed_by_its_button(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    asked = await house.app.request_access(friend, "owner", "please?", ROOM)
    assert asked.request is not None
    await house.app.block(owner, "friend")
    with pytest.raises(YouBlockedThem):
        await house.app.answer_access(owner, asked.request, allow=True)


async def test_letting_somebody_in_again_does_not_bring_the_grant_back(house: House) -> None:
    owner, friend = await _friends(house)
    await house.app.block(owner, "friend")
    assert not (await house.app.unblock(owner, "friend")).blocked
    assert await _refused(house, friend)


async def test_friends_are_listed_with_limits_and_questions_both_ways(house: House) -> None:
    owner, friend = await _friends(house, Limits(clips=3))
    third = await house.join("third")
    await house.app.request_access(third, "owner", "me too?", ROOM)
    await house.app.request_access(owner, "friend", "and I?", ROOM)
    mine, theirs = await house.app.friends(owner), await house.app.friends(friend)
    assert [(one.handle, one.terms.clips) for one in mine.grants] == [("friend", 3)]
    assert [(one.handle, one.message) for one in mine.asked_of_me] == [("third", "me too?")]
    assert [one.handle for one in mine.asked_by_me] == ["friend"]
    assert [(one.handle, one.terms.left) for one in theirs.granted_by] == [("owner", 3)]
    assert [one.handle for one in theirs.asked_of_me] == ["owner"]


async def test_who_left_the_server_is_no_longer_among_everyone(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    await house.app.set_usage(owner, Usage.EVERYONE)
    assert not await _refused(house, friend)
    await house.app.left(Account(Platform.TERMINAL, "friend", "friend"), ROOM)
    assert await _refused(house, friend)


async def test_leaving_a_server_that_one_was_not_in_does_nothing(house: House) -> None:
    friend = await house.join("friend")
    await house.app.left(Account(Platform.TERMINAL, "friend", "friend"), ELSEWHERE)
    await house.app.left(Account(Platform.TERMINAL, "nobody", "nobody"), ROOM)
    assert (await house.app.settings(friend)).handle == "friend"


async def _rex(house: House, owner: str) -> str:
    """A character of the owner's, with settings and all the rest, but no likeness."""
    async with house.uow() as tx:
        from factories import person  # noqa: PLC0415

        row = await tx.people.add(person(handle="rex", owner_id=owner))
        return row.id


async def test_a_character_has_settings_of_its_own(house: House) -> None:
    owner = await house.join("owner")
    await _rex(house, owner)
    await house.app.set_usage(owner, Usage.EVERYONE, "rex")
    await house.app.set_visibility(owner, Visibility.EVERYONE, "@Rex")
    await house.app.add_boundary(owner, "no weapons", "rex")
    rex, me = await house.app.settings(owner, "rex"), await house.app.settings(owner)
    assert (rex.handle, rex.usage, rex.visibility, len(rex.boundaries)) == (
        "rex",
        Usage.EVERYONE,
        Visibility.EVERYONE,
        1,
    )
    assert (me.usage, me.boundaries) == (Usage.APPROVED, ())


async def test_nobody_but_its_owner_sets_anything_for_a_character(house: House) -> None:
    owner, other = await house.join("owner"), await house.join("other")
    await _rex(house, owner)
    with pytest.raises(UnknownPerson):
        await house.app.set_usage(other, Usage.EVERYONE, "rex")
    with pytest.raises(UnknownPerson):
        await house.app.settings(other, "owner")


async def test_a_question_about_a_character_goes_to_its_owner_who_answers(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await _rex(house, owner)
    await house.app.set_visibility(owner, Visibility.EVERYONE, "rex")
    asked = await house.app.request_access(friend, "rex", "cute!", ROOM)
    told = [notice for who, notice in await house.hear() if who == owner]
    assert [(one.asker, one.of) for one in told if isinstance(one, AccessAsked)] == [("friend", "rex")]
    assert asked.request is not None
    changed = await house.app.answer_access(owner, asked.request, allow=True)
    assert (changed.friend, changed.of, changed.granted) == ("friend", "rex", True)
    assert [(one.handle, one.of) for one in (await house.app.friends(owner)).grants] == [("friend", "rex")]


async def test_nobody_else_answers_for_a_character(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await _rex(house, owner)
    await house.app.set_visibility(owner, Visibility.EVERYONE, "rex")
    asked = await house.app.request_access(friend, "rex", "cute!", ROOM)
    assert asked.request is not None
    with pytest.raises(UnknownRequest):
        await house.app.answer_access(friend, asked.request, allow=True)


async def test_a_block_keeps_somebody_from_my_characters_too(house: House) -> None:
    owner, _ = await house.join("owner"), await house.join("friend")
    await _rex(house, owner)
    await house.app.grant(owner, "friend", of="rex")
    await house.app.block(owner, "friend")
    assert (await house.app.friends(owner)).grants == ()


@pytest.mark.parametrize("what", ["grant", "revoke", "block", "unblock", "deny", "exception"])
async def test_a_character_is_nobody_to_allow_or_to_keep_out(house: House, what: str) -> None:
    owner = await house.join("owner")
    await _rex(house, owner)
    calls = {
        "grant": lambda: house.app.grant(owner, "rex"),
        "revoke": lambda: house.app.revoke(owner, "rex"),
        "block": lambda: house.app.block(owner, "rex"),
        "unblock": lambda: house.app.unblock(owner, "rex"),
        "deny": lambda: house.app.deny(owner, "rex"),
        "exception": lambda: house.app.set_exception(owner, "rex", ApprovalMode.BOTH),
    }
    with pytest.raises(Refused):
        await calls[what]()
