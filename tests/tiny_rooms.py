"""A machine room with tiny models in it, for tests."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

import pytest

from engine.room.keeper import ROOM
from engine.room.process import serve
from engine.room.work import Workroom
from engine.settings import EngineSettings, ModelsSection

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
def tiny_room_here(folder: Path, section: str) -> Iterator[None]:
    """A room that `asked` leads to, with these sections as the settings, for as long as this is open.

    In this process: it has built the models, and so has what a room takes longest to load.
    """
    place = Path(mkdtemp(prefix="cameo-room-")) / "room"  # a socket's path is short
    with _settings(folder, section) as patch, socket.socket(socket.AF_UNIX) as listener:
        patch.setenv(ROOM, str(place))
        listener.bind(str(place))
        listener.listen()
        serving = threading.Thread(target=_serve, args=(listener, EngineSettings.load().models), daemon=True)
        serving.start()
        try:
            yield
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            serving.join()
            shutil.rmtree(place.parent)


@contextmanager
def _settings(folder: Path, section: str) -> Iterator[pytest.MonkeyPatch]:
    config = folder / "config.toml"
    config.write_text(section, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMEO_CONFIG", str(config))
        yield patch


def _serve(listener: socket.socket, settings: ModelsSection) -> None:
    with suppress(OSError):  # shut down
        serve(listener, Workroom(settings))
