"""Whoever hides reads like nobody, and whoever blocks reads like a stranger: word for word."""

import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from adapters.conversation import Speaker, answer
from adapters.text import say
from bot.consent import ApprovalMode, Usage, Visibility
from bot.errors import UnknownPerson
from bot.people import Chat, Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

ELSEWHERE = Chat(Platform.TERMINAL, "elsewhere")
MINE = (
    "/cameo allow @{name}",
    "/cameo allow @{name} clips 3",
    "/cameo deny @{name}",
    "/cameo revoke @{name}",
    "/cameo approval both for @{name}",
    "/cameo approval default for @{name}",
    "/cameo unblock @{name}",
    "/cameo block @{name}",
)
"""What somebody decides about another."""
THEIRS = (
    "/cameo profile @{name}",
    "@{name} waves on a beach",
    "/cameo preflight @{name} waves on a beach",
    "/cameo gift @{name} 5 for you",
    "/cameo report @{name} harassment again and again",
    "/cameo ask @{name} please?",
    "/cameo ask @{name} pretty please?",
    "/cameo profile @{name}",
)
"""What somebody wants of another."""

Prepare = Callable[[House, str, str, str], Coroutine[Any, Any, None]]


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def nobody(house: House, name: str, viewer: str, person: str) -> None:
    """There is nobody of that name."""


async def hidden(house: House, name: str, viewer: str, person: str) -> None:
    """Somebody with a likeness who is seen by nobody."""
    await house.app.set_visibility(await house.enrolled(name), Visibility.NOBODY)


async def hidden_and_blocking(house: House, name: str, viewer: str, person: str) -> None:
    owner = await house.enrolled(name)
    await house.app.block(owner, viewer)
    await house.app.set_visibility(owner, Visibility.NOBODY)


async def blocking_and_seen_by_friends(house: House, name: str, viewer: str, person: str) -> None:
    owner = await house.enrolled(name)
    await house.app.set_visibility(owner, Visibility.APPROVED)
    await house.app.block(owner, viewer)


async def never_met(house: House, name: str, viewer: str, person: str) -> None:
    """Somebody whom everyone sees who shares a place with them; the viewer shares none."""
    await house.join(name, ELSEWHERE)


async def stranger(house: House, name: str, viewer: str, person: str) -> None:
    """Somebody in the same room who allows the viewer nothing."""
    await house.enrolled(name)


async def blocking(house: House, name: str, viewer: str, person: str) -> None:
    await house.app.block(await house.enrolled(name), viewer)


async def stranger_without_likeness(house: House, name: str, viewer: str, person: str) -> None:
    await house.join(name)


async def blocking_without_likeness(house: House, name: str, viewer: str, person: str) -> None:
    await house.app.block(await house.join(name), viewer)


async def _friend(house: House, name: str, viewer: str, person: str) -> str:
    """An owner who allowed the viewer; the viewer has a draft, and a clip in the making."""
    owner = await house.enrolled(name)
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    await house.app.grant(owner, viewer)
    await house.order(person, f"@{name} waves")
    await house.finish_jobs()
    await house.order(person, f"@{name} smiles")
    return owner


async def revoking(house: House, name: str, viewer: str, person: str) -> None:
    await house.app.revoke(await _friend(house, name, viewer, person), viewer)


async def blocking_a_friend(house: House, name: str, viewer: str, person: str) -> None:
    await house.app.block(await _friend(house, name, viewer, person), viewer)


async def _all_they_hear(
    house: House, cases: list[Prepare], lines: tuple[str, ...], *, mention: bool = False
) -> list[list[str]]:
    """For each case: every answer to the lines, a week of notices, and what the viewer can look up after it.

    Every case has a viewer and an owner of its own, and all do the same at the same moments.
    """
    seats: list[tuple[Speaker, str]] = []
    for number, prepare in enumerate(cases):
        viewer, name = f"viewer{'abc'[number]}", f"owner{'abc'[number]}"
        seats.append((Speaker(await house.join(viewer), viewer, ROOM), name))
        await prepare(house, name, viewer, seats[-1][0].person)
    heard: dict[str, list[str]] = {viewer.person: [] for viewer, _ in seats}

    async def listen() -> None:
        for who, notice in await house.hear():
            if who in heard:
                heard[who].append(_words(notice))

    await listen()
    for line in lines:
        for viewer, name in seats:
            mentions = {f"@{name}": name} if mention else {}
            heard[viewer.person].append(
                _words(await answer(house.app, viewer, line.format(name=name), mentions))
            )
        await listen()
    house.clock.advance(days=8)
    await house.app.sweep()
    await listen()
    for viewer, _ in seats:
        for line in ("/cameo friends", "/cameo settings", "/cameo status", "/cameo receipts"):
            heard[viewer.person].append(_words(await answer(house.app, viewer, line, {})))
    return [[_plain(said, viewer.handle, name) for said in heard[viewer.person]] for viewer, name in seats]


def _words(notice: Any) -> str:
    return f"{notice.kind}: {say(notice).text} {[button.action.value for button in notice.buttons]}"


