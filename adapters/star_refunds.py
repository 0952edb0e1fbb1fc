"""Giving Stars back: by the operator's command, and where a payment brought nobody anything."""

import telegram
from telegram.error import BadRequest, InvalidToken

from bot.errors import RefundRefused
from bot.offers import Returnable
from bot.settings import BotSettings

REFUNDED = "CHARGE_ALREADY_REFUNDED"
"""What Telegram says of a payment that went back before; then all is as it should be."""


async def give_back(settings: BotSettings, payment: Returnable) -> None:
    """Let Telegram give a payment back; once, however often it is asked.

    Raises:
        RefundRefused: there is no token, or none that Telegram knows; or Telegram does not.
    """
    ours = settings.telegram
    if ours.token is None:
        raise RefundRefused(why="[telegram] token")
    token = ours.token.get_secret_value()
    try:
        async with telegram.Bot(token, base_url=ours.api_base, base_file_url=ours.file_base) as api:
            await refund(api, payment.payer, payment.charge_id)
    except InvalidToken:  # the library's own words hold the token
        raise RefundRefused(why="[telegram] token") from None
    except BadRequest as error:
        raise RefundRefused(why=error.message) from error


async def refund(api: telegram.Bot, payer: str, charge_id: str) -> None:
    """Ask Telegram to give a payment back.

    Raises:
        telegram.error.TelegramError: it did not; TimedOut leaves that open.
    """
    try:
        await api.refund_star_payment(int(payer), charge_id)
    except BadRequest as error:
        if REFUNDED not in error.message.upper().replace(" ", "_"):
            raise
