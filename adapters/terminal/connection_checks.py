"""What the service is connected to beyond this machine, a function each: Redis and the chat platforms."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import httpx
from redis.asyncio import Redis
from redis.exceptions import RedisError

from adapters.terminal.checks import Check, State
from bot.settings import BotSettings, TelegramSettings

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


def telegram(bot: BotSettings) -> Check:
    """Whether Telegram accepts the token, and the bot may do what inline messages need."""
    ours = bot.telegram
    if ours.token is None:
        way_out = "The README says how to make one; set it as [telegram] token."
        return Check("telegram", State.NOTE, "no token, so it is not connected", way_out)
    try:
        status, me = _asked(ours, "getMe")
        storage = {} if ours.storage_chat is None else _asked(ours, "getChat", chat_id=ours.storage_chat)[1]
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        says = f"{ours.api_base} cannot be reached: {type(error).__name__}"
        return Check("telegram", State.BROKEN, says, "Look at the network, or at [telegram] api_base.")
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        way_out = "Copy the token again from @BotFather, under API Token."
        return Check("telegram", State.BROKEN, "Telegram does not accept the token.", way_out)
    if status != HTTPStatus.OK:
        return Check("telegram", State.NOTE, f"Telegram answers {status}.", "Try again later.")
    return _as_a_bot(ours, me, storage)


def _as_a_bot(ours: TelegramSettings, me: Mapping[str, Any], storage: Mapping[str, Any]) -> Check:
    name = f"the token is @{me['username']}'s"
    if not me.get("supports_inline_queries"):
        return Check("telegram", State.NOTE, f"{name}, but inline mode is off", "Send @BotFather /setinline.")
    if ours.storage_chat is None:
        way_out = "Make a private channel, make the bot its administrator, and set [telegram] storage_chat."
        return Check("telegram", State.NOTE, f"{name}, but inline messages cannot become clips", way_out)
    if not storage:
        way_out = "Add the bot to that channel as an administrator, or set [telegram] storage_chat anew."
        return Check("telegram", State.BROKEN, f"{name}, but it cannot see storage_chat", way_out)
    return Check("telegram", State.OK, name)


def _asked(ours: TelegramSettings, method: str, **arguments: object) -> tuple[int, Mapping[str, Any]]:
    """What Telegram answers: the HTTP status, and the result, {} where there is none.

    Raises:
        httpx.HTTPError, httpx.InvalidURL, ValueError: nobody answers, or not as Telegram does.
    """
    token = "" if ours.token is None else ours.token.get_secret_value()
    answer = httpx.post(f"{ours.api_base}{token}/{method}", json=arguments, timeout=ANSWER_S)
    result = answer.json().get("result")
    return answer.status_code, result if isinstance(result, dict) else {}
