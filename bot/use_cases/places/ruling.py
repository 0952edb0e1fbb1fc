"""Whether a clip may be asked for, or shown, in a place: the store's facts before the pure rules."""

import asyncio
from typing import TYPE_CHECKING

from bot import place_rules
from bot.boundaries.limits import BoundaryHit
from bot.errors import Refused
from bot.people import Chat, Platform
from bot.place_rules import WINDOW, Counted, PlaceRules, Seat
from bot.ports import Ports
from bot.requests import Surroundings
from bot.use_cases.clips.casting import Judgement, StaleJudgementError
from bot.use_cases.places.gating import gated
from engine.contract.messages import Screenplay

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def refusals(ports: Ports, tx: "UnitOfWork", judgement: Judgement) -> tuple[Refused, ...]:
    """All that the place says against one more clip of this maker, asked for in this chat.

    Whoever goes on to make it holds the place first (`tx.place_rules.hold`), so that a cap is never exceeded.

    Raises:
        StaleJudgementError: its gated subjects are others than those that were judged.
    """
    chat = judgement.chat
    if chat is None:  # it was asked for before, when the place had its say
        return ()
    if await gated(tx, chat, judgement.around) != judgement.gated:
        raise StaleJudgementError
    rules = await tx.place_rules.get(chat.platform, chat.place)
    seat = _seat(chat, judgement.around, judgement.subject)
    counted = await _counted(ports, tx, chat, judgement.maker, rules)
    return place_rules.refusals(rules, seat, counted, ports.clock.now())


async def check_posting(ports: Ports, screenplay: Screenplay, chat: Chat, around: Surroundings) -> None:
    """Whether a clip that is there already may be shown in a chat; caps count only what is asked for.

    Raises:
        Refused: the first thing that the place says against it.
    """
    async with ports.uow() as tx:
        rules = await tx.place_rules.get(chat.platform, chat.place)
        limits = await gated(tx, chat, around)
    hit = await asyncio.to_thread(ports.judge.offends, limits, screenplay) if limits else None
    for refused in place_rules.refusals_of_posting(rules, _seat(chat, around, hit)):
        raise refused


async def language_of(ports: Ports, chat: Chat) -> str | None:
    """The tag of the language that is spoken to everybody in a place; None: each asker's own."""
    async with ports.uow() as tx:
        return await spoken(tx, chat.platform, chat.place)


async def spoken(tx: "UnitOfWork", platform: Platform, place: str) -> str | None:
    """The same within a transaction."""
    return (await tx.place_rules.get(platform, place)).language


def _seat(chat: Chat, around: Surroundings, hit: BoundaryHit | None) -> Seat:
    """What the rules look at.

    A prompt that is only near a gated subject counts as well, since there is nobody to ask and another
    channel is at hand: of the held-out prompts in tests/unit/lists/boundary_presets.toml that lets 0 of 120
    through that touch one, and stops 1 of 110 that do not.
    """
    return Seat(
        chat_id=chat.chat_id,
        within=around.within,
        age_gated=around.age_gated,
        roles=around.roles,
        manages=around.manages,
        subject=None if hit is None else hit.limit.words,
        has_gates=around.has_gates,
    )


async def _counted(ports: Ports, tx: "UnitOfWork", chat: Chat, maker: str, rules: PlaceRules) -> Counted:
    """What the caps count; nothing is looked up where there are none."""
    since, asked_for = ports.clock.now() - WINDOW, tx.place_rules.asked_for
    mine = everybody = None
    if rules.per_member is not None:
        mine = await asked_for(chat.platform, chat.place, since, rules.per_member, maker)
    if rules.per_place is not None:
        everybody = await asked_for(chat.platform, chat.place, since, rules.per_place)
    return Counted(mine=mine or (), everybody=everybody or ())
