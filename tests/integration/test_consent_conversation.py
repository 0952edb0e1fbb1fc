"""What people allow, said in a chat: line -> answer."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from adapters.conversation import Speaker, answer, press
from bot.consent import ApprovalMode, BoundaryPreset, Notify, Usage, Visibility
from bot.notices import (
    AccessAsked,
    AccessChanged,
    AccessRequested,
    AnyNotice,
    BlockChanged,
    ClipShown,
    Excepted,
    FriendsShown,
    PresetsShown,
    ProfileShown,
    Refusals,
    SettingsShown,
)
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


@pytest.fixture
async def ada(house: House) -> Speaker:
    return Speaker(await house.enrolled("ada"), "ada", ROOM)


@pytest.fixture
async def bo(house: House) -> Speaker:
    return Speaker(await house.join("bo"), "bo", ROOM)


def code(notice: AnyNotice) -> str:
    assert isinstance(notice, Refusals), notice
    return notice.refusals[0].code


async def _settings(house: House, speaker: Speaker, line: str) -> SettingsShown:
    shown = await answer(house.app, speaker, line, {})
    assert isinstance(shown, SettingsShown), shown
    return shown


async def test_a_grant_is_limited_in_plain_words(house: House, ada: Speaker, bo: Speaker) -> None:
    line = "/cameo allow @bo until 2026-12-31 clips 3 here no romance, no violence"
    changed = await answer(house.app, ada, line, {})
    assert isinstance(changed, AccessChanged)
    terms = changed.terms
    assert terms.until == datetime(2027, 1, 1, tzinfo=UTC)
    assert (terms.clips, terms.left, terms.here) == (3, 3, True)
    assert terms.presets == (BoundaryPreset.ROMANCE, BoundaryPreset.VIOLENCE)
    async with house.uow() as tx:
        grant = await tx.consents.open_grant(ada.person, bo.person)
    assert grant is not None
    assert (grant.platform, grant.place) == (ROOM.platform, ROOM.place)


async def test_the_last_day_there_is_can_be_named(house: House, ada: Speaker, bo: Speaker) -> None:
    changed = await answer(house.app, ada, "/cameo allow @bo until 9999-12-31", {})
    assert isinstance(changed, AccessChanged)
    assert changed.granted


async def test_a_day_that_is_over_is_refused(house: House, ada: Speaker, bo: Speaker) -> None:
    assert code(await answer(house.app, ada, "/cameo allow @bo until 2020-01-01", {})) == "grant_over_already"


async def test_a_question_is_allowed_within_limits_by_its_number(
    house: House, ada: Speaker, bo: Speaker
) -> None:
    asked = await answer(house.app, bo, "/cameo ask @ada please", {})
    assert isinstance(asked, AccessRequested)
    changed = await answer(house.app, ada, f"/cameo allow {asked.request} clips 2", {})
    assert isinstance(changed, AccessChanged)
    assert changed.terms.clips == 2


async def test_the_button_allows_without_limits(house: House, ada: Speaker, bo: Speaker) -> None:
    await answer(house.app, bo, "/cameo ask @ada please", {})
    (question,) = [notice for _, notice in await house.hear() if isinstance(notice, AccessAsked)]
    changed = await press(house.app, ada, question.buttons[0])
    assert isinstance(changed, AccessChanged)
    assert (changed.terms.clips, changed.terms.until, changed.terms.here) == (None, None, False)


async def test_denying_who_did_not_ask_says_so(house: House, ada: Speaker, bo: Speaker) -> None:
    await answer(house.app, ada, "/cameo allow @bo", {})
    assert code(await answer(house.app, ada, "/cameo deny @bo", {})) == "nothing_to_deny"
    assert (await _settings(house, ada, "/cameo settings")).granted == ("bo",)


async def test_every_setting_can_be_said(house: House, ada: Speaker, bo: Speaker) -> None:
    for line in (
        "/cameo visibility mutuals",
        "/cameo usage everyone",
        "/cameo approval both",
        "/cameo notify digest",
        "/cameo approval never for @bo",
        "/cameo boundary add no weapons",
    ):
        shown = await _settings(house, ada, line)
    assert (shown.visibility, shown.usage) == (Visibility.MUTUALS, Usage.EVERYONE)
    assert (shown.approval, shown.notify) == (ApprovalMode.BOTH, Notify.DIGEST)
    assert shown.exceptions == (Excepted(handle="bo", approval=ApprovalMode.NEVER),)
    assert [one.preset for one in shown.boundaries] == [BoundaryPreset.WEAPONS]
    assert (await _settings(house, ada, "/cameo approval default for @bo")).exceptions == ()
    assert (await _settings(house, ada, "/cameo boundary remove weapons")).boundaries == ()


async def test_presets_are_listed(house: House, ada: Speaker) -> None:
    shown = await answer(house.app, ada, "/cameo boundary presets", {})
    assert isinstance(shown, PresetsShown)
    assert shown.presets == tuple(BoundaryPreset)


async def test_blocking_and_letting_in_again(house: House, ada: Speaker, bo: Speaker) -> None:
    blocked = await answer(house.app, ada, "/cameo block @bo", {})
    assert isinstance(blocked, BlockChanged)
    assert blocked.blocked
    friends = await answer(house.app, ada, "/cameo friends", {})
    assert isinstance(friends, FriendsShown)
    assert friends.blocked == ("bo",)
    again = await answer(house.app, ada, "/cameo unblock @bo", {})
    assert isinstance(again, BlockChanged)
    assert not again.blocked


async def test_a_profile_is_shown(house: House, ada: Speaker, bo: Speaker) -> None:
    shown = await answer(house.app, bo, "/cameo profile @ada", {})
    assert isinstance(shown, ProfileShown)
    assert shown.may_ask


@pytest.mark.parametrize("line", ["/cameo block @me", "/cameo deny @me", "/cameo approval both for @me"])
async def test_oneself_is_nobody_to_keep_out(house: House, ada: Speaker, line: str) -> None:
    assert code(await answer(house.app, ada, line, {})) == "that_is_you"


async def test_a_typed_handle_does_not_find_who_hides_but_a_resolved_mention_does(
    house: House, ada: Speaker, bo: Speaker
) -> None:
    await house.app.set_visibility(ada.person, Visibility.NOBODY)
    assert code(await answer(house.app, bo, "/cameo ask @ada please", {})) == "unknown_person"
    asked = await answer(house.app, bo, "/cameo ask <@77> please", {"<@77>": "ada"})
    assert isinstance(asked, AccessRequested)


async def test_a_typed_handle_in_a_prompt_is_not_taken_for_a_resolved_mention(
    house: House, ada: Speaker, bo: Speaker
) -> None:
    await house.app.set_visibility(ada.person, Visibility.NOBODY)
    assert code(await answer(house.app, bo, "@ada waves", {})) == "unknown_person"
    assert code(await answer(house.app, bo, "@ada waves", {"@ada": "ada"})) == "outside_what_they_allow"


async def test_a_typed_handle_in_a_prompt_still_makes_a_clip_of_a_friend(
    house: House, ada: Speaker, bo: Speaker
) -> None:
    await house.app.grant(ada.person, "bo")
    made = await answer(house.app, bo, "@ada waves", {})
    assert isinstance(made, ClipShown)
    assert made.cast == ("ada",)


async def test_who_asks_too_many_people_is_told_to_wait(house: House, bo: Speaker) -> None:
    answers = [code(await answer(house.app, bo, f"/cameo ask @nobody{number}", {})) for number in range(21)]
    assert set(answers[:20]) == {"unknown_person"}
    assert answers[20] == "too_many_questions"
