"""Credits on Discord: balance, history, giving, and buying by entitlements."""

import asyncio
from datetime import timedelta
from pathlib import Path

import discord
import pytest
from discord_house import DiscordHouse
from factories import ManualClock
from house import House, house_settings, open_house
from simcord.actors import MemberActor
from simcord.components import walk_components
from simcord.results import InteractionResult, ResponseMessage

from bot.clips import Tier
from bot.credits import EntryKind
from bot.people import Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

SMALL, PRO, ELSEWHERE = 900001, 900002, 900003
PACKS = [
    {
        "name": "Small",
        "credits": 500,
        "price": 499,
        "currency": "EUR",
        "stars": 250,
        "discord_sku": str(SMALL),
    },
    {
        "name": "Pro",
        "credits": 0,
        "price": 2000,
        "currency": "EUR",
        "plan_months": 1,
        "discord_sku": str(PRO),
    },
    {"name": "Large", "credits": 5000, "price": 3999, "currency": "EUR", "stars": 2500},
]


@pytest.fixture
def house_on_discord(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    settings = house_settings(tmp_path, credits={"packs": PACKS})
    return open_house(sqlite_uow, tmp_path, clock, settings)


@pytest.fixture
def shop(discord_house: DiscordHouse) -> DiscordHouse:
    """The SKUs that the packs name, and one of which nobody knows."""
    env = discord_house.env
    env.create_sku("500 credits", type=discord.SKUType.consumable, id=SMALL)
    env.create_sku("Pro", type=discord.SKUType.subscription, id=PRO)
    env.create_sku("Hat", type=discord.SKUType.consumable, id=ELSEWHERE)
    return discord_house


def _said(result: InteractionResult) -> ResponseMessage:
    assert result.response is not None
    return result.response


async def _available(shop: DiscordHouse, member: MemberActor) -> int:
    return await shop.house.available(await shop.person(member))


async def _plan(shop: DiscordHouse, member: MemberActor) -> Tier:
    return (await shop.house.app.ledger(await shop.person(member))).plan


async def _told(shop: DiscordHouse, member: MemberActor) -> list[str]:
    """The kinds of what somebody is owed on Discord."""
    person = await shop.person(member)
    due = await shop.house.app.due_deliveries(Platform.DISCORD)
    return [one.notice.kind for one in due if one.person == person]


async def test_the_balance_is_shown_to_its_owner_alone(shop: DiscordHouse) -> None:
    result = await shop.member("ada").slash(shop.channel, "cameo credits balance")
    assert result.ephemeral
    assert "1,000" in _said(result).content


async def test_the_history_is_turned_over_in_place_and_after_a_restart(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    person = await shop.person(ada)
    for number in range(20):
        await shop.house.app.purchase(person, "Small", f"c-{number}", Platform.TERMINAL)
    first = await ada.slash(shop.channel, "cameo credits history")
    assert "Page 1 of 2" in _said(first).content
    turned = await ada.click(_said(first), label="Older ▶")
    assert turned.deferred
    assert "Page 2 of 2" in _said(first).content
    assert [one["label"] for one in walk_components(_said(first).components) if one.get("label")] == [
        "◀ Newer"
    ]


async def test_what_discord_sells_is_offered_with_its_own_buttons(shop: DiscordHouse) -> None:
    said = _said(await shop.member("ada").slash(shop.channel, "cameo credits buy"))
    skus = [one["sku_id"] for one in walk_components(said.components) if "sku_id" in one]
    assert [int(sku) for sku in skus] == [SMALL, PRO]
    assert "Large" not in said.content


async def test_what_another_platform_takes_is_no_price_here(shop: DiscordHouse) -> None:
    said = _said(await shop.member("ada").slash(shop.channel, "cameo credits buy"))
    assert "Stars" not in said.content


async def test_credits_are_given_to_a_friend(shop: DiscordHouse) -> None:
    ada, bo = shop.member("ada"), shop.member("bo")
    await shop.house.app.grant(await shop.person(ada), (await _handle(shop, bo)))
    result = await bo.slash(shop.channel, "cameo credits gift", friend=ada, amount=50, message="Cheers!")
    assert result.ephemeral
    assert await _available(shop, ada) == 1050


async def test_a_gift_to_who_does_not_allow_the_giver_is_refused(shop: DiscordHouse) -> None:
    ada, bo = shop.member("ada"), shop.member("bo")
    await shop.person(ada)
    await bo.slash(shop.channel, "cameo credits gift", friend=ada, amount=50)
    assert await _available(shop, ada) == 1000


async def _handle(shop: DiscordHouse, member: MemberActor) -> str:
    person = await shop.person(member)
    async with shop.house.uow() as tx:
        return (await tx.people.handles([person]))[person]


async def test_a_bought_pack_is_credited_used_up_and_told(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    bought = await shop.env.grant_entitlement(SMALL, user=ada)
    assert bought.snapshot().consumed
    assert await _available(shop, ada) == 1500
    assert await _told(shop, ada) == ["credits_bought"]


async def test_an_entitlement_told_again_and_listed_again_is_credited_once(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    bought = await shop.env.grant_entitlement(SMALL, user=ada)
    await bought.replay_create()
    for _ in range(2):
        await shop.bot.purchases.once()
    assert await _available(shop, ada) == 1500


async def test_a_pack_can_be_bought_again(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    for _ in range(2):
        await shop.env.grant_entitlement(SMALL, user=ada)
    assert await _available(shop, ada) == 2000


async def test_what_was_bought_while_the_bot_was_away_is_credited(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    bought = shop.env.seed_entitlement(SMALL, user=ada)
    await shop.bot.purchases.once()
    assert bought.snapshot().consumed
    assert await _available(shop, ada) == 1500


async def test_what_somebody_bought_who_never_spoke_is_theirs(shop: DiscordHouse) -> None:
    stranger = shop.env.create_user("stranger")
    shop.env.seed_entitlement(SMALL, user=stranger)
    await shop.bot.purchases.once()
    async with shop.house.uow() as tx:
        person = await tx.people.by_account(Platform.DISCORD, str(stranger.id))
        assert person is not None
        assert EntryKind.PURCHASE in {row.kind for row in await tx.ledger.rows(person.id)}


async def test_dying_between_the_credits_and_the_using_up_repeats_safely(
    shop: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: object) -> None:
        raise ConnectionError

    ada = shop.member("ada")
    bought = shop.env.seed_entitlement(SMALL, user=ada)
    with monkeypatch.context() as broken:
        broken.setattr(discord.Entitlement, "consume", dies)
        await shop.bot.purchases.once()
    assert (await _available(shop, ada), bought.snapshot().consumed) == (1500, False)
    await shop.bot.purchases.once()
    assert (await _available(shop, ada), bought.snapshot().consumed) == (1500, True)


async def test_what_the_store_was_away_for_is_found_by_the_next_look(
    shop: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> bool:
        raise OSError

    ada = shop.member("ada")
    with monkeypatch.context() as broken:
        broken.setattr(shop.house.app, "is_credited", away)
        bought = await shop.env.grant_entitlement(SMALL, user=ada)
    assert (await _available(shop, ada), bought.snapshot().consumed) == (1000, False)
    await shop.bot.purchases.once()
    assert (await _available(shop, ada), bought.snapshot().consumed) == (1500, True)


async def test_what_was_used_up_elsewhere_brings_nothing(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    shop.env.seed_entitlement(SMALL, user=ada, consumed=True)
    await shop.bot.purchases.once()
    assert await _available(shop, ada) == 1000


async def test_all_pages_of_the_list_are_looked_at(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    for _ in range(205):
        shop.env.seed_entitlement(ELSEWHERE, user=ada, consumed=True)
    shop.env.seed_entitlement(SMALL, user=ada)
    assert await shop.bot.purchases.once() == 206
    assert await _available(shop, ada) == 1500


async def test_one_that_cannot_be_taken_keeps_no_other_from_it(
    shop: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo = shop.member("ada"), shop.member("bo")
    taken = shop.bot.purchases._take
    first = shop.env.seed_entitlement(SMALL, user=ada)
    shop.env.seed_entitlement(SMALL, user=bo)

    async def take(entitlement: discord.Entitlement) -> None:
        if entitlement.id == first.id:
            raise OSError
        await taken(entitlement)

    monkeypatch.setattr(shop.bot.purchases, "_take", take)
    await shop.bot.purchases.once()
    assert (await _available(shop, ada), await _available(shop, bo)) == (1000, 1500)


async def test_a_refund_takes_the_credits_back_once_live_and_from_the_list(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    bought = await shop.env.grant_entitlement(SMALL, user=ada)
    await bought.revoke()
    await shop.bot.purchases.once()
    assert await _available(shop, ada) == 1000
    assert await _told(shop, ada) == ["credits_bought", "credits_reversed"]


async def test_a_refund_while_the_bot_was_away_is_found(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    bought = await shop.env.grant_entitlement(SMALL, user=ada)
    shop.env.backend.get_entitlement(bought.id).deleted = True
    await shop.bot.purchases.once()
    assert await _available(shop, ada) == 1000


async def test_what_was_refunded_before_it_was_credited_brings_nothing(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    shop.env.seed_entitlement(SMALL, user=ada, deleted=True)
    await shop.bot.purchases.once()
    assert await _available(shop, ada) == 1000


async def test_a_subscription_brings_the_plan_and_stays_unused(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    await shop.env.grant_entitlement(PRO, user=ada)
    assert (await _plan(shop, ada), await _available(shop, ada)) == (Tier.PRO, 5000)
    await shop.bot.purchases.once()
    assert await _available(shop, ada) == 5000


async def test_a_subscription_that_ends_takes_the_plan_along(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    subscribed = await shop.env.grant_entitlement(PRO, user=ada)
    await subscribed.end()
    assert (await _plan(shop, ada), await _available(shop, ada)) == (Tier.STANDARD, 5000)
    assert await _told(shop, ada) == ["credits_bought", "plan_changed"]


async def test_a_subscription_that_ended_while_the_bot_was_away_is_over(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    subscribed = await shop.env.grant_entitlement(PRO, user=ada)
    kept = shop.env.backend.get_entitlement(subscribed.id)
    kept.ends_at = shop.env.now()
    await shop.bot.purchases.once()
    assert await _plan(shop, ada) is Tier.STANDARD


async def test_one_that_renews_by_moving_its_end_on_lasts_as_long(shop: DiscordHouse) -> None:
    ada, now = shop.member("ada"), shop.house.clock.now()
    seeded = shop.env.seed_entitlement(PRO, user=ada, starts_at=now, ends_at=now + timedelta(days=31))
    await shop.bot.purchases.once()
    shop.house.clock.advance(days=30)
    shop.env.backend.get_entitlement(seeded.id).ends_at = now + timedelta(days=62)
    await shop.bot.purchases.once()
    shop.house.clock.advance(days=3)
    await shop.house.app.sweep()
    assert (await _plan(shop, ada), await _available(shop, ada)) == (Tier.PRO, 1000 + 8000 + 1000)


async def test_a_refunded_subscription_is_over_and_its_month_is_taken_back(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    await (await shop.env.grant_entitlement(PRO, user=ada)).revoke()
    assert (await _plan(shop, ada), await _available(shop, ada)) == (Tier.STANDARD, 1000)


async def test_one_for_tests_counts_like_any_other_and_ends_when_it_is_removed(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    shop.env.backend.skus[PRO].flags = discord.SKUFlags(user_subscription=True).value
    sku = discord.Object(id=PRO)
    await shop.bot.create_entitlement(sku, discord.Object(id=ada.id), discord.EntitlementOwnerType.user)
    await shop.env.settle()
    assert await _plan(shop, ada) is Tier.PRO
    (entitlement,) = [one async for one in shop.bot.entitlements()]
    await entitlement.delete()
    await shop.env.settle()
    assert await _plan(shop, ada) is Tier.STANDARD


async def test_what_a_server_owns_and_what_no_pack_names_brings_nobody_anything(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    shop.env.seed_entitlement(SMALL, guild=shop.guild)
    shop.env.seed_entitlement(ELSEWHERE, user=ada)
    assert await shop.bot.purchases.once() == 2
    assert await _available(shop, ada) == 1000


async def test_an_erased_buyer_is_not_made_a_person_again(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    person = await shop.person(ada)
    await shop.env.grant_entitlement(PRO, user=ada)
    await shop.house.app.erase(person)
    await shop.bot.purchases.once()
    async with shop.house.uow() as tx:
        assert await tx.people.by_account(Platform.DISCORD, str(ada.id)) is None


async def test_packs_whose_skus_are_mixed_up_are_named_to_the_operator(
    discord_house: DiscordHouse, caplog: pytest.LogCaptureFixture
) -> None:
    discord_house.env.create_sku("500 credits", type=discord.SKUType.durable, id=SMALL)
    discord_house.env.create_sku("Pro", type=discord.SKUType.subscription, id=PRO)
    await discord_house.bot.purchases.check()
    assert [record.args for record in caplog.records if record.name.endswith("purchases")] == [
        ("Small", SMALL, "consumable")
    ]


async def test_two_looks_at_once_credit_once(shop: DiscordHouse) -> None:
    ada = shop.member("ada")
    shop.env.seed_entitlement(SMALL, user=ada)
    await asyncio.gather(shop.bot.purchases.once(), shop.bot.purchases.once())
    assert await _available(shop, ada) == 1500