def _plain(said: str, viewer: str, name: str) -> str:
    """Without names, ids and the places of entries in the trail."""
    said = said.replace(viewer, "VIEWER").replace(name, "OWNER")
    return re.sub(r"#\d+", "#N", re.sub(r"\b[0-9a-f]{32}\b", "ID", said))


@pytest.mark.parametrize("case", [hidden, hidden_and_blocking, blocking_and_seen_by_friends, never_met])
@pytest.mark.parametrize("lines", [THEIRS, MINE], ids=["theirs", "mine"])
async def test_whoever_hides_reads_like_nobody(house: House, case: Prepare, lines: tuple[str, ...]) -> None:
    one, other = await _all_they_hear(house, [nobody, case], lines)
    assert one == other


@pytest.mark.parametrize("mention", [False, True], ids=["typed", "mentioned"])
@pytest.mark.parametrize(
    ("plain", "case"),
    [
        (stranger, blocking),
        (stranger_without_likeness, blocking_without_likeness),
        (revoking, blocking_a_friend),
    ],
)
async def test_whoever_blocks_reads_like_a_stranger(
    house: House,
    plain: Prepare,
    case: Prepare,
    mention: bool,  # noqa: FBT001 - one case
) -> None:
    one, other = await _all_they_hear(house, [plain, case], THEIRS, mention=mention)
    assert one == other


@pytest.mark.parametrize("case", [hidden, hidden_and_blocking, blocking_and_seen_by_friends])
async def test_whoever_hides_and_is_mentioned_by_the_platform_reads_like_any_no(
    house: House, case: Prepare
) -> None:
    lines = ("@{name} waves on a beach", "/cameo ask @{name} please?", "/cameo ask @{name} please?")
    one, other = await _all_they_hear(house, [stranger, case], lines, mention=True)
    assert one == other


async def test_no_mention_opens_a_hidden_profile(house: House) -> None:
    (one, other) = await _all_they_hear(house, [nobody, hidden], ("/cameo profile @{name}",), mention=True)
    assert one == other


async def test_the_reason_of_a_no_is_in_the_owners_trail_alone(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.order(friend, "@owner waves")
    await house.app.set_usage(owner, Usage.ONLY_ME)
    await house.finish_jobs()
    assert b'"reason": "only_me"' in await house.app.export_receipts(owner)
    assert b'"reason": "only_me"' not in await house.app.export_receipts(friend)


LEVELS = {
    Visibility.NOBODY: (False, False, False, False),
    Visibility.APPROVED: (False, False, True, True),
    Visibility.MUTUALS: (False, False, False, True),
    Visibility.EVERYONE: (False, True, True, True),
}
"""Who sees the profile: somebody elsewhere, in the same room, allowed (elsewhere), mutual (elsewhere)."""


@pytest.mark.parametrize(("level", "seen"), LEVELS.items())
async def test_a_profile_is_seen_by_those_whom_its_level_names(
    house: House, level: Visibility, seen: tuple[bool, ...]
) -> None:
    owner = await house.enrolled("owner")
    far, near = await house.join("far", ELSEWHERE), await house.join("near")
    allowed, mutual = await house.join("allowed", ELSEWHERE), await house.join("mutual", ELSEWHERE)
    for name in ("allowed", "mutual"):
        await house.app.grant(owner, name, pointed_out=True)
    await house.app.grant(mutual, "owner")
    await house.app.set_visibility(owner, level)
    assert tuple([await _sees(house, viewer) for viewer in (far, near, allowed, mutual)]) == seen


async def _sees(house: House, viewer: str) -> bool:
    try:
        return (await house.app.profile(viewer, "owner", ROOM)).handle == "owner"
    except UnknownPerson:
        return False


async def test_a_profile_says_what_there_is_and_what_one_may(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    before = await house.app.profile(friend, "owner", ROOM)
    assert (before.likeness, before.may_use, before.may_ask) == (True, False, True)
    await house.app.request_access(friend, "owner", "", ROOM)
    asked = await house.app.profile(friend, "owner", ROOM)
    assert (asked.asked, asked.may_ask) == (True, False)
    await house.app.grant(owner, "friend")
    assert (await house.app.profile(friend, "owner", ROOM)).may_use
    bare = await house.app.profile(owner, "friend", ROOM)
    assert (bare.likeness, bare.may_use, bare.may_ask) == (False, False, True)


async def test_ones_own_profile_is_always_there(house: House) -> None:
    owner = await house.enrolled("owner")
    await house.app.set_visibility(owner, Visibility.NOBODY)
    assert (await house.app.profile(owner, "owner", ROOM)).you


async def test_whom_one_allowed_can_use_a_grant_though_profiles_are_hidden(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.app.set_visibility(owner, Visibility.NOBODY)
    assert (await house.order(friend, "@owner waves")).cast == ("owner",)


async def test_who_asked_me_and_hides_can_still_be_answered_and_kept_out(house: House) -> None:
    owner, friend = await house.enrolled("owner"), await house.join("friend")
    await house.app.request_access(friend, "owner", "", ROOM)
    await house.app.set_visibility(friend, Visibility.NOBODY)
    assert (await house.app.grant(owner, "friend")).granted
    assert (await house.app.block(owner, "friend")).blocked
    assert not (await house.app.unblock(owner, "friend")).blocked
