"""What places decided, what is usual in chats, and what caps count, on SQLite and on Postgres."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from factories import NOON, ManualClock, account, clip, delivery, someone, someone_with_clip
from house import ROOM, House, open_house

from bot.clips import ClipState, Tier
from bot.consent import BoundaryPreset
from bot.deliveries import DeliveryState
from bot.errors import MemberCapReached, PlaceCapReached, Refused
from bot.notices import ClipShown
from bot.people import Platform
from bot.place_rules import NO_DEFAULTS, NO_RULES, ChannelDefaults, Pause, PlaceRules, SetCaps, Speak
from bot.requests import Surroundings
from bot.store.tables import ShareRow
from bot.store.unit_of_work import Uow
from engine.contract.messages import Style

pytestmark = pytest.mark.contract

DISCORD = Platform.DISCORD
DAY = timedelta(hours=24)
RULES = PlaceRules(
    paused=True,
    language="de",
    channels=("1", "2"),
    makers=("3",),
    per_member=4,
    per_place=50,
    gated=(BoundaryPreset.NUDITY,),
)
USUAL = ChannelDefaults(seconds=6.0, tier=Tier.PRO, style=Style.CINEMATIC, draft=True)


async def test_what_was_decided_is_found_again_and_only_there(uow: Uow) -> None:
    async with uow() as tx:
        await tx.place_rules.put(DISCORD, "one", PlaceRules(paused=True))
        await tx.place_rules.put(DISCORD, "one", RULES)
    async with uow() as tx:
        found = [
            await tx.place_rules.get(platform, place)
            for platform, place in ((DISCORD, "one"), (DISCORD, "two"), (Platform.TELEGRAM, "one"))
        ]
    assert found == [RULES, NO_RULES, NO_RULES]


async def test_what_is_usual_in_a_chat_is_found_again_until_it_is_forgotten(uow: Uow) -> None:
    async with uow() as tx:
        await tx.place_rules.set_usual(DISCORD, "one", "chat", ChannelDefaults(seconds=4.0))
        await tx.place_rules.set_usual(DISCORD, "one", "chat", USUAL)
    async with uow() as tx:
        assert await tx.place_rules.usual(DISCORD, "chat") == USUAL
        assert await tx.place_rules.all_usual(DISCORD, "one") == {"chat": USUAL}
        await tx.place_rules.set_usual(DISCORD, "one", "chat", NO_DEFAULTS)
    async with uow() as tx:
        assert await tx.place_rules.all_usual(DISCORD, "one") == {}


async def test_nobody_decides_what_is_usual_in_another_places_chat(uow: Uow) -> None:
    async with uow() as tx:
        await tx.place_rules.set_usual(DISCORD, "one", "chat", USUAL)
        assert not await tx.place_rules.set_usual(DISCORD, "two", "chat", NO_DEFAULTS)
        assert await tx.place_rules.usual(DISCORD, "chat") == USUAL


async def test_caps_count_what_was_asked_for_there_lately_and_not_what_the_house_failed_at(uow: Uow) -> None:
    here = {"platform": DISCORD, "place": "one"}
    async with uow() as tx:
        ada, first = await someone_with_clip(tx, **here, created_at=NOON - timedelta(hours=3))
        bo, second = await someone_with_clip(tx, **here, created_at=NOON, state=ClipState.CANCELLED)
        for fields in (
            here | {"created_at": NOON - DAY},
            here | {"state": ClipState.FAILED},
            here | {"place": "two"},
            here | {"platform": Platform.TELEGRAM},
        ):
            await tx.clips.add(clip(ada.id, **fields), [])
        asked_for, since = tx.place_rules.asked_for, NOON - DAY
        assert await asked_for(DISCORD, "one", since, 9) == [second.created_at, first.created_at]
        assert await asked_for(DISCORD, "one", since, 1) == [second.created_at]
        assert await asked_for(DISCORD, "one", since, 9, bo.id) == [second.created_at]


async def test_the_log_of_a_place_says_where_each_clip_was_posted(uow: Uow) -> None:
    async with uow() as tx:
        ada, made = await someone_with_clip(tx, platform=DISCORD, place="one", chat_id="chat")
        await tx.people.link(account(ada.id, platform=DISCORD, platform_id="77"))
        await tx.people.link(account(ada.id, platform=DISCORD, platform_id="78"))
        said = {"platform": DISCORD, "clip_id": made.id, "person_id": ada.id}
        carried = said | {"notice": {"kind": "clip_delivered"}, "state": DeliveryState.SENT}
        for fields in (
            carried | {"chat_id": "chat", "message_id": "chat/1"},
            carried | {"chat_id": None, "message_id": "dm/2"},
            carried | {"chat_id": "chat", "message_id": "chat/3", "state": DeliveryState.TAKEN_DOWN},
            carried | {"chat_id": "chat", "message_id": "chat/4", "notice": {"kind": "clip_held"}},
        ):
            await tx.deliveries.add(delivery(**fields))
        (found,) = await tx.place_log.made(DISCORD, "one", NOON, ["clip_delivered"])
    assert (found.maker, found.account, found.messages) == (ada.handle, "77", ("chat/1",))


async def test_a_clip_from_elsewhere_stands_in_the_log_of_the_place_it_was_shared_in(uow: Uow) -> None:
    async with uow() as tx:
        ada, made = await someone_with_clip(tx, platform=DISCORD, place="home", chat_id="chat", draft=True)
        later = NOON + timedelta(hours=1)
        for chat, place in (("there", "one"), ("chat", "home")):
            await tx.clips.shared(
                ShareRow(clip_id=made.id, platform=DISCORD, chat_id=chat, place=place, created_at=later)
            )
        carried = {"notice": {"kind": "clip_shared"}, "state": DeliveryState.SENT, "platform": DISCORD}
        where = {"clip_id": made.id, "person_id": ada.id, "chat_id": "there", "message_id": "there/1"}
        await tx.deliveries.add(delivery(**carried | where))
        (home,) = await tx.place_log.made(DISCORD, "home", NOON, ["clip_shared"])
        (there,) = await tx.place_log.made(DISCORD, "one", NOON, ["clip_shared"])
    assert (home.shared, home.chat_id, home.messages) == (False, "chat", ())
    assert (there.shared, there.at, there.messages) == (True, later, ("there/1",))


async def test_the_log_of_a_place_names_nobody_who_is_erased(uow: Uow) -> None:
    async with uow() as tx:
        ada, _ = await someone_with_clip(tx, platform=DISCORD, place="one")
        ada.erased_at, ada.pseudonym = NOON, None
        (found,) = await tx.place_log.made(DISCORD, "one", NOON, [])
    assert (found.maker, found.account) == (None, None)


async def test_many_casts_are_found_at_once(uow: Uow) -> None:
    async with uow() as tx:
        made = [await someone_with_clip(tx) for _ in range(3)]
        found = await tx.place_log.casts([row.id for _, row in made] + ["none"] * 1000)
    assert found == {row.id: (maker.handle,) for maker, row in made}


async def test_a_name_in_the_trail_leads_to_a_handle_until_its_person_is_erased(uow: Uow) -> None:
    async with uow() as tx:
        ada, bo = await someone(tx), await someone(tx)
        names = {str(ada.pseudonym), str(bo.pseudonym)}
        bo.pseudonym = None
        await tx.session.flush()
        assert await tx.people.handles_behind(names) == {ada.pseudonym: ada.handle}


@pytest.fixture
def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(uow, tmp_path, clock)


async def _orders_at_once(house: House, *makers: str) -> tuple[int, set[type[Refused]]]:
    """How many clips come of it, and what the others hear."""
    orders = (house.order(maker, "@me waves") for maker in makers)
    came = await asyncio.gather(*orders, return_exceptions=True)
    made = [one for one in came if isinstance(one, ClipShown)]
    refused = {type(one) for one in came if isinstance(one, Refused)}
    assert len(made) + sum(isinstance(one, Refused) for one in came) == len(came), came
    return len(made), refused


async def test_members_who_ask_at_once_never_exceed_the_places_cap(house: House) -> None:
    people = [await house.enrolled(f"p{number}") for number in range(5)]
    admin = Surroundings(manages=True)
    await house.app.rule_place(people[0], ROOM, admin, SetCaps(per_place=2))
    assert await _orders_at_once(house, *people) == (2, {PlaceCapReached})


async def test_one_member_who_asks_at_once_never_exceeds_their_cap(house: House) -> None:
    ada = await house.enrolled("ada")
    await house.app.rule_place(ada, ROOM, Surroundings(manages=True), SetCaps(per_member=1))
    assert await _orders_at_once(house, ada, ada, ada) == (1, {MemberCapReached})


async def test_two_first_decisions_at_once_both_stand(house: House) -> None:
    ada, bo = [await house.join(name) for name in ("ada", "bo")]
    admin = Surroundings(manages=True)
    await asyncio.gather(
        house.app.rule_place(ada, ROOM, admin, Pause(paused=True)),
        house.app.rule_place(bo, ROOM, admin, Speak("de")),
    )
    shown = await house.app.place_rules(ada, ROOM, admin)
    assert (shown.paused, shown.language) == (True, "de")
