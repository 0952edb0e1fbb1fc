"""✅ and ❌ under a question: the answer of whom it is asked, and of nobody else.

Who reacts is looked up only where the message asked this account something, so passers-by leave no trace. A
click and a reaction, or two of them, are one answer: the first one stands (`App.decide`).
"""

from typing import TYPE_CHECKING

import discord

from adapters import conversation, text
from adapters.discord.drawing import draw
from adapters.discord.people import chat_of
from adapters.discord.places import MessagePlace
from adapters.discord.sending import FAILED, NO, YES
from adapters.discord.visits import log_trouble
from adapters.speaker import Speaker
from adapters.text import FALLBACK
from bot.errors import Refused
from bot.notices import AnyNotice, Button, Refusals, question
from bot.people import Account, Platform

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot


async def on_reaction(client: "CameoBot", payload: discord.RawReactionActionEvent) -> None:
    """Take somebody's own yes or no; everything else is not for the bot."""
    sign = payload.emoji.name if payload.emoji.is_unicode_emoji() else None
    if sign not in {YES, NO} or client.user is None or payload.user_id == client.user.id:
        return
    try:
        account = Account(Platform.DISCORD, str(payload.user_id), _name(payload))
        place = MessagePlace(payload.channel_id, payload.message_id)
        asked = await client.app.posted(account, place.name)
        answers = None if asked is None else question(asked.notice)
        if asked is None or answers is None:
            return
        said = await _pressed(client, payload, account, answers[0] if sign == YES else answers[1])
        await _show(client, payload, said, asked.language or FALLBACK)
    except Refused:  # they ask too fast, or are shut out: their reaction counts for nothing
        return
    except Exception as error:  # noqa: BLE001 - the border; the question is still open
        log_trouble(error)


async def _pressed(
    client: "CameoBot", payload: discord.RawReactionActionEvent, account: Account, button: Button
) -> AnyNotice:
    chat = chat_of(payload.channel_id, payload.guild_id)
    person = await client.app.person_for(account, chat)
    await client.app.pace(person.id)
    return await conversation.press(client.app, Speaker(person.id, person.handle, chat), button)


async def _show(
    client: "CameoBot", payload: discord.RawReactionActionEvent, answer: AnyNotice, tag: str
) -> None:
    """Between the two of them the answer is said; in a room only that there is one, and no refusal."""
    channel = client.get_partial_messageable(payload.channel_id)
    message = channel.get_partial_message(payload.message_id)
    try:
        if payload.guild_id is None:
            drawn = draw(answer, tag)
            there = message.to_reference(fail_if_not_exists=False)
            await channel.send(drawn.content, embeds=drawn.embeds, reference=there)
        elif not isinstance(answer, Refusals):
            await message.edit(content=text.phrase("post.answered", tag), view=None)
    except FAILED:
        return


def _name(payload: discord.RawReactionActionEvent) -> str:
    return "" if payload.member is None else payload.member.display_name
