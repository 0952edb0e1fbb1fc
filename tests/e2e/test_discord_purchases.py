"""Buying on Discord over sockets: credited once, whatever dies or was missed in between."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
import pytest_asyncio
from discord_server.faults import Fault
from discord_server.people import buy, refund
from discord_server.world import now
from discord_town import Town, open_town

from bot.clips import Tier
from bot.store.migrate import migrate

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SMALL, PRO = 900001, 900002
PACKS = f"""
[[credits.packs]]
name = "Small"
credits = 500
price = 499
currency = "EUR"
discord_sku = "{SMALL}"
[[credits.packs]]
name = "Pro"
credits = 0
price = 2000
currency = "EUR"
plan_months = 1
discord_sku = "{PRO}"
"""
CONSUME = "/applications/{app}/entitlements/{entitlement}/consume"
NEWCOMER = 1000


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("shop")
    url = f"sqlite+aiosqlite:///{folder / 'cameo.db'}"
    await migrate(url)
    async with open_town(folder, url, ("ada", "bob", "cleo", "dan"), more=PACKS) as town:
        yield town


async def _used_up(town: Town, bought: Mapping[str, Any]) -> None:
    await town.server.changes.until(lambda: bought["consumed"], "the entitlement's use")


async def _available(town: Town, name: str) -> int:
    return (await town.app.ledger(await town.person(name))).available


async def test_what_is_bought_is_told_used_up_and_counted_once(town: Town) -> None:
    bought = await buy(town.server, town["ada"].user, SMALL)
    await town["ada"].hears("500 credits are yours")
    await _used_up(town, bought)
    assert await _available(town, "ada") == NEWCOMER + 500
    shown = await town["ada"].command("cameo credits balance")
    assert "1,500" in shown.text


async def test_who_dies_before_using_it_up_credits_it_once(town: Town) -> None:
    unfinished = Fault("POST", CONSUME, times=99)
    town.server.faults.append(unfinished)
    bought = await buy(town.server, town["bob"].user, SMALL)
    await town["bob"].hears("500 credits are yours")
    await town.server.changes.until(lambda: unfinished.hit, "the try")
    await town.bot.kill()
    unfinished.times = 0
    await town.server.changes.until(lambda: not town.server.gateway.connected, "the end")
    missed = await buy(town.server, town["bob"].user, SMALL, tell=False)
    returned = await buy(town.server, town["cleo"].user, SMALL, tell=False)
    await refund(town.server, returned, tell=False)
    await town.bot.start()
    await town.connected()
    for one in (bought, missed):
        await _used_up(town, one)
    assert await _available(town, "bob") == NEWCOMER + 2 * 500
    assert await _available(town, "cleo") == NEWCOMER


async def test_a_subscription_lasts_until_discord_says_that_it_is_over(town: Town) -> None:
    subscribed = await buy(town.server, town["dan"].user, PRO)
    await town["dan"].hears("4,000 credits are yours")
    dan = await town.person("dan")
    assert (await town.app.ledger(dan)).plan is Tier.PRO
    subscribed["ends_at"] = now()
    await town.server.gateway.dispatch("ENTITLEMENT_UPDATE", subscribed, None, None)
    await town["dan"].hears("standard plan")
    assert (await town.app.ledger(dan)).plan is Tier.STANDARD


async def test_a_refund_takes_back_what_is_left(town: Town) -> None:
    bought = await buy(town.server, town["cleo"].user, SMALL)
    await _used_up(town, bought)
    await refund(town.server, bought)
    await town["cleo"].hears("went back")
    assert await _available(town, "cleo") == NEWCOMER
