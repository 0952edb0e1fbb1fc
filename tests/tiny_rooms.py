"""A machine room with tiny models in it, for tests."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.room.keeper import ROOM, Keeper

Tiny = Callable[[str], Path]
"""The folder of a tiny model, by its family."""


def models_section(tiny: Tiny, families: Mapping[str, str], more: str = "") -> str:
    """Sections of config.toml: tiny models in the place of the real ones.

    families: what is set of each, beside its folder. more: lines of [models].
    """
    tables = [
        f'[models.{family}]\nfolder = "{tiny(family)}"\n{lines}\n' for family, lines in families.items()
    ]
    return f'[models]\ndevice = "cpu"\n{more}\n' + "".join(tables)


@contextmanager
def tiny_room(folder: Path, section: str) -> Iterator[None]:
    """A room that `asked` leads to, with these sections as the settings, for as long as this is open."""
    config = folder / "config.toml"
    config.write_text(section, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMEO_CONFIG", str(config))
        patch.setenv("OMP_NUM_THREADS", os.environ.get("OMP_NUM_THREADS", "1"))
        keeper = Keeper()
        patch.setenv(ROOM, str(keeper.path))
        try:
            yield
        finally:
            keeper.close()
