"""`python -m MODULE` with a judge that loads no model: `plain_service.py MODULE`, of the adapters."""

import sys
from contextlib import AbstractAsyncContextManager
from importlib import import_module

from fakes import PlainJudge

from bot.bootstrap import Overrides, Service, opened
from bot.settings import BotSettings


def plainly(settings: BotSettings) -> AbstractAsyncContextManager[Service]:
    """Everything as configured, but for the judge."""
    return opened(settings, Overrides(judge=PlainJudge()))


if __name__ == "__main__":
    service = import_module(f"{sys.argv[1]}.__main__")
    service.opened = plainly  # type: ignore[attr-defined]
    sys.exit(service.main())
