"""Pages of clips: one's own and those with oneself, with what can be done with each."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import House, open_house

from bot.consent import ApprovalMode
from bot.errors import Refused
from bot.notices import Action, ClipCard, Which
from bot.reports import ReportKind
from bot.requests import FileKind
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

A = Action


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    for name in ("ada", "bo"):
        await house.enrolled(name)
    await house.app.grant(await house.join("ada"), "bo")
    await house.hear()
    return house


async def _clip(house: House, text: str = "@ada waves") -> str:
    return (await house.order(await house.join("bo"), text)).id


async def _cards(house: House, name: str, which: Which) -> list[ClipCard]:
    return list((await house.app.clip_page(await house.join(name), which)).cards)


async def _offered(house: House, name: str, which: Which) -> list[Action]:
    (card,) = await _cards(house, name, which)
    assert len(card.buttons) <= 5
    assert {button.id for button in card.buttons} <= {card.clip.id}
    return [button.action for button in card.buttons]


async def test_the_newest_come_first_page_by_page(house: House) -> None:
    bo = await house.join("bo")
    made = []
    for number in range(5):
        house.clock.advance(minutes=1)
        made.append(await _clip(house, f"@me waves {number} times"))
        await house.finish_jobs()
    pages = [await house.app.clip_page(bo, Which.MINE, page, 2) for page in (-3, 0, 1, 2, 9)]
    assert [(one.page, one.pages) for one in pages] == [(0, 3), (0, 3), (1, 3), (2, 3), (2, 3)]
    shown = [card.clip.id for one in pages[1:4] for card in one.cards]
    assert shown == made[::-1]


async def test_there_is_one_empty_page_where_there_is_nothing(house: House) -> None:
    page = await house.app.clip_page(await house.join("cy"), Which.MINE)
    assert (page.page, page.pages, page.cards) == (0, 1, ())


async def test_what_is_over_is_not_shown(house: House) -> None:
    bo, clip = await house.join("bo"), await _clip(house)
    await house.app.cancel(bo, clip)
    assert await _cards(house, "bo", Which.MINE) == []
    assert await _cards(house, "ada", Which.WITH_ME) == []


async def test_clips_with_me_are_those_of_others(house: House) -> None:
    await _clip(house, "@ada waves")
    await house.order(await house.join("ada"), "@me waves")
    (card,) = await _cards(house, "ada", Which.WITH_ME)
    assert (card.maker, card.mine) == ("bo", False)
    assert await _cards(house, "bo", Which.WITH_ME) == []


async def test_one_in_the_making_can_be_cancelled_by_its_maker(house: House) -> None:
    await _clip(house)
    assert await _offered(house, "bo", Which.MINE) == [A.CANCEL_CLIP]


async def test_who_is_in_one_in_the_making_can_end_or_report_it(house: House) -> None:
    await house.app.set_approval(await house.join("ada"), ApprovalMode.NEVER)
    await _clip(house)
    assert await _offered(house, "ada", Which.WITH_ME) == [A.DELETE_CLIP, A.REPORT_CLIP]


async def test_who_is_asked_answers_here(house: House) -> None:
    clip = await _clip(house)
    await house.finish_jobs()
    assert await _offered(house, "bo", Which.MINE) == [A.CANCEL_CLIP]
    assert await _offered(house, "ada", Which.WITH_ME) == [
        A.APPROVE_CLIP,
        A.DENY_CLIP,
        A.WATCH_CLIP,
        A.DELETE_CLIP,
        A.REPORT_CLIP,
    ]
    await house.app.decide(await house.join("ada"), clip, approve=True)
    assert A.APPROVE_CLIP not in await _offered(house, "ada", Which.WITH_ME)


async def test_who_is_asked_before_a_render_has_nothing_to_watch(house: House) -> None:
    await house.app.set_approval(await house.join("ada"), ApprovalMode.BEFORE_RENDER)
    await _clip(house)
    assert (await _offered(house, "ada", Which.WITH_ME))[:3] == [A.APPROVE_CLIP, A.DENY_CLIP, A.DELETE_CLIP]


async def test_a_draft_and_then_a_saved_clip(house: House) -> None:
    clip = await _clip(house, "@me waves")
    await house.finish_jobs()
    draft = [A.WATCH_CLIP, A.KEEP_CLIP, A.SHARE_CLIP, A.MAKE_AGAIN, A.DELETE_CLIP]
    assert await _offered(house, "bo", Which.MINE) == draft
    await house.app.keep(await house.join("bo"), clip)
    assert await _offered(house, "bo", Which.MINE) == [one for one in draft if one is not A.KEEP_CLIP]


async def test_what_is_offered_to_watch_can_be_watched_and_nothing_else_can(house: House) -> None:
    await house.order(await house.join("ada"), "@me waves")
    await _clip(house)
    await house.finish_jobs()
    await _clip(house, "@me sings")
    for name in ("ada", "bo"):
        for which in Which:
            for card in await _cards(house, name, which):
                assert card.watchable is await _can_watch(house, name, card.clip.id)


async def _can_watch(house: House, name: str, clip: str) -> bool:
    try:
        await house.app.fetch(await house.join(name), clip, FileKind.VIDEO)
    except Refused:
        return False
    return True


async def test_a_reported_clip_is_hidden_and_not_shared(house: House) -> None:
    await house.app.set_approval(await house.join("ada"), ApprovalMode.NEVER)
    clip = await _clip(house)
    await house.finish_jobs()
    await house.app.report(await house.join("ada"), clip=clip, kind=ReportKind.OTHER)
    (card,) = await _cards(house, "bo", Which.MINE)
    assert (card.hidden, card.watchable) == (True, False)
    assert not {A.WATCH_CLIP, A.SHARE_CLIP} & {button.action for button in card.buttons}
