"""Reading what the bot answered in a simulated Discord, and writing to it alone."""

from typing import Any

import discord
from discord_house import DiscordHouse
from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage


def answer(result: InteractionResult) -> ResponseMessage:
    """The message that answered an interaction; nobody but who asked sees it."""
    assert result.response is not None
    assert result.response.ephemeral
    return result.response


def words(result: InteractionResult) -> str:
    """All that it says."""
    return read(answer(result))


def read(message: ResponseMessage | discord.Message) -> str:
    """All that a message says."""
    return "\n".join([message.content, *(embed.description or "" for embed in message.embeds)]).strip()


def buttons(result: InteractionResult) -> dict[str, str]:
    """Custom id by action, of the buttons under an answer."""
    found = [part["custom_id"] for row in answer(result).components for part in row["components"]]
    return {name.split(":")[1]: name for name in found}


def chosen(result: InteractionResult) -> dict[str, str]:
    """What each select of a panel stands on."""
    selects: list[dict[str, Any]] = [
        part for row in answer(result).components for part in row["components"] if part["type"] == 3
    ]
    return {
        select["custom_id"].split(":")[1]: option["value"]
        for select in selects
        for option in select["options"]
        if option["default"]
    }


async def offered(
    at: DiscordHouse, member: MemberActor, command: str, option: str, typed: str = ""
) -> list[str]:
    """What is offered while somebody types."""
    return [str(each["value"]) for each in await member.autocomplete(at.channel, command, option, typed)]


async def write_to(
    at: DiscordHouse, member: MemberActor, text: str = "", *files: tuple[str, bytes], **more: Any
) -> discord.Message:
    """A direct message to the bot, and what it answers."""
    room = member.user.dm_channel
    kept = at.env.backend.store_attachments(room.id, files)
    await member.send_dm(text, attachments=kept, **more)
    said = room.last_message
    assert said is not None
    assert said.author.bot
    return said
