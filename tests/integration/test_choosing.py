"""Cards while somebody writes, what becomes of the one they choose, and finished clips that they send."""

import asyncio
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.cards import LONGEST_TEXT, Choice, Hint, Offered, Spot, mark_of
from bot.clips import ClipState, Tier
from bot.consent import ApprovalMode, Usage, Visibility
from bot.deliveries import DeliveryState
from bot.errors import ChoiceOver, OutsideWhatTheyAllow, Refused, TooManyCommands
from bot.grants import Limits
from bot.ids import new_id
from bot.notices import AnyNotice, Refusals
from bot.people import Account, Chat, Platform
from bot.requests import Surroundings, Uploaded
from bot.settings import BotSettings
from bot.store.unit_of_work import Uow
from engine.contract.messages import Style

pytestmark = pytest.mark.integration

AROUND = Surroundings(upload_limit=50_000_000)
NOWHERE = Chat(Platform.TELEGRAM, "inline/")
QUERY = "4611686018427387904"
GIVEN = 500
"""Credits that can be given on one day."""


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    """Bo may make clips with ada, who is asked about each when it is finished."""
    return await _ready(open_house(sqlite_uow, tmp_path, clock))


async def _ready(house: House) -> House:
    for name in ("ada", "bo"):
        await house.enrolled(name)
        await _on_telegram(house, name)
    await house.app.grant(await house.join("ada"), "bo")
    await house.hear()
    await house.app.due_deliveries(Platform.TELEGRAM)
    return house


async def _on_telegram(house: House, name: str) -> None:
    """Where somebody is reached who chose something there."""
    async with house.uow() as tx:
        person = await tx.people.by_account(Platform.TERMINAL, name)
        assert person is not None
        known = (await tx.people.accounts(person.id))[0]
        row = type(known)(
            platform=Platform.TELEGRAM,
            platform_id=name,
            person_id=person.id,
            display_name=name.capitalize(),
            created_at=known.created_at,
        )
        tx.session.add(row)


def _spot(name: str = "first") -> Spot:
    return Spot(Chat(Platform.TELEGRAM, f"inline/{name}"), f"inline/{name}", AROUND)


def _choice(text: str, key: str = QUERY, mark: str = "") -> Choice:
    return Choice(f"card:{key}", text, Tier.STANDARD, None, mark)


async def _offered(house: House, text: str, who: str = "bo") -> Offered:
    return await house.app.offered(await house.join(who), text, NOWHERE, AROUND)


async def _state(house: House, clip: str) -> ClipState:
    async with house.uow() as tx:
        row = await tx.clips.get(clip)
        assert row is not None
        return row.state


async def _told(house: House, who: str) -> list[AnyNotice]:
    """What is said to somebody alone on Telegram."""
    due = await house.app.due_deliveries(Platform.TELEGRAM)
    return [one.notice for one in due if one.platform_id == who and one.chat_id is None]


async def test_each_tier_has_a_card_with_its_price_and_who_must_agree(house: House) -> None:
    cards = (await _offered(house, "@ada waves on a beach")).cards
    tiers = house.ports.settings.tiers
    assert [(card.tier, card.approvers) for card in cards[:2]] == [
        (Tier.STANDARD, ("ada",)),
        (Tier.PRO, ("ada",)),
    ]
    assert [card.price for card in cards[:2]] == [
        round(card.seconds * tiers.of(card.tier).credits_per_second) for card in cards[:2]
    ]


async def test_every_other_style_has_a_card(house: House) -> None:
    cards = (await _offered(house, "@ada waves on a beach")).cards
    assert {card.style for card in cards} == set(Style)
    assert cards[0].chosen_style is None


async def test_a_style_that_is_written_is_the_only_one(house: House) -> None:
    cards = (await _offered(house, "@ada waves on a beach --style graphic")).cards
    assert {card.style for card in cards} == {Style.GRAPHIC}


async def test_a_tier_that_is_written_is_the_only_one(house: House) -> None:
    cards = (await _offered(house, "@ada waves on a beach --pro")).cards
    assert {card.tier for card in cards} == {Tier.PRO}


