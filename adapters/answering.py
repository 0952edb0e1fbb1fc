"""What answers somebody, whatever happens: what was done, why it was not, or that something does not work."""

import logging
from collections.abc import Awaitable
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.errors import Refused
from bot.notices import Refusals

T = TypeVar("T")
_log = logging.getLogger(__name__)


async def settled(work: Awaitable[T]) -> T | Refusals | None:
    """What the work came to; why it was refused; None where something does not work, which is logged."""
    try:
        return await work
    except Refused as refused:
        return Refusals(refusals=(refused.refusal,))
    except Exception as error:  # noqa: BLE001 - the border: it is logged, and who asked is told
        log_trouble(error)
        return None


def log_trouble(error: Exception) -> None:
    """Note what went wrong: in one line where a store or connection is away, else with where it happened."""
    away = isinstance(error, SQLAlchemyError | OSError | TimeoutError)
    _log.error("an interaction failed: %s", type(error).__name__, exc_info=None if away else error)
