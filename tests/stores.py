"""Stores that tests use one after another, through engines that stay.

A new engine works out every statement anew, which takes longer than most tests.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.engine import open_engine

_ENGINES: dict[str, AsyncEngine] = {}


def engine_at(url: str) -> AsyncEngine:
    """This process's engine on a database. Whoever has done with it calls its `dispose`."""
    if url not in _ENGINES:
        _ENGINES[url] = open_engine(url)
    return _ENGINES[url]


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncEngine]:
    """The same for the length of a block."""
    engine = engine_at(url)
    try:
        yield engine
    finally:
        await engine.dispose()


def renewed(file: Path, template: Path) -> str:
    """The address of a copy of a SQLite store in a place that another may have been in before."""
    for left in file.parent.glob(f"{file.name}*"):
        left.unlink()
    shutil.copy(template, file)
    return f"sqlite+aiosqlite:///{file}"