async def test_a_name_that_is_begun_is_completed_to_whom_they_may_cast(house: House) -> None:
    cards = (await _offered(house, "@ad waves on a beach")).cards
    assert {(card.cast, card.mark) for card in cards} == {(("ada",), mark_of("ada"))}


async def test_words_that_name_nobody_are_offered_with_each_whom_they_may_cast(house: House) -> None:
    cards = (await _offered(house, "waves on a beach")).cards
    assert {card.cast for card in cards} == {("bo",), ("ada",)}


async def test_i_is_who_writes(house: House) -> None:
    cards = (await _offered(house, "I wave on a beach")).cards
    assert {(card.cast, card.approvers) for card in cards} == {(("bo",), ())}


async def test_a_name_alone_asks_to_go_on(house: House) -> None:
    assert await _offered(house, "@ad") == Offered(hint=Hint.GO_ON, names=("ada",))


@pytest.mark.parametrize("who", ["@cy", "@nobody"])
async def test_who_does_not_let_them_reads_like_nobody(house: House, who: str) -> None:
    await house.enrolled("cy")
    assert await _offered(house, f"{who} waves on a beach") == Offered(hint=Hint.NOT_TO_CAST)


async def test_who_blocked_them_reads_like_nobody(house: House) -> None:
    await house.app.block(await house.join("ada"), "bo")
    assert await _offered(house, "@ada waves on a beach") == Offered(hint=Hint.NOT_TO_CAST)


async def test_a_card_says_the_same_whatever_the_words_touch(house: House) -> None:
    await house.app.add_boundary(await house.join("ada"), "spiders")
    plain = await _offered(house, "@ada waves on a beach")
    touching = await _offered(house, "@ada waves to spiders")
    facts = [[(card.price, card.approvers) for card in offered.cards] for offered in (plain, touching)]
    assert facts[0] == facts[1]


async def test_who_allows_them_in_one_chat_alone_is_not_to_be_cast_here(house: House) -> None:
    ada = await house.join("ada")
    await house.app.grant(ada, "bo", Limits(platform=ROOM.platform, place=ROOM.place))
    assert await _offered(house, "@ada waves on a beach") == Offered(hint=Hint.NOT_TO_CAST)


async def test_without_a_likeness_of_theirs_they_are_led_to_setup(house: House) -> None:
    await house.join("dee")
    assert (await _offered(house, "@me waves on a beach", "dee")).hint is Hint.NO_LIKENESS


async def test_whom_nobody_allows_is_told_to_name_somebody(house: House) -> None:
    await house.join("dee")
    assert (await _offered(house, "a walk on the beach", "dee")).hint is Hint.NOBODY_NAMED


async def test_too_few_credits_are_said_before_anything_is_chosen(house: House) -> None:
    bo = await house.join("bo")
    for _ in range(2):
        await house.app.gift(bo, "ada", min(GIVEN, await house.available(bo) - 1))
        house.clock.advance(days=2)
    assert (await _offered(house, "@ada waves on a beach")).hint is Hint.TOO_FEW_CREDITS


async def test_what_cannot_be_read_is_no_card(house: House) -> None:
    assert (await _offered(house, "@ada waves --upside down")).hint is Hint.ASK_ME


async def test_more_than_telegram_passes_on_is_not_read(house: House) -> None:
    offered = await _offered(house, "@ada waves on a beach " + "x" * 10 * LONGEST_TEXT)
    assert all(len(card.text) <= LONGEST_TEXT + 10 for card in offered.cards)


async def test_nothing_is_kept_of_what_was_only_written(house: House) -> None:
    await _offered(house, "@ada waves on a beach")
    async with house.uow() as tx:
        assert not await tx.clips.in_states(set(ClipState))


