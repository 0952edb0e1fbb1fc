"""✅ and ❌ under a question: the answer of whom it is asked, and of nobody else.

Who reacts is looked up only where the message asked this account something, so passers-by leave no trace. A
click and a reaction, or two of them, are one answer: the first one stands (`App.decide`).
"""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from sqlalchemy.exc import SQLAlchemyError

from adapters.answering import log_trouble
from adapters.discord.calls import end_calls
from adapters.discord.drawing import draw
from adapters.discord.people import chat_of
from adapters.discord.places import MessagePlace
from adapters.discord.sending import FAILED, NO, YES
from adapters.questions import answered_by_sign
from bot.errors import Refused
from bot.notices import AnyNotice
from bot.people import Account, Platform
from bot.requests import Unanswered

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

TRIES, AGAIN_S = 60, 10.0
"""So often, and after such a pause, a store that is away is asked again for open questions."""


async def on_reaction(client: "CameoBot", payload: discord.RawReactionActionEvent) -> None:
    """Take somebody's own yes or no; everything else is not for the bot."""
    sign = payload.emoji.name if payload.emoji.is_unicode_emoji() else None
    if sign not in {YES, NO} or client.user is None or payload.user_id == client.user.id:
        return
    place = MessagePlace(payload.channel_id, payload.message_id)
    account = Account(Platform.DISCORD, str(payload.user_id), _name(payload))
    try:
        await _answer(client, _Given(account, place, payload.guild_id, sign == YES))
    except Refused:  # they are shut out: their reaction counts for nothing
        return
    except Exception as error:  # noqa: BLE001 - the border; the question is still open
        log_trouble(error)


async def catch_up(client: "CameoBot") -> None:
    """Take the answers that were given while the bot was away. Who gave both has not agreed."""
    if client.user is None:
        return
    for open_question in await _unanswered(client):
        try:
            await _look_at(client, open_question)
        except (Refused, ValueError, *FAILED):  # the message is gone, or its buttons have to do
            continue
        except Exception as error:  # noqa: BLE001 - the border; the others are looked at
            log_trouble(error)


async def _unanswered(client: "CameoBot") -> Sequence[Unanswered]:
    """A store that is away when Discord is reached comes back: nobody looks again before the next start."""
    for _ in range(TRIES):
        try:
            return await client.app.unanswered(Platform.DISCORD)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            log_trouble(error)
            await asyncio.sleep(AGAIN_S)
    return ()


async def _look_at(client: "CameoBot", asked: Unanswered) -> None:
    place = MessagePlace.parse(asked.message_id)
    channel = client.get_partial_messageable(place.channel)
    message = await channel.fetch_message(place.message)
    signs = [
        str(reaction.emoji)
        for reaction in message.reactions
        if str(reaction.emoji) in {YES, NO}
        and asked.account.platform_id in [str(user.id) async for user in reaction.users()]
    ]
    if signs:
        guild = None if message.guild is None else message.guild.id
        await _answer(client, _Given(asked.account, place, guild, NO not in signs))


@dataclass(frozen=True, slots=True)
class _Given:
    """A yes or no, whose it is, and where it was given."""

    account: Account
    place: MessagePlace
    guild: int | None
    yes: bool


async def _answer(client: "CameoBot", given: _Given) -> None:
    """Raises Refused, and whatever the store raises."""
    chat = chat_of(given.place.channel, given.guild)
    answered = await answered_by_sign(client.app, given.account, given.place.name, chat, yes=given.yes)
    if answered is None:
        return
    if given.guild is None:
        await _show(client, given, answered.said, answered.language)
    if answered.taken:
        await end_calls(client, answered.person, answered.button, answered.language)


async def _show(client: "CameoBot", given: _Given, answer: AnyNotice, tag: str) -> None:
    """Say what came of it, between the two of them. In a room the call for the question says no more."""
    channel = client.get_partial_messageable(given.place.channel)
    there = channel.get_partial_message(given.place.message).to_reference(fail_if_not_exists=False)
    drawn = draw(answer, tag)
    with contextlib.suppress(*FAILED):
        await channel.send(drawn.content, embeds=drawn.embeds, reference=there)


def _name(payload: discord.RawReactionActionEvent) -> str:
    return "" if payload.member is None else payload.member.display_name
