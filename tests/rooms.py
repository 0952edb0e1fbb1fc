"""A machine room for tests, with fakes in the place of models."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fake_family import Play

from engine.room.keeper import ROOM, Keeper
from engine.room.messages import FilmAsk

TESTS = Path(__file__).parent
FAKES = ("fake", "other", "third")
BLOBS = ((b"one", b"two"), (b"voice",))
LONGEST_WAIT_S = 60


class FakeRoom:
    """What happens behind the room's door."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def trace(self, family: str = "fake") -> list[str]:
        """What a fake has done, a line each."""
        file = self.folder / family / "trace"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def until(self, family: str, line: str) -> None:
        """Wait until a fake has done something."""
        wait = threading.Event()
        for _ in range(LONGEST_WAIT_S * 100):
            if line in self.trace(family):
                return
            wait.wait(0.01)
        raise AssertionError(f"{line!r} is not in {self.trace(family)}")

    def open(self, gate: str, family: str = "fake") -> None:
        """Let a fake go on that waits for this."""
        (self.folder / family / gate).touch()

    def forget(self) -> None:
        """Nothing has happened and all gates are shut."""
        for name in FAKES:
            for file in (self.folder / name).iterdir():
                file.unlink()

    def steps(self, seed: int) -> int:
        """How many of a film's were begun."""
        return sum(line.startswith(f"step {seed} ") for line in self.trace())

    def pids(self) -> list[int]:
        """Of the rooms that made films, in turn."""
        return [int(line.split()[2]) for line in self.trace() if line.startswith("film ")]


def settings(folder: Path, more: str = "") -> str:
    """[models] with the fakes, whose folders are made."""
    for name in FAKES:
        (folder / name).mkdir(exist_ok=True)
    table = ", ".join(f'{name} = "fake_family"' for name in FAKES)
    return f'[models]\nfolder = "{folder}"\ndevice = "cpu"\nmore = {{ {table} }}\n{more}'


def found(patch: pytest.MonkeyPatch) -> None:
    """Processes that are started find the fakes."""
    patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH")))))


@contextmanager
def fake_room(folder: Path, more: str = "") -> Iterator[FakeRoom]:
    """A room of one's own that `asked` leads to."""
    with own_room(folder, settings(folder, more)):
        yield FakeRoom(folder)


@contextmanager
def own_room(folder: Path, sections: str) -> Iterator[None]:
    """A room in a process of its own, with these settings, that `asked` leads to."""
    (folder / "config.toml").write_text(sections, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMEO_CONFIG", str(folder / "config.toml"))
        found(patch)
        keeper = Keeper()
        patch.setenv(ROOM, str(keeper.path))
        try:
            yield
        finally:
            keeper.close()


def film(
    seed: int = 7,
    family: str = "fake",
    *,
    continues: bool = False,
    frames: int = 12,
    pictures: int = 2,
    voices: int = 1,
    **play: object,
) -> FilmAsk:
    """A small film of a fake, to which the rest happens."""
    return FilmAsk(
        family=family,
        prompt=Play(**play).text(),  # type: ignore[arg-type]  # as the tests write it
        frames=frames,
        width=32,
        height=16,
        seed=seed,
        pictures=pictures,
        voices=voices,
        continues=continues,
    )


def room_process() -> int:
    """Of the room that this process keeps, by its parent and its name."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
            parent = int((folder / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == os.getpid() and b"engine.room.process" in command:
            return int(folder.name)
    raise AssertionError("There is no room.")


def ended(pid: int) -> bool:
    """Whether a process is gone, or soon is."""
    wait = threading.Event()
    for _ in range(LONGEST_WAIT_S * 100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state.rpartition(")")[2].split()[0] == "Z":
            return True
        wait.wait(0.01)
    return False
