"""A Telegram bot that does next to nothing: what the library alone costs.

As a process: `python bare_telegram.py API_BASE TOKEN`.
"""

import asyncio
import sys
from typing import Any

from telegram import InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

AT_ONCE = 64
Context = ContextTypes.DEFAULT_TYPE


async def echo(update: Update, _: Context) -> None:
    """Say it again."""
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


async def pressed(update: Update, _: Context) -> None:
    """Acknowledge."""
    assert update.callback_query is not None
    await update.callback_query.answer("ok")


async def offer(update: Update, _: Context) -> None:
    """Offer what was typed."""
    assert update.inline_query is not None
    said = InputTextMessageContent(update.inline_query.query or "nothing")
    await update.inline_query.answer([InlineQueryResultArticle("one", "one", said)], cache_time=0)


def built(api_base: str, token: str) -> Application[Any, Any, Any, Any, Any, Any]:
    """The bot, connected to nothing yet."""
    made = (
        ApplicationBuilder()
        .token(token)
        .base_url(api_base)
        .rate_limiter(AIORateLimiter())
        .concurrent_updates(AT_ONCE)
        .build()
    )
    made.add_handlers(
        [MessageHandler(filters.TEXT, echo), CallbackQueryHandler(pressed), InlineQueryHandler(offer)]
    )
    return made


async def run(api_base: str, token: str) -> None:
    """Echo until the process is stopped."""
    async with built(api_base, token) as made:
        assert made.updater is not None
        await made.start()
        await made.updater.start_polling()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2]))
