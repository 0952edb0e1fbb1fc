"""What the service is connected to beyond this machine, a function each: Redis and the chat platforms."""

import asyncio
from http import HTTPStatus

import httpx
from redis.asyncio import Redis
from redis.exceptions import RedisError

from adapters.terminal.checks import Check, State
from bot.settings import BotSettings

ANSWER_S = 5.0


def redis(bot: BotSettings) -> Check:
    """Whether the Redis that processes share answers."""
    url = bot.redis.url
    if url is None:
        return Check("redis", State.OK, "not used: each process counts for itself")
    try:
        asyncio.run(_ping(url))
    except (RedisError, OSError, ValueError) as error:
        way_out = "Start it, or set [redis] url; without it each process counts for itself."
        return Check("redis", State.BROKEN, f"It does not answer: {type(error).__name__}", way_out)
    return Check("redis", State.OK, "answers")


async def _ping(url: str) -> None:
    async with Redis.from_url(url, socket_connect_timeout=ANSWER_S, socket_timeout=ANSWER_S) as client:
        await client.ping()


def discord(bot: BotSettings) -> Check:
    """Whether Discord accepts the token."""
    token = bot.discord.token
    if token is None:
        way_out = "The README says how to make one; set it as [discord] token."
        return Check("discord", State.NOTE, "no token, so it is not connected", way_out)
    headers = {"Authorization": f"Bot {token.get_secret_value()}"}
    try:
        answer = httpx.get(f"{bot.discord.api_base}/users/@me", headers=headers, timeout=ANSWER_S)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        says = f"{bot.discord.api_base} cannot be reached: {type(error).__name__}"
        return Check("discord", State.BROKEN, says, "Look at the network, or at [discord] api_base.")
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        way_out = "Copy the token again from the application's page, under Bot."
        return Check("discord", State.BROKEN, "Discord does not accept the token.", way_out)
    if answer.status_code != HTTPStatus.OK:
        return Check("discord", State.NOTE, f"Discord answers {answer.status_code}.", "Try again later.")
    return Check("discord", State.OK, f"the token is {answer.json()['username']}'s")
