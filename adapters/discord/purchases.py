"""What people buy on Discord: each entitlement becomes credits, or months of the plan, once.

Discord tells of entitlements as they change and lists them all, so an event that nobody heard is found by the
next look at the list. Credits come first and the entitlement is used up after them: whoever dies in between
finds it unused again, and what was credited for it already.
"""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord

from adapters.discord.people import account_of
from bot.errors import Refused, SubscriptionOver
from bot.people import Platform
from bot.plans import Term
from bot.settings import BotSettings, PackSettings

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

_log = logging.getLogger(__name__)

EVERY_S = 3600.0
"""How often the whole list is looked at; what is told as it happens is taken at once."""
AHEAD = timedelta(days=1)
"""How far a clock may be behind Discord's."""
PAGE = 100
"""Entitlements to a page, the most that Discord gives."""
_KINDS = {True: discord.SKUType.subscription, False: discord.SKUType.consumable}
"""By whether a pack brings the plan: what its SKU has to be."""


class Purchases:
    """Takes entitlements of `bot`, one after another in the order that Discord tells of them."""

    def __init__(self, bot: "CameoBot", settings: BotSettings) -> None:
        """Listens from now on."""
        self._bot = bot
        self._app = bot.app
        self._packs = packs_by_sku(settings)
        self._order = asyncio.Lock()
        self._look = asyncio.Event()
        self._unsold: set[int] = set()
        for name in ("on_entitlement_create", "on_entitlement_update"):
            bot.add_listener(self._told, name)
        bot.add_listener(self._deleted, "on_entitlement_delete")
        bot.add_listener(self._ready, "on_ready")

    async def run(self) -> None:
        """Look at the list whenever Discord was reached anew, and each hour; of several shards, one does."""
        if self._bot.shard_id:
            return
        await self._bot.wait_until_ready()
        await self._safely(self.check())
        while True:
            self._look.clear()
            await self._safely(self.once())
            with suppress(TimeoutError):
                async with asyncio.timeout(EVERY_S):
                    await self._look.wait()

    async def check(self) -> None:
        """Say what an operator has mixed up: packs are told apart by what they bring."""
        if not self._packs:
            return
        found = {sku.id: sku.type for sku in await self._bot.fetch_skus()}
        for sku, pack in self._packs.items():
            wanted = _KINDS[bool(pack.plan_months)]
            if found.get(sku) is not wanted:
                _log.warning(
                    "pack %r: SKU %s has to be a %s of this application", pack.name, sku, wanted.name
                )

    async def once(self) -> int:
        """Take all that there are, page by page, the newest first; returns how many were looked at."""
        seen, before = 0, discord.utils.time_snowflake(discord.utils.utcnow() + AHEAD)
        while True:
            # what is told meanwhile waits, so that nothing older than it is taken after it
            async with self._order:
                page = await self._page(before)
                for entitlement in page:
                    await self._take_safely(entitlement)
            seen += len(page)
            if len(page) < PAGE:
                return seen
            before = min(entitlement.id for entitlement in page)

    async def _page(self, before: int) -> Sequence[discord.Entitlement]:
        """From the newest on: discord.py 2.7.1 leaves deleted ones out where it pages the other way."""
        found = self._bot.entitlements(limit=PAGE, before=discord.Object(id=before), exclude_deleted=False)
        return [entitlement async for entitlement in found]

    async def _safely(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except Exception:  # noqa: BLE001 - whatever it was, the next look finds the same again
            _log.exception("entitlements could not be looked at")

    async def _ready(self) -> None:
        self._look.set()

    async def _told(self, entitlement: discord.Entitlement) -> None:
        async with self._order:
            await self._take_safely(entitlement)

    async def _deleted(self, entitlement: discord.Entitlement) -> None:
        async with self._order:
            entitlement.deleted = True  # the event itself says so, whatever its body does
            await self._take_safely(entitlement)

    async def _take_safely(self, entitlement: discord.Entitlement) -> None:
        """One that cannot be taken keeps no other from it."""
        try:
            await self._take(entitlement)
        except Exception:  # noqa: BLE001 - Discord goes on listing it, so the next look finds it again
            _log.exception("entitlement %s could not be taken", entitlement.id)

    async def _take(self, entitlement: discord.Entitlement) -> None:
        charge, pack = str(entitlement.id), self._packs.get(entitlement.sku_id)
        if entitlement.deleted:
            await self._app.payment_returned(Platform.DISCORD, charge)
        elif pack is not None and not pack.plan_months:
            await self._credit(pack, entitlement)
        elif await self._app.follow_subscription(Platform.DISCORD, charge, term_of(entitlement)):
            return
        elif pack is None:
            self._not_sold(entitlement)
        else:
            await self._subscribe(pack, entitlement)

    async def _credit(self, pack: PackSettings, entitlement: discord.Entitlement) -> None:
        """Credit a consumable, and use it up so that it can be bought again."""
        if entitlement.consumed:
            return
        charge = str(entitlement.id)
        if not await self._app.is_credited(Platform.DISCORD, charge):
            buyer = await self._buyer(entitlement)
            if buyer is None:
                return
            await self._app.purchase(buyer, pack.name, charge, Platform.DISCORD, unasked=True)
        try:
            await entitlement.consume()
        except discord.HTTPException as error:
            _log.warning("entitlement %s is credited and not used up yet: %s", entitlement.id, error)

    async def _subscribe(self, pack: PackSettings, entitlement: discord.Entitlement) -> None:
        """Begin one; what is over when it is first seen makes nobody a person here."""
        charge, term = str(entitlement.id), term_of(entitlement)
        if entitlement.is_expired():
            return
        buyer = await self._buyer(entitlement)
        if buyer is not None:
            with suppress(SubscriptionOver):
                await self._app.subscribe(buyer, pack.name, charge, platform=Platform.DISCORD, term=term)

    async def _buyer(self, entitlement: discord.Entitlement) -> str | None:
        """The person who bought it; None where nobody can be credited, which is noted."""
        if entitlement.user_id is None or entitlement.guild_id is not None:
            _log.warning("entitlement %s is a whole server's; packs are sold to people", entitlement.id)
            return None
        try:
            user = entitlement.user or await self._bot.fetch_user(entitlement.user_id)
            return (await self._app.person_for(account_of(user))).id
        except discord.NotFound:
            _log.warning("entitlement %s is of an account that is gone", entitlement.id)
        except Refused as refused:
            _log.warning("entitlement %s is not credited: %s", entitlement.id, refused.message)
        return None

    def _not_sold(self, entitlement: discord.Entitlement) -> None:
        if entitlement.sku_id not in self._unsold:
            self._unsold.add(entitlement.sku_id)
            _log.warning("SKU %s is no pack's: name it as `discord_sku` of one", entitlement.sku_id)


def packs_by_sku(settings: BotSettings) -> dict[int, PackSettings]:
    """The packs that Discord sells, by what it sells them as."""
    packs = settings.credits.packs
    return {int(pack.discord_sku): pack for pack in packs if pack.discord_sku is not None}


def term_of(entitlement: discord.Entitlement) -> Term:
    """From when to when it runs; one made for tests says neither."""
    return Term(entitlement.starts_at or entitlement.created_at, entitlement.ends_at)
