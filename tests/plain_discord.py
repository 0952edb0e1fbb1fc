"""`python -m adapters.discord` with a judge that loads no model."""

import sys
from contextlib import AbstractAsyncContextManager

from fakes import PlainJudge

from adapters.discord import __main__ as service
from bot.bootstrap import Overrides, Service, opened
from bot.settings import BotSettings


def plainly(settings: BotSettings) -> AbstractAsyncContextManager[Service]:
    """Everything as configured, but for the judge."""
    return opened(settings, Overrides(judge=PlainJudge()))


service.opened = plainly  # type: ignore[assignment]

if __name__ == "__main__":
    sys.exit(service.main())