async def test_offers_have_a_pace_of_their_own(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> None:
    limits = {"offer": "2 per minute", "command": "1 per minute"}
    vault = {"url": "memory:///", "keys": str(tmp_path / "keys")}
    settings = BotSettings.model_validate({"vault": vault, "limits": limits})
    house = open_house(sqlite_uow, tmp_path, clock, settings)
    for _ in range(2):
        await _offered(house, "@ada waves")
    with pytest.raises(TooManyCommands):
        await _offered(house, "@ada waves")


async def test_what_is_chosen_is_made_and_told_of_in_its_message(house: House) -> None:
    bo = await house.join("bo")
    chosen = await house.app.choose(bo, _choice("@ada waves on a beach"), _spot())
    assert not chosen.elsewhere
    [status] = await house.app.due_statuses(Platform.TELEGRAM)
    assert (status.clip, status.message_id) == (chosen.clip, "inline/first")


async def test_the_same_choice_is_made_once_and_comes_where_it_was_chosen_first(house: House) -> None:
    bo = await house.join("bo")
    first = await house.app.choose(bo, _choice("@ada waves on a beach"), _spot())
    second = await house.app.choose(bo, _choice("@ada waves on a beach"), _spot("second"))
    assert (second.clip, second.elsewhere) == (first.clip, True)


async def test_the_same_choice_in_two_places_at_once_is_one_clip(house: House) -> None:
    bo, choice = await house.join("bo"), _choice("@ada waves on a beach")
    chosen = await asyncio.gather(*(house.app.choose(bo, choice, _spot(name)) for name in ("one", "two")))
    assert len({one.clip for one in chosen}) == 1
    assert sorted(one.elsewhere for one in chosen) == [False, True]


async def test_the_same_choice_heard_of_twice_changes_nothing(house: House) -> None:
    bo = await house.join("bo")
    first = await house.app.choose(bo, _choice("@ada waves on a beach"), _spot())
    assert await house.app.choose(bo, _choice("@ada waves on a beach"), _spot()) == first


async def test_a_completed_name_means_the_same_when_it_is_chosen(house: House) -> None:
    bo = await house.join("bo")
    [card, *_] = (await _offered(house, "@ad waves on a beach")).cards
    chosen = await house.app.choose(bo, _choice("@ad waves on a beach", mark=card.mark), _spot())
    assert (await house.app.clip(bo, chosen.clip)).cast == ("ada",)


async def test_a_completed_name_that_means_nobody_any_more_is_refused(house: House) -> None:
    bo = await house.join("bo")
    await house.app.revoke(await house.join("ada"), "bo")
    with pytest.raises(ChoiceOver):
        await house.app.choose(bo, _choice("@ad waves on a beach", mark=mark_of("ada")), _spot())


async def test_why_a_choice_was_refused_is_said_to_them_alone(house: House) -> None:
    bo = await house.join("bo")
    await house.app.add_boundary(await house.join("ada"), "spiders")
    with pytest.raises(OutsideWhatTheyAllow) as refused:
        await house.app.choose(bo, _choice("@ada waves to spiders"), _spot())
    why = Refusals(refusals=(refused.value.refusal,))
    await house.app.tell_why(bo, why, _spot().chat)
    assert await _told(house, "bo") == [why]


async def test_a_grant_for_one_chat_does_not_hold_where_no_chat_is_known(house: House) -> None:
    await house.app.grant(await house.join("ada"), "bo", Limits(platform=ROOM.platform, place=ROOM.place))
    with pytest.raises(OutsideWhatTheyAllow):
        await house.app.choose(await house.join("bo"), _choice("@ada waves on a beach"), _spot())


async def test_the_finished_clip_is_owed_to_its_message(house: House) -> None:
    await house.app.set_approval(await house.join("ada"), ApprovalMode.NEVER)
    chosen = await house.app.choose(await house.join("bo"), _choice("@ada waves on a beach"), _spot())
    await house.finish_jobs()
    due = await house.app.due_deliveries(Platform.TELEGRAM)
    assert [one.chat_id for one in due if one.notice.kind == "clip_delivered"] == ["inline/first"]
    assert await _state(house, chosen.clip) is ClipState.DELIVERED


async def test_that_there_will_be_no_clip_is_said_to_them_alone(house: House) -> None:
    chosen = await house.app.choose(await house.join("bo"), _choice("@ada waves on a beach"), _spot())
    await house.finish_jobs()
    await house.app.due_deliveries(Platform.TELEGRAM)
    await house.app.decide(await house.join("ada"), chosen.clip, approve=False)
    assert [notice.kind for notice in await _told(house, "bo")] == ["clip_not_made"]


async def _kept(house: House) -> str:
    """A finished clip of bo's, with ada who is not asked, that Telegram keeps."""
    await house.app.set_approval(await house.join("ada"), ApprovalMode.NEVER)
    clip = (await house.order(await house.join("bo"), "@ada waves on a beach")).id
    await house.finish_jobs()
    await house.hear()
    await house.app.remember_upload(clip, Platform.TELEGRAM, Uploaded("file-1", whole=True))
    return clip


async def test_finished_clips_that_telegram_keeps_are_ready_to_be_sent(house: House) -> None:
    clip = await _kept(house)
    [film] = (await _offered(house, "")).films
    assert (film.clip, film.file_id, film.notice.maker) == (clip, "file-1", "bo")


async def test_only_who_made_a_clip_is_offered_it(house: House) -> None:
    await _kept(house)
    assert not (await _offered(house, "", "ada")).films


async def test_the_clip_that_its_maker_asks_for_is_the_one_that_is_ready(house: House) -> None:
    clip = await _kept(house)
    assert [film.clip for film in (await _offered(house, clip)).films] == [clip]
    assert not (await _offered(house, new_id())).films


async def test_nobody_is_offered_a_clip_of_others_by_its_id(house: House) -> None:
    clip = await _kept(house)
    assert await _offered(house, clip, "ada") == Offered(hint=Hint.ASK_ME)


async def test_a_clip_that_somebody_in_it_no_longer_allows_is_not_ready(house: House) -> None:
    clip = await _kept(house)
    await house.app.keep(await house.join("bo"), clip)
    await house.app.revoke(await house.join("ada"), "bo")
    assert not (await _offered(house, "")).films


async def test_a_clip_whose_people_want_to_be_asked_is_not_ready(house: House) -> None:
    await _kept(house)
    await house.app.set_approval(await house.join("ada"), ApprovalMode.BEFORE_PUBLISH)
    assert not (await _offered(house, "")).films


async def test_a_clip_that_was_sent_comes_down_with_it(house: House) -> None:
    clip = await _kept(house)
    bo = await house.join("bo")
    await house.app.sent_by_maker(bo, clip, _spot())
    await house.app.delete(bo, clip)
    assert "inline/first" in [one.message_id for one in await house.app.due_takedowns(Platform.TELEGRAM)]


async def test_who_is_in_a_clip_that_was_sent_is_told(house: House) -> None:
    clip = await _kept(house)
    await house.app.sent_by_maker(await house.join("bo"), clip, _spot())
    assert "likeness_used" in await house.heard_by(await house.join("ada"))


async def test_a_clip_sent_twice_to_one_message_is_written_down_once(house: House) -> None:
    clip, bo = await _kept(house), await house.join("bo")
    for _ in range(2):
        await house.app.sent_by_maker(bo, clip, _spot())
    async with house.uow() as tx:
        said = [row for row in await tx.deliveries.of_clip(clip) if row.message_id == "inline/first"]
    assert [row.state for row in said] == [DeliveryState.SENT]


async def test_a_clip_that_is_no_longer_allowed_when_it_is_sent_comes_down(house: House) -> None:
    clip, bo = await _kept(house), await house.join("bo")
    await house.app.keep(bo, clip)
    await house.app.revoke(await house.join("ada"), "bo")
    with pytest.raises(Refused):
        await house.app.sent_by_maker(bo, clip, _spot())
    assert [one.message_id for one in await house.app.due_takedowns(Platform.TELEGRAM)] == ["inline/first"]


async def test_a_name_that_a_platform_has_for_somebody_means_them(house: House) -> None:
    ada = await house.join("ada")
    await house.app.set_usage(ada, Usage.APPROVED)
    await house.app.set_visibility(ada, Visibility.EVERYONE)
    await house.app.person_for(Account(Platform.TELEGRAM, "ada", "Ada", username="lovelace"))
    cards = (await _offered(house, "@lovelace waves on a beach")).cards
    assert {card.cast for card in cards} == {("ada",)}
