"""The whole service with the real Discord client in front of it, in a simulated Discord.

Background loops are off: a test lets deliveries go out and status messages move when it wants them to.
"""

from dataclasses import dataclass

import discord
from house import House
from simcord import Env
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle

from adapters.discord.bot import CameoBot
from bot.people import Account, Chat, Platform


@dataclass
class DiscordHouse:
    """A server with one channel, and the service behind the bot that is in it."""

    house: House
    bot: CameoBot
    env: Env
    guild: GuildHandle
    channel: ChannelHandle

    @property
    def chat(self) -> Chat:
        """The channel as the service knows it."""
        return Chat(Platform.DISCORD, str(self.channel.id), str(self.guild.id))

    def member(self, name: str, **permissions: bool) -> MemberActor:
        """Somebody on the server, who may do there what is said."""
        user = self.env.create_user(name)
        roles = []
        if permissions:
            roles = [
                self.guild.create_role(f"{name}'s", permissions=discord.Permissions(**permissions)),
            ]
        return self.guild.add_member(user, roles=roles)

    async def person(self, member: MemberActor) -> str:
        """The id of the person that the service knows a member as."""
        account = Account(Platform.DISCORD, str(member.id), member.name)
        return (await self.house.app.person_for(account, self.chat)).id

    async def enrolled(self, name: str, **permissions: bool) -> MemberActor:
        """Somebody on the server who has a verified likeness."""
        member = self.member(name, **permissions)
        person = await self.person(member)
        await self.house.record(person)
        await self.house.finish_jobs()
        return member


def open_discord(house: House, env: Env, bot: CameoBot) -> DiscordHouse:
    """A server with the bot on it, and one channel."""
    guild = env.create_guild()
    return DiscordHouse(house, bot, env, guild, guild.create_text_channel("clips"))
