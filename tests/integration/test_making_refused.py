"""Each thing wrong with a request has its own sentence, and leaves rows and balance as they were."""

from dataclasses import replace
from pathlib import Path

import pytest
from factories import ManualClock
from fakes import PlainJudge
from house import ROOM, House, open_house

from bot.clips import Tier
from bot.consent import Usage
from bot.errors import (
    ClipTooLong,
    NobodyCast,
    NoLikenessYet,
    NotEnoughCredits,
    NotSetUp,
    OutsideWhatTheyAllow,
    QueueUnavailable,
    Refused,
    TooManyClips,
    UnknownPerson,
)
from bot.ports import Ruling
from bot.requests import MakeRequest
from bot.store.unit_of_work import Uow
from engine.contract.messages import Screenplay

pytestmark = pytest.mark.integration

PROMPT = "@owner on a beach"


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.hear()
    return house


async def _refused(house: House, maker: str, text: str, kind: type[Refused], **fields: object) -> str:
    """Order it, see it refused, and see that nothing came of it."""
    await house.hear()
    before = (await house.app.ledger(maker), await house.app.clips(maker), dict(house.queue.jobs))
    with pytest.raises(kind) as refused:
        await house.order(maker, text, **fields)
    after = (await house.app.ledger(maker), await house.app.clips(maker), dict(house.queue.jobs))
    assert before == after
    assert await house.hear() == []
    return refused.value.message


async def test_an_unknown_friend_is_named(house: House) -> None:
    message = await _refused(house, await house.join("friend"), "@nobody waves", UnknownPerson)
    assert "nobody" in message


async def test_a_friend_without_a_likeness_is_named(house: House) -> None:
    await house.join("guest")
    message = await _refused(house, await house.join("friend"), "@guest waves", NotSetUp)
    assert "guest" in message


async def test_ones_own_missing_likeness_has_its_way_out(house: House) -> None:
    message = await _refused(house, await house.join("friend"), "@Self waves", NoLikenessYet)
    assert "/cameo setup" in message


async def test_a_friend_who_has_not_allowed_it_can_be_asked(house: House) -> None:
    message = await _refused(house, await house.join("stranger"), PROMPT, OutsideWhatTheyAllow)
    assert "/cameo ask owner" in message


async def test_a_touched_boundary_is_not_named(house: House) -> None:
    await house.app.add_boundary(await house.join("owner"), "beach")
    message = await _refused(house, await house.join("friend"), PROMPT, OutsideWhatTheyAllow)
    assert "beach" not in message


async def test_mutuals_need_both_to_have_granted(house: House) -> None:
    await house.app.set_usage(await house.join("owner"), Usage.MUTUALS)
    await _refused(house, await house.join("friend"), PROMPT, OutsideWhatTheyAllow)


async def test_too_few_credits_say_how_many(house: House) -> None:
    friend = await house.join("friend")
    await house.order(friend, PROMPT, seconds=20, tier=Tier.PRO)
    message = await _refused(house, friend, PROMPT, NotEnoughCredits, seconds=15, tier=Tier.PRO)
    assert "600 credits and you have 200" in message


async def test_a_clip_longer_than_its_tier_is_refused(house: House) -> None:
    await _refused(house, await house.join("friend"), PROMPT, ClipTooLong, seconds=11)


async def test_only_so_many_clips_are_made_at_once(house: House) -> None:
    friend = await house.join("friend")
    await house.order(friend, PROMPT)
    await house.order(friend, PROMPT)
    await _refused(house, friend, PROMPT, TooManyClips)


async def test_forbidden_content_brings_the_rules_own_code(house: House) -> None:
    with pytest.raises(Refused) as refused:
        await house.order(await house.join("friend"), "@owner does what is forbidden")
    assert refused.value.refusal.code == "violence"


async def test_a_prompt_that_names_nobody_is_refused(house: House) -> None:
    await _refused(house, await house.join("friend"), "a dog on a beach", NobodyCast)


async def test_a_queue_that_is_away_leaves_nothing_behind(house: House) -> None:
    house.queue.broken = True
    await _refused(house, await house.join("friend"), PROMPT, QueueUnavailable)


async def test_a_job_that_cannot_be_sealed_leaves_nothing_behind(house: House, tmp_path: Path) -> None:
    (tmp_path / "keys" / "engine.pub").unlink()
    await _refused(house, await house.join("friend"), PROMPT, QueueUnavailable)


async def test_preflight_says_all_refusals_and_changes_nothing(house: House) -> None:
    stranger = await house.join("stranger")
    shown = await house.app.preflight(stranger, MakeRequest("@owner forbidden", ROOM, seconds=11))
    assert [one.code for one in shown.refusals] == ["violence", "outside_what_they_allow", "clip_too_long"]
    assert await house.available(stranger) == 1000


async def test_a_name_within_spoken_words_names_nobody(house: House) -> None:
    clip = await house.order(await house.join("friend"), '@owner says "follow @nobody"')
    assert clip.cast == ("owner",)


async def test_an_unverified_likeness_is_refused_by_the_ordinary_service(house: House) -> None:
    guest = await house.enrolled("guest", verified=False)
    assert await house.heard_by(guest) == ["likeness_refused"]
    await _refused(house, guest, "@Self waves", NoLikenessYet)


async def test_delicate_content_asks_everybody_else(house: House) -> None:
    owner = await house.join("owner")
    await house.app.set_approval(owner, (await house.app.settings(owner)).approval.__class__.NEVER)
    shown = await house.app.preflight(await house.join("friend"), MakeRequest("@owner delicate", ROOM))
    assert shown.approvers == ("owner",)


class _Strict(PlainJudge):
    """Takes what is forbidden for grave."""

    def moderate(self, screenplay: Screenplay) -> Ruling:
        return replace(super().moderate(screenplay), strike="forbidden" in screenplay.prompt)


async def _strikes(house: House, person: str) -> int:
    async with house.uow() as tx:
        return len(await tx.penalties.standing(person, house.clock.now()))


@pytest.fixture
async def strict(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock, judge=_Strict())
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    return house


async def test_a_grave_prompt_is_a_strike_once_for_each_message(strict: House) -> None:
    friend = await strict.join("friend")
    for _ in range(2):
        with pytest.raises(Refused):
            await strict.order(friend, "@owner does what is forbidden", key="one message")
    assert await _strikes(strict, friend) == 1


async def test_a_grave_prompt_is_no_strike_at_the_preflight(strict: House) -> None:
    friend = await strict.join("friend")
    await strict.app.preflight(friend, MakeRequest("@owner does what is forbidden", ROOM))
    assert await _strikes(strict, friend) == 0


async def test_a_penalty_is_said_before_anything_about_the_prompt(strict: House) -> None:
    friend = await strict.join("friend")
    await strict.desk.strike("ops", "friend", "harassment", penalty="suspension 7")
    shown = await strict.app.preflight(friend, MakeRequest("@owner forbidden", ROOM, seconds=11))
    assert [one.code for one in shown.refusals] == ["suspended", "violence", "clip_too_long"]
